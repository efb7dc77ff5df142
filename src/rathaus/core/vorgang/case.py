"""A case under its lock: the row, its procedure and its tasks, changed together.

The lock of the Vorgang is taken first by every act on a case; Antrag, letters and protokoll follow. So two acts on one
case wait for each other and never block each other for good.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import attrgetter

from django.utils import timezone

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import prozess_version_id
from rathaus.core.antrag.rules import Status
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor
from rathaus.core.vorgang.case_timers import live_timers, move_timers
from rathaus.core.vorgang.errors import VorgangNotFound
from rathaus.core.vorgang.many_rows import update_rows
from rathaus.core.vorgang.models import Aufgabe, Pause, Vorgang
from rathaus.core.vorgang.procedure import case_facts, done_of, full_prozess, has_conditions, working_prozess
from rathaus.core.vorgang.rules import (
    NO_WORK,
    HearingState,
    PauseReason,
    State,
    Work,
    case_due_on,
    task_due_on,
    waited_days,
)
from rathaus.core.vorgang.timer_rules import FIRED_POSITION
from rathaus.engine.prozess.model import Aufgabe as Step
from rathaus.engine.prozess.model import AufgabeKind, Prozess
from rathaus.engine.prozess.progress import ENTFAELLT, ERLEDIGT, complete_task, open_tasks, skipped_tasks

_COLUMNS = ["position", "outcome", "checklist", "due_on", "done_at", "done_by", "reason"]

type _Columns = tuple[object, ...]

_columns: Callable[[Aufgabe], _Columns] = attrgetter(
    "position", "outcome", "checklist", "due_on", "done_at", "done_by_id", "reason"
)


@dataclass(slots=True)
class Case:
    """A locked case.

    Args:
        vorgang: the row, with its Antrag.
        prozess: the procedure that the case follows, in its working form; see :mod:`rathaus.core.vorgang.procedure`.
        aufgaben: key → task; a timer that has run out stands there, too.
        is_new: whether it is being opened, so that nothing of it is stored yet.
        moved_at: aware instant of the last act that moved tasks or the waiting; None while nothing has moved.
        has_waited: whether it may have waited for the person; where it has not, no spans of waiting are read.
        stored: key → columns of the task as they were read.
    """

    vorgang: Vorgang
    prozess: Prozess
    aufgaben: dict[str, Aufgabe]
    is_new: bool = False
    moved_at: datetime | None = None
    has_waited: bool = True
    stored: dict[str, _Columns] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Remember the tasks as they are stored, so that only those that change are written."""
        self.stored = {} if self.is_new else {key: _columns(task) for key, task in self.aufgaben.items()}

    @property
    def antrag(self) -> Antrag:
        """The Antrag of the case."""
        return self.vorgang.antrag

    @property
    def done(self) -> dict[str, str]:
        """Key of task → outcome, of the tasks that are done or skipped and of the timers that have run out."""
        return done_of((key, task.outcome) for key, task in self.aufgaben.items())

    @property
    def open_tasks(self) -> tuple[Step, ...]:
        """The tasks of the procedure that can be done now."""
        return open_tasks(self.prozess, self.done)

    def complete(self, key: str, outcome: str, *, actor: Actor, now: datetime, work: Work = NO_WORK) -> None:
        """End a task, open again what it leads back to, and set the days by which the open tasks are due.

        Raises:
            StepRefused: the task is not open, or has no such outcome.
        """
        done = complete_task(self.prozess, self.done, key, outcome)
        self.apply(done, now=now)
        task = self.aufgaben[key]
        task.checklist = sorted(work.checklist)
        if task.outcome:
            task.done_at, task.done_by_id, task.reason = now, actor.konto_id, work.reason.strip()

    def apply(self, done: Mapping[str, str], *, now: datetime, keeps_answers: bool = False) -> None:
        """Let the rows say what has been done: new outcomes by the system, and what is open again without one.

        Args:
            done: key of task or timer → outcome, as the rules of progress return it.
            now: aware instant.
            keeps_answers: whether the answers are those of the act before; then they are read only where a task opens
                that may not apply. A night of timers reads few of them.
        """
        before, opened = self.done, self._conditional_open() if keeps_answers else frozenset()
        for key, outcome in done.items():
            if before.get(key) != outcome:
                self._row(key).outcome, self._row(key).done_at, self._row(key).done_by_id = outcome, now, None
        for key, row in self.aufgaben.items():
            if key not in done:
                row.outcome, row.done_at, row.done_by_id, row.reason = "", None, None, ""
        if not keeps_answers or self._conditional_open() - opened:
            self.skip(now=now)
        self.schedule(timezone.localdate(now))
        self.moved_at = now

    def reopen(self, keys: Iterable[str], *, now: datetime) -> None:
        """Let tasks be done again; the days by which they are due are set by :meth:`schedule`."""
        for row in (self.aufgaben[key] for key in keys if key in self.aufgaben):
            row.outcome, row.done_at, row.done_by_id, row.checklist, row.reason = "", None, None, [], ""
        self.skip(now=now)
        self.moved_at = now

    def skip(self, *, now: datetime) -> None:
        """Mark the tasks that do not apply by the answers of today, and take the mark from those that do."""
        prozess = full_prozess(prozess_version_id(self.antrag))
        if not has_conditions(prozess):
            return
        done = {key: row.outcome for key, row in self.aufgaben.items() if row.outcome and row.outcome != ENTFAELLT}
        skipped = {task.key for task in skipped_tasks(prozess, done, case_facts(self.vorgang))}
        for key, row in self.aufgaben.items():
            if key in skipped and row.outcome != ENTFAELLT:
                row.outcome, row.done_at, row.done_by_id = ENTFAELLT, now, None
            elif key not in skipped and row.outcome == ENTFAELLT:
                row.outcome, row.done_at = "", None

    def _conditional_open(self) -> frozenset[str]:
        """Return the keys of the open tasks that apply only under a condition."""
        prozess = full_prozess(prozess_version_id(self.antrag))
        return frozenset(task.key for task in self.open_tasks if prozess.aufgabe(task.key).wenn is not None)

    def _row(self, key: str) -> Aufgabe:
        """Return the row of a task; that of a timer is made when it runs out for the first time."""
        if key not in self.aufgaben:
            position = FIRED_POSITION + sum(row.position >= FIRED_POSITION for row in self.aufgaben.values())
            row = Aufgabe(vorgang=self.vorgang, stelle_id=self.vorgang.stelle_id, key=key, position=position)
            self.aufgaben[key] = row
        return self.aufgaben[key]

    def complete_kind(self, kind: AufgabeKind, *, actor: Actor, now: datetime) -> bool:
        """End every open task of one kind that has no choice; returns whether there was one."""
        keys = [task.key for task in open_tasks(self.prozess, self.done) if task.kind is kind and not task.choices]
        for key in keys:
            self.complete(key, ERLEDIGT, actor=actor, now=now)
        return bool(keys)

    def schedule(self, today: date) -> None:
        """Give each open task its day, take it from the others, and let the case be due with the earliest.

        While the case waits for the person it is due with the last day for the answer, and a task that opens meanwhile
        gets its day when the waiting ends.
        """
        waits = self.vorgang.state == State.WAITING
        opened = {task.key: task for task in open_tasks(self.prozess, self.done)}
        for key, row in self.aufgaben.items():
            if key not in opened:
                row.due_on = None
            elif row.due_on is None and not waits:
                row.due_on = task_due_on(opened[key], today)
        if waits:
            return
        expected_on = self.antrag.expected_on + timedelta(
            days=waited_until(self.vorgang, today) if self.has_waited else 0
        )
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
        row.state, row.question_id, row.due_on, self.moved_at = State.WAITING, letter, due_on, now
        self.has_waited = True
        Pause.objects.create(vorgang=row, stelle_id=row.stelle_id, reason=reason, from_at=now)

    def stop_waiting(self, *, now: datetime) -> None:
        """Let nothing be asked any more; days of open tasks move by as many days as the case waited."""
        self.vorgang.question_id, self.moved_at = None, now
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
        self.schedule(today)

    def end_hearing(self, state: HearingState, *, now: datetime) -> None:
        """Note how the open hearing ended; nothing happens without one."""
        self.vorgang.anhoerungen.filter(state=HearingState.OPEN).update(state=state, ended_at=now)

    def note_complete(self, *, actor: Actor, now: datetime) -> None:
        """Note once when every document that the form demands is there; a later question does not take it back.

        Source: VwVfG §§ 42a(2), 71b(4): periods begin with complete documents, and no later question stops them.
        """
        row = self.vorgang
        if row.complete_at is None:
            row.complete_at = self.moved_at = now
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
        """Write the case, its tasks, and what its timers do because of what moved."""
        self.vorgang.save()
        self.write_tasks([self])
        if self.moved_at is not None and self.prozess.zeitgeber:
            rows = live_timers(self.vorgang)
            move_timers(self.vorgang, self.prozess, done=self.done, rows=rows, now=self.moved_at).write()
        self.moved_at = None

    @staticmethod
    def write_tasks(cases: Iterable["Case"]) -> None:
        """Write the tasks of cases that have changed since they were read, together."""
        rows = [(case, key, row) for case in cases for key, row in case.aufgaben.items()]
        new = [row for case, key, row in rows if key not in case.stored]
        changed = [row for case, key, row in rows if case.stored.get(key, _columns(row)) != _columns(row)]
        if new:
            Aufgabe.objects.bulk_create(new)
        if changed:
            update_rows(changed, _COLUMNS)
        for case, key, row in rows:
            case.stored[key] = _columns(row)

    def record(self, act: str, *, actor: Actor, payload: dict[str, object] | None = None) -> None:
        """Record an act of the office in the chain of the Antrag: the body reads it, the person does not."""
        record(subject=self.subject, act=act, actor=actor, payload=payload)

    @property
    def subject(self) -> Subject:
        """The chain of the Antrag, for acts that the body reads and the person does not."""
        return Subject.of_antrag(self.antrag.public_id, stelle_id=self.vorgang.stelle_id)


