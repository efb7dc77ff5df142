"""Jobs of the zahlung room."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids
from rathaus.core.zahlung.erinnerung import remind
from rathaus.core.zahlung.errors import ProviderRefused, ProviderSilent
from rathaus.core.zahlung.paying import look_up_due, note_silence
from rathaus.core.zahlung.ports import configured_provider
from rathaus.core.zahlung.queries import attempt_by_public_id, due_attempts, forderungen_to_remind, reminding_bodies

LOOK_UP = "zahlung.look_up"
"""Name of the job that asks the provider for payments whose payer did not come back."""

REMIND = "zahlung.remind"
"""Name of the job that reminds of fees that are open after their due day."""

_MOST = 500
"""Attempts of one run."""

_SILENT_IN_A_ROW = 3
"""After so many questions without an answer the provider is left alone until the next run."""

_log = structlog.get_logger()


@app.periodic(cron="* * * * *")
@app.task(name=LOOK_UP, queueing_lock=LOOK_UP, lock=LOOK_UP)
def look_up_payments(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Ask for the open attempts that are due, each in a transaction of its own; running it again changes nothing."""
    provider = configured_provider()
    if provider is None:
        return
    with open_scope(Scope(stellen=all_stelle_ids())):
        waiting = due_attempts(_MOST, now=timezone.now())
    ended = silent = 0
    for public_id, stelle_id in waiting:
        try:
            with open_scope(Scope(stellen=frozenset({stelle_id}))):
                row = look_up_due(attempt_by_public_id(public_id), provider, now=timezone.now())
            ended, silent = ended + (row.ended_at is not None), 0
        except ProviderRefused as error:
            _log.warning("payment_not_looked_up", payment=str(public_id), error=error.code)
        except ProviderSilent as error:
            _log.warning("payment_provider_silent", payment=str(public_id), error=error.code)
            with open_scope(Scope(stellen=frozenset({stelle_id}))):
                note_silence(public_id, now=timezone.now())
            silent += 1
            if silent == _SILENT_IN_A_ROW:
                break
    _log.info("payments_looked_up", asked=len(waiting), ended=ended)


@app.periodic(cron="23 * * * *")
@app.task(name=REMIND, queueing_lock=REMIND, lock=REMIND)
def remind_of_open_fees(timestamp: int) -> None:  # noqa: ARG001  # the queue passes the planned instant
    """Remind where it is due, each claim in a transaction of its own; running it again changes nothing."""
    sent, today = 0, timezone.localdate()
    for stelle_id, term in reminding_bodies():
        scope = Scope(stellen=frozenset({stelle_id}))
        with open_scope(scope):
            waiting = forderungen_to_remind(stelle_id, term=term, on=today)
        for forderung_id in waiting:
            with open_scope(scope):
                sent += remind(actor=SYSTEM_ACTOR, forderung_id=forderung_id, now=timezone.now()) is not None
    _log.info("fees_reminded", sent=sent)
