"""Where a case stands: pure functions over what has been done.

``done`` maps the key of a task to its outcome: ``erledigt``, the key of a choice, or for the deciding task the key of
the result.
"""

from collections.abc import Mapping
from typing import Final

from rathaus.engine.prozess.condition import Conditions
from rathaus.engine.prozess.model import Aufgabe, AufgabeKind, Ergebnis, ErgebnisKind, Prozess
from rathaus.values.errors import RathausError

ERLEDIGT: Final = "erledigt"
"""Outcome of a task without choices."""


class StepRefused(RathausError):
    """The task is not open, or it cannot end in this way."""

    code = "PRO-102"


def outcomes(prozess: Prozess, aufgabe: Aufgabe) -> tuple[str, ...]:
    """Return every outcome that a task can have, in the order of the file."""
    if aufgabe.kind is AufgabeKind.ENTSCHEIDEN:
        return tuple(ergebnis.key for ergebnis in prozess.ergebnisse)
    return tuple(choice.key for choice in aufgabe.choices) or (ERLEDIGT,)


def open_tasks(prozess: Prozess, done: Mapping[str, str]) -> tuple[Aufgabe, ...]:
    """Return the tasks that can be done now, in the order of the file.

    Once the decision is made, only tasks that follow from it are open.
    """
    decision = deciding_task(prozess)
    allowed = followers(prozess, decision.key) if decision.key in done else {task.key for task in prozess.aufgaben}
    return tuple(
        task for task in prozess.aufgaben if task.key in allowed and task.key not in done and _holds(task.nach, done)
    )


def available_results(prozess: Prozess, done: Mapping[str, str]) -> tuple[Ergebnis, ...]:
    """Return the results that can be selected now: a withdrawal at any time before the decision."""
    decision = deciding_task(prozess)
    if decision.key in done:
        return ()
    is_open = _holds(decision.nach, done)
    return tuple(
        ergebnis
        for ergebnis in prozess.ergebnisse
        if (is_open or ergebnis.kind is ErgebnisKind.WITHDRAW) and _holds(ergebnis.nach, done)
    )


def complete_task(prozess: Prozess, done: Mapping[str, str], key: str, outcome: str = ERLEDIGT) -> dict[str, str]:
    """Return what has been done after a task has ended.

    A task with a way back opens the named task again and forgets everything that followed from that one.

    Args:
        prozess: the procedure.
        done: key of task → outcome so far; not changed.
        key: the task that ends.
        outcome: how it ends; for the deciding task the key of the result.

    Raises:
        StepRefused: the task is not open, or it has no such outcome.
    """
    decision = deciding_task(prozess)
    if key == decision.key:
        possible = [ergebnis.key for ergebnis in available_results(prozess, done)]
    else:
        possible = [o for task in open_tasks(prozess, done) if task.key == key for o in outcomes(prozess, task)]
    if outcome not in possible:
        raise StepRefused(aufgabe=key, outcome=outcome)
    back = prozess.aufgabe(key).zurueck
    forgotten = followers(prozess, back) | {back} if back else frozenset()
    return {task: result for task, result in ({**done, key: outcome}).items() if task not in forgotten}


def is_finished(prozess: Prozess, done: Mapping[str, str]) -> bool:
    """Return whether the case is decided and nothing is left to do."""
    return deciding_task(prozess).key in done and not open_tasks(prozess, done)


def deciding_task(prozess: Prozess) -> Aufgabe:
    """Return the one task of kind ``entscheiden``."""
    return next(task for task in prozess.aufgaben if task.kind is AufgabeKind.ENTSCHEIDEN)


def followers(prozess: Prozess, key: str) -> frozenset[str]:
    """Return the keys of all tasks that follow from a task, directly or through others."""
    found: set[str] = set()
    grows = True
    while grows:
        before = len(found)
        sources = found | {key}
        found |= {
            task.key for task in prozess.aufgaben if any(c.aufgabe in sources for entry in task.nach for c in entry)
        }
        grows = len(found) > before
    return frozenset(found)


def _holds(conditions: Conditions, done: Mapping[str, str]) -> bool:
    return all(any(condition.holds(done) for condition in entry) for entry in conditions)
