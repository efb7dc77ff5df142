"""Who may act on a case: clerks of its body, one at a time, and the person behind the Antrag."""

from datetime import date, datetime

from django.utils import timezone

from rathaus.core.antrag.actions import move_status
from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.rules import Status
from rathaus.core.protokoll.many import Entry, record_many
from rathaus.core.scope.actor import Actor, writes_for
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope
from rathaus.core.stelle.models import Mitgliedschaft
from rathaus.core.stelle.queries import memberships_of
from rathaus.core.stelle.substitution import represented_by
from rathaus.core.vorgang.case import Case, lock_case
from rathaus.core.vorgang.errors import ClaimedByColleague, VorgangEnded
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import State


def lock_for_clerk(actor: Actor, vorgang: Vorgang) -> Case:
    """Lock a case for a clerk of its body or of the successor of that body.

    Raises:
        ActorRefused: anybody else.
    """
    if not writes_for(actor, stelle_id=vorgang.stelle_id, stellen=current_scope().stellen) or not clerk_id(actor):
        raise ActorRefused(role=actor.role.value)
    return lock_case(vorgang.pk)


def lock_to_work(actor: Actor, vorgang: Vorgang, *, now: datetime) -> Case:
    """Lock a case for the clerk who works on it; an unclaimed one is claimed, and a new answer counts as seen.

    Raises:
        ActorRefused: no clerk of its body.
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is closed.
    """
    return work_on(lock_for_clerk(actor, vorgang), actor, now=now)


def work_on(case: Case, actor: Actor, *, now: datetime) -> Case:
    """Let the clerk work on a case that is locked for them, as :func:`lock_to_work` does.

    Raises:
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is closed.
    """
    if case.vorgang.state == State.CLOSED:
        raise VorgangEnded(vorgang=case.vorgang.public_id)
    claim_case(case, actor, now=now)
    case.vorgang.answered_at = None
    return case


def clerk_id(actor: Actor) -> int:
    """Return the Konto of a clerk.

    Raises:
        ActorRefused: the actor has none.
    """
    if actor.konto_id is None:
        raise ActorRefused(role=actor.role.value)
    return actor.konto_id


def lock_by_antrag(antrag: Antrag) -> Case:
    """Lock the case of an Antrag, in a scope widened to its body."""
    return lock_case(Vorgang.objects.values_list("pk", flat=True).get(antrag_id=antrag.pk))


def claim_case(case: Case, actor: Actor, *, now: datetime) -> None:
    """Let a clerk be responsible for a locked case; that of a colleague for whom they stand in stays the colleague's.

    Raises:
        ClaimedByColleague: somebody else is.
    """
    row = case.vorgang
    if row.claimed_by_id is not None and is_theirs(actor, row.claimed_by_id, day=timezone.localdate(now)):
        return
    if row.claimed_by_id is not None:
        raise ClaimedByColleague(vorgang=row.public_id)
    put_into_hands(case, clerk_id(actor), entry=Entry(case.subject, "vorgang.claimed", actor), now=now)


def put_into_hands(case: Case, konto_id: int, *, entry: Entry, now: datetime) -> None:
    """Let a clerk be responsible for a locked case, and record it; work on what has just arrived begins with it.

    Args:
        case: the case; whoever calls saves it.
        konto_id: Konto of the clerk.
        entry: what the Protokoll says, with who acts.
        now: aware instant.
    """
    case.vorgang.claimed_by_id, case.vorgang.released_at = konto_id, None
    acts: list[Entry] = []
    if case.antrag.status == Status.RECEIVED:
        acts = move_status(actor=entry.actor, antrag=case.antrag, status=Status.IN_PROGRESS, now=now)
    record_many([*acts, entry])


def is_theirs(actor: Actor, claimed_by_id: int, *, day: date) -> bool:
    """Return whether somebody works on a case: they have claimed it, or stand in for whoever has.

    Args:
        actor: who acts.
        claimed_by_id: Konto of the clerk who has claimed it.
        day: local date Europe/Berlin.
    """
    if actor.konto_id is None or claimed_by_id == actor.konto_id:
        return claimed_by_id == actor.konto_id
    return claimed_by_id in represented_by(actor.konto_id, day=day)


def leads_office(actor: Actor, vorgang: Vorgang, *, day: date) -> bool:
    """Return whether the actor leads the office of a case on a local day and may give it to others."""
    if actor.konto_id is None:
        return False
    stellen = {vorgang.stelle_id, actor.stelle_id or vorgang.stelle_id}
    held = memberships_of(actor.konto_id, day)
    return any(each.role == Mitgliedschaft.Role.LEAD and each.stelle_id in stellen for each in held)
