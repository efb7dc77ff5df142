"""Jobs of the bescheid room: they carry ids and open the scope of the body themselves."""

import uuid

import structlog
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.bescheid.automatic import DECIDE, decide_automatically
from rathaus.core.bescheid.nachweis import REMIND, remind_holders
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids

DECIDE_RETRY = RetryStrategy(max_attempts=6, exponential_wait=6)
"""After 6 seconds, 36 seconds, 4 and 22 minutes, 2 and 13 hours; until then a clerk may take the case."""

REMIND_ALL = "bescheid.remind_all"
"""Name of the job that runs every hour."""

_log = structlog.get_logger()


@app.task(name=DECIDE, retry=DECIDE_RETRY)
def decide_new_case(*, antrag: str, stelle_id: int, konto_id: int | None, secret_hash: str) -> None:
    """Decide a new case without a person, or note why one decides; running it again changes nothing."""
    with open_scope(Scope(frozenset({stelle_id}), konto_id, frozenset({secret_hash} - {""}))):
        row = antrag_by_public_id(uuid.UUID(antrag))
        decide_automatically(actor=SYSTEM_ACTOR, antrag=row, now=timezone.now())


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
