"""Put style sheets, scripts and fonts where the web server finds them, with their hash in the name."""

from django.core.management import call_command

_NOT_FOR_BROWSERS = ["fonts-pdf"]
"""Letters are set with them; to compress them takes longer than all the rest of a start."""


def collect_static_files() -> None:
    """Collect and compress what browsers ask for; safe to repeat."""
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=_NOT_FOR_BROWSERS)
