"""Where the database is: named by the environment, or the embedded cluster's state folder."""

import json
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from rathaus.config import environment


def state_dir() -> Path:
    """Return the folder of the embedded cluster's state."""
    return environment.folder("STATE_DIR", Path("var")) / "postgres"


def uses_embedded_server() -> bool:
    """Return whether no server is named, so that the embedded one is used."""
    return not environment.text("DATABASE_URL")


def django_databases() -> dict[str, dict[str, Any]]:
    """Return Django's two connections to one database: ``default`` works, ``owner`` migrates."""
    default = environment.text("DATABASE_URL")
    owner = environment.text("MIGRATION_DATABASE_URL") or default
    return {"default": connection_settings(default), "owner": connection_settings(owner)}


def connection_settings(url: str) -> dict[str, Any]:
    """Turn ``postgresql://user:password@host:port/name`` into Django's connection settings."""
    parts = urlsplit(url or "postgresql://rathaus_app@127.0.0.1:5432/rathaus")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Prepared statements halve the database's work: planning under row policies costs more than most queries.
        "OPTIONS": {"application_name": "rathaus", "server_side_binding": True, "prepare_threshold": 5},
    }


def saved_secret(folder: Path, name: str) -> str:
    """Return a secret that this installation made for itself, creating it on first use.

    Args:
        folder: state folder; created when missing.
        name: what the secret is for.
    """
    path = folder / "secrets.json"
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    if name not in known:
        folder.mkdir(parents=True, exist_ok=True)
        known[name] = secrets.token_urlsafe(48)
        path.touch(mode=0o600)
        path.write_text(json.dumps(known))
    return known[name]
