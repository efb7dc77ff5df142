"""The postfach room as a Django app."""

from django.apps import AppConfig


class PostfachConfig(AppConfig):
    """Letters between offices and people."""

    name = "rathaus.core.postfach"
    label = "postfach"
