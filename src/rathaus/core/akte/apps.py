"""The akte room as a Django app."""

from django.apps import AppConfig


class AkteConfig(AppConfig):
    """Export, retention, holds and deletion of whole cases."""

    name = "rathaus.core.akte"
    label = "akte"
