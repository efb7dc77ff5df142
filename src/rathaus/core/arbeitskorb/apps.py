"""The arbeitskorb room as a Django app."""

from django.apps import AppConfig


class ArbeitskorbConfig(AppConfig):
    """Notes, follow-ups, acts on many cases, labels, lists, and the words of the search."""

    name = "rathaus.core.arbeitskorb"
    label = "arbeitskorb"

    def ready(self) -> None:
        """End what is planned when its case is closed, and keep the words of cases; the queue learns its job."""
        import rathaus.core.arbeitskorb.jobs  # noqa: F401  # registers the task
        from rathaus.core.arbeitskorb.actions import end_follow_ups
        from rathaus.core.arbeitskorb.search import index_changed
        from rathaus.core.vorgang.signals import answers_changed, vorgang_ended, vorgang_opened

        vorgang_ended.connect(end_follow_ups)
        vorgang_opened.connect(index_changed)
        answers_changed.connect(index_changed)
