"""Pure decisions about timers: when one ends, which start and which stop, what a pause and an extension do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rathaus.core.vorgang.errors import ExtensionRefused
from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.progress import running_timers
from rathaus.engine.prozess.zeitgeber import Zeitgeber, ZeitgeberEffectKind
from rathaus.recht.fristen import Ending, Frist, Length, compute_frist
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import Regime

FIRED_POSITION = 1000
"""Position of the first timer among the tasks of a case: what has run out is kept beside what is done."""


@dataclass(frozen=True, slots=True)
class TimerPlan:
    """Which timers of a case begin, and which runs end without having fired."""

    start: tuple[Zeitgeber, ...]
    stop: frozenset[str]


def plan_timers(
    prozess: Prozess,
    done: Mapping[str, str],
    *,
    running: Collection[str],
    fired: Collection[str],
    counts: Collection[str],
) -> TimerPlan:
    """Return what begins and what ends after tasks have moved.

    Args:
        prozess: the procedure.
        done: key of task or fired timer → outcome.
        running: keys of the timers that run now.
        fired: keys of the timers that have fired and not been reset.
        counts: keys of the timers that may run in this case; none in one that has ended.
    """
    wanted = {timer.key: timer for timer in running_timers(prozess, done) if timer.key in counts}
    lapsed = {key for key in fired if key not in done}
    live = set(running) | (set(fired) - lapsed)
    start = tuple(timer for key, timer in wanted.items() if key not in live)
    return TimerPlan(start, frozenset(lapsed | (set(running) - set(wanted))))


def counting_timers(prozess: Prozess, *, is_over: bool, is_complete: bool) -> frozenset[str]:
    """Return the keys of the timers that may run.

    Args:
        prozess: the procedure.
        is_over: whether the case is withdrawn or closed; then none does.
        is_complete: whether every document is there; before that no Genehmigungsfiktion runs.

    Source: VwVfG § 42a(2) sentence 2.
    """
    if is_over:
        return frozenset()
    fiction = ZeitgeberEffectKind.DEEMED_GRANT
    return frozenset(each.key for each in prozess.zeitgeber if is_complete or each.folge.kind is not fiction)


def length_of(
    timer: Zeitgeber, begun_on: date, *, regime: Regime, kept: ParameterVersion | None = None
) -> tuple[Length, str]:
    """Return how long a timer runs, and the version of the legal parameter that says so; empty where the file does.

    Args:
        timer: a timer.
        begun_on: local day on which it begins; the parameter of that day counts.
        regime: Land, code of procedure and parameters.
        kept: the parameter with which a run began: what is said of the law later changes nothing for it.

    Raises:
        RathausError: no parameter is in force on that day.
    """
    if timer.dauer is not None:
        return timer.dauer, ""
    row = kept if kept is not None else regime.parameter(timer.parameter, begun_on)
    return Length.of(row), row.version_id


def timer_frist(timer: Zeitgeber, begun_on: date, *, regime: Regime, kept: ParameterVersion | None = None) -> Frist:
    """Return the period of a timer without pauses, with its explanation; arguments as in :func:`length_of`."""
    length, _ = length_of(timer, begun_on, regime=regime, kept=kept)
    return compute_frist(begun_on, length, regime=regime)


def timer_end(length: Length, begun_on: date, *, paused_days: int, regime: Regime) -> date:
    """Return the last local day of a timer: a working day, moved by as many days as it stood still.

    Args:
        length: how long it runs.
        begun_on: local day of the event, which does not count.
        paused_days: days on which the case waited for the person.
        regime: for weekends and holidays.

    Source: VwVfG § 31(1), (3); BGB §§ 187(1), 188.
    """
    nominal = compute_frist(begun_on, length, ending=Ending.AS_DATED, regime=regime).end
    return regime.next_working_day(nominal + timedelta(days=paused_days))


def check_extension(effect: str, *, due_on: date, to: date, was_extended: bool, reason: str, today: date) -> None:
    """Refuse an extension that the law does not know.

    Args:
        effect: what the timer does.
        due_on: its present last local day.
        to: the new one.
        was_extended: whether it was extended before.
        reason: why; plain text.
        today: local day of the notice.

    Raises:
        ExtensionRefused: not a Genehmigungsfiktion, a second extension, no reason, no later day, or it has run out.

    Source: VwVfG § 42a(2) sentences 3 and 4: once, for an appropriate time, reasoned, announced in time.
    """
    is_fiction = effect == ZeitgeberEffectKind.DEEMED_GRANT
    if not is_fiction or was_extended or not reason.strip() or not due_on < to or due_on < today:
        raise ExtensionRefused(due_on=due_on.isoformat(), to=to.isoformat())
