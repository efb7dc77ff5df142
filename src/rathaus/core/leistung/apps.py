"""The leistung room as a Django app."""

from django.apps import AppConfig


class LeistungConfig(AppConfig):
    """Public services as content."""

    name = "rathaus.core.leistung"
    label = "leistung"
