"""Jobs of the vorgang room: they carry ids and open the scope of the case themselves."""

import uuid

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.actions import SEND_RECEIPT
from rathaus.core.vorgang.receipt import send_receipt


@app.task(name=SEND_RECEIPT, retry=RetryStrategy(max_attempts=10, exponential_wait=5))
def send_receipt_of(*, antrag: str, stelle_id: int, konto_id: int | None, secret_hash: str) -> None:
    """Render and deliver the receipt of an Antrag; running it again changes nothing."""
    scope = Scope(frozenset({stelle_id}), konto_id, frozenset({secret_hash} - {""}))
    with open_scope(scope):
        send_receipt(antrag_by_public_id(uuid.UUID(antrag)), now=timezone.now())
