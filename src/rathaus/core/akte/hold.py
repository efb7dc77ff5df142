"""Legal holds: a case that is held is neither listed for disposal nor deleted, whatever its period says."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.akte.errors import HoldNotFound, LeadNeeded
from rathaus.core.akte.models import Loeschsperre
from rathaus.core.akte.rules import reason_line
from rathaus.core.norm.actions import leads_body
from rathaus.core.scope.actor import Actor
from rathaus.core.vorgang.admission import clerk_id, lock_for_clerk
from rathaus.core.vorgang.models import Vorgang


@transaction.atomic
def set_hold(*, actor: Actor, vorgang: Vorgang, reason: str, now: datetime) -> Loeschsperre:
    """Keep a case from being deleted until somebody lifts the hold. The case is locked, as for its deletion.

    Args:
        actor: a clerk of the body.
        vorgang: the case, closed or not.
        reason: on one line, such as the number of a lawsuit.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        VorgangNotFound: it was deleted meanwhile.
        ReasonRefused: no reason, or too long.
    """
    case, said = lock_for_clerk(actor, vorgang), reason_line(reason)
    row = Loeschsperre.objects.create(
        vorgang=case.vorgang, stelle_id=case.vorgang.stelle_id, reason=said, set_at=now, set_by_id=clerk_id(actor)
    )
    case.record("akte.hold_set", actor=actor, payload={"reason": said})
    return row


@transaction.atomic
def lift_hold(*, actor: Actor, vorgang: Vorgang, public_id: uuid.UUID, reason: str, now: datetime) -> None:
    """Lift one hold of a case; others stay.

    Args:
        actor: the clerk who set it, or who leads the body.
        vorgang: the case.
        public_id: of the hold.
        reason: on one line why it ends.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        HoldNotFound: there is none in this case, or it is lifted.
        LeadNeeded: a colleague set it, and the actor does not lead the body.
        ReasonRefused: no reason, or too long.
    """
    case = lock_for_clerk(actor, vorgang)
    row, said = hold_by_public_id(case.vorgang, public_id), reason_line(reason)
    if row.set_by_id != actor.konto_id and not leads_body(actor, timezone.localdate(now)):
        raise LeadNeeded
    row.lifted_at, row.lifted_by_id, row.lift_reason = now, clerk_id(actor), said
    row.save(update_fields=["lifted_at", "lifted_by_id", "lift_reason"])
    case.record("akte.hold_lifted", actor=actor, payload={"reason": said})


def hold_by_public_id(vorgang: Vorgang, public_id: uuid.UUID) -> Loeschsperre:
    """Return a hold of a case that is not lifted.

    Raises:
        HoldNotFound: there is none.
    """
    row = Loeschsperre.objects.filter(vorgang_id=vorgang.pk, public_id=public_id, lifted_at=None).first()
    if row is None:
        raise HoldNotFound
    return row


def holds_of(vorgang: Vorgang) -> list[Loeschsperre]:
    """Return every hold of a case, lifted ones too, the newest first."""
    return list(Loeschsperre.objects.filter(vorgang_id=vorgang.pk))
