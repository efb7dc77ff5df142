"""The timers of a case follow its tasks: they begin and end with every act, and stand still while the case waits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import structlog
from django.utils import timezone

from rathaus.core.antrag.rules import Channel
from rathaus.core.norm.queries import law_of_results, regime_of
from rathaus.core.vorgang.many_rows import update_rows
from rathaus.core.vorgang.models import Vorgang, Zeitgeber
from rathaus.core.vorgang.rules import State
from rathaus.core.vorgang.timer_rules import counting_timers, length_of, plan_timers, timer_end
from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.zeitgeber import Zeitgeber as Timer
from rathaus.engine.prozess.zeitgeber import ZeitgeberEffectKind
from rathaus.recht.errors import ParameterIsNoNumber, ParameterUnknown
from rathaus.recht.parameters import ParameterVersion

_FIELDS = ["due_on", "paused_on", "paused_days", "fired_at", "stopped_at"]
_log = structlog.get_logger()


@dataclass(slots=True)
class TimerChanges:
    """Rows of timers to be written."""

    new: list[Zeitgeber] = field(default_factory=list)
    changed: dict[int, Zeitgeber] = field(default_factory=dict)

    def add(self, other: "TimerChanges") -> None:
        """Take over the changes of another case."""
        self.new += other.new
        self.changed |= other.changed

    def write(self) -> None:
        """Write all rows; those that end first, so that a new run may begin."""
        update_rows(self.changed.values(), _FIELDS)
        if self.new:
            Zeitgeber.objects.bulk_create(self.new)


def live_timers(vorgang: Vorgang) -> list[Zeitgeber]:
    """Return the runs of a case that count: those that run, and those that have fired."""
    return list(Zeitgeber.objects.filter(vorgang_id=vorgang.pk, stopped_at=None))


def move_timers(
    vorgang: Vorgang, prozess: Prozess, *, done: Mapping[str, str], rows: Iterable[Zeitgeber], now: datetime
) -> TimerChanges:
    """Return what happens to the timers of a locked case after an act.

    In a case that was taken over no Genehmigungsfiktion runs: nobody here knows whether it was extended before.

    Args:
        vorgang: the case as it will be written.
        prozess: its procedure in the working form.
        done: key of task or fired timer → outcome.
        rows: the runs that count, of :func:`live_timers`.
        now: aware instant of the act.
    """
    changes, live = TimerChanges(), {row.key: row for row in rows}
    running = {key for key, row in live.items() if row.fired_at is None}
    is_over = vorgang.is_withdrawn or vorgang.state == State.CLOSED
    may_be_deemed = vorgang.complete_at is not None and vorgang.antrag.channel != Channel.LEGACY
    counts = counting_timers(prozess, is_over=is_over, is_complete=may_be_deemed)
    plan = plan_timers(prozess, done, running=running, fired=set(live) - running, counts=counts)
    for key in plan.stop:
        live[key].stopped_at = now
        changes.changed[live[key].pk] = live[key]
    changes.new = [row for timer in plan.start if (row := _begin(vorgang, prozess, timer, now)) is not None]
    for key in running - plan.stop:
        if _pause(live[key], vorgang, prozess, timezone.localdate(now)):
            changes.changed[live[key].pk] = live[key]
    return changes


def _begin(vorgang: Vorgang, prozess: Prozess, timer: Timer, now: datetime) -> Zeitgeber | None:
    """Return a new run; None, and a line in the log, while no parameter in force says how long it runs."""
    begun_on = timezone.localdate(now)
    if timer.folge.kind is ZeitgeberEffectKind.DEEMED_GRANT and vorgang.complete_at is not None:
        begun_on = timezone.localdate(vorgang.complete_at)
    regime = regime_of(prozess, stelle_id=vorgang.stelle_id)
    try:
        length, version = length_of(timer, begun_on, regime=regime)
    except (ParameterUnknown, ParameterIsNoNumber) as error:
        _log.warning("timer_without_parameter", vorgang=str(vorgang.public_id), timer=timer.key, code=error.code)
        return None
    return Zeitgeber(
        vorgang=vorgang,
        stelle_id=vorgang.stelle_id,
        key=timer.key,
        effect=timer.folge.kind.value,
        begun_on=begun_on,
        due_on=timer_end(length, begun_on, paused_days=0, regime=regime),
        ruht=timer.ruht,
        paused_on=begun_on if timer.ruht and vorgang.state == State.WAITING else None,
        versions=[version] if version else [],
    )


def _pause(row: Zeitgeber, vorgang: Vorgang, prozess: Prozess, today: date) -> bool:
    """Let a run stand still, or go on and end later; returns whether anything changed."""
    is_waiting = row.ruht and vorgang.state == State.WAITING
    if is_waiting == (row.paused_on is not None):
        return False
    if is_waiting:
        row.paused_on = today
        return True
    row.paused_days += (today - (row.paused_on or today)).days
    row.paused_on, row.due_on = None, due_after_pauses(row, prozess)
    return True


def kept_law(row: Zeitgeber) -> ParameterVersion | None:
    """Return the legal parameter with which a run began; None where the file says how long it runs."""
    return next(iter(law_of_results(row.versions)), None)


def due_after_pauses(row: Zeitgeber, prozess: Prozess) -> date:
    """Return the last local day of a run, with the days on which it stood still and the extension."""
    regime = regime_of(prozess, stelle_id=row.stelle_id)
    length, _ = length_of(prozess.timer(row.key), row.begun_on, regime=regime, kept=kept_law(row))
    end = timer_end(length, row.begun_on, paused_days=row.paused_days, regime=regime)
    return max(end, row.extended_to) if row.extended_to is not None else end
