"""Limits and content: whether they can be read by the data type, are in order and fit each other."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from rathaus.engine.formular.checks import decimal_of
from rathaus.engine.quality.checks import Checks, Verdict
from rathaus.engine.quality.fields import TEXTS, limits_of
from rathaus.engine.quality.subject import Place
from rathaus.standards.xdatenfelder.codes import Datentyp
from rathaus.standards.xdatenfelder.model import Datenfeld

FIELDS = Checks[Place[Datenfeld]]()

_ZONE = r"(?:Z|[+-]\d{2}:\d{2})?"
_DAY, _CLOCK = r"\d{4}-\d{2}-\d{2}", r"\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?"

#: A value that can be put in order with others of its data type.
type _Value = Decimal | date | datetime | time


def _read_int(text: str) -> Decimal | None:
    return decimal_of(text) if "." not in text else None


def _read_moment[V](text: str, *, shape: str, read: Callable[[str], V]) -> V | None:
    """Read a value of XML Schema; its time zone is left out, because local times are compared."""
    match = re.fullmatch(f"({shape}){_ZONE}", text, re.ASCII)
    try:
        return read(match[1]) if match else None
    except ValueError:
        return None


_READERS: Mapping[Datentyp, Callable[[str], _Value | None]] = MappingProxyType(
    {
        Datentyp.NUM: decimal_of,
        Datentyp.NUM_CURRENCY: decimal_of,
        Datentyp.NUM_INT: _read_int,
        Datentyp.DATE: partial(_read_moment, shape=_DAY, read=date.fromisoformat),
        Datentyp.DATETIME: partial(_read_moment, shape=f"{_DAY}T{_CLOCK}", read=datetime.fromisoformat),
        Datentyp.TIME: partial(_read_moment, shape=_CLOCK, read=time.fromisoformat),
    }
)

#: data types → numbers of the checks "lower limit", "upper limit" and "content cannot be read"
_NUMBERS = (
    ((Datentyp.NUM, Datentyp.NUM_CURRENCY), 1062, 1063, 1069),
    ((Datentyp.NUM_INT,), 1065, 1066, 1070),
    ((Datentyp.DATE,), 1067, 1068, 1071),
    ((Datentyp.DATETIME,), 1079, 1080, 1083),
    ((Datentyp.TIME,), 1081, 1082, 1084),
)


def _lower(field: Datenfeld) -> str:
    return limits_of(field).min_value or ""


def _upper(field: Datenfeld) -> str:
    return limits_of(field).max_value or ""


def _content(field: Datenfeld) -> str:
    return field.inhalt


def _unreadable(
    place: Place[Datenfeld], *, types: tuple[Datentyp, ...], written: Callable[[Datenfeld], str]
) -> Verdict:
    text = written(place.element) if place.element.datentyp in types else ""
    return text if text and _value(place.element, text) is None else ""


def _value(field: Datenfeld, text: str) -> _Value | None:
    return _READERS[field.datentyp](text) if field.datentyp in _READERS else None


for _types, _low, _high, _inhalt in _NUMBERS:
    for _number, _written in ((_low, _lower), (_high, _upper), (_inhalt, _content)):
        FIELDS.official(_number)(partial(_unreadable, types=_types, written=_written))


def _exceeds(field: Datenfeld, first: str, second: str) -> str:
    """Return both when the first is greater than the second, and nothing when one of them cannot be read."""
    one, other = _value(field, first), _value(field, second)
    # Both are of the same type, because one reader read them.
    return f"{first} > {second}" if one is not None and other is not None and one > other else ""  # type: ignore[operator]


@FIELDS.official(1064)
def _range_is_reversed(place: Place[Datenfeld]) -> Verdict:
    return _exceeds(place.element, _lower(place.element), _upper(place.element))


@FIELDS.official(1072)
def _content_is_below(place: Place[Datenfeld]) -> Verdict:
    return _exceeds(place.element, _lower(place.element), place.element.inhalt)


@FIELDS.official(1073)
def _content_is_above(place: Place[Datenfeld]) -> Verdict:
    return _exceeds(place.element, place.element.inhalt, _upper(place.element))


@FIELDS.official(1061)
def _lengths_are_reversed(place: Place[Datenfeld]) -> Verdict:
    shortest, longest = limits_of(place.element).min_length, limits_of(place.element).max_length
    return f"{shortest} > {longest}" if shortest is not None and longest is not None and shortest > longest else ""


@FIELDS.official(1074)
def _content_is_too_short(place: Place[Datenfeld]) -> Verdict:
    length, shortest = len(place.element.inhalt), limits_of(place.element).min_length or 0
    return f"{length} < {shortest}" if place.element.datentyp in TEXTS and 0 < length < shortest else ""


@FIELDS.official(1075)
def _content_is_too_long(place: Place[Datenfeld]) -> Verdict:
    length, longest = len(place.element.inhalt), limits_of(place.element).max_length
    return f"{length} > {longest}" if place.element.datentyp in TEXTS and longest and length > longest else ""


@FIELDS.official(1077)
def _content_is_no_truth(place: Place[Datenfeld]) -> Verdict:
    inhalt = place.element.inhalt
    return inhalt if place.element.datentyp is Datentyp.BOOL and inhalt not in {"", "true", "false", "1", "0"} else ""
