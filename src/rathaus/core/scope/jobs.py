"""Many rows in one job: one that cannot be worked on does not stop the others."""

from collections.abc import Callable, Collection, Iterable

import structlog
from django.db import connection

from rathaus.core.scope.session import Scope, open_scope

_log = structlog.get_logger()


def alone(ids: Iterable[int], act: Callable[[int], int], *, scope: Scope, failure: str) -> int:
    """Act on each row in a transaction of its own, or in a savepoint where a transaction is open already.

    What fails is rolled back, logged with its id and the name of the error, and left for the next run of the job.

    Args:
        ids: of the rows.
        act: works on the row with an id; returns how much it did.
        scope: the rows that it may see.
        failure: name of the line in the log.

    Returns:
        The sum of what the acts did.

    Raises:
        Exception: whatever an act raised, when the connection to the database is lost.
    """
    done = 0
    for each in ids:
        try:
            with open_scope(scope):
                done += act(each)
        except Exception as error:
            if not connection.is_usable():
                raise
            _log.error(failure, id=each, error=type(error).__name__)
    return done


def together(ids: Collection[int], act: Callable[[Collection[int]], int], *, scope: Scope, failure: str) -> int:
    """Act on all rows at once; where that fails, on each alone as :func:`alone` does.

    Args:
        ids: of the rows.
        act: works on the rows with some ids; returns how much it did.
        scope: the rows that it may see.
        failure: name of the line in the log.

    Returns:
        What the act did.

    Raises:
        Exception: whatever an act raised, when the connection to the database is lost.
    """
    try:
        with open_scope(scope):
            return act(ids)
    except Exception as error:
        if not connection.is_usable():
            raise
        _log.warning(failure, rows=len(ids), error=type(error).__name__)
    return alone(sorted(ids), lambda each: act([each]), scope=scope, failure=failure)
