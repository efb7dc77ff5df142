"""Jobs of the datei room: they carry ids and open the scope of the owner themselves."""

import structlog
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from rathaus.core.datei.actions import SCAN_AGAIN, scan_again
from rathaus.core.datei.errors import DateiQuarantined
from rathaus.core.datei.models import Datei
from rathaus.core.datei.uploads import delete_old_uploads
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope

DELETE_OLD_UPLOADS = "datei.delete_old_uploads"
"""Name of the job that runs every hour."""

_log = structlog.get_logger()
_RETRY = RetryStrategy(wait=300, retry_exceptions={DateiQuarantined})
"""Every five minutes without an end: a file must not stay in quarantine because the scanner was away for long."""


@app.task(name=SCAN_AGAIN, retry=_RETRY)
def scan_file_again(*, datei_id: int, konto_id: int | None, secret_hash: str) -> None:
    """Scan a file in quarantine; tried again until the scanner answers or the file is deleted."""
    with open_scope(Scope(konto=konto_id, secrets=frozenset({secret_hash} - {""}))):
        datei = Datei.objects.filter(pk=datei_id).first()
        if datei is None:
            return
        scanned = scan_again(actor=SYSTEM_ACTOR, datei=datei)
    if scanned.state == Datei.State.QUARANTINED:
        raise DateiQuarantined(datei=scanned.public_id)


@app.periodic(cron="37 * * * *")
@app.task(name=DELETE_OLD_UPLOADS, queueing_lock=DELETE_OLD_UPLOADS, lock=DELETE_OLD_UPLOADS)
def forget_old_uploads(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Delete parts of uploads that were not finished within a day."""
    _log.info("old_uploads_deleted", uploads=delete_old_uploads(actor=SYSTEM_ACTOR, now=timezone.now()))
