"""The zahlung room as a Django app."""

from django.apps import AppConfig


class ZahlungConfig(AppConfig):
    """Fees that are owed and paid."""

    name = "rathaus.core.zahlung"
    label = "zahlung"
