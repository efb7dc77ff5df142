"""The beteiligung room as a Django app."""

from django.apps import AppConfig


class BeteiligungConfig(AppConfig):
    """Opinions of other bodies, and public displays."""

    name = "rathaus.core.beteiligung"
    label = "beteiligung"

    def ready(self) -> None:
        """End what is open when its case ends."""
        from rathaus.core.beteiligung.actions import end_requests
        from rathaus.core.vorgang.signals import vorgang_ended

        vorgang_ended.connect(end_requests)
