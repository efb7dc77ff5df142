"""The stelle room as a Django app."""

from django.apps import AppConfig


class StelleConfig(AppConfig):
    """Public bodies."""

    name = "rathaus.core.stelle"
    label = "stelle"
