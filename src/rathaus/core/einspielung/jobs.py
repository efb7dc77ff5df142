"""Jobs of the einspielung room: what nobody continues is deleted."""

from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.einspielung.actions import delete_expired_einspielungen
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office


@app.periodic(cron="37 2 * * *")
@app.task(name="einspielung.delete_expired", queueing_lock="einspielung.delete_expired", pass_context=False)
def delete_expired(timestamp: int) -> None:
    """Delete imports that nobody touched for a while.

    Args:
        timestamp: when the queue planned it, seconds since the epoch; not needed.
    """
    del timestamp
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        delete_expired_einspielungen(actor=SYSTEM_ACTOR, now=timezone.now())
