"""Small arithmetic in the results of a decision table: exact fractions, money in cents, rounding by name.

Grammar: ``+ - * /``, brackets, ``min(a, b)``, ``max(a, b)``, ``runden(x)`` (half away from zero), ``aufrunden(x)``,
``abrunden(x)``, each with the step as a second argument (``abrunden(x, 1 €)``); numbers, amounts such as ``30.70 €``,
and the keys of inputs. Nothing else: a result is never a program.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from rathaus.engine.prozess.entscheidungstabelle_tokens import CellError, TokenKind, Tokens, unexpected
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, or an amount in cents."""

    value: Fraction
    is_amount: bool


@dataclass(frozen=True, slots=True)
class Name:
    """The value of an input or of the fee."""

    key: str


@dataclass(frozen=True, slots=True)
class Call:
    """A sign of arithmetic or a named function with its operands."""

    function: str
    operands: tuple["Expression", ...]


type Expression = Literal | Name | Call


@dataclass(frozen=True, slots=True)
class Quantity:
    """What an expression gives.

    Args:
        is_amount: an amount in cents instead of a number.
        is_whole: whether it is always a whole number or whole cents.
        is_decimal: whether it always has an end when it is written in decimals.
    """

    is_amount: bool
    is_whole: bool = True
    is_decimal: bool = True


@lru_cache(maxsize=5_000)
def read_expression(source: str) -> Expression:
    """Read an expression.

    Args:
        source: as it is written.

    Raises:
        CellError: it cannot be read.
    """
    tokens = Tokens(source)
    found = _read_sum(tokens)
    tokens.finish()
    return found


def names_in(expression: Expression) -> Iterator[str]:
    """Yield every name in an expression, in the order written."""
    if isinstance(expression, Name):
        yield expression.key
    elif isinstance(expression, Call):
        for operand in expression.operands:
            yield from names_in(operand)


def quantity_of(expression: Expression, names: Mapping[str, Quantity]) -> Quantity:
    """Return what an expression gives.

    Args:
        expression: what was read.
        names: name → what it holds; every name of the expression stands here.

    Raises:
        CellError: amounts and numbers are mixed where that has no meaning.
    """
    if isinstance(expression, Literal):
        return Quantity(expression.is_amount, is_whole=expression.value.denominator == 1)
    if isinstance(expression, Name):
        return names[expression.key]
    operands = [quantity_of(operand, names) for operand in expression.operands]
    if expression.function in _ROUNDING:
        return _quantity_of_rounding(expression, operands)
    is_amount = _unit_of(expression.function, [operand.is_amount for operand in operands])
    is_division = expression.function == "/"
    return Quantity(
        is_amount,
        is_whole=not is_division and all(operand.is_whole for operand in operands),
        is_decimal=not is_division and all(operand.is_decimal for operand in operands),
    )


def calculate(expression: Expression, values: Mapping[str, Fraction]) -> Fraction:
    """Return the value of an expression: a number, or cents.

    Args:
        expression: what was read.
        values: name → number, or cents; every name of the expression stands here.

    Raises:
        ZeroDivisionError: it divides by nothing.
    """
    if isinstance(expression, Literal):
        return expression.value
    if isinstance(expression, Name):
        return values[expression.key]
    return _FUNCTIONS[expression.function](*(calculate(operand, values) for operand in expression.operands))


def _quantity_of_rounding(call: Call, operands: list[Quantity]) -> Quantity:
    value, *steps = operands
    step = call.operands[1] if steps else Literal(Fraction(1), value.is_amount)
    if not isinstance(step, Literal) or step.is_amount != value.is_amount or step.value <= 0:
        raise CellError(Text("gerundet wird auf einen festen Schritt", "rounding needs a fixed step"))
    return Quantity(value.is_amount, is_whole=step.value.denominator == 1)


def _unit_of(function: str, are_amounts: list[bool]) -> bool:
    if function == "*":
        is_sound, is_amount = sum(are_amounts) < len(are_amounts), any(are_amounts)
    elif function == "/":
        is_sound, is_amount = are_amounts[0] or not are_amounts[1], are_amounts[0] and not are_amounts[1]
    else:
        is_sound, is_amount = len(set(are_amounts)) == 1, are_amounts[0]
    if not is_sound:
        raise CellError(Text("Beträge und Zahlen sind vermischt", "amounts and numbers are mixed"))
    return is_amount


def _half_up(number: Fraction) -> int:
    return math.floor(abs(number) + Fraction(1, 2)) * (1 if number >= 0 else -1)


def _rounded(by: Callable[[Fraction], int]) -> Callable[..., Fraction]:
    def rounded(value: Fraction, step: Fraction = Fraction(1)) -> Fraction:
        return by(value / step) * step

    return rounded


_ROUNDING: Final = frozenset({"runden", "aufrunden", "abrunden"})
_FUNCTIONS: Final[Mapping[str, Callable[..., Fraction]]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "runden": _rounded(_half_up),
    "aufrunden": _rounded(math.ceil),
    "abrunden": _rounded(math.floor),
}


def _read_sum(tokens: Tokens) -> Expression:
    found = _read_product(tokens)
    while sign := tokens.take_sign("+", "-"):
        found = Call(sign, (found, _read_product(tokens)))
    return found


def _read_product(tokens: Tokens) -> Expression:
    found = _read_factor(tokens)
    while sign := tokens.take_sign("*", "/"):
        found = Call(sign, (found, _read_factor(tokens)))
    return found


def _read_factor(tokens: Tokens) -> Expression:
    if tokens.take_sign("-"):
        inner = _read_factor(tokens)
        return Literal(-inner.value, inner.is_amount) if isinstance(inner, Literal) else Call("*", (_MINUS, inner))
    if tokens.take_sign("("):
        found = _read_sum(tokens)
        tokens.demand(")")
        return found
    token = tokens.take()
    if token.kind in {TokenKind.NUMBER, TokenKind.AMOUNT}:
        return Literal(Fraction(token.number), token.kind is TokenKind.AMOUNT)
    if token.kind is not TokenKind.WORD:
        raise unexpected(token)
    return _read_call(token.text, tokens) if tokens.take_sign("(") else Name(token.text)


_MINUS: Final = Literal(Fraction(-1), is_amount=False)


def _read_call(function: str, tokens: Tokens) -> Expression:
    operands = [_read_sum(tokens)]
    while tokens.take_sign(","):
        operands.append(_read_sum(tokens))
    tokens.demand(")")
    if function not in _FUNCTIONS:
        raise CellError(
            Text(
                f"„{function}“ kann nicht rechnen; es gibt min, max, runden, aufrunden, abrunden",
                f"“{function}” cannot calculate; there are min, max, runden, aufrunden, abrunden",
            )
        )
    if function in _ROUNDING and len(operands) > 2:  # a value and its step
        raise CellError(Text(f"„{function}“ nimmt höchstens zwei Werte", f"“{function}” takes at most two values"))
    return Call(function, tuple(operands))
