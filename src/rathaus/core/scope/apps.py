"""The scope room as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class ScopeConfig(AppConfig):
    """Connects the tenancy to the end of every migration run."""

    name = "rathaus.core.scope"
    label = "scope"

    def ready(self) -> None:
        post_migrate.connect(_protect_after_migration, sender=self)


def _protect_after_migration(using: str, **_: Any) -> None:
    from rathaus.core.scope.policies import apply_tenancy  # models are not loaded when apps import

    apply_tenancy(connections[using])
