"""Jobs of the vorgang room: they carry ids and open the scope of the case themselves."""

import uuid

from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.actions import SEND_RECEIPT
from rathaus.core.vorgang.receipt import send_receipt

RECEIPT_PRIORITY = 10
"""Before all housekeeping: somebody is waiting."""
_LONGEST_WAIT_S = 300


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