def waited_until(vorgang: Vorgang, today: date) -> int:
    """Return how many days a case has waited for the person until a local day."""
    local = timezone.localdate
    spans = [(pause.from_at, pause.to_at) for pause in vorgang.pauses.all()]
    return waited_days((local(begun), local(ended) if ended else max(today, local(begun))) for begun, ended in spans)


_LOCK = """
SELECT *, set_config('plan_cache_mode', 'force_generic_plan', true) AS planned
FROM vorgang_vorgang WHERE id = %s FOR UPDATE
"""
"""Lock and read a case; what its act writes afterwards goes by primary key and needs no plan of its own each time."""

_READ_ANTRAG = """
SELECT *, EXISTS (SELECT FROM vorgang_pause WHERE vorgang_id = %s) AS has_waited FROM antrag_antrag WHERE id = %s
"""
_READ_TASKS = "SELECT * FROM vorgang_aufgabe WHERE vorgang_id = %s ORDER BY position"


def lock_case(vorgang_id: int) -> Case:
    """Lock a case of the open scope until the end of the transaction and return it as it is now.

    A statement of its own for the Antrag: what is joined to a row under a lock may be older than the row itself.
    Written as SQL, because every step of every case begins here, and building the same three queries anew took longer
    than running them.

    Raises:
        VorgangNotFound: it belongs to another body.
    """
    vorgang = next(iter(Vorgang.objects.raw(_LOCK, [vorgang_id])), None)
    if vorgang is None:
        raise VorgangNotFound
    vorgang.antrag = Antrag.objects.raw(_READ_ANTRAG, [vorgang_id, vorgang.antrag_id])[0]
    case = _case(vorgang, Aufgabe.objects.raw(_READ_TASKS, [vorgang_id]))
    case.has_waited = bool(vars(vorgang.antrag).pop("has_waited"))
    return case


