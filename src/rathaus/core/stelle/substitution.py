"""Members of staff stand in for each other: named from day to day, called off, ended by themselves.

Who stands in works on the cases of the colleague; those stay the colleague's. A substitute who no longer works on cases
of the body stands in for nobody from that day on, whatever the row says.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope
from rathaus.core.stelle.errors import SubstitutionNotFound, SubstitutionRefused
from rathaus.core.stelle.models import Mitgliedschaft, Substitution
from rathaus.core.stelle.substitution_rules import Span, SubstitutionState, check_span, substitution_state

_WORKING = (Mitgliedschaft.Role.CLERK, Mitgliedschaft.Role.LEAD)
_ONE_AT_A_TIME = "stelle_one_substitute_at_a_time"
_MOST = 50


@dataclass(frozen=True, slots=True)
class Absence:
    """A substitution as a page shows it.

    Args:
        row: who stands in for whom, and when.
        away: name of who is away; empty when it is not known any more.
        substitute: name of who stands in; empty when it is not known any more.
        state: where it stands today.
    """

    row: Substitution
    away: str
    substitute: str
    state: SubstitutionState


@transaction.atomic
def name_substitute(
    *, actor: Actor, substitute_id: int, span: Span, konto_id: int | None = None, now: datetime
) -> Substitution:
    """Let a colleague of the same body stand in.

    Args:
        actor: a clerk of the body.
        substitute_id: Konto of the colleague.
        span: first and last local day.
        konto_id: who is away; None for the actor. Only who leads the office names somebody for others.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of a body, or for somebody else without leading the office.
        SubstitutionRefused: no colleague who works on cases, days that make no sense, or another one in them.
    """
    today, stelle_id = timezone.localdate(now), _body_of(actor)
    away = actor.konto_id if konto_id is None else konto_id
    if away != actor.konto_id and not _leads(actor, today):
        raise ActorRefused(role=actor.role.value)
    check_span(span, today=today)
    working = set(at_work(today).filter(stelle_id=stelle_id).values_list("konto_id", flat=True))
    if away is None or away == substitute_id or not {away, substitute_id} <= working:
        raise SubstitutionRefused(substitute=substitute_id)
    row = Substitution(
        stelle_id=stelle_id, konto_id=away, substitute_id=substitute_id, first_on=span.first_on, last_on=span.last_on,
        named_at=now,
    )  # fmt: skip
    _save(row)
    _record(row, "substitution.named", actor)
    return row


@transaction.atomic
def end_substitution(*, actor: Actor, public_id: uuid.UUID, now: datetime) -> None:
    """Call a substitution off: before it begins, or from now on.

    Raises:
        ActorRefused: no clerk of a body.
        SubstitutionNotFound: unknown, called off already, or of somebody else, and the actor does not lead the office.
    """
    stelle_id = _body_of(actor)
    rows = Substitution.objects.select_for_update().filter(stelle_id=stelle_id, ended_at=None)
    row = rows.filter(public_id=public_id).first()
    if row is None or (row.konto_id != actor.konto_id and not _leads(actor, timezone.localdate(now))):
        raise SubstitutionNotFound
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    _record(row, "substitution.ended", actor)


def represented_by(konto_id: int, *, day: date) -> dict[int, str]:
    """Return for whom somebody stands in on a local day: Konto and name of each, in the open scope of the body.

    Args:
        konto_id: the substitute; whoever no longer works on cases of the body stands in for nobody.
        day: local date Europe/Berlin.
    """
    working = at_work(day).filter(stelle_id=OuterRef("stelle_id"), konto_id=OuterRef("substitute_id"))
    rows = Substitution.objects.filter(Exists(working), substitute_id=konto_id, ended_at=None)
    away = list(rows.filter(first_on__lte=day, last_on__gte=day).values_list("konto_id", flat=True))
    names = _names(away)
    return {each: names.get(each, "") for each in away}


def absences(stelle_ids: Collection[int], *, konto_id: int | None, today: date) -> list[Absence]:
    """Return the substitutions that are not over for long, the latest first.

    Args:
        stelle_ids: the body and its predecessors.
        konto_id: who is away or stands in; None for everybody.
        today: local date Europe/Berlin.
    """
    rows = Substitution.objects.filter(stelle_id__in=list(stelle_ids))
    if konto_id is not None:
        rows = rows.filter(Q(konto_id=konto_id) | Q(substitute_id=konto_id))
    found = list(rows.order_by("-first_on", "-pk")[:_MOST])
    names = _names([konto for row in found for konto in (row.konto_id, row.substitute_id)])
    working = set(at_work(today).filter(stelle_id__in=list(stelle_ids)).values_list("konto_id", flat=True))
    return [
        Absence(row, names.get(row.konto_id, ""), names.get(row.substitute_id, ""), _state(row, today, working))
        for row in found
    ]


def _state(row: Substitution, today: date, working: Collection[int]) -> SubstitutionState:
    span, is_at_work = Span(row.first_on, row.last_on), row.substitute_id in working
    return substitution_state(span, today=today, is_called_off=row.ended_at is not None, is_at_work=is_at_work)


def _names(konto_ids: Collection[int]) -> dict[int, str]:
    rows = Mitgliedschaft.objects.filter(konto_id__in=list(konto_ids))
    return dict(rows.values_list("konto_id", "display_name")) if konto_ids else {}


def at_work(day: date) -> QuerySet[Mitgliedschaft]:
    """Return the memberships by which somebody works on cases on a local day, in the open scope."""
    return Mitgliedschaft.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), role__in=_WORKING)


def _body_of(actor: Actor) -> int:
    if actor.role is not Role.CLERK or actor.stelle_id is None or actor.stelle_id not in current_scope().stellen:
        raise ActorRefused(role=actor.role.value)
    return actor.stelle_id


def _leads(actor: Actor, day: date) -> bool:
    held = at_work(day).filter(stelle=actor.stelle_id, role=Mitgliedschaft.Role.LEAD)
    return held.filter(konto=actor.konto_id).exists()


def _save(row: Substitution) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if _ONE_AT_A_TIME in str(error):
            raise SubstitutionRefused(konto=row.konto_id) from error
        raise


def _record(row: Substitution, act: str, actor: Actor) -> None:
    subject = Subject("substitution", row.public_id, row.stelle_id)
    days = {"first_on": row.first_on.isoformat(), "last_on": row.last_on.isoformat()}
    payload = {**days, "away": row.konto_id, "substitute": row.substitute_id}
    record(subject=subject, act=act, actor=actor, payload=payload)
