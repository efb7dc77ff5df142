"""Jobs of the bescheid room: they carry ids and open the scope of the body themselves."""

import uuid
from datetime import datetime

import structlog
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.bescheid.announcement import announce_unopened
from rathaus.core.bescheid.automatic import DECIDE, decide_automatically
from rathaus.core.bescheid.nachweis import REMIND, remind_holders
from rathaus.core.bescheid.queries import unopened_decisions
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.jobs import alone
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids

DECIDE_RETRY = RetryStrategy(max_attempts=6, exponential_wait=6)
"""After 6 seconds, 36 seconds, 4 and 22 minutes, 2 and 13 hours; until then a clerk may take the case."""

REMIND_ALL = "bescheid.remind_all"
"""Name of the job that runs every hour."""

ANNOUNCE_ALL = "bescheid.announce_all"
"""Name of the job that looks every hour for decisions that count as announced unopened."""

_log = structlog.get_logger()


@app.task(name=DECIDE, retry=DECIDE_RETRY, pass_context=True)
def decide_new_case(
    context: JobContext, *, antrag: str, stelle_id: int, konto_id: int | None, secret_hash: str
) -> None:
    """Decide a new case without a person, or note why one decides; running it again changes nothing."""
    with open_scope(Scope(frozenset({stelle_id}), konto_id, frozenset({secret_hash} - {""}))):
        row = antrag_by_public_id(uuid.UUID(antrag))
        is_last_try = context.job.attempts >= (DECIDE_RETRY.max_attempts or 0)
        decide_automatically(actor=SYSTEM_ACTOR, antrag=row, now=timezone.now(), is_last_try=is_last_try)


@app.periodic(cron="23 * * * *")
@app.task(name=REMIND_ALL, queueing_lock=REMIND_ALL, lock=REMIND_ALL)
def remind_all(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Remind everybody whose certificate ends soon, one transaction for each body."""
    reminded = sum(_remind(stelle_id) for stelle_id in sorted(all_stelle_ids()))
    _log.info("holders_reminded", certificates=reminded)


@app.periodic(cron="41 * * * *")
@app.task(name=ANNOUNCE_ALL, queueing_lock=ANNOUNCE_ALL, lock=ANNOUNCE_ALL)
def announce_all(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Write down what counts as announced although nobody has opened it, one transaction for each Bescheid."""
    announced = sum(announce_at(stelle_id, now=timezone.now()) for stelle_id in sorted(all_stelle_ids()))
    _log.info("announced_unopened", decisions=announced)


def announce_at(stelle_id: int, *, now: datetime) -> int:
    """Announce at one body what its codes of procedure announce without an opening; again, it changes nothing.

    Args:
        stelle_id: the body.
        now: aware instant.

    Returns:
        How many were announced.
    """
    scope = Scope(stellen=frozenset({stelle_id}))
    with open_scope(scope):
        ids = unopened_decisions([stelle_id])

    def act(each: int) -> int:
        return int(announce_unopened(actor=SYSTEM_ACTOR, bescheid_id=each, now=now))

    return alone(ids, act, scope=scope, failure="decision_not_announced")


@app.task(name=REMIND)
def remind_of(*, stelle_id: int) -> None:
    """Remind the holders of one body; running it again changes nothing."""
    _remind(stelle_id)


def _remind(stelle_id: int) -> int:
    with open_scope(Scope(stellen=frozenset({stelle_id}))):
        return remind_holders(actor=SYSTEM_ACTOR, stelle_id=stelle_id, now=timezone.now())
