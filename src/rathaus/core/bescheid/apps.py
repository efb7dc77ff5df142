"""The bescheid room as a Django app."""

from django.apps import AppConfig


class BescheidConfig(AppConfig):
    """Decisions and their letters."""

    name = "rathaus.core.bescheid"
    label = "bescheid"

    def ready(self) -> None:
        """Look at new cases that the software may decide alone, and let nothing confirmed outlive its procedure."""
        from rathaus.core.bescheid.actions import ask_again
        from rathaus.core.bescheid.automatic import queue_decision, queue_paid
        from rathaus.core.vorgang.signals import vorgang_moved, vorgang_opened
        from rathaus.core.zahlung.signals import advance_paid

        vorgang_opened.connect(queue_decision)
        advance_paid.connect(queue_paid)
        vorgang_moved.connect(ask_again)
