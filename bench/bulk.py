"""Very many rows at once: what only speeds up or guards reading is built after them, as it was before them.

Triggers rest meanwhile, so that a million submissions do not take hours. Row policies do not hold for the
administrator of the database, who does this.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from psycopg import sql

_UNIQUE = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint own WHERE conrelid = %(table)s::regclass AND contype = 'u'
  AND NOT EXISTS (SELECT FROM pg_constraint other WHERE other.contype = 'f' AND other.conindid = own.conindid)
ORDER BY conname
"""
_PLAIN = """
SELECT relname, pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE indrelid = %(table)s::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
ORDER BY relname
"""


@contextmanager
def loading(database: psycopg.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Run a block that fills tables in one transaction; at its end they have the indexes that they had.

    Args:
        database: a connection of the administrator, with nothing open.
        tables: names.
    """
    with database.transaction():
        database.execute("SET LOCAL session_replication_role = replica")
        database.execute("SET LOCAL work_mem = '256MB'")
        database.execute("SET LOCAL maintenance_work_mem = '512MB'")
        rebuilt = [statement for table in tables for statement in _take_down(database, table)]
        yield
        for statement in rebuilt:
            database.execute(statement)


def _take_down(database: psycopg.Connection, table: str) -> list[sql.Composed]:
    """Drop the indexes of a table but those that foreign keys need; return the statements that build them anew."""
    statements: list[sql.Composed] = []
    for name, definition in database.execute(_PLAIN, {"table": table}).fetchall():
        database.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        statements.append(sql.Composed([sql.SQL(definition)]))
    for name, definition in database.execute(_UNIQUE, {"table": table}).fetchall():
        of_table = sql.SQL("ALTER TABLE {} {} CONSTRAINT {} ")
        names = (sql.Identifier(table), sql.Identifier(name))
        database.execute(of_table.format(names[0], sql.SQL("DROP"), names[1]))
        statements.append(of_table.format(names[0], sql.SQL("ADD"), names[1]) + sql.SQL(definition))
    return statements
