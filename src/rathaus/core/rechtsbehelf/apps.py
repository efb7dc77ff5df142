"""The rechtsbehelf room as a Django app."""

from django.apps import AppConfig


class RechtsbehelfConfig(AppConfig):
    """Remedies against decisions."""

    name = "rathaus.core.rechtsbehelf"
    label = "rechtsbehelf"
