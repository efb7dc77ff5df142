"""Jobs of the antrag room: what is kept too long is deleted."""

from datetime import date, timedelta

import structlog
from django.core.management import call_command
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from rathaus.core.antrag.deletion_notice import ANNOUNCE_DELETION, announce_deletion, queue_deletion_notices
from rathaus.core.antrag.drop_off import add_up_ends
from rathaus.core.antrag.expiry import delete_expired_entwuerfe
from rathaus.core.antrag.steady_clock import is_clock_steady
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.throttle import forget_old_windows
from rathaus.core.postfach.jobs import NOTICE_RETRY, is_last_try
from rathaus.core.scope.actor import SYSTEM_ACTOR

DELETE_EXPIRED = "antrag.delete_expired"
"""Name of the job that runs every hour."""

FORGET_JOBS = "antrag.forget_finished_jobs"

_WINDOWS_KEPT = timedelta(days=1)
_JOBS_KEPT_H = 48
"""Longer than what :mod:`rathaus.core.antrag.steady_clock` looks back."""
_log = structlog.get_logger()


@app.periodic(cron="7 * * * *")
@app.task(name=DELETE_EXPIRED, queueing_lock=DELETE_EXPIRED, lock=DELETE_EXPIRED)
def delete_expired(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Delete expired drafts with their files, announce the next ones, and clear old counts and ended sessions.

    Nothing of this happens while the clock may have jumped.
    """
    now = timezone.now()
    if not is_clock_steady(task=DELETE_EXPIRED, now=now):
        _log.warning("clock_not_steady_yet")
        return
    entwuerfe = delete_expired_entwuerfe(actor=SYSTEM_ACTOR, now=now)
    announced = queue_deletion_notices(actor=SYSTEM_ACTOR, now=now)
    add_up_ends()
    windows = forget_old_windows(before=now - _WINDOWS_KEPT)
    call_command("clearsessions")
    _log.info("expired_deleted", entwuerfe=entwuerfe, announced=announced, throttle_windows=windows)


@app.periodic(cron="17 3 * * *")
@app.task(name=FORGET_JOBS, queueing_lock=FORGET_JOBS, pass_context=True)
async def forget_finished_jobs(context: JobContext, timestamp: int) -> None:  # noqa: ARG001  # as above
    """Delete what the queue keeps of jobs that ended well; a failed one stays until somebody has seen to it."""
    await context.app.job_manager.delete_old_jobs(_JOBS_KEPT_H, include_cancelled=True, include_aborted=True)


@app.task(name=ANNOUNCE_DELETION, retry=NOTICE_RETRY, pass_context=True)
def announce_deletion_to(context: JobContext, *, konto_id: int | None, secret_hash: str, last_day: str) -> None:
    """Write to one person that a draft will be deleted; tried again with growing pauses."""
    announce_deletion(
        Bearer(konto_id, secret_hash),
        last_day=date.fromisoformat(last_day),
        is_last_try=is_last_try(context),
        now=timezone.now(),
    )
