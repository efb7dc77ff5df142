"""Looks of `rathaus doctor` into the database: server, protection, clock, queue, content, backups."""

import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from rathaus.cli.backup import LAST_BACKUP
from rathaus.cli.doctor_check import Check, Look, fault, warning, well
from rathaus.core.leistung.queries import leistung_by_slug, published_leistungen, uebernahmen_for, version_by_number
from rathaus.core.scope.proof import tenancy_faults
from rathaus.values.errors import RathausError

OLDEST_SERVER = 170_000
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
CLOCK_APART_S, CLOCK_FAR_APART_S = 2.0, 60.0
WAITS_LONG, WAITS_TOO_LONG = timedelta(minutes=5), timedelta(hours=1)
BACKUP_IS_OLD = timedelta(days=2)
_MAX_LINES = 10
_RETRY = (
    "Read the reason in the log of the worker. When it is gone, queue them again:\n"
    "SELECT procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM procrastinate_jobs WHERE status = 'failed'"
)
_DUE = """
SELECT count(*), now() - min(coalesce(j.scheduled_at, (
  SELECT min(e.at) FROM procrastinate_events e WHERE e.job_id = j.id), now()))
FROM procrastinate_jobs j WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())
"""
_FAILED = "SELECT task_name, count(*) FROM procrastinate_jobs WHERE status = 'failed' GROUP BY 1 ORDER BY 1"
_WORKERS = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '60 seconds'"


def look_at_server() -> Iterator[Check]:
    """Whether the server is new enough and has what we need."""
    ((number, name, user),) = _ask(
        "SELECT current_setting('server_version_num')::int, current_database(), current_user"
    )
    says = f"PostgreSQL {number // 10_000}.{number % 10_000}, database {name} as {user}."
    if number < OLDEST_SERVER:
        yield fault("database", says, remedy="Use PostgreSQL 17 or newer.")
    else:
        yield well("database", says)


def look_at_extensions() -> Iterator[Check]:
    """Whether the extensions are there that search and validity need."""
    there = {name for (name,) in _ask("SELECT extname FROM pg_extension")}
    missing = [name for name in EXTENSIONS if name not in there]
    for name in missing:
        yield fault(
            "extensions", f"{name} is missing.", remedy=f"As the owner of the database: CREATE EXTENSION {name};"
        )
    if not missing:
        yield well("extensions", f"{', '.join(EXTENSIONS)} are there.")


def look_at_migrations() -> Iterator[Check]:
    """Whether database and program are of one version."""
    ((has_table,),) = _ask("SELECT to_regclass('public.django_migrations') IS NOT NULL")
    if not has_table:
        yield fault("migrations", "The database is empty.", remedy="Run `rathaus migrate`, or `rathaus restore FILE`.")
        return
    applied = {(app, name) for app, name in _ask("SELECT app, name FROM django_migrations")}
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    if ahead := sorted(applied - known):
        says = f"The database is newer than this program, which does not know {_names(ahead)}."
        yield fault("migrations", says, remedy="Install the version that brought the database there, or a later one.")
    if pending := sorted(known - applied):
        yield fault("migrations", f"{len(pending)} are pending: {_names(pending)}.", remedy="Run `rathaus migrate`.")
    if applied == known:
        yield well("migrations", f"All {len(known)} are applied.")


def look_at_protection() -> Iterator[Check]:
    """Whether the database keeps tenants apart, and our role can go around nothing."""
    faults = tenancy_faults(connection)
    for text in faults[:_MAX_LINES]:
        says, _, remedy = text.rpartition(". ") if text.endswith(".") else (text, "", "")
        yield fault(
            "protection", f"{says or text}.".replace("..", "."), remedy=remedy if says else "Run `rathaus migrate`."
        )
    if len(faults) > _MAX_LINES:
        yield fault("protection", f"There are {len(faults) - _MAX_LINES} more.", remedy="Run `rathaus migrate`.")
    if not faults:
        yield well("protection", "Policies, rights and roles are as declared; our role owns nothing.")


def look_at_clock() -> Iterator[Check]:
    """Whether database and program agree about the time."""
    before = datetime.now(UTC)
    ((theirs,),) = _ask("SELECT clock_timestamp()")
    apart_s = abs((theirs - before - (datetime.now(UTC) - before) / 2).total_seconds())
    says = f"The clocks of database and program are {apart_s:.1f} s apart."
    remedy = "Let a time server keep the clocks of both machines right: deadlines are counted by them."
    if apart_s > CLOCK_FAR_APART_S:
        yield fault("clock", says, remedy=remedy)
    elif apart_s > CLOCK_APART_S:
        yield warning("clock", says, remedy=remedy)
    else:
        yield well("clock", says)


