"""The clerks' surface as a Django app: it brings translations."""

from django.apps import AppConfig


class AmtConfig(AppConfig):
    """Registers the locale directory; there are no models."""

    name = "rathaus.surfaces.amt"
    label = "amt"
