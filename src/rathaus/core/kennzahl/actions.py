"""Every write to figures: the nightly counting of months that are over, opening one again, and noting effort."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from rathaus.core.kennzahl.counting import OPEN_MONTHS, bounds
from rathaus.core.kennzahl.errors import EffortRefused
from rathaus.core.kennzahl.models import Aufwand, CountedMonth, MonthFigure
from rathaus.core.kennzahl.rules import MOST_MINUTES, MOST_MONTHS, is_settled, last_months, month_of
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.vorgang.admission import lock_for_clerk
from rathaus.core.vorgang.models import Vorgang

_LOCK_OF_COUNTING = 0x4B5A
"""Class of the advisory lock that a body's counting takes, as a number of ours."""


@transaction.atomic
def count_months(*, actor: Actor, stelle_id: int, today: date) -> int:
    """Count the months of a body that are over and not counted; returns how many.

    Args:
        actor: the system.
        stelle_id: the body; its scope must be open.
        today: local date Europe/Berlin.

    Raises:
        ActorRefused: not the system.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    _lock(stelle_id)
    counted = set(CountedMonth.objects.filter(stelle_id=stelle_id).values_list("month", flat=True))
    kept = last_months(today, MOST_MONTHS)
    missing = [each for each in kept.months if is_settled(each, today=today) and each not in counted]
    if not missing:
        return 0
    MonthFigure.objects.filter(stelle_id=stelle_id, month__in=missing).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kennzahl_monthfigure (stelle_id, leistung_id, month, measure, days, cases)"  # noqa: S608  # words of ours
            f" SELECT * FROM ({OPEN_MONTHS}) AS counted WHERE month = ANY(%(missing)s)",
            bounds([stelle_id], first=missing[0], end=kept.end) | {"missing": missing},
        )
    CountedMonth.objects.bulk_create(CountedMonth(stelle_id=stelle_id, month=each) for each in missing)
    return len(missing)


@transaction.atomic
def note_effort(*, actor: Actor, vorgang: Vorgang, key: str, minutes: int, today: date) -> Aufwand:
    """Note how many minutes a step of a case took; who wants to correct it notes what was missing.

    It is not written into the protokoll, and the row names nobody: how long a single person takes is nobody's business.

    Args:
        actor: a clerk of the body, whoever works on the case.
        vorgang: the case.
        key: key of a task that a person has done.
        minutes: 1 to :data:`rathaus.core.kennzahl.rules.MOST_MINUTES`.
        today: local date Europe/Berlin.

    Raises:
        ActorRefused: no clerk of this body.
        EffortRefused: no such minutes, or no such task.
    """
    case = lock_for_clerk(actor, vorgang)
    task = case.aufgaben.get(key)
    if not 0 < minutes <= MOST_MINUTES or task is None or task.done_by_id is None:
        raise EffortRefused(aufgabe=key, minutes=minutes)
    stelle_id = case.vorgang.stelle_id
    return Aufwand.objects.create(vorgang=case.vorgang, stelle_id=stelle_id, key=key, minutes=minutes, on=today)


def reopen_month_of_receipt(sender: object, *, vorgang: Vorgang, now: datetime, **kwargs: object) -> None:
    """Open the month again in which a case arrived, where that is over; connected to the signal of the room vorgang.

    Args:
        sender: the class of the case.
        vorgang: the new case.
        now: aware instant.
        kwargs: the signal itself.
    """
    del sender, kwargs
    _reopen(vorgang.stelle_id, timezone.localdate(vorgang.opened_at), today=timezone.localdate(now))


def reopen_month_of_decision(sender: object, *, vorgang: Vorgang, now: datetime, **kwargs: object) -> None:
    """Open the month again in which a case counts as decided, where that is over; connected likewise.

    Args:
        sender: the class of the case.
        vorgang: the locked case; a Genehmigungsfiktion may have occurred in the month before.
        now: aware instant.
        kwargs: the signal itself.
    """
    del sender, kwargs
    if vorgang.decided_on is not None:
        _reopen(vorgang.stelle_id, vorgang.decided_on, today=timezone.localdate(now))


def _reopen(stelle_id: int, day: date, *, today: date) -> None:
    """Take a month out of the counted ones; its figures stay for others until the next night counts it anew."""
    if is_settled(month_of(day), today=today):
        _lock(stelle_id)
        CountedMonth.objects.filter(stelle_id=stelle_id, month=month_of(day)).delete()


def _lock(stelle_id: int) -> None:
    """Let nobody count a body while a case of a past month is on its way, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s::int, %s::int)", [_LOCK_OF_COUNTING, stelle_id])
