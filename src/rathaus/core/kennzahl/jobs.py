"""Jobs of the kennzahl room."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.kennzahl.actions import count_months
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.jobs import alone
from rathaus.core.scope.session import Scope
from rathaus.core.stelle.queries import all_stelle_ids

COUNT_ALL = "kennzahl.count_all"
"""Name of the job that runs every night."""

_log = structlog.get_logger()


@app.periodic(cron="47 2 * * *")
@app.task(name=COUNT_ALL, queueing_lock=COUNT_ALL, lock=COUNT_ALL)
def count_all(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Count the months of each body in its own scope that are over; running it again changes nothing."""
    counted = sum(_count(stelle_id) for stelle_id in sorted(all_stelle_ids()))
    _log.info("months_counted", months=counted)


def _count(stelle_id: int) -> int:
    def act(each: int) -> int:
        return count_months(actor=SYSTEM_ACTOR, stelle_id=each, today=timezone.localdate())

    return alone([stelle_id], act, scope=Scope(stellen=frozenset({stelle_id})), failure="months_not_counted")
