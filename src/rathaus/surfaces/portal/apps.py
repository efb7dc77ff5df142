"""The portal as a Django app: it brings translations."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers the locale directory; there are no models."""

    name = "rathaus.surfaces.portal"
    label = "portal"
