"""The datei room as a Django app."""

from django.apps import AppConfig


class DateiConfig(AppConfig):
    """Files and letters."""

    name = "rathaus.core.datei"
    label = "datei"
