"""The antrag room as a Django app."""

from django.apps import AppConfig


class AntragConfig(AppConfig):
    """Drafts and submitted Antraege."""

    name = "rathaus.core.antrag"
    label = "antrag"
