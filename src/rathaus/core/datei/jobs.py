"""Jobs of the datei room: they carry ids and open the scope of the owner themselves."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from rathaus.core.datei.actions import SCAN_AGAIN, scan_again
from rathaus.core.datei.errors import DateiQuarantined
from rathaus.core.datei.models import Datei
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope

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
