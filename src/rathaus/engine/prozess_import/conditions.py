"""Conditions as ``nach`` knows them: every clause must hold, of each clause one alternative.

Nothing demanded is ``()``. An alternative is a task with the number of its outcome, or with the key of a result.
"""

from collections.abc import Iterable
from typing import Final

type Atom = tuple[str, int | str]
"""Id of a step and its outcome."""

type Clause = tuple[Atom, ...]
type Condition = tuple[Clause, ...]

ALWAYS: Final[Condition] = ()
NEVER: Final[Condition] = ((),)

CLAUSE_LIMIT: Final = 16
"""Clauses of one condition; more than two were never needed."""


def either(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that holds when one of these does: each clause of one with each of the others."""
    result = NEVER
    for condition in conditions:
        result = _simplest(_merged(left, right) for left in result for right in condition)
    return result


def both(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that holds when all of these do."""
    return _simplest(clause for condition in conditions for clause in condition)


def _merged(left: Clause, right: Clause) -> Clause:
    return tuple(dict.fromkeys((*left, *right)))


def _simplest(clauses: Iterable[Clause]) -> Condition:
    """Drop every clause that another one already demands, and what is beyond the limit."""
    kept: list[Clause] = []
    for clause in clauses:
        if not any(set(other) <= set(clause) for other in kept):
            kept = [other for other in kept if not set(clause) <= set(other)] + [clause]
    return tuple(kept[:CLAUSE_LIMIT])
