"""The values of a decision table's inputs, taken from the answers of the Antrag and the facts of the case."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from typing import Final

from rathaus.engine.prozess.entscheidungstabelle import Calculation, TableInput, ValueKind
from rathaus.engine.prozess.entscheidungstabelle_cells import JA, NEIN, Value, domain_of, steps_of
from rathaus.engine.prozess.entscheidungstabelle_tokens import CellError

type Facts = Mapping[str, object]
"""Path key of an answer, or name of a fact, → value: text, code, ISO date and decimal as str, yes/no as bool, int."""


class Absent(Enum):
    """Why an input has no value: it was left empty, or what stands there does not fit."""

    BLANK = "blank"
    UNFIT = "unfit"


_DECIMAL: Final = re.compile(r"-?\d{1,15}(\.\d{1,10})?")


def value_of(eingabe: TableInput, facts: Facts) -> Value | Absent:
    """Return the value of an input; never a guess: what cannot be read exactly is absent.

    Args:
        eingabe: the input.
        facts: what is known of the case.
    """
    given = [facts.get(field) for field in eingabe.fields]
    if any(value is None or value == "" for value in given):
        return Absent.BLANK
    return _readable(eingabe, lambda: _calculated(eingabe, given) if eingabe.rechnung else _plain(eingabe, given[0]))


def plain_value(eingabe: TableInput, value: object) -> Value | Absent:
    """Return a value of a column that is given as it is, not calculated.

    Args:
        eingabe: the input.
        value: as an answer holds it; an amount in whole euros or with two decimal places as text.
    """
    return _readable(eingabe, lambda: _plain(eingabe, value))


def _readable(eingabe: TableInput, read: Callable[[], Value]) -> Value | Absent:
    try:
        value = read()
        is_possible = _is_possible(eingabe, value)
    except (CellError, ValueError, TypeError, InvalidOperation):
        return Absent.UNFIT
    return value if is_possible else Absent.UNFIT


def quantity_in(eingabe: TableInput, value: Value | Absent) -> Fraction | None:
    """Return what arithmetic calculates with: a number, or cents; None where there is none."""
    if not isinstance(value, int):
        return None
    return Fraction(value, 10**eingabe.stellen if eingabe.kind is ValueKind.ZAHL else 1)


def full_years(born: date, day: date) -> int:
    """Return the years that somebody has completed on a day; a birthday completes one.

    Source: BGB § 187(2) s. 2 with § 188(2): who was born on 29 February completes a year on 28 February at midnight.
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def full_months(first: date, day: date) -> int:
    """Return the months that are complete on a day; a negative number before the first day.

    Source: BGB § 188(2) and (3): the day with the same number completes a month, else the day after its last one.
    """
    return (day.year - first.year) * 12 + day.month - first.month - (day.day < first.day)


def _is_possible(eingabe: TableInput, value: Value) -> bool:
    if isinstance(value, int):
        first, last = domain_of(eingabe)
        return first <= value <= last
    return not eingabe.werte or value in eingabe.werte


def _plain(eingabe: TableInput, value: object) -> Value:
    match eingabe.kind:
        case ValueKind.JA_NEIN:
            return _truth(value)
        case ValueKind.ZAHL:
            return steps_of(_decimal(value), eingabe.stellen)
        case ValueKind.BETRAG:
            return _cents(value)
        case ValueKind.DATUM:
            return _day(value).toordinal()
        case _:
            if not isinstance(value, str):
                raise TypeError
            return value


def _truth(value: object) -> str:
    if not isinstance(value, bool):
        raise TypeError
    return JA if value else NEIN


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not _DECIMAL.fullmatch(str(value)):
        raise TypeError
    return Decimal(str(value))


def _cents(value: object) -> int:
    """Return cents: a whole number is cents already, a decimal text is euros."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return steps_of(_decimal(value if isinstance(value, str) else None), 2)


def _day(value: object) -> date:
    if not isinstance(value, str):
        raise TypeError
    return date.fromisoformat(value[:10])


def _calculated(eingabe: TableInput, given: list[object]) -> int:
    first, day = (_day(value) for value in given)
    if eingabe.rechnung is Calculation.ALTER:
        return full_years(first, day)
    return full_months(first, day) if eingabe.rechnung is Calculation.MONATE else (day - first).days
