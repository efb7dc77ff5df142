"""Conditions of rules: a small tree in the machine form that FITKO publishes.

Source: translated rules of the FIM portal (operators ``equal``, ``not_equal``, ``is_empty``, ``not``, ``and``, ``or``,
``xor``, ``less_than``, ``is_valid_date``; leaves are literals and ``{"identifier": …}``). Our one extension is the leaf
``{"today": n}``: the day of the evaluation plus n days.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Operator(StrEnum):
    """What an operation of a condition does with its operands."""

    EQUAL = "equal"
    NOT_EQUAL = "not_equal"
    IS_EMPTY = "is_empty"
    NOT = "not"
    AND = "and"
    OR = "or"
    XOR = "xor"
    LESS_THAN = "less_than"
    IS_VALID_DATE = "is_valid_date"


#: Smallest and largest number of operands (None = any number).
ARITY: Mapping[Operator, tuple[int, int | None]] = MappingProxyType(
    {
        Operator.EQUAL: (2, 2),
        Operator.NOT_EQUAL: (2, 2),
        Operator.IS_EMPTY: (1, 1),
        Operator.NOT: (1, 1),
        Operator.AND: (1, None),
        Operator.OR: (1, None),
        Operator.XOR: (2, 2),
        Operator.LESS_THAN: (2, 2),
        Operator.IS_VALID_DATE: (1, 3),
    }
)


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal: a code, a number, a text or a truth value. ``True`` alone is the unconditional condition."""

    value: str | bool | int


@dataclass(frozen=True, slots=True)
class Reference:
    """The value at a place of the form; alone it means "this yes/no question was answered yes".

    Args:
        path: template path of a field, of a group (only inside ``is_empty``) or of a part of a merged date.
    """

    path: str


@dataclass(frozen=True, slots=True)
class Today:
    """The day of the evaluation, moved by a number of days."""

    days: int = 0


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator with its operands."""

    operator: Operator
    operands: tuple["Condition", ...]


type Condition = Constant | Reference | Today | Operation


class ConditionError(ValueError):
    """A condition in JSON form does not follow the grammar; the text says which part."""


def condition_to_json(condition: Condition) -> object:
    """Return the JSON form of a condition; :func:`condition_from_json` reads it."""
    if isinstance(condition, Constant):
        return condition.value
    if isinstance(condition, Reference):
        return {"identifier": condition.path}
    if isinstance(condition, Today):
        return {"today": condition.days}
    parts = [condition_to_json(operand) for operand in condition.operands]
    return {condition.operator.value: parts[0] if ARITY[condition.operator] == (1, 1) else parts}


def condition_from_json(data: object, *, resolve: Callable[[str], str] = str) -> Condition:
    """Read a condition.

    Args:
        data: decoded JSON.
        resolve: turns an identifier as written into a template path.

    Raises:
        ConditionError: unknown operator, wrong number of operands or an unknown kind of leaf.
    """
    if isinstance(data, (str, bool, int)):
        return Constant(data)
    if not isinstance(data, Mapping) or len(data) != 1:
        raise ConditionError(f"not a condition: {data!r:.80}")
    (name, content), *_ = data.items()
    if name == "identifier" and isinstance(content, str):
        return Reference(resolve(content))
    if name == "today" and isinstance(content, int):
        return Today(int(content))
    return _operation_from_json(name, content, resolve)


def _operation_from_json(name: str, content: object, resolve: Callable[[str], str]) -> Operation:
    try:
        operator = Operator(name)
    except ValueError:
        raise ConditionError(f"unknown operator {name!r}") from None
    parts = content if isinstance(content, (list, tuple)) else [content]
    least, most = ARITY[operator]
    if len(parts) < least or (most is not None and len(parts) > most):
        raise ConditionError(f"operator {name!r} with {len(parts)} operands")
    return Operation(operator, tuple(condition_from_json(part, resolve=resolve) for part in parts))


def references(condition: Condition) -> Iterator[str]:
    """Yield the template path of every reference in a condition, in the order written."""
    match condition:
        case Reference(path):
            yield path
        case Operation(_, operands):
            for operand in operands:
                yield from references(operand)
        case _:
            return


def comparisons(condition: Condition) -> Iterator[tuple[str, str | bool | int]]:
    """Yield every (template path, literal) that ``equal`` or ``not_equal`` compares."""
    if not isinstance(condition, Operation):
        return
    match condition:
        case Operation(Operator.EQUAL | Operator.NOT_EQUAL, (Reference(path), Constant(value))):
            yield path, value
        case Operation(Operator.EQUAL | Operator.NOT_EQUAL, (Constant(value), Reference(path))):
            yield path, value
        case _:
            for operand in condition.operands:
                yield from comparisons(operand)
