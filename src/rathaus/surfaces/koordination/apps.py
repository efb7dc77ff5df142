"""The coordination office's surface as a Django app: it brings translations."""

from django.apps import AppConfig


class KoordinationConfig(AppConfig):
    """Registers the locale directory; there are no models."""

    name = "rathaus.surfaces.koordination"
    label = "koordination"
