"""The arbeitskorb room as a Django app."""

from django.apps import AppConfig


class ArbeitskorbConfig(AppConfig):
    """Notes and follow-ups."""

    name = "rathaus.core.arbeitskorb"
    label = "arbeitskorb"

    def ready(self) -> None:
        """End what is planned when its case is closed."""
        from rathaus.core.arbeitskorb.actions import end_follow_ups
        from rathaus.core.vorgang.signals import vorgang_ended

        vorgang_ended.connect(end_follow_ups)