def case_of(vorgang: Vorgang) -> Case:
    """Return the case of a row that was read with its Antrag."""
    return _case(vorgang, vorgang.aufgaben.all())


def _case(vorgang: Vorgang, tasks: Iterable[Aufgabe]) -> Case:
    rows = {task.key: task for task in tasks}
    return Case(vorgang, working_prozess(prozess_version_id(vorgang.antrag)), rows)


def open_case(antrag: Antrag, vorgang: Vorgang, *, actor: Actor, now: datetime) -> Case:
    """Store a new case with all tasks of its procedure; what only receives the Antrag is done already."""
    prozess = working_prozess(prozess_version_id(antrag))
    rows = {
        task.key: Aufgabe(key=task.key, position=position, stelle_id=vorgang.stelle_id)
        for position, task in enumerate(prozess.aufgaben)
    }
    case = Case(vorgang, prozess, rows, is_new=True, has_waited=False)
    case.skip(now=now)
    case.schedule(timezone.localdate(now))
    case.complete_kind(AufgabeKind.EMPFANGEN, actor=actor, now=now)
    vorgang.save(force_insert=True)
    for row in rows.values():
        row.vorgang = vorgang
    Aufgabe.objects.bulk_create(rows.values())
    case.stored = {key: _columns(row) for key, row in rows.items()}
    if prozess.zeitgeber:
        move_timers(vorgang, prozess, done=case.done, rows=(), now=now).write()
    case.is_new, case.moved_at = False, None
    return case
