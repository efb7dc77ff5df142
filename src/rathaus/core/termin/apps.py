"""The termin room as a Django app."""

from django.apps import AppConfig


class TerminConfig(AppConfig):
    """Appointments at a body."""

    name = "rathaus.core.termin"
    label = "termin"
