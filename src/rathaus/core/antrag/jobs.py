"""Jobs of the antrag room: what is kept too long is deleted."""

from datetime import timedelta

import structlog
from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.antrag.expiry import delete_expired_entwuerfe
from rathaus.core.konto.throttle import forget_old_windows
from rathaus.core.scope.actor import SYSTEM_ACTOR

DELETE_EXPIRED = "antrag.delete_expired"
"""Name of the job that runs every hour."""

_WINDOWS_KEPT = timedelta(days=1)
_log = structlog.get_logger()


@app.periodic(cron="7 * * * *")
@app.task(name=DELETE_EXPIRED, queueing_lock=DELETE_EXPIRED, lock=DELETE_EXPIRED)
def delete_expired(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Delete expired drafts with their files, old counts of tries, and sessions that ended."""
    now = timezone.now()
    entwuerfe = delete_expired_entwuerfe(actor=SYSTEM_ACTOR, now=now)
    windows = forget_old_windows(before=now - _WINDOWS_KEPT)
    call_command("clearsessions")
    _log.info("expired_deleted", entwuerfe=entwuerfe, throttle_windows=windows)