def look_at_queue() -> Iterator[Check]:
    """Whether what was queued is done: receipts, notices, deletions."""
    ((due, waiting),), ((workers,),) = _ask(_DUE), _ask(_WORKERS)
    waiting = waiting or timedelta()
    says = f"{due} jobs wait, the oldest for {_span(waiting)}; {workers} workers are alive."
    remedy = "Read the log of the worker." if workers else "Start `rathaus serve` or `rathaus worker`."
    if due and waiting > WAITS_TOO_LONG:
        yield fault("queue", says, remedy=remedy)
    elif due and waiting > WAITS_LONG:
        yield warning("queue", says, remedy=remedy)
    else:
        yield well("queue", says)
    if failed := _ask(_FAILED):
        names = ", ".join(f"{count} × {name}" for name, count in failed)
        yield warning("queue", f"Jobs failed for good: {names}.", remedy=_RETRY)


def look_at_content() -> Iterator[Check]:
    """Whether citizens find anything that they can apply for."""
    published = list(published_leistungen(timezone.localdate()))
    for path in sorted(settings.RATHAUS_CONTENT_DIR.glob("*/ablauf.toml")):
        folder = path.parent
        try:
            slug, number = _name_of(path)
        except (ValueError, LookupError, TypeError):
            remedy = f"Run `rathaus compile {folder}` and do what it says."
            yield warning("content", f"{path} does not say what it describes.", remedy=remedy)
            continue
        if not _is_loaded(slug, number):
            says = f"{slug} {number} in {settings.RATHAUS_CONTENT_DIR} is not loaded."
            yield warning(
                "content", says, remedy=f"Run `rathaus load {folder}`, then `rathaus publish {slug} {number}`."
            )
    alone = [each.slug for each in published if not uebernahmen_for(each).exists()]
    if alone:
        remedy = "Let a body adopt it, or `rathaus publish SLUG VERSION --adopt-for-all`."
        yield warning("content", f"Published, but offered by nobody: {', '.join(alone)}.", remedy=remedy)
    if published:
        yield well("content", f"{len(published)} services are published.")
    else:
        remedy = "Run `rathaus load PACKAGE` and `rathaus publish SLUG VERSION`."
        yield warning("content", "No service is published: nobody can apply for anything.", remedy=remedy)


def look_at_backup() -> Iterator[Check]:
    """Whether a backup was taken from here lately."""
    record = settings.RATHAUS_STATE_DIR / LAST_BACKUP
    remedy = "Run `rathaus backup FOLDER` every night, and keep the file on another machine."
    if not record.exists():
        yield warning("backup", "No backup was taken from here.", remedy=remedy)
        return
    try:
        last = json.loads(record.read_text("utf-8"))
        age = datetime.now(UTC) - datetime.fromisoformat(last["taken_at"])
        says = f"The last one was taken {_span(age)} ago: {last['path']}."
    except (ValueError, LookupError, TypeError):
        says = f"{record} cannot be read, so nobody knows when the last one was taken."
        yield warning("backup", says, remedy=f"Delete this file. {remedy}")
        return
    yield warning("backup", says, remedy=remedy) if age > BACKUP_IS_OLD else well("backup", says)


def _ask(query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _names(migrations: list[tuple[str, str]]) -> str:
    shown = ", ".join(f"{app}.{name}" for app, name in migrations[:3])
    return shown if len(migrations) <= 3 else f"{shown} and {len(migrations) - 3} more"


def _span(time: timedelta) -> str:
    minutes = int(time.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} days"


def _name_of(ablauf: Path) -> tuple[str, str]:
    """Return slug and version of a package."""
    leistung = tomllib.loads(ablauf.read_text("utf-8"))["leistung"]
    return str(leistung["slug"]), str(leistung["version"])


def _is_loaded(slug: str, number: str) -> bool:
    try:
        version_by_number(leistung_by_slug(slug), number)
    except RathausError:
        return False
    return True


DATABASE_LOOKS: tuple[tuple[str, Look], ...] = (
    ("database", look_at_server),
    ("extensions", look_at_extensions),
    ("migrations", look_at_migrations),
)
TOWN_LOOKS: tuple[tuple[str, Look], ...] = (
    ("protection", look_at_protection),
    ("clock", look_at_clock),
    ("queue", look_at_queue),
    ("content", look_at_content),
    ("backup", look_at_backup),
)
"""They need the tables of this version."""
