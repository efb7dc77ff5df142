"""Only the owner's connection migrates; everything else works through the default connection."""

from typing import Any


class OwnerMigrates:
    """Django's database router: one database, two roles."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:  # noqa: ARG002  # Django's signature
        """Return whether a connection may change the schema."""
        return db == "owner"
