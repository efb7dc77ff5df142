"""The vorgang room as a Django app."""

from django.apps import AppConfig


class VorgangConfig(AppConfig):
    """Cases and their tasks."""

    name = "rathaus.core.vorgang"
    label = "vorgang"
