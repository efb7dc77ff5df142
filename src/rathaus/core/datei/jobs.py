"""Jobs of the datei room: they carry ids and open the scope of the owner themselves."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from rathaus.core.datei.actions import SCAN_AGAIN, scan_again
from rathaus.core.datei.errors import DateiQuarantined
from rathaus.core.datei.models import Datei
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope

_RETRY = RetryStrategy(max_attempts=50, linear_wait=60, retry_exceptions={DateiQuarantined})


@app.task(name=SCAN_AGAIN, retry=_RETRY)
def scan_file_again(*, datei_id: int, konto_id: int | None, secret_hash: str) -> None:
    """Scan a file in quarantine; tried again for about a day while the scanner does not answer."""
    with open_scope(Scope(konto=konto_id, secrets=frozenset({secret_hash} - {""}))):
        datei = Datei.objects.filter(pk=datei_id).first()
        if datei is None:
            return
        scanned = scan_again(actor=SYSTEM_ACTOR, datei=datei)
    if scanned.state == Datei.State.QUARANTINED:
        raise DateiQuarantined(datei=scanned.public_id)
