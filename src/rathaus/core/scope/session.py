"""Open a scope: one transaction, and the settings that the row policies read."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import connection, transaction

from rathaus.core.scope.errors import ScopeMissing


@dataclass(frozen=True, slots=True)
class Scope:
    """The values of the three axes for one transaction; the empty scope sees no owned row.

    Args:
        stellen: ids of the bodies whose rows are visible (a successor carries its predecessors' ids).
        konto: id of the signed-in person.
        secrets: hashes of the link secrets that the browser presented.
        retention: age from which expiring rows may be read, whoever owns them; None for everybody but the job that
            deletes them. The database compares with its own clock.
    """

    stellen: frozenset[int] = frozenset()
    konto: int | None = None
    secrets: frozenset[str] = frozenset()
    retention: timedelta | None = None


_current: ContextVar[Scope | None] = ContextVar("rathaus_scope", default=None)


def current_scope() -> Scope:
    """Return the open scope.

    Raises:
        ScopeMissing: none is open.
    """
    scope = _current.get()
    if scope is None:
        raise ScopeMissing
    return scope


@contextmanager
def open_scope(scope: Scope) -> Iterator[Scope]:
    """Run a block in one transaction that sees exactly the rows of ``scope``."""
    outer, is_nested = _current.get() or Scope(), connection.in_atomic_block
    token = _current.set(scope)
    try:
        with transaction.atomic():
            _tell_database(scope)
            yield scope
            if is_nested:
                _tell_database(outer)
    finally:
        _current.reset(token)


@contextmanager
def widen_scope(*, stellen: frozenset[int]) -> Iterator[Scope]:
    """Add bodies to the open scope for a trusted action, such as the receipt of an Antrag by its body."""
    scope = current_scope()
    with open_scope(replace(scope, stellen=scope.stellen | stellen)) as widened:
        yield widened


def _tell_database(scope: Scope) -> None:
    stellen = ",".join(str(stelle) for stelle in sorted(scope.stellen))
    konto = "" if scope.konto is None else str(scope.konto)
    retention = "" if scope.retention is None else f"{int(scope.retention.total_seconds())} seconds"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('rathaus.stellen', %s, true), set_config('rathaus.konto', %s, true),"
            " set_config('rathaus.secrets', %s, true), set_config('rathaus.retention', %s, true)",
            [stellen, konto, ",".join(sorted(scope.secrets)), retention],
        )
