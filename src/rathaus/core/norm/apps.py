"""The norm room as a Django app."""

from django.apps import AppConfig


class NormConfig(AppConfig):
    """The register of norms."""

    name = "rathaus.core.norm"
    label = "norm"
