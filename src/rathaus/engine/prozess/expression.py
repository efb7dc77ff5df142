"""Conditions over answers and facts: one small language, parsed to a frozen tree and evaluated purely.

Source: the notation is ours and defined in ``docs/reference/ablauf.md``, section on conditions. A condition is data: it
compares what is there, it calls nothing and changes nothing. Tasks, text blocks, letters and decision tables share it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

type Fact = str | bool | int
"""A value: text, code, ISO date, decimal text, yes or no, whole number (cents)."""

_NUMBER: Final = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_INDEX: Final = re.compile(r"\[\d+\]")


class ConstantKind(StrEnum):
    """How a written value is compared."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class Operator(StrEnum):
    """How two values are compared; ``!=`` is written as the negation of ``=``."""

    EQUAL = "="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Name:
    """What is looked up: a template path of the form or a fact; without index it stands for every repetition."""

    name: str

    def values(self, facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
        """Return the values that are there and not empty, of every repetition."""
        if self.name in facts:
            found: Iterable[Fact] = (facts[self.name],)
        elif "[" in self.name:
            found = ()
        else:
            found = (fact for key, fact in facts.items() if "[" in key and _INDEX.sub("", key) == self.name)
        return tuple(fact for fact in found if fact != "")


@dataclass(frozen=True, slots=True)
class Constant:
    """A written value: text as it is, number as decimal text, day as ISO date."""

    value: str
    kind: ConstantKind = ConstantKind.TEXT

    def values(self, facts: Mapping[str, Fact]) -> tuple[Fact, ...]:
        """Return the value."""
        del facts
        return (self.value,)


type Operand = Name | Constant


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two values compared; of repetitions one that fits is enough."""

    left: Operand
    operator: Operator
    right: Operand


@dataclass(frozen=True, slots=True)
class Membership:
    """One of several written values."""

    left: Name
    values: tuple[Constant, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """The value is there, and neither empty nor 0 nor false."""

    name: Name


@dataclass(frozen=True, slots=True)
class Emptiness:
    """The value is not there, or empty; 0 and false are values."""

    name: Name


@dataclass(frozen=True, slots=True)
class Negation:
    """The other condition does not hold."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class Conjunction:
    """All conditions hold."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Disjunction:
    """At least one condition holds."""

    parts: "tuple[Expression, ...]"


type Expression = Comparison | Membership | Presence | Emptiness | Negation | Conjunction | Disjunction
"""A condition as a tree; its JSON form is that of :mod:`rathaus.values.plain`."""


def holds(expression: Expression, facts: Mapping[str, Fact]) -> bool:
    """Return whether a condition is true.

    Args:
        expression: the condition.
        facts: path key of an answer or name of a fact → value; what is absent is empty.
    """
    match expression:
        case Presence(name):
            return any(name.values(facts))
        case Emptiness(name):
            return not name.values(facts)
        case Negation(part):
            return not holds(part, facts)
        case Conjunction(parts):
            return all(holds(part, facts) for part in parts)
        case Disjunction(parts):
            return any(holds(part, facts) for part in parts)
        case Membership(left, values):
            return any(holds(Comparison(left, Operator.EQUAL, value), facts) for value in values)
        case _:
            return _compare(expression, facts)


def names_of(expression: Expression) -> tuple[str, ...]:
    """Return every name that a condition asks for, each once, in the order of the text."""
    return tuple(dict.fromkeys(each.name for each in _operands(expression) if isinstance(each, Name)))


def comparisons_of(expression: Expression) -> tuple[Comparison, ...]:
    """Return every comparison inside a condition; a list of values is one comparison for each value."""
    match expression:
        case Comparison():
            return (expression,)
        case Membership(left, values):
            return tuple(Comparison(left, Operator.EQUAL, value) for value in values)
        case Negation(part):
            return comparisons_of(part)
        case Conjunction(parts) | Disjunction(parts):
            return tuple(each for part in parts for each in comparisons_of(part))
        case _:
            return ()


def write_expression(expression: Expression) -> str:
    """Return the text of a condition; reading it gives the same condition."""
    match expression:
        case Presence(name):
            return name.name
        case Emptiness(name):
            return f"{name.name} leer"
        case Negation(part):
            return f"nicht {_inside(part)}"
        case Conjunction(parts):
            return " und ".join(_inside(part) for part in parts)
        case Disjunction(parts):
            return " oder ".join(_inside(part) for part in parts)
        case Membership(left, values):
            return f"{left.name} in [{', '.join(_written(value) for value in values)}]"
        case _:
            return f"{_written(expression.left)} {expression.operator} {_written(expression.right)}"


def plain_text(fact: Fact) -> str:
    """Return a value as text on one line; true and false are ``ja`` and ``nein``."""
    if isinstance(fact, bool):
        return "ja" if fact else "nein"
    return " ".join(str(fact).split())


def number_of(fact: Fact) -> Decimal | None:
    """Return a value as number; None when it is none."""
    text = "" if isinstance(fact, bool) else str(fact).strip()
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def day_of(fact: Fact) -> date | None:
    """Return a value as local day; None when it is no ISO date of the calendar."""
    text = str(fact).strip()
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _compare(comparison: Comparison, facts: Mapping[str, Fact]) -> bool:
    left, right = comparison.left, comparison.right
    lefts, rights = left.values(facts), right.values(facts)
    if comparison.operator is Operator.EQUAL:
        by_text = any(isinstance(each, Constant) and each.kind is ConstantKind.TEXT for each in (left, right))
        # what is absent equals only the empty text
        pairs = [(one, other) for one in lefts or ("",) for other in rights or ("",)]
        return any(_are_equal(one, other, by_text=by_text) for one, other in pairs)
    return any(_is_ordered(one, comparison.operator, other) for one in lefts for other in rights)


def _are_equal(left: Fact, right: Fact, *, by_text: bool) -> bool:
    """Return whether two values are the same: codes sign by sign, numbers and days by what they mean."""
    if plain_text(left) == plain_text(right):
        return True
    numbers = (number_of(left), number_of(right))
    return not by_text and None not in numbers and numbers[0] == numbers[1]


def _is_ordered(left: Fact, operator: Operator, right: Fact) -> bool:
    """Return whether two numbers, or two days, stand in that order; other values have none."""
    days, numbers = (day_of(left), day_of(right)), (number_of(left), number_of(right))
    if days[0] is not None and days[1] is not None:
        sign = (days[0] > days[1]) - (days[0] < days[1])
    elif numbers[0] is not None and numbers[1] is not None:
        sign = (numbers[0] > numbers[1]) - (numbers[0] < numbers[1])
    else:
        return False
    return sign in _SIGNS[operator]


_SIGNS: Final[Mapping[Operator, frozenset[int]]] = {
    Operator.LESS: frozenset({-1}),
    Operator.AT_MOST: frozenset({-1, 0}),
    Operator.MORE: frozenset({1}),
    Operator.AT_LEAST: frozenset({0, 1}),
}


def _operands(expression: Expression) -> Iterator[Operand]:
    match expression:
        case Presence(name) | Emptiness(name):
            yield name
        case Membership(left, _):
            yield left
        case Comparison(left, _, right):
            yield from (left, right)
        case Negation(part):
            yield from _operands(part)
        case _:
            for part in expression.parts:
                yield from _operands(part)


def _inside(part: Expression) -> str:
    text = write_expression(part)
    return f"({text})" if isinstance(part, Conjunction | Disjunction) else text


def _written(operand: Operand) -> str:
    if isinstance(operand, Name):
        return operand.name
    if operand.kind is ConstantKind.DATE:
        return ".".join(reversed(operand.value.split("-")))
    return operand.value if operand.kind is ConstantKind.NUMBER else f'"{operand.value}"'
