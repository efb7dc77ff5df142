"""The codeliste room as a Django app."""

from django.apps import AppConfig


class CodelisteConfig(AppConfig):
    """The register of code lists."""

    name = "rathaus.core.codeliste"
    label = "codeliste"
