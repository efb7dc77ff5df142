"""Read a whole database at one instant and fill an empty one, with the server's own pg_dump and pg_restore."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from rathaus.adapters.postgres.binaries import find_program
from rathaus.adapters.postgres.errors import DumpFailed, RestoreFailed

_CHUNK_BYTES = 1 << 20
_MAX_REASON = 600
_PLAIN = ("--no-owner", "--no-privileges", "--no-comments", "--no-security-labels")
"""Owners and rights belong to an installation: they are given anew from what the models declare."""
_TRUSTED_EXTENSIONS = """
SELECT e.extname FROM pg_extension e JOIN pg_available_extension_versions v ON v.name = e.extname
  AND v.version = e.extversion WHERE v.trusted AND e.extname <> 'plpgsql' ORDER BY 1
"""
"""Those that the owner of a database may create; others are the business of the server, not ours."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The database at one instant, while others go on writing.

    Args:
        url: connection address.
        connection: reads as of that instant.
        name: under which pg_dump joins it.
    """

    url: str
    connection: psycopg.Connection[Any]
    name: str


@contextmanager
def open_snapshot(url: str) -> Iterator[Snapshot]:
    """Hold one instant of a database for a block."""
    with psycopg.connect(url, autocommit=True, application_name="rathaus backup") as connection:
        connection.execute("SET idle_in_transaction_session_timeout = 0")
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        yield Snapshot(url, connection, str(row and row[0]))


def may_read_all(connection: psycopg.Connection[Any]) -> bool:
    """Return whether row level security hides nothing from the role of a connection."""
    row = connection.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(row and row[0])


def dump(snapshot: Snapshot, *, without_rows_of: Sequence[str] = ()) -> Iterator[bytes]:
    """Yield the database as an archive of pg_dump in its custom format.

    Args:
        snapshot: the instant.
        without_rows_of: tables that stay empty in the archive.

    Raises:
        DumpFailed: pg_dump ended with an error; what was yielded is worth nothing.
    """
    extensions = [name for (name,) in snapshot.connection.execute(_TRUSTED_EXTENSIONS)]
    command = [
        find_program("pg_dump"), "--format=custom", "--compress=gzip:3", *_PLAIN, f"--snapshot={snapshot.name}",
        *(f"--extension={name}" for name in extensions), *(f"--exclude-table-data={name}" for name in without_rows_of),
    ]  # fmt: skip
    with tempfile.TemporaryFile() as said, _started(command, snapshot.url, stdout=subprocess.PIPE, stderr=said) as run:
        if run.stdout is None:
            raise DumpFailed
        while chunk := run.stdout.read(_CHUNK_BYTES):
            yield chunk
        if run.wait() != 0:
            raise DumpFailed(reason=_reason(said))


def restore(url: str, archive: Iterable[bytes]) -> None:
    """Fill an empty database from an archive of :func:`dump`: completely, or not at all.

    Args:
        url: connection address of the role that will own everything.
        archive: the bytes in order.

    Raises:
        RestoreFailed: pg_restore ended with an error; its transaction was rolled back.
    """
    command = [find_program("pg_restore"), *_PLAIN, "--exit-on-error", "--single-transaction"]
    with tempfile.TemporaryFile() as said, _started(command, url, stdin=subprocess.PIPE, stderr=said) as run:
        try:
            if run.stdin is not None:
                for chunk in archive:
                    run.stdin.write(chunk)
                run.stdin.close()
        except BrokenPipeError:
            pass  # it has seen an error and says so below
        if run.wait() != 0:
            raise RestoreFailed(reason=_reason(said))


@contextmanager
def _started(command: Sequence[object], url: str, **streams: Any) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program on a database; its password is not among the words that every user of the machine can read."""
    parameters = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    password = parameters.pop("password", "")
    words = [str(word) for word in command] + ["--no-password", f"--dbname={make_conninfo('', **parameters)}"]
    environment = {**os.environ, "PGAPPNAME": "rathaus", **({"PGPASSWORD": password} if password else {})}
    process = subprocess.Popen(words, env=environment, cwd="/", **streams)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)


def _close(stream: IO[bytes]) -> None:
    with suppress(BrokenPipeError):
        stream.close()


def _reason(said: IO[bytes]) -> str:
    """Return what a program complained about, without the lines that quote data."""
    said.seek(0)
    lines = said.read().decode(errors="replace").splitlines()
    return " ".join(line for line in lines if "error:" in line.lower())[:_MAX_REASON]
