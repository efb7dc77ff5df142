"""Timers that have run out have their effect: many cases at a time, each once, whoever runs this and however often.

A batch is one transaction. Its cases are locked first, and those that somebody works on are passed over until the next
run. A worker that dies leaves nothing half done. When one case of a batch fails, the others of it are tried one by one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from rathaus.core.protokoll.actions import Subject
from rathaus.core.protokoll.many import Entry, record_many
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.jobs import together
from rathaus.core.scope.session import current_scope
from rathaus.core.vorgang.case import Case, case_of
from rathaus.core.vorgang.case_timers import TimerChanges, move_timers
from rathaus.core.vorgang.fiction import deem_granted
from rathaus.core.vorgang.many_rows import update_rows
from rathaus.core.vorgang.models import Vorgang, Zeitgeber
from rathaus.engine.prozess.progress import StepRefused, fire_timer
from rathaus.engine.prozess.zeitgeber import ZeitgeberEffectKind

BATCH = 500
"""Cases of one transaction: long enough to be fast, short enough that nobody waits for one of them."""

_DUE = """
SELECT z.due_on, z.id, v.id FROM vorgang_zeitgeber z JOIN vorgang_vorgang v ON v.id = z.vorgang_id
WHERE z.due_on < %s AND (z.due_on, z.id) > (%s, %s)
  AND z.fired_at IS NULL AND z.stopped_at IS NULL AND z.paused_on IS NULL
ORDER BY z.due_on, z.id LIMIT %s FOR UPDATE OF v SKIP LOCKED
"""

type Place = tuple[date, int]
"""Last local day and id of a timer: where the next batch goes on."""

START: Place = (date.min, 0)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one batch did: timers that fired, and where the next batch goes on; None after the last."""

    fired: int
    next: Place | None


@dataclass(slots=True)
class _Work:
    changes: TimerChanges = field(default_factory=TimerChanges)
    cases: list[Case] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


@transaction.atomic
def fire_due_timers(*, actor: Actor, now: datetime, after: Place = START, most: int = BATCH) -> Batch:
    """Let timers that have run out have their effect; the open scope says for which bodies.

    A timer runs out when its last local day has passed. In a case that is closed, withdrawn, or decided before, it ends
    without an effect.

    Args:
        actor: the system.
        now: aware instant.
        after: where the batch before ended.
        most: timers of this batch.

    Raises:
        ActorRefused: not the system.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [timezone.localdate(now), *after, most])
        found: list[tuple[date, int, int]] = cursor.fetchall()
    if not found:
        return Batch(0, None)
    ids = {vorgang_id for _, _, vorgang_id in found}
    fired = together(ids, lambda some: _fire_all(some, now), scope=current_scope(), failure="timer_failed")
    last_day, last_id, _ = found[-1]
    return Batch(fired, (last_day, last_id))


def _fire_all(vorgang_ids: Iterable[int], now: datetime) -> int:
    """Fire what is due in locked cases, and write them together."""
    rows = Vorgang.objects.filter(pk__in=list(vorgang_ids)).select_related("antrag")
    timers: dict[int, list[Zeitgeber]] = defaultdict(list)
    for timer in Zeitgeber.objects.filter(vorgang_id__in=list(vorgang_ids), stopped_at=None):
        timers[timer.vorgang_id].append(timer)
    work, fired = _Work(), 0
    for vorgang in rows.prefetch_related("stelle", "aufgaben", "pauses"):
        fired += _fire_case(case_of(vorgang), timers[vorgang.pk], work, now)
    work.changes.write()
    _write_cases(work.cases)
    record_many(work.entries)
    return fired


def _fire_case(case: Case, timers: list[Zeitgeber], work: _Work, now: datetime) -> int:
    """Fire the due timers of one case, then let the others follow; returns how many fired."""
    today, fired = timezone.localdate(now), 0
    due = (row for row in timers if row.fired_at is None and row.paused_on is None and row.due_on < today)
    for row in sorted(due, key=lambda row: (row.due_on, row.pk)):
        work.changes.changed[row.pk] = row
        if not _fire(case, row, now):
            row.stopped_at = now
            continue
        fired += 1
        payload = {"timer": row.key, "effect": row.effect, "due_on": row.due_on.isoformat(), "versions": row.versions}
        work.entries.append(_entry(case, "vorgang.timer_fired", payload))
    moved = move_timers(
        case.vorgang, case.prozess, done=case.done, rows=[row for row in timers if row.stopped_at is None], now=now
    )
    work.changes.add(moved)
    if fired:
        work.cases.append(case)
    return fired


def _fire(case: Case, row: Zeitgeber, now: datetime) -> bool:
    """Have the effect of one timer in memory; returns whether it had one."""
    timer = next((each for each in case.prozess.zeitgeber if each.key == row.key), None)
    if timer is None or case.vorgang.is_withdrawn or case.vorgang.closed_at is not None:
        return False
    try:
        done = fire_timer(case.prozess, case.done, row.key)
    except StepRefused:
        return False
    row.fired_at = now
    case.apply(done, now=now, keeps_answers=True)
    if timer.folge.kind is ZeitgeberEffectKind.DEEMED_GRANT:
        deem_granted(case, row, timer=timer, now=now)
    if timer.folge.kind is ZeitgeberEffectKind.REMIND:
        case.vorgang.due_on = min(case.vorgang.due_on, timezone.localdate(now))
    return True


def _write_cases(cases: list[Case]) -> None:
    fields = ["state", "result", "due_on", "question_id", "decided_on", "deemed_on"]
    update_rows([case.vorgang for case in cases], fields)
    Case.write_tasks(cases)


def _entry(case: Case, act: str, payload: dict[str, object]) -> Entry:
    return Entry(Subject.of_antrag(case.antrag.public_id, stelle_id=case.vorgang.stelle_id), act, SYSTEM_ACTOR, payload)
