"""The konto room as a Django app."""

from django.apps import AppConfig


class KontoConfig(AppConfig):
    """Accounts and persons."""

    name = "rathaus.core.konto"
    label = "konto"
