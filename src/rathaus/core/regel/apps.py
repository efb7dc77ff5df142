"""The regel room as a Django app."""

from django.apps import AppConfig


class RegelConfig(AppConfig):
    """Decisions about rules in prose."""

    name = "rathaus.core.regel"
    label = "regel"
