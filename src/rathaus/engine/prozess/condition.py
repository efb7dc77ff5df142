"""Conditions about what has been done in a case: the entries of ``nach``.

Source: ``docs/reference/ablauf.md``, section on ``nach``. Conditions over answers stand in
:mod:`rathaus.engine.prozess.expression`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """One alternative of a ``nach`` entry: the task is done, with that outcome unless ``outcome`` is empty.

    The key may be that of a timer that has run out, too.
    """

    aufgabe: str
    outcome: str = ""

    def holds(self, done: Mapping[str, str]) -> bool:
        """Return whether the tasks done so far (key → outcome) satisfy it."""
        return self.aufgabe in done and self.outcome in {"", done[self.aufgabe]}


type Conditions = tuple[tuple[Condition, ...], ...]
"""All entries must hold; of each entry at least one alternative."""


def conditions_hold(conditions: Conditions, done: Mapping[str, str]) -> bool:
    """Return whether every entry holds."""
    return all(any(condition.holds(done) for condition in entry) for entry in conditions)
