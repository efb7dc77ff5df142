"""Every write to figures: the nightly counting of months that are over, adding to one later, and noting effort."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from rathaus.core.kennzahl.counting import OPEN_MONTHS, bounds
from rathaus.core.kennzahl.errors import EffortRefused
from rathaus.core.kennzahl.models import Aufwand, CountedMonth, MonthFigure
from rathaus.core.kennzahl.rules import MOST_MINUTES, MOST_MONTHS, Measure, is_settled, last_months, month_of
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.vorgang.admission import lock_for_clerk
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import State

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
            f" SELECT * FROM ({OPEN_MONTHS}) AS counted",
            bounds([stelle_id], months=missing),
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


def add_receipt(sender: object, *, vorgang: Vorgang, now: datetime, **kwargs: object) -> None:
    """Count a case that arrived in a month which is counted already; connected to the signal of the room vorgang.

    Args:
        sender: the class of the case.
        vorgang: the new case.
        now: aware instant.
        kwargs: the signal itself.
    """
    del sender, kwargs
    _add(vorgang, timezone.localdate(vorgang.opened_at), {Measure.RECEIVED: 0}, today=timezone.localdate(now))


def add_decision(sender: object, *, vorgang: Vorgang, now: datetime, **kwargs: object) -> None:
    """Count a case that was decided in a month which is counted already; connected likewise.

    Args:
        sender: the class of the case.
        vorgang: the locked case; a Genehmigungsfiktion may have occurred in the month before. Its closing, which the
            same signal tells, counts nothing.
        now: aware instant.
        kwargs: the signal itself.
    """
    del sender, kwargs
    day = vorgang.decided_on
    if day is None or vorgang.is_withdrawn or vorgang.state == State.CLOSED:
        return
    days = {Measure.FROM_RECEIPT: (day - timezone.localdate(vorgang.opened_at)).days}
    if vorgang.complete_at is not None:
        days[Measure.FROM_COMPLETE] = (day - timezone.localdate(vorgang.complete_at)).days
    _add(vorgang, day, days, today=timezone.localdate(now))


def _add(vorgang: Vorgang, day: date, days: Mapping[Measure, int], *, today: date) -> None:
    """Add one case to the figures of a counted month; counting it anew would lose the cases that were deleted since."""
    month, body = month_of(day), {"stelle_id": vorgang.stelle_id}
    if not is_settled(month, today=today):
        return
    _lock(vorgang.stelle_id)
    if not CountedMonth.objects.filter(month=month, **body).exists():
        return
    for measure, number in days.items():
        row, is_new = MonthFigure.objects.get_or_create(
            leistung_id=vorgang.leistung_id, month=month, measure=measure, days=max(number, 0), **body,
            defaults={"cases": 1},
        )  # fmt: skip
        if not is_new:
            row.cases += 1
            row.save(update_fields=["cases"])


def _lock(stelle_id: int) -> None:
    """Let nobody count a body while a case of a past month is on its way, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s::int, %s::int)", [_LOCK_OF_COUNTING, stelle_id])
