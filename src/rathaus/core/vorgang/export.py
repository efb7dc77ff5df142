"""Take a list of cases out of the town hall: recorded before the first line leaves, read in constant memory."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.protokoll.models import Record
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Mitgliedschaft
from rathaus.core.vorgang.inbox import InboxFilter, InboxRow, Lines, filtered, in_order, list_values
from rathaus.core.vorgang.queries import clerk_names

READ_WITHIN = timedelta(minutes=5)
"""How long reading a list may take; then the database ends the transaction. It is sent after that, however slowly."""
_ROWS_AT_ONCE = 500
_KIND = "export"
_CHAIN_NAMESPACE = uuid.UUID("0f7d3b62-5c0e-4f0a-9a3c-6f2f1d7a4b18")


@dataclass(frozen=True, slots=True)
class Export:
    """A list that may be read once it is recorded.

    Args:
        stelle_ids: the body and its predecessors.
        filters: which cases.
        cases: how many there were when it was recorded; no more of them are read.
    """

    stelle_ids: frozenset[int]
    filters: InboxFilter
    cases: int


def exports_of(stelle_id: int) -> Subject:
    """Return the chain in which a body keeps who took lists of its cases out."""
    return Subject(_KIND, uuid.uuid5(_CHAIN_NAMESPACE, str(stelle_id)), stelle_id)


@transaction.atomic
def begin_export(*, actor: Actor, stelle_ids: frozenset[int], filters: InboxFilter) -> Export:
    """Record that somebody takes a list of cases out: who, how many, of which part; never what was searched for.

    Args:
        actor: a clerk or an auditor of the body.
        stelle_ids: the body and its predecessors, as in the open scope.
        filters: which cases.

    Raises:
        ActorRefused: somebody else.
    """
    if actor.role not in {Role.CLERK, Role.AUDITOR} or actor.stelle_id not in stelle_ids:
        raise ActorRefused(role=actor.role.value)
    cases = filtered(stelle_ids, filters).count()
    payload = {
        "cases": cases,
        "view": filters.view.value,
        "leistung": filters.leistung,
        "searched": bool(filters.query) or filters.is_search,
        "narrowed": bool(filters.among),
    }
    record(subject=exports_of(actor.stelle_id), act="vorgang.list_exported", actor=actor, payload=payload)
    return Export(stelle_ids, filters, cases)


def read_export(export: Export, *, day: date) -> Iterator[InboxRow]:
    """Yield the lines of a list, in a scope of its own that ends with the iterator, however it ends.

    The caller reads to the end before it sends anything, so that nobody who reads slowly keeps a transaction open.
    Within the transaction of the record both hold or neither does. Between two lines the scope of this list is open.

    Args:
        export: what was recorded.
        day: local date Europe/Berlin; what was due before is overdue.
    """
    with open_scope(Scope(stellen=export.stelle_ids)):
        _end_in_time()
        names = dict(Mitgliedschaft.objects.values_list("konto_id", "display_name"))
        lines = Lines(names, day)
        rows = in_order(filtered(export.stelle_ids, export.filters), export.filters)
        for values in list_values(rows[: export.cases]).iterator(chunk_size=_ROWS_AT_ONCE):
            yield lines.make(values)


@dataclass(frozen=True, slots=True)
class Taken:
    """A list that somebody took out.

    Args:
        at: when, aware instant.
        who: name of the member of staff; empty when it is not known any more.
        cases: how many cases were on it; None when that was erased.
    """

    at: datetime
    who: str
    cases: int | None


def lists_taken(stelle_ids: frozenset[int], *, limit: int) -> list[Taken]:
    """Return who took lists out of a body lately, the newest first.

    Args:
        stelle_ids: the body and its predecessors, as in the open scope.
        limit: how many at most.
    """
    chains = [exports_of(stelle_id).id for stelle_id in stelle_ids]
    rows = Record.objects.filter(kette__subject_kind=_KIND, kette__subject_id__in=chains).order_by("-at", "-pk")
    found = list(rows[:limit])
    names = clerk_names(row.actor_konto_id for row in found)
    return [Taken(row.at, names.get(row.actor_konto_id or 0, ""), (row.payload or {}).get("cases")) for row in found]


def _end_in_time() -> None:
    with connection.cursor() as cursor:
        within_ms = f"{READ_WITHIN.total_seconds() * 1000:.0f}ms"
        cursor.execute("SELECT set_config('transaction_timeout', %s, true)", [within_ms])
