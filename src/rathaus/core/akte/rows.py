"""The rows of a case in all rooms, as the database finds them."""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from psycopg import sql

from rathaus.core.antrag.models import Antrag

_SECRET = ("secret_hash", "check_secret", "check_hash")
"""Columns that open something; no export names them."""


def case_rows(antrag: Antrag) -> dict[str, list[int]]:
    """Return the rows that cannot be without an Antrag, as far as the open scope sees them: table → primary keys.

    Args:
        antrag: of the open scope.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT akte_case_rows(%s::bigint)", [antrag.pk])
        found = cursor.fetchone()[0]
    rows: dict[str, list[int]] = json.loads(found) if isinstance(found, str) else found
    return {table: sorted(rows[table]) for table in sorted(rows)}


def read_rows(table: str, ids: list[int]) -> Iterator[dict[str, Any]]:
    """Yield rows of a table in the order of their keys, without the columns that open something.

    Args:
        table: its name, as :func:`case_rows` gives it.
        ids: primary keys.
    """
    model = next(each for each in apps.get_models() if each._meta.db_table == table)
    key = sql.Identifier(model._meta.pk.attname)
    query = sql.SQL("SELECT to_jsonb(each) - {}::text[] FROM {} each WHERE {} = ANY({}) ORDER BY {}").format(
        sql.Literal(list(_SECRET)), sql.Identifier(table), key, sql.Literal(ids), key
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        for (row,) in cursor.fetchall():
            yield json.loads(row) if isinstance(row, str) else row
