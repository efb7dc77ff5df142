"""The kennzahl room as a Django app."""

from django.apps import AppConfig


class KennzahlConfig(AppConfig):
    """Figures about cases."""

    name = "rathaus.core.kennzahl"
    label = "kennzahl"

    def ready(self) -> None:
        """Add to a counted month what happens in it afterwards."""
        from rathaus.core.kennzahl.actions import add_decision, add_receipt
        from rathaus.core.vorgang.signals import vorgang_ended, vorgang_opened

        vorgang_opened.connect(add_receipt)
        vorgang_ended.connect(add_decision)
