"""The protokoll room as a Django app."""

from django.apps import AppConfig


class ProtokollConfig(AppConfig):
    """Hash-chained records of every act."""

    name = "rathaus.core.protokoll"
    label = "protokoll"
