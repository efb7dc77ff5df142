"""Giving a case to a named colleague: by whom works on it, by the lead, or by anybody while nobody does."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.protokoll.many import Entry
from rathaus.core.scope.actor import Actor
from rathaus.core.stelle.substitution import at_work
from rathaus.core.vorgang.admission import is_theirs, leads_office, lock_for_clerk, put_into_hands
from rathaus.core.vorgang.errors import ClaimedByColleague, ClerkNotAtWork, VorgangEnded
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import State


@transaction.atomic
def assign(*, actor: Actor, vorgang: Vorgang, konto_id: int, now: datetime) -> Vorgang:
    """Give a case to a clerk, who finds it among their tasks; whom it has already keeps it, and nothing is recorded.

    Args:
        actor: a clerk of the body.
        vorgang: the case.
        konto_id: Konto of the clerk; while they are away their substitute finds the case too.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        VorgangEnded: it is closed.
        ClaimedByColleague: a colleague works on it, and the actor does not lead the office.
        ClerkNotAtWork: nobody who works on cases of this body today.
    """
    case, day = lock_for_clerk(actor, vorgang), timezone.localdate(now)
    row = case.vorgang
    if row.state == State.CLOSED:
        raise VorgangEnded(vorgang=row.public_id)
    is_free = row.claimed_by_id is None or is_theirs(actor, row.claimed_by_id, day=day)
    if not is_free and not leads_office(actor, row, day=day):
        raise ClaimedByColleague(vorgang=row.public_id)
    if row.claimed_by_id == konto_id:
        return row
    stellen = {row.stelle_id, actor.stelle_id or row.stelle_id}
    if not at_work(day).filter(stelle_id__in=stellen, konto_id=konto_id).exists():
        raise ClerkNotAtWork
    entry = Entry(case.subject, "vorgang.assigned", actor, payload={"konto": konto_id})
    put_into_hands(case, konto_id, entry=entry, now=now)
    case.save()
    return row
