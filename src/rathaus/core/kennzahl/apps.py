"""The kennzahl room as a Django app."""

from django.apps import AppConfig


class KennzahlConfig(AppConfig):
    """Figures about cases."""

    name = "rathaus.core.kennzahl"
    label = "kennzahl"

    def ready(self) -> None:
        """Open a counted month again when something happens in it afterwards."""
        from rathaus.core.kennzahl.actions import reopen_month_of_decision, reopen_month_of_receipt
        from rathaus.core.vorgang.signals import vorgang_ended, vorgang_opened

        vorgang_opened.connect(reopen_month_of_receipt)
        vorgang_ended.connect(reopen_month_of_decision)
