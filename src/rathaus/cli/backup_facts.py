"""What a backup says about the database it was taken from, so that a restore can be compared with it.

Everything is read with plain SQL, because a backup is also taken from a database that is older than this program.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import psycopg
from psycopg import sql

from rathaus.cli.errors import NothingToBackUp

WITHOUT_ROWS = ("django_session",)
"""Tables whose rows are left out: who was signed in then must not be signed in again after a restore."""

_TABLES = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1
"""
_HEADS = """
SELECT subject_kind, subject_id, head_seq, encode(head_hash, 'hex') FROM protokoll_kette
ORDER BY subject_kind COLLATE "C", subject_id
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """The state of a database.

    Args:
        rathaus: version of the program.
        postgres: major version of the server, such as 18.
        migrations: every applied migration, such as ``antrag.0001_drafts``.
        rows: number of rows of each table that a backup holds.
        chains: number of hash chains.
        records: number of their records.
    """

    rathaus: str
    postgres: int
    migrations: tuple[str, ...]
    rows: dict[str, int]
    chains: int
    records: int


def read_facts(connection: psycopg.Connection[Any]) -> Facts:
    """Return the facts of a database as a connection sees it; nothing may be hidden from its role.

    Raises:
        NothingToBackUp: the database holds no town hall.
    """
    tables = [name for (name,) in connection.execute(_TABLES)]
    if not {"django_migrations", "protokoll_kette", "protokoll_record"} <= set(tables):
        raise NothingToBackUp
    applied = connection.execute("SELECT app || '.' || name FROM django_migrations")
    rows = {name: _count(connection, name) for name in tables if name not in WITHOUT_ROWS}
    return Facts(
        rathaus=version("rathaus"),
        postgres=connection.info.server_version // 10_000,
        migrations=tuple(sorted(name for (name,) in applied)),
        rows=rows,
        chains=rows["protokoll_kette"],
        records=rows["protokoll_record"],
    )


def read_heads(connection: psycopg.Connection[Any]) -> Iterator[str]:
    """Yield the head of every chain as a line: kind and public id of its subject, last position, hash."""
    with connection.cursor(name="heads") as cursor:
        cursor.itersize = 10_000
        cursor.execute(_HEADS)
        for kind, subject, seq, digest in cursor:
            yield f"{kind},{subject},{seq},{digest}\n"


def reveal_rows(connection: psycopg.Connection[Any]) -> None:
    """Let the owner of the tables see all rows until the open transaction is rolled back."""
    for (name,) in connection.execute(_TABLES).fetchall():
        reveal = sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(sql.Identifier("public", name))
        connection.execute(reveal)
    connection.execute("SET LOCAL row_security = off")


def _count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", table))).fetchone()
    return int(row[0]) if row else 0
