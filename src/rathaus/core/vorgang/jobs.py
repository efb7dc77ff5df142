"""Jobs of the vorgang room: they carry ids and open the scope of the case themselves."""

import uuid
from datetime import UTC, datetime

import structlog
from django.utils import timezone
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.postfach.jobs import NOTICE_RETRY, is_last_try
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids
from rathaus.core.vorgang.actions import SEND_RECEIPT
from rathaus.core.vorgang.bescheinigung import certify
from rathaus.core.vorgang.digest import SEND_DIGEST, queue_digests, send_digest
from rathaus.core.vorgang.fiction import SEND_CERTIFICATE
from rathaus.core.vorgang.hearing import end_silent_hearings
from rathaus.core.vorgang.legacy import delete_old_files
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.vorgang.receipt import send_receipt
from rathaus.core.vorgang.timer_run import START, Place, fire_due_timers

QUEUE_DIGESTS = "vorgang.queue_digests"
"""Name of the job that runs every morning."""

END_HEARINGS = "vorgang.end_hearings"
"""Name of the job that runs every hour."""

FIRE_TIMERS = "vorgang.fire_timers"
"""Name of the job that looks for timers that have run out, every hour."""

DELETE_LEGACY_FILES = "vorgang.delete_legacy_files"
"""Name of the job that deletes old tables of running cases, every night."""

RECEIPT_PRIORITY = 10
"""Before all housekeeping: somebody is waiting."""
_LONGEST_WAIT_S = 300
_log = structlog.get_logger()


class Owed(BaseRetryStrategy):
    """Tried again after one second, two, four, later every five minutes, without an end: the receipt is owed."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:  # noqa: ARG002  # the queue's signature
        """Return when the job is tried again."""
        return RetryDecision(retry_in={"seconds": min(2 ** min(job.attempts, 10), _LONGEST_WAIT_S)})


@app.task(name=SEND_RECEIPT, retry=Owed(), priority=RECEIPT_PRIORITY)
def send_receipt_of(*, antrag: str, stelle_id: int, konto_id: int | None, secret_hash: str) -> None:
    """Render and deliver the receipt of an Antrag; running it again changes nothing."""
    scope = Scope(frozenset({stelle_id}), konto_id, frozenset({secret_hash} - {""}))
    with open_scope(scope):
        send_receipt(antrag_by_public_id(uuid.UUID(antrag)), now=timezone.now())


@app.periodic(cron="0 5,6 * * *")
@app.task(name=QUEUE_DIGESTS, queueing_lock=QUEUE_DIGESTS, lock=QUEUE_DIGESTS)
def queue_digests_of_today(timestamp: int) -> None:
    """Tell members of staff who were away how much waits: at seven, which is five or six in universal time.

    Args:
        timestamp: when the queue planned it, seconds since the epoch.
    """
    queued = queue_digests(actor=SYSTEM_ACTOR, planned_at=datetime.fromtimestamp(timestamp, UTC))
    _log.info("digests_queued", digests=queued)


@app.task(name=SEND_DIGEST, retry=NOTICE_RETRY, pass_context=True)
def send_digest_to(context: JobContext, *, konto_id: int) -> None:
    """Write to one member of staff how much waits; tried again with growing pauses."""
    send_digest(konto_id, is_last_try=is_last_try(context), now=timezone.now())


@app.periodic(cron="17 * * * *")
@app.task(name=END_HEARINGS, queueing_lock=END_HEARINGS, lock=END_HEARINGS)
def end_hearings(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Take up the cases whose hearing ended without an answer, in the scope of one body after the other."""
    now = timezone.now()
    ended = sum(end_silent_hearings(actor=SYSTEM_ACTOR, stelle_id=each, now=now) for each in sorted(all_stelle_ids()))
    _log.info("hearings_ended", cases=ended)


@app.periodic(cron="7 * * * *")
@app.task(name=FIRE_TIMERS, queueing_lock=FIRE_TIMERS, lock=FIRE_TIMERS)
def fire_timers(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Let every timer that has run out have its effect; once a day there is work, the other hours find none."""
    _log.info("timers_fired", timers=fire_everything(now=timezone.now()))


def fire_everything(*, now: datetime) -> int:
    """Fire the due timers of all bodies, one transaction for each batch; returns how many fired."""
    fired, scope = 0, Scope(all_stelle_ids())
    place: Place | None = START
    while place is not None:
        with open_scope(scope):
            batch = fire_due_timers(actor=SYSTEM_ACTOR, now=now, after=place)
        fired, place = fired + batch.fired, batch.next
    return fired


@app.task(name=SEND_CERTIFICATE, retry=Owed(), priority=RECEIPT_PRIORITY)
def send_certificate_of(*, antrag: str, stelle_id: int) -> None:
    """Certify a Genehmigungsfiktion, or hand that to a clerk; running it again changes nothing."""
    with open_scope(Scope(frozenset({stelle_id}))):
        certify(vorgang_of(antrag_by_public_id(uuid.UUID(antrag))), now=timezone.now())


@app.periodic(cron="41 2 * * *")
@app.task(name=DELETE_LEGACY_FILES, queueing_lock=DELETE_LEGACY_FILES, lock=DELETE_LEGACY_FILES)
def delete_legacy_files(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Delete the tables of running cases that have grown old, in the scope of all bodies."""
    with open_scope(Scope(all_stelle_ids())):
        deleted = delete_old_files(now=timezone.now())
    _log.info("legacy_files_deleted", files=deleted)
