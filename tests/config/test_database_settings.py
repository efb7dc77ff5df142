"""Where the database is, and the secrets that an installation makes for itself."""

import stat
from pathlib import Path

import pytest

from rathaus.config.database import (
    connection_settings,
    django_databases,
    saved_secret,
    state_dir,
    uses_embedded_server,
)
from rathaus.config.routers import OwnerMigrates


def test_an_address_becomes_connection_settings_with_decoded_names() -> None:
    settings = connection_settings("postgresql://us%40er:p%2Fw@db.example.org:5433/town%20hall")
    chosen = {key: settings[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    assert chosen == {"USER": "us@er", "PASSWORD": "p/w", "HOST": "db.example.org", "PORT": "5433", "NAME": "town hall"}


def test_without_an_address_the_embedded_server_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RATHAUS_DATABASE_URL", raising=False)
    monkeypatch.setenv("RATHAUS_STATE_DIR", "/somewhere")
    assert uses_embedded_server()
    assert state_dir() == Path("/somewhere/postgres")
    assert django_databases()["default"]["USER"] == "rathaus_app"


def test_the_owner_has_an_address_of_its_own_or_shares_the_one_that_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATHAUS_DATABASE_URL", "postgresql://app@db/x")
    monkeypatch.delenv("RATHAUS_MIGRATION_DATABASE_URL", raising=False)
    assert not uses_embedded_server()
    assert django_databases()["owner"]["USER"] == "app"
    monkeypatch.setenv("RATHAUS_MIGRATION_DATABASE_URL", "postgresql://owner@db/x")
    assert django_databases()["owner"]["USER"] == "owner"


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    first = saved_secret(folder, "django")
    assert len(first) >= 64
    assert saved_secret(folder, "django") == first
    assert saved_secret(folder, "other") != first
    assert saved_secret(folder, "django") == first
    assert stat.S_IMODE((folder / "secrets.json").stat().st_mode) == 0o600


def test_only_the_owner_changes_the_schema() -> None:
    router = OwnerMigrates()
    assert router.allow_migrate("owner", "konto") is True
    assert router.allow_migrate("default", "konto") is False
