"""A process that would break a promise does not start, and says why."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from psycopg import sql
from pytest_django import Settings
from structlog.testing import capture_logs

from rathaus.adapters.postgres.cluster import ADMIN, APP, DATABASE, OWNER, Cluster
from rathaus.config import start
from rathaus.config.database import connection_settings
from rathaus.config.environment import SettingRefused
from rathaus.config.start import refuse_unsafe_start, warn_about_gaps
from rathaus.core.scope.errors import DatabaseNotProtected

SOUND = {
    "RATHAUS_PRODUCTION": "1",
    "RATHAUS_SECRET_KEY": "x" * 40,
    "RATHAUS_ALLOWED_HOSTS": "rathaus.example.org",
    "RATHAUS_BASE_URL": "https://rathaus.example.org",
}
CHECK = """
import django
django.setup()
from rathaus.config.start import refuse_unsafe_settings
refuse_unsafe_settings()
"""


def start_with(state_dir: Path, program: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run a program in a process of its own with nothing but these settings."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("RATHAUS_")}
    environment = {
        **inherited, "DJANGO_SETTINGS_MODULE": "rathaus.config.settings", "RATHAUS_STATE_DIR": str(state_dir),
        **settings,
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"RATHAUS_DEMO": "1"}, "RATHAUS_DEMO is on in production: anybody could sign in. Unset RATHAUS_DEMO."),
        ({"RATHAUS_SECRET_KEY": "short"}, "RATHAUS_SECRET_KEY is too short. Set at least 40 random characters."),
        ({"RATHAUS_SECRET_KEY": ""}, "RATHAUS_SECRET_KEY is too short. Set at least 40 random characters."),
        ({"RATHAUS_ALLOWED_HOSTS": ""}, "RATHAUS_ALLOWED_HOSTS is empty. List the host names, separated by commas."),
        ({"RATHAUS_BASE_URL": "http://x.org"}, "RATHAUS_BASE_URL must begin with https:// in production."),
        (
            {"RATHAUS_SMTP_PASSWORD": "x", "RATHAUS_SMTP_SECURITY": "none"},
            "RATHAUS_SMTP_PASSWORD would be sent unprotected. Set RATHAUS_SMTP_SECURITY to starttls.",
        ),
        ({"RATHAUS_SMTP_SECURITY": "ssl"}, "RATHAUS_SMTP_SECURITY is 'ssl'. Write one of: starttls, tls, none."),
    ],
)
def test_production_does_not_start_without_what_matters(change: dict[str, str], sentence: str, tmp_path: Path) -> None:
    done = start_with(tmp_path, CHECK, **{**SOUND, **change})
    assert done.returncode == 1
    assert done.stderr.strip() == sentence


def test_production_with_all_of_it_starts_and_makes_no_secret_of_its_own(tmp_path: Path) -> None:
    done = start_with(tmp_path, CHECK, **SOUND)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_without_production_nothing_has_to_be_set(tmp_path: Path) -> None:
    done = start_with(tmp_path, CHECK, RATHAUS_DEMO="1")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_web_application_itself_refuses(tmp_path: Path) -> None:
    done = start_with(tmp_path, "import rathaus.config.wsgi", **{**SOUND, "RATHAUS_DEMO": "1"})
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("RATHAUS_DEMO is on in production")


@pytest.mark.django_db
def test_a_protected_database_is_accepted() -> None:
    refuse_unsafe_start()


@pytest.mark.parametrize(
    ("scanner", "mailer", "warned"),
    [
        ("", "some.mailer", ["file_scanner_missing"]),
        ("some.scanner", "", ["mailer_missing"]),
        ("some.scanner", "some.mailer", []),
    ],
)
def test_production_without_scanner_or_mail_server_warns(
    settings: Settings, scanner: str, mailer: str, warned: list[str]
) -> None:
    settings.RATHAUS_PRODUCTION = True
    settings.RATHAUS_FILE_SCANNER, settings.RATHAUS_MAILER = scanner, mailer
    with capture_logs() as logs:
        warn_about_gaps()
    assert [line["event"] for line in logs] == warned


def test_a_demonstration_without_a_file_scanner_does_not_warn(settings: Settings) -> None:
    settings.RATHAUS_PRODUCTION, settings.RATHAUS_FILE_SCANNER = False, ""
    with capture_logs() as logs:
        warn_about_gaps()
    assert logs == []


@pytest.mark.django_db
def test_a_server_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "_MIN_SERVER_VERSION", 990000)
    with pytest.raises(SettingRefused, match="older than PostgreSQL 17"):
        refuse_unsafe_start()


def test_a_table_that_nobody_classified_is_refused(committing_database: None, database_cluster: Cluster) -> None:
    with psycopg.connect(database_cluster.url(ADMIN, "rathaus_copy"), autocommit=True) as connection:
        connection.execute("CREATE TABLE surprise (id bigint)")
    with pytest.raises(DatabaseNotProtected, match="Table surprise is not classified"):
        refuse_unsafe_start()


def test_a_table_whose_protection_was_lifted_is_refused(committing_database: None) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE konto_person NO FORCE ROW LEVEL SECURITY")
    with pytest.raises(DatabaseNotProtected, match=r"Table konto_person is not protected. Run `rathaus migrate`."):
        refuse_unsafe_start()


def test_the_role_that_owns_the_tables_may_not_work(committing_database: None, database_cluster: Cluster) -> None:
    with connected_as(database_cluster, OWNER), pytest.raises(DatabaseNotProtected, match="owns table konto_person"):
        refuse_unsafe_start()


def test_a_role_that_may_bypass_the_policies_is_refused(committing_database: None, database_cluster: Cluster) -> None:
    with bypassing(database_cluster), pytest.raises(DatabaseNotProtected, match="may bypass row level security"):
        refuse_unsafe_start()


@contextmanager
def connected_as(cluster: Cluster, role: str) -> Iterator[None]:
    """Let the default connection be the one of another role; the fixture points it back."""
    database = connections["default"].settings_dict["NAME"]
    connections["default"].close()
    connections["default"].settings_dict.update(connection_settings(cluster.url(role, database)))
    yield


@contextmanager
def bypassing(cluster: Cluster) -> Iterator[None]:
    """Let the application's role go around all policies."""
    with psycopg.connect(cluster.url(ADMIN, DATABASE), autocommit=True) as connection:
        alter = sql.SQL("ALTER ROLE {} {}")
        connection.execute(alter.format(sql.Identifier(APP), sql.SQL("BYPASSRLS")))
        try:
            yield
        finally:
            connection.execute(alter.format(sql.Identifier(APP), sql.SQL("NOBYPASSRLS")))
