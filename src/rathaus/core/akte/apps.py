"""The akte room as a Django app."""

from django.apps import AppConfig

ERASE_SHA256 = "aa72a5e5f0cdc311b056c9865c9b6d50a32ef1a539024d5b655aa90ae70d341b"
"""Of the function that deletes a case, as the last migration made it: it may run with the rights of its owner."""


class AkteConfig(AppConfig):
    """Export, retention, holds and deletion of whole cases."""

    name = "rathaus.core.akte"
    label = "akte"

    def ready(self) -> None:
        """Let the one function that deletes cases run with the rights of the owner of the tables."""
        from rathaus.core.scope.proof import allow_gate

        allow_gate("akte_erase", sha256=ERASE_SHA256)
