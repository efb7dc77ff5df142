"""A case under its lock: the row, its procedure and its tasks, changed together.

The lock of the Vorgang is taken first by every act on a case; Antrag, letters and protokoll follow. So two acts on one
case wait for each other and never block each other for good.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.rules import Status
from rathaus.core.leistung.queries import compiled
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor
from rathaus.core.vorgang.errors import VorgangNotFound
from rathaus.core.vorgang.models import Aufgabe, Pause, Vorgang
from rathaus.core.vorgang.rules import HearingState, PauseReason, State, case_due_on, task_due_on, waited_days
from rathaus.engine.prozess.model import Aufgabe as Step
from rathaus.engine.prozess.model import AufgabeKind, Prozess
from rathaus.engine.prozess.progress import ERLEDIGT, complete_task, open_tasks


@dataclass(slots=True)
class Case:
    """A locked case.

    Args:
        vorgang: the row, with its Antrag.
        prozess: the procedure of the version that the Antrag is pinned to.
        aufgaben: key → task.
        is_new: whether it is being opened, so that nothing of it is stored yet.
    """

    vorgang: Vorgang
    prozess: Prozess
    aufgaben: dict[str, Aufgabe]
    is_new: bool = False

    @property
    def antrag(self) -> Antrag:
        """The Antrag of the case."""
        return self.vorgang.antrag

    @property
    def done(self) -> dict[str, str]:
        """Key of task → outcome, of the tasks that are done."""
        return {key: task.outcome for key, task in self.aufgaben.items() if task.outcome}

    @property
    def open_tasks(self) -> tuple[Step, ...]:
        """The tasks of the procedure that can be done now."""
        return open_tasks(self.prozess, self.done)

    def complete(self, key: str, outcome: str, *, actor: Actor, now: datetime, checklist: Collection[int] = ()) -> None:
        """End a task, open again what it leads back to, and set the days by which the open tasks are due.

        Raises:
            StepRefused: the task is not open, or has no such outcome.
        """
        done = complete_task(self.prozess, self.done, key, outcome)
        task = self.aufgaben[key]
        task.outcome, task.done_at, task.done_by_id = outcome, now, actor.konto_id
        task.checklist = sorted(checklist)
        for other in self.aufgaben.values():
            if other.key not in done:
                other.outcome, other.done_at, other.done_by_id = "", None, None
        self.schedule(timezone.localdate(now))

    def complete_kind(self, kind: AufgabeKind, *, actor: Actor, now: datetime) -> bool:
        """End every open task of one kind that has no choice; returns whether there was one."""
        keys = [task.key for task in open_tasks(self.prozess, self.done) if task.kind is kind and not task.choices]
        for key in keys:
            self.complete(key, ERLEDIGT, actor=actor, now=now)
        return bool(keys)

    def schedule(self, today: date) -> None:
        """Give each open task its day, take it from the others, and let the case be due with the earliest."""
        opened = {task.key: task for task in open_tasks(self.prozess, self.done)}
        for key, row in self.aufgaben.items():
            if key not in opened:
                row.due_on = None
            elif row.due_on is None:
                row.due_on = task_due_on(opened[key], today)
        expected_on = self.antrag.expected_on + timedelta(days=0 if self.is_new else waited_until(self.vorgang, today))
        self.vorgang.due_on = case_due_on((row.due_on for row in self.aufgaben.values()), expected_on)

    def start_waiting(self, letter: uuid.UUID, reason: PauseReason, *, due_on: date, now: datetime) -> None:
        """Let the case wait for the person until a local day; from now on its days do not count.

        Args:
            letter: public id of the question or hearing.
            reason: which of them it is.
            due_on: last local day for the answer.
            now: aware instant.
        """
        row = self.vorgang
        row.state, row.question_id, row.due_on = State.WAITING, letter, due_on
        Pause.objects.create(vorgang=row, stelle_id=row.stelle_id, reason=reason, from_at=now)

    def stop_waiting(self, *, now: datetime) -> None:
        """Let nothing be asked any more; days of open tasks move by as many days as the case waited."""
        self.vorgang.question_id = None
        if self.vorgang.state != State.WAITING:
            return
        self.vorgang.state = State.OPEN
        today = timezone.localdate(now)
        for pause in self.vorgang.pauses.filter(to_at=None):
            pause.to_at = max(now, pause.from_at)
            pause.save(update_fields=["to_at"])
            moved = timedelta(days=waited_days([(timezone.localdate(pause.from_at), today)]))
            for task in self.aufgaben.values():
                task.due_on = task.due_on + moved if task.due_on is not None else None

    def end_hearing(self, state: HearingState, *, now: datetime) -> None:
        """Note how the open hearing ended; nothing happens without one."""
        self.vorgang.anhoerungen.filter(state=HearingState.OPEN).update(state=state, ended_at=now)

    def note_complete(self, *, actor: Actor, now: datetime) -> None:
        """Note once when every document that the form demands is there; a later question does not take it back.

        Source: VwVfG §§ 42a(2), 71b(4): periods begin with complete documents, and no later question stops them.
        """
        row = self.vorgang
        if row.complete_at is None:
            row.complete_at = now
            self.record("vorgang.complete", actor=actor)

    @property
    def waits_for(self) -> PauseReason | None:
        """What the case waits for; None when it does not wait."""
        reason = self.vorgang.pauses.filter(to_at=None).values_list("reason", flat=True).first()
        return None if reason is None else PauseReason(reason)

    @property
    def working_status(self) -> Status:
        """What the person reads about the Antrag while the office works on it."""
        return Status.WAITING_FOR_CITIZEN if self.vorgang.state == State.WAITING else Status.IN_PROGRESS

    def save(self) -> None:
        """Write the case and its tasks."""
        self.vorgang.save()
        fields = ["outcome", "checklist", "due_on", "done_at", "done_by"]
        Aufgabe.objects.bulk_update(self.aufgaben.values(), fields)

    def record(self, act: str, *, actor: Actor, payload: dict[str, object] | None = None) -> None:
        """Record an act of the office in the chain of the Antrag: the body reads it, the person does not."""
        subject = Subject.of_antrag(self.antrag.public_id, stelle_id=self.vorgang.stelle_id)
        record(subject=subject, act=act, actor=actor, payload=payload)


def waited_until(vorgang: Vorgang, today: date) -> int:
    """Return how many days a case has waited for the person until a local day."""
    local = timezone.localdate
    spans = vorgang.pauses.values_list("from_at", "to_at")
    return waited_days((local(begun), local(ended) if ended else max(today, local(begun))) for begun, ended in spans)


def lock_case(vorgang_id: int) -> Case:
    """Lock a case of the open scope until the end of the transaction and return it as it is now.

    Two statements: what is joined to a row under a lock may be older than the row itself, here the Antrag.

    Raises:
        VorgangNotFound: it belongs to another body.
    """
    if not list(Vorgang.objects.select_for_update().filter(pk=vorgang_id).values_list("pk", flat=True)):
        raise VorgangNotFound
    return case_of(Vorgang.objects.select_related("antrag", "stelle").get(pk=vorgang_id))


def case_of(vorgang: Vorgang) -> Case:
    """Return the case of a row that was read with its Antrag."""
    tasks = {task.key: task for task in vorgang.aufgaben.all()}
    return Case(vorgang, compiled(vorgang.antrag.version_id).prozess, tasks)


def open_case(antrag: Antrag, vorgang: Vorgang, *, actor: Actor, now: datetime) -> Case:
    """Store a new case with all tasks of its procedure; what only receives the Antrag is done already."""
    prozess = compiled(antrag.version_id).prozess
    rows = {
        task.key: Aufgabe(key=task.key, position=position, stelle_id=vorgang.stelle_id)
        for position, task in enumerate(prozess.aufgaben)
    }
    case = Case(vorgang, prozess, rows, is_new=True)
    case.schedule(timezone.localdate(now))
    case.complete_kind(AufgabeKind.EMPFANGEN, actor=actor, now=now)
    vorgang.save(force_insert=True)
    for row in rows.values():
        row.vorgang = vorgang
    Aufgabe.objects.bulk_create(rows.values())
    case.is_new = False
    return case
