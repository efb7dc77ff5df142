"""The akte room as a Django app."""

from django.apps import AppConfig

ERASE_SHA256 = "0cc482bf6308bc5cd3c39d9ebd6acbaa449b72e9d6f8b8f864bf937231681388"
"""Of the function that deletes a case, as the last migration made it: it may run with the rights of its owner."""


class AkteConfig(AppConfig):
    """Export, retention, holds and deletion of whole cases."""

    name = "rathaus.core.akte"
    label = "akte"

    def ready(self) -> None:
        """Let the one function that deletes cases run with the rights of the owner of the tables."""
        from rathaus.core.scope.proof import allow_gate

        allow_gate("akte_erase", sha256=ERASE_SHA256)
