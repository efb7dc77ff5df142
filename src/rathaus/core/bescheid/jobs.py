"""Jobs of the bescheid room: they carry ids and open the scope of the body themselves."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.bescheid.nachweis import REMIND, remind_holders
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids

REMIND_ALL = "bescheid.remind_all"
"""Name of the job that runs every hour."""

_log = structlog.get_logger()


@app.periodic(cron="23 * * * *")
@app.task(name=REMIND_ALL, queueing_lock=REMIND_ALL, lock=REMIND_ALL)
def remind_all(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Remind everybody whose certificate ends soon, one transaction for each body."""
    reminded = sum(_remind(stelle_id) for stelle_id in sorted(all_stelle_ids()))
    _log.info("holders_reminded", certificates=reminded)


@app.task(name=REMIND)
def remind_of(*, stelle_id: int) -> None:
    """Remind the holders of one body; running it again changes nothing."""
    _remind(stelle_id)


def _remind(stelle_id: int) -> int:
    with open_scope(Scope(stellen=frozenset({stelle_id}))):
        return remind_holders(actor=SYSTEM_ACTOR, stelle_id=stelle_id, now=timezone.now())
