"""Write everything that the database holds at one instant into one file, while the town hall goes on working."""

import argparse
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.conf import settings

from rathaus.adapters.postgres.cluster import ADMIN
from rathaus.adapters.postgres.dump import Snapshot, dump, may_read_all, open_snapshot
from rathaus.adapters.postgres.supervisor import open_cluster
from rathaus.cli.backup_facts import WITHOUT_ROWS, Facts, read_facts, read_heads
from rathaus.cli.backup_file import DUMP, HEADS, new_backup
from rathaus.cli.database import database
from rathaus.cli.errors import BackupRoleTooWeak, DatabaseSilent
from rathaus.config import environment
from rathaus.config.database import state_dir, uses_embedded_server

LAST_BACKUP = "last_backup.json"
"""In the state folder: when the last backup was taken from here, and where it was put; for `rathaus doctor`."""
_CHUNK_BYTES = 1 << 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the place of the file."""
    parser.add_argument("place", type=Path, help="a new file, or a folder in which one is named after the moment")


def run(options: argparse.Namespace) -> int:
    """Write the backup and say what is in it and what is not."""
    taken_at = datetime.now(UTC).replace(microsecond=0)
    path: Path = options.place.absolute()
    if path.is_dir():
        path /= f"rathaus-{taken_at:%Y-%m-%d-%H%M%S}.zip"
    with _snapshot() as snapshot, new_backup(path, taken_at=taken_at) as writer:
        facts = read_facts(snapshot.connection)
        writer.add_manifest(facts)
        writer.add(HEADS, (line.encode() for line in read_heads(snapshot.connection)))
        writer.add(DUMP, dump(snapshot, without_rows_of=WITHOUT_ROWS))
    _remember(path, taken_at)
    _print(path, facts)
    return 0


@contextmanager
def _snapshot() -> Iterator[Snapshot]:
    is_embedded = uses_embedded_server()
    with database():
        names = ("BACKUP_DATABASE_URL", "MIGRATION_DATABASE_URL", "DATABASE_URL")
        url = next((found for name in names if (found := environment.text(name))), "")
        if is_embedded:
            url = open_cluster(state_dir()).url(ADMIN)
        try:
            with open_snapshot(url) as snapshot:
                if not may_read_all(snapshot.connection):
                    raise BackupRoleTooWeak(role=snapshot.connection.info.user)
                yield snapshot
        except psycopg.OperationalError as error:
            raise DatabaseSilent(reason=str(error).splitlines()[0]) from error


def _remember(path: Path, taken_at: datetime) -> None:
    record = settings.RATHAUS_STATE_DIR / LAST_BACKUP
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        draft = record.with_suffix(".new")
        with draft.open("w", encoding="utf-8") as file:
            json.dump({"taken_at": taken_at.isoformat(), "path": str(path)}, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(record)
    except OSError as error:
        print(f"(The moment of this backup could not be noted in {record}: {error.strerror}.)")


def _print(path: Path, facts: Facts) -> None:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    size_mb = path.stat().st_size / 1e6
    print(f"{path}: {size_mb:.1f} MB, {facts.chains} chains, {facts.records} records, SHA-256 {digest.hexdigest()}")
    print("It holds personal data and is not encrypted. It holds no secret key, no settings and no sessions:")
    print("keep RATHAUS_SECRET_KEY and the other settings elsewhere. `rathaus restore` reads it.")
