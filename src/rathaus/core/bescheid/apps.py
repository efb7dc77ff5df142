"""The bescheid room as a Django app."""

from django.apps import AppConfig


class BescheidConfig(AppConfig):
    """Decisions and their letters."""

    name = "rathaus.core.bescheid"
    label = "bescheid"

    def ready(self) -> None:
        """Look at new cases that the software may decide alone, and let nothing confirmed outlive its procedure."""
        from rathaus.core.bescheid.actions import ask_again
        from rathaus.core.bescheid.automatic import queue_decision, queue_paid, queue_said
        from rathaus.core.miterklaerung.signals import second_person_said
        from rathaus.core.vorgang.signals import vorgang_moved, vorgang_opened
        from rathaus.core.zahlung.signals import advance_paid

        vorgang_opened.connect(queue_decision)
        advance_paid.connect(queue_paid)
        second_person_said.connect(queue_said)
        vorgang_moved.connect(ask_again)
