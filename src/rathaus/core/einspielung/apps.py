"""The einspielung room as a Django app."""

from django.apps import AppConfig


class EinspielungConfig(AppConfig):
    """Imports that have begun."""

    name = "rathaus.core.einspielung"
    label = "einspielung"
