"""The miterklaerung room as a Django app."""

from django.apps import AppConfig


class MiterklaerungConfig(AppConfig):
    """Declarations of a second person."""

    name = "rathaus.core.miterklaerung"
    label = "miterklaerung"

    def ready(self) -> None:
        """End links with their case, and note when a declaration no longer covers the answers."""
        from rathaus.core.antrag.signals import answers_changed
        from rathaus.core.miterklaerung.following import end_links, note_changed_answers
        from rathaus.core.vorgang.signals import vorgang_ended

        vorgang_ended.connect(end_links)
        answers_changed.connect(note_changed_answers)
