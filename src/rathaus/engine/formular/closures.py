"""Conditions as closures over the state of an evaluation.

A reference is read *where the rule acts*: inside the same entry of every repeating group that it shares with the
context; of repeating groups further down it reads all entries. ``equal`` holds when one of the entries equals,
``less_than`` when all pairs do, a bare reference when one entry is "yes"; ``not_equal`` is the opposite of ``equal``.
What is not filled in counts as empty, never as an error; only the comparison by ``less_than`` inside a ``valid`` rule
lets a missing side pass, because a date that is not there cannot be too late.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

from rathaus.engine.formular import dates
from rathaus.engine.formular.checks import before, decimal_of
from rathaus.engine.formular.condition import Condition, Constant, Operation, Operator, Reference, Today
from rathaus.engine.formular.model import DatePart, Kind
from rathaus.engine.formular.node import Node, Plan, Test
from rathaus.engine.formular.path import Index
from rathaus.engine.formular.state import State

type Values = tuple[object, ...]
type Getter = Callable[[State, Index], Values]

_NUMBERS = frozenset({Kind.INT, Kind.NUM, Kind.CURRENCY})


def compile_condition(plan: Plan, condition: Condition, *, context: Node, validates: bool = False) -> Test:
    """Return the closure of a condition.

    Args:
        plan: the plan whose nodes the references name.
        condition: tree with template paths.
        context: the place whose index the closure takes.
        validates: whether a ``valid`` rule bears the condition.
    """
    return _Compiler(plan, context).test(condition, missing=validates, validates=validates)


class _Compiler:
    def __init__(self, plan: Plan, context: Node) -> None:
        self.plan = plan
        self.context = set(context.ancestors())

    def test(self, condition: Condition, *, missing: bool, validates: bool) -> Test:
        """Return the closure; ``missing`` is the answer of ``less_than`` when a side is empty."""
        match condition:
            case Operation(operator, operands):
                return self._operation(operator, operands, missing=missing, validates=validates)
            case Constant(value):
                return partial(_constant, value is True)
            case _:
                return partial(_is_true, self.getter(condition))

    def _operation(
        self, operator: Operator, operands: tuple[Condition, ...], *, missing: bool, validates: bool
    ) -> Test:
        match operator:
            case Operator.NOT:
                return partial(_not, self.test(operands[0], missing=validates and not missing, validates=validates))
            case Operator.AND | Operator.OR | Operator.XOR:
                tests = tuple(self.test(operand, missing=missing, validates=validates) for operand in operands)
                return partial(_LOGIC[operator], tests)
            case Operator.IS_EMPTY:
                return partial(_is_empty, self._content(operands[0]))
            case Operator.IS_VALID_DATE:
                return partial(_is_valid_date, tuple(self.getter(operand) for operand in operands))
            case _:
                return self._comparison(operator, operands, missing=missing)

    def _comparison(self, operator: Operator, operands: tuple[Condition, ...], *, missing: bool) -> Test:
        first, second = (self.getter(operand) for operand in operands)
        numeric = any(isinstance(operand, Reference) and self._is_number(operand.path) for operand in operands)
        if operator is Operator.LESS_THAN:
            return partial(_less_than, numeric, missing, first, second)
        equal = partial(_equal, numeric, first, second)
        return equal if operator is Operator.EQUAL else partial(_not, equal)

    def getter(self, condition: Condition) -> Getter:
        """Return the closure that gives the values of a leaf; an operation as operand gives its truth."""
        match condition:
            case Constant(value):
                return partial(_values, (value,))
            case Today(days):
                return partial(_today, days)
            case Reference(path):
                return self._reference(path)
            case _:
                return partial(_truth, self.test(condition, missing=False, validates=False))

    def _reference(self, path: str) -> Getter:
        node = self.plan.source(path)
        shared = next(ancestor for ancestor in node.ancestors() if ancestor in self.context).depth
        read = partial(_one, node.path, node.depth) if shared == node.depth else partial(_all, node.path, shared)
        return partial(_part, self.plan.parts[path][1], read) if path in self.plan.parts else read

    def _content(self, condition: Condition) -> tuple[Getter, ...]:
        if isinstance(condition, Reference) and condition.path in self.plan.nodes:
            return tuple(self._reference(node.path) for node in self.plan.nodes[condition.path].fields())
        return (self.getter(condition),)

    def _is_number(self, path: str) -> bool:
        field = self.plan.source(path).field
        return path in self.plan.parts or (field is not None and field.kind in _NUMBERS)


def _constant(value: bool, _state: State, _index: Index) -> bool:  # noqa: FBT001 - bound by partial
    return value


def _is_true(get: Getter, state: State, index: Index) -> bool:
    return any(value is True for value in get(state, index))


def _not(test: Test, state: State, index: Index) -> bool:
    return not test(state, index)


def _and(tests: tuple[Test, ...], state: State, index: Index) -> bool:
    return all(test(state, index) for test in tests)


def _or(tests: tuple[Test, ...], state: State, index: Index) -> bool:
    return any(test(state, index) for test in tests)


def _xor(tests: tuple[Test, ...], state: State, index: Index) -> bool:
    first, second = tests
    return first(state, index) != second(state, index)


_LOGIC = {Operator.AND: _and, Operator.OR: _or, Operator.XOR: _xor}


def _is_empty(content: tuple[Getter, ...], state: State, index: Index) -> bool:
    return not any(get(state, index) for get in content)


def _is_valid_date(getters: tuple[Getter, ...], state: State, index: Index) -> bool:
    """Take a whole date, or day, month and year; the day may be missing where the month is known."""
    found = [next(iter(get(state, index)), None) for get in getters]
    if len(found) == 1:
        return dates.partial_parts(found[0]) is not None
    numbers = [None if number is None else decimal_of(number) for number in reversed(found)]
    while numbers and numbers[-1] is None:
        numbers.pop()
    if len(numbers) < 2 or None in numbers:
        return False
    return dates.is_calendar_date(*(int(number) for number in numbers if number is not None))


def _equal(numeric: bool, first: Getter, second: Getter, state: State, index: Index) -> bool:  # noqa: FBT001
    right = second(state, index)
    return any(_same(x, y, numeric=numeric) for x in first(state, index) for y in right)


def _same(x: object, y: object, *, numeric: bool) -> bool:
    if isinstance(x, bool) or isinstance(y, bool):
        return x is y
    if numeric:
        return decimal_of(x) == decimal_of(y)
    return str(x) == str(y)


def _less_than(
    numeric: bool,  # noqa: FBT001
    missing: bool,  # noqa: FBT001
    first: Getter,
    second: Getter,
    state: State,
    index: Index,
) -> bool:
    left, right = first(state, index), second(state, index)
    if not left or not right:
        return missing
    less = _less_number if numeric else _less_text
    return all(less(x, y) for x in left for y in right)


def _less_number(x: object, y: object) -> bool:
    left, right = decimal_of(x), decimal_of(y)
    return isinstance(left, Decimal) and isinstance(right, Decimal) and left < right


def _less_text(x: object, y: object) -> bool:
    return before(str(x), str(y))


def _values(values: Values, _state: State, _index: Index) -> Values:
    return values


def _today(days: int, state: State, _index: Index) -> Values:
    return ((state.today + timedelta(days=days)).isoformat(),)


def _truth(test: Test, state: State, index: Index) -> Values:
    return (test(state, index),)


def _one(path: str, depth: int, state: State, index: Index) -> Values:
    value = state.values[path].get(index[:depth])
    return () if value is None else (value,)


def _all(path: str, shared: int, state: State, index: Index) -> Values:
    prefix = index[:shared]
    return tuple(value for place, value in state.values[path].items() if place[:shared] == prefix)


def _part(part: DatePart, read: Getter, state: State, index: Index) -> Values:
    known = (dates.partial_parts(value) for value in read(state, index))
    return tuple(parts[part.unit] for parts in known if parts and part.unit in parts)
