"""Where a case stands: pure functions over what has been done.

``done`` maps the key of a task to its outcome: ``erledigt``, the key of a choice, or for the deciding task the key of
the result. A timer that has run out stands there, too, with ``abgelaufen``. ``facts`` are what conditions ask for:
answers by their path and facts of the case. A task whose condition does not hold is skipped: it counts as done with
``entfaellt``. What is skipped follows from the facts each time anew, so an answer that changes can bring a task back.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rathaus.engine.prozess.condition import Conditions, conditions_hold
from rathaus.engine.prozess.expression import Fact, holds
from rathaus.engine.prozess.model import Aufgabe, AufgabeKind, Ergebnis, ErgebnisKind, Prozess
from rathaus.engine.prozess.zeitgeber import ABGELAUFEN, Zeitgeber, ZeitgeberEffectKind
from rathaus.values.errors import RathausError

ERLEDIGT: Final = "erledigt"
"""Outcome of a task without choices."""

ENTFAELLT: Final = "entfaellt"
"""Outcome of a task that does not apply."""

NO_FACTS: Final[Mapping[str, Fact]] = MappingProxyType({})


class StepRefused(RathausError):
    """The task is not open, or it cannot end in this way."""

    code = "PRO-102"


def outcomes(prozess: Prozess, aufgabe: Aufgabe) -> tuple[str, ...]:
    """Return every outcome that somebody can give a task, in the order of the file."""
    if aufgabe.kind is AufgabeKind.ENTSCHEIDEN:
        return tuple(ergebnis.key for ergebnis in prozess.ergebnisse)
    return tuple(choice.key for choice in aufgabe.choices) or (ERLEDIGT,)


def settle(prozess: Prozess, done: Mapping[str, str], facts: Mapping[str, Fact] = NO_FACTS) -> dict[str, str]:
    """Return what counts as done: what has been done, and every task that is reached and does not apply."""
    settled = {key: outcome for key, outcome in done.items() if outcome != ENTFAELLT}
    skippable = [task for task in prozess.aufgaben if task.wenn is not None and not holds(task.wenn, facts)]
    grows = True
    while grows:
        reached = {
            task.key: ENTFAELLT for task in skippable if task.key not in settled and _opens(task, settled, prozess)
        }
        settled |= reached
        grows = bool(reached)
    return settled


def skipped_tasks(
    prozess: Prozess, done: Mapping[str, str], facts: Mapping[str, Fact] = NO_FACTS
) -> tuple[Aufgabe, ...]:
    """Return the tasks that are skipped, in the order of the file."""
    settled = settle(prozess, done, facts)
    return tuple(task for task in prozess.aufgaben if settled.get(task.key) == ENTFAELLT)


def open_tasks(prozess: Prozess, done: Mapping[str, str], facts: Mapping[str, Fact] = NO_FACTS) -> tuple[Aufgabe, ...]:
    """Return the tasks that can be done now, in the order of the file.

    Once the decision is made, only tasks that follow from it are open.
    """
    settled = settle(prozess, done, facts)
    allowed = _allowed(prozess, settled)
    return tuple(
        task
        for task in prozess.aufgaben
        if task.key in allowed and task.key not in settled and _opens(task, settled, prozess)
    )


def available_results(
    prozess: Prozess, done: Mapping[str, str], facts: Mapping[str, Fact] = NO_FACTS
) -> tuple[Ergebnis, ...]:
    """Return the results that can be selected now: a withdrawal at any time before the decision."""
    settled = settle(prozess, done, facts)
    decision = deciding_task(prozess)
    if decision.key in settled:
        return ()
    is_open = _opens(decision, settled, prozess)
    return tuple(
        ergebnis
        for ergebnis in prozess.ergebnisse
        if (is_open or ergebnis.kind is ErgebnisKind.WITHDRAW) and conditions_hold(ergebnis.nach, settled)
    )


def running_timers(
    prozess: Prozess, done: Mapping[str, str], facts: Mapping[str, Fact] = NO_FACTS
) -> tuple[Zeitgeber, ...]:
    """Return the timers that run now, in the order of the file.

    A timer runs from the moment at which its conditions hold until it has run out, or nothing is left for it to do: its
    task is done, or the case is decided and the timer does not follow from the decision.
    """
    settled = settle(prozess, done, facts)
    allowed = _allowed(prozess, settled)
    return tuple(
        timer
        for timer in prozess.zeitgeber
        if timer.key in allowed
        and timer.key not in settled
        and timer.folge.aufgabe not in settled
        and conditions_hold(timer.nach, settled)
    )


def complete_task(
    prozess: Prozess,
    done: Mapping[str, str],
    key: str,
    outcome: str = ERLEDIGT,
    *,
    facts: Mapping[str, Fact] = NO_FACTS,
) -> dict[str, str]:
    """Return what has been done after a task has ended; tasks that are skipped are not among it.

    A task with a way back opens the named task again and forgets everything that followed from that one.

    Args:
        prozess: the procedure.
        done: key of task → outcome so far; not changed.
        key: the task that ends.
        outcome: how it ends; for the deciding task the key of the result.
        facts: what conditions ask for.

    Raises:
        StepRefused: the task is not open, or it has no such outcome.
    """
    decision = deciding_task(prozess)
    if key == decision.key:
        possible = [ergebnis.key for ergebnis in available_results(prozess, done, facts)]
    else:
        possible = [o for task in open_tasks(prozess, done, facts) if task.key == key for o in outcomes(prozess, task)]
    if outcome not in possible:
        raise StepRefused(aufgabe=key, outcome=outcome)
    return _ended(prozess, done, key, outcome)


def fire_timer(
    prozess: Prozess, done: Mapping[str, str], key: str, *, facts: Mapping[str, Fact] = NO_FACTS
) -> dict[str, str]:
    """Return what has been done after a timer has run out and had its effect.

    A task that a timer completes before it is open stays as it is: nobody could have worked on it.

    Args:
        prozess: the procedure.
        done: key of task → outcome so far; not changed.
        key: the timer.
        facts: what conditions ask for.

    Raises:
        StepRefused: the timer does not run, for instance because it has fired already.
    """
    if key not in {timer.key for timer in running_timers(prozess, done, facts)}:
        raise StepRefused(zeitgeber=key)
    effect = prozess.timer(key).folge
    fired = {**done, key: ABGELAUFEN}
    if effect.kind is ZeitgeberEffectKind.DEEMED_GRANT:
        return {**fired, deciding_task(prozess).key: effect.ergebnis}
    is_open = effect.aufgabe in {task.key for task in open_tasks(prozess, done, facts)}
    if effect.kind is ZeitgeberEffectKind.COMPLETE_TASK and is_open:
        return _ended(prozess, fired, effect.aufgabe, effect.outcome)
    return fired


def is_finished(prozess: Prozess, done: Mapping[str, str], facts: Mapping[str, Fact] = NO_FACTS) -> bool:
    """Return whether the case is decided and nothing is left to do."""
    return deciding_task(prozess).key in done and not open_tasks(prozess, done, facts)


def deciding_task(prozess: Prozess) -> Aufgabe:
    """Return the one task of kind ``entscheiden``."""
    return next(task for task in prozess.aufgaben if task.kind is AufgabeKind.ENTSCHEIDEN)


def followers(prozess: Prozess, key: str) -> frozenset[str]:
    """Return the keys of all tasks and timers that follow from a task or timer, directly or through others."""
    needs = {task.key: _keys(task.nach) for task in prozess.aufgaben}
    needs |= {timer.key: _keys(timer.nach) for timer in prozess.zeitgeber}
    for timer in prozess.zeitgeber:
        if timer.folge.kind is ZeitgeberEffectKind.OPEN_TASK:
            needs[timer.folge.aufgabe] = needs.get(timer.folge.aufgabe, set()) | {timer.key}
    found: set[str] = set()
    grows = True
    while grows:
        following = {each for each, sources in needs.items() if sources & (found | {key})}
        grows = not following <= found
        found |= following
    return frozenset(found)


def _keys(conditions: Conditions) -> set[str]:
    return {condition.aufgabe for entry in conditions for condition in entry}


def _allowed(prozess: Prozess, settled: Mapping[str, str]) -> frozenset[str]:
    """Return the keys of tasks and timers that count: before the decision all, then those that follow from it."""
    decision = deciding_task(prozess)
    if decision.key in settled:
        return followers(prozess, decision.key)
    return frozenset([*(task.key for task in prozess.aufgaben), *(timer.key for timer in prozess.zeitgeber)])


def _opens(task: Aufgabe, settled: Mapping[str, str], prozess: Prozess) -> bool:
    """Return whether a task is reached: by what has been done, or by a timer that has run out."""
    return conditions_hold(task.nach, settled) or any(
        timer.key in settled and timer.folge.aufgabe == task.key and timer.folge.kind is ZeitgeberEffectKind.OPEN_TASK
        for timer in prozess.zeitgeber
    )


def _ended(prozess: Prozess, done: Mapping[str, str], key: str, outcome: str) -> dict[str, str]:
    back = prozess.aufgabe(key).zurueck
    forgotten = followers(prozess, back) | {back} if back else frozenset()
    after = {**done, key: outcome}.items()
    return {each: result for each, result in after if each not in forgotten and result != ENTFAELLT}
