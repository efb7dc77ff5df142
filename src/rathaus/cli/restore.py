"""Fill an empty database from a backup, and prove that it holds what the backup says. Overwrites nothing."""

import argparse
import itertools
from pathlib import Path

import psycopg
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from rathaus.adapters.postgres.dump import restore
from rathaus.cli.backup_facts import read_facts, read_heads, reveal_rows
from rathaus.cli.backup_file import Backup, open_backup
from rathaus.cli.database import own_database
from rathaus.cli.errors import BackupTooNew, DatabaseNotEmpty, DatabaseSilent
from rathaus.cli.migrate import migrate_and_load_facts
from rathaus.config import environment
from rathaus.core.akte.deletion import erasure_of
from rathaus.core.protokoll.queries import ChainReport, verify_chains
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids

_MAX_DIFFERENCES = 20
_IN_WORDS = {
    "stelle_stelle": "bodies",
    "leistung_leistung": "services",
    "konto_konto": "accounts",
    "antrag_entwurf": "drafts (with those that were sent)",
    "antrag_antrag": "Antraege",
    "vorgang_vorgang": "cases",
    "bescheid_bescheid": "decisions",
    "postfach_nachricht": "letters and messages",
    "datei_datei": "files",
}
_OBJECTS = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file."""
    parser.add_argument("file", type=Path, help="a file that `rathaus backup` wrote")


def run(options: argparse.Namespace) -> int:
    """Check the file, fill the database, compare, migrate, verify, and say in words what came back."""
    backup = open_backup(options.file)
    _refuse_newer(backup)
    with own_database():
        url = environment.text("MIGRATION_DATABASE_URL") or environment.text("DATABASE_URL")
        differences = _fill(url, backup)
        migrate_and_load_facts()
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
        connections["owner"].close()
        with open_scope(Scope(stellen=all_stelle_ids())):
            report = verify_chains(erasure_of)
    _print(backup, report)
    for difference in differences[:_MAX_DIFFERENCES]:
        print(f"  differs: {difference}")
    for fault in report.faults[:_MAX_DIFFERENCES]:
        print(f"  {fault.subject}, record {fault.seq}: {fault.reason}")
    if differences or report.faults:
        print("This is not what was backed up. Do not work with it; take another backup.")
        return 1
    print("Everybody signs in again. Next: set RATHAUS_SECRET_KEY and the other settings, then `rathaus doctor`.")
    return 0


def _refuse_newer(backup: Backup) -> None:
    """Refuse a database that knows migrations which this program does not."""
    if unknown := sorted(set(backup.facts.migrations) - _known_migrations()):
        raise BackupTooNew(rathaus=backup.facts.rathaus, unknown_migrations=unknown[:_MAX_DIFFERENCES])


def _fill(url: str, backup: Backup) -> list[str]:
    """Restore into the empty database of a URL and return what differs from the backup afterwards."""
    try:
        with psycopg.connect(url) as connection:
            row = connection.execute(_OBJECTS).fetchone()
            if row and row[0]:
                raise DatabaseNotEmpty(database=connection.info.dbname, tables=row[0])
            if (ours := connection.info.server_version // 10_000) < backup.facts.postgres:
                raise BackupTooNew(postgres=backup.facts.postgres, ours=ours)
        restore(url, backup.dump())
        with psycopg.connect(url) as connection:
            differences = _differences(connection, backup)
            connection.rollback()
    except psycopg.OperationalError as error:
        raise DatabaseSilent(reason=str(error).splitlines()[0]) from error
    return differences


def _differences(connection: "psycopg.Connection[object]", backup: Backup) -> list[str]:
    reveal_rows(connection)
    then, now = backup.facts, read_facts(connection)
    found = [
        f"table {table}: {then.rows.get(table)} rows then, {now.rows.get(table)} now"
        for table in sorted(then.rows.keys() | now.rows.keys())
        if then.rows.get(table) != now.rows.get(table)
    ]
    found += [f"migration {name}" for name in sorted(set(then.migrations) ^ set(now.migrations))]
    pairs = itertools.zip_longest(backup.heads(), read_heads(connection), fillvalue="")
    for number, head in enumerate(head or other for head, other in pairs if head != other):
        if number < _MAX_DIFFERENCES:
            found.append(f"chain {' '.join(head.split(',')[:2])}")
    return found


def _print(backup: Backup, report: ChainReport) -> None:
    facts = backup.facts
    print(
        f"Restored {backup.path}, taken {backup.taken_at:%Y-%m-%d %H:%M:%S} UTC by Rathaus {facts.rathaus}"
        f" on PostgreSQL {facts.postgres}:"
    )
    print("  " + ", ".join(f"{facts.rows.get(table, 0)} {words}" for table, words in _IN_WORDS.items()))
    if newer := _known_migrations() - set(facts.migrations):
        print(f"  brought to this version by {len(newer)} migrations")
    print(f"  {report.chains} chains, {report.records} records, {len(report.faults)} faults")


def _known_migrations() -> set[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {f"{app}.{name}" for app, name in loader.disk_migrations}
