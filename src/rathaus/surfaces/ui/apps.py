"""The Django app of the shared components: it brings static files and translations."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Registers static files and the locale directory; there are no models."""

    name = "rathaus.surfaces.ui"
    label = "ui"
