"""Conditions built from parts, in the simplest form."""

from collections.abc import Sequence
from itertools import combinations

from rathaus.engine.formular.condition import Condition, Constant, Operation, Operator, Reference

ALWAYS = Constant(value=True)


def join(operator: Operator, parts: Sequence[Condition]) -> Condition:
    """Return the parts joined by "and" or "or"; a single part stays as it is."""
    return parts[0] if len(parts) == 1 else Operation(operator, tuple(parts))


def compare(path: str, values: Sequence[str | bool], *, equal: bool) -> Condition:
    """Return "one of the values", or "none of them" when not ``equal``."""
    operator, joint = (Operator.EQUAL, Operator.OR) if equal else (Operator.NOT_EQUAL, Operator.AND)
    return join(joint, [Operation(operator, (Reference(path), Constant(value))) for value in dict.fromkeys(values)])


def is_empty(path: str) -> Condition:
    """Return "nothing is filled in there"."""
    return Operation(Operator.IS_EMPTY, (Reference(path),))


def opposite(condition: Condition) -> Condition:
    """Return the opposite of a condition."""
    match condition:
        case Operation(Operator.NOT, (inner,)):
            return inner
        case Operation(Operator.EQUAL, operands):
            return Operation(Operator.NOT_EQUAL, operands)
        case Operation(Operator.NOT_EQUAL, operands):
            return Operation(Operator.EQUAL, operands)
        case _:
            return Operation(Operator.NOT, (condition,))


def at_most_one(parts: Sequence[Condition]) -> Condition:
    """Return "no two of the parts"."""
    pairs = [Operation(Operator.AND, pair) for pair in combinations(parts, 2)]
    return join(Operator.AND, [opposite(pair) for pair in pairs])


def exactly_one(parts: Sequence[Condition]) -> Condition:
    """Return "one of the parts and no other"."""
    if len(parts) == 2:
        return Operation(Operator.XOR, tuple(parts))
    alone = [Operation(Operator.AND, tuple(part if part is one else opposite(part) for part in parts)) for one in parts]
    return Operation(Operator.OR, tuple(alone))
