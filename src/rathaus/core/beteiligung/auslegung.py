"""Every write to public displays and the objections that they bring."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.beteiligung.errors import DisplayNotFound, TaskNotInvolving
from rathaus.core.beteiligung.models import Auslegung, Einwendung
from rathaus.core.beteiligung.rules import check_display, check_objection
from rathaus.core.norm.queries import regime_of
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.jobs import alone
from rathaus.core.scope.session import current_scope
from rathaus.core.vorgang.admission import clerk_id, lock_to_work
from rathaus.core.vorgang.case import Case, lock_case
from rathaus.core.vorgang.correspondence import refuse_ended
from rathaus.core.vorgang.models import Vorgang
from rathaus.engine.prozess.model import AufgabeKind
from rathaus.engine.prozess.progress import ERLEDIGT


@dataclass(frozen=True, slots=True)
class Display:
    """What is displayed where and when.

    Args:
        first_on: first local day.
        last_on: last local day.
        objections_until: last local day on which an objection is in time.
        place: where, with hours and address.
        notice: text of the public notice.
    """

    first_on: date
    last_on: date
    objections_until: date
    place: str
    notice: str


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody objects to.

    Args:
        text: what they say, or what it comes to.
        received_on: local day on which it arrived.
        name: who; may be empty.
    """

    text: str
    received_on: date
    name: str = ""


@transaction.atomic
def display(*, actor: Actor, vorgang: Vorgang, task: str, what: Display, now: datetime) -> Auslegung:
    """Begin a public display of a case; the last day for objections moves to the next working day.

    Source: VwVfG § 31(3) sentence 1.

    Args:
        actor: a clerk of the body; an unclaimed case is claimed by it.
        vorgang: the case.
        task: key of the open task that displays; empty outside of the procedure.
        what: term, place and notice.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        VorgangEnded: it is decided or closed.
        AntragWithdrawn: the person has withdrawn the Antrag.
        TaskNotInvolving: the task is not open, or it displays nothing.
        DisplayIncomplete: see :func:`rathaus.core.beteiligung.rules.check_display`.
    """
    case = lock_to_work(actor, vorgang, now=now)
    refuse_ended(case)
    if task and not _displays(case, task):
        raise TaskNotInvolving(aufgabe=task)
    check_display(first=what.first_on, last=what.last_on, place=what.place, notice=what.notice)
    check_display(first=what.last_on, last=what.objections_until, place=what.place, notice=what.notice)
    row = Auslegung.objects.create(
        vorgang=case.vorgang,
        stelle_id=case.vorgang.stelle_id,
        task=task,
        first_on=what.first_on,
        last_on=what.last_on,
        objections_until=regime_of(case.prozess, stelle_id=case.vorgang.stelle_id).next_working_day(
            what.objections_until
        ),
        place=what.place.strip(),
        notice=what.notice.strip(),
        begun_at=now,
    )
    case.save()
    payload: dict[str, object] = {"first_on": what.first_on.isoformat(), "last_on": what.last_on.isoformat()}
    case.record("vorgang.displayed", actor=actor, payload=payload)
    return row


def _displays(case: Case, key: str) -> bool:
    return any(each.key == key and each.kind is AufgabeKind.AUSLEGEN for each in case.open_tasks)


@transaction.atomic
def record_objection(*, actor: Actor, auslegung: Auslegung, objection: Objection, now: datetime) -> Einwendung:
    """Note an objection; one that came too late is kept and marked.

    Args:
        actor: a clerk of the body.
        auslegung: a display; one that has ended, too, for what arrived on the last day is often entered later.
        objection: what somebody says.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        VorgangEnded: the case is decided or closed.
        AntragWithdrawn: the person has withdrawn the Antrag.
        DisplayNotFound: it belongs to another body.
        ObjectionEmpty: see :func:`rathaus.core.beteiligung.rules.check_objection`.
    """
    case, row = _lock(actor, auslegung, now)
    refuse_ended(case)
    received = objection.received_on
    check_objection(text=objection.text, received_on=received, first=row.first_on, today=timezone.localdate(now))
    kept = Einwendung.objects.create(
        auslegung=row,
        stelle_id=row.stelle_id,
        received_on=received,
        name=objection.name.strip()[:200],
        text=objection.text.strip(),
        is_late=received > row.objections_until,
        recorded_at=now,
        recorded_by_id=clerk_id(actor),
    )
    case.save()
    payload: dict[str, object] = {"objection": str(kept.public_id), "received_on": received.isoformat()}
    case.record("vorgang.objection_recorded", actor=actor, payload={**payload, "is_late": kept.is_late})
    return kept


@transaction.atomic
def end_display(*, actor: Actor, auslegung: Auslegung, now: datetime) -> Auslegung:
    """End a display whose days have passed; the task that displays is done.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        DisplayNotFound: it has ended already, or belongs to another body.
        DisplayIncomplete: its last day for objections has not passed.
    """
    case, row = _lock(actor, auslegung, now)
    if row.ended_at is not None:
        raise DisplayNotFound
    check_display(first=row.objections_until, last=timezone.localdate(now), place=row.place, notice=row.notice)
    _end(case, row, actor=actor, now=now)
    return row


@transaction.atomic
def end_passed_displays(*, actor: Actor, stelle_id: int, now: datetime) -> int:
    """End the displays of a body whose last day for objections has passed, each once; returns how many.

    That day is the one that the clerk entered for the display. A case that somebody works on is passed over until the
    next run.

    Args:
        actor: the system.
        stelle_id: the body; its scope must be open.
        now: aware instant.

    Raises:
        ActorRefused: not the system.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    rows = Auslegung.objects.filter(stelle_id=stelle_id, ended_at=None, objections_until__lt=timezone.localdate(now))
    locked = rows.select_related("vorgang").select_for_update(of=("self", "vorgang"), skip_locked=True)
    passed = {row.pk: row for row in locked.order_by("pk")}

    def act(each: int) -> int:
        _end(lock_case(passed[each].vorgang_id), passed[each], actor=actor, now=now)
        return 1

    return alone(passed, act, scope=current_scope(), failure="display_not_ended")


def _end(case: Case, row: Auslegung, *, actor: Actor, now: datetime) -> None:
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    others = Auslegung.objects.filter(vorgang_id=case.vorgang.pk, task=row.task, ended_at=None)
    is_open = not case.vorgang.is_ended and not case.vorgang.is_withdrawn
    if row.task and is_open and _displays(case, row.task) and not others.exists():
        case.complete(row.task, ERLEDIGT, actor=actor, now=now)
        case.record("vorgang.task_completed", actor=actor, payload={"key": row.task, "outcome": ERLEDIGT})
    case.save()
    case.record("vorgang.display_ended", actor=actor, payload={"objections": row.einwendungen.count()})


def _lock(actor: Actor, auslegung: Auslegung, now: datetime) -> tuple[Case, Auslegung]:
    case = lock_to_work(actor, Vorgang(pk=auslegung.vorgang_id, stelle_id=auslegung.stelle_id), now=now)
    row = Auslegung.objects.select_for_update().filter(pk=auslegung.pk).first()
    if row is None:
        raise DisplayNotFound
    return case, row
