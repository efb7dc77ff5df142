"""The bescheid room as a Django app."""

from django.apps import AppConfig


class BescheidConfig(AppConfig):
    """Decisions and their letters."""

    name = "rathaus.core.bescheid"
    label = "bescheid"
