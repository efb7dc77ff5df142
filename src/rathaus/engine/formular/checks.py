"""Is one value right for its field? Type, length, pattern, range, calendar, known codes, files."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from rathaus.engine.formular import dates, pattern
from rathaus.engine.formular.model import Field, Kind

#: Longest text where the schema sets no limit, in characters.
DEFAULT_MAX_LENGTH = 5000
#: Largest file where the schema sets no limit, in bytes.
DEFAULT_MAX_SIZE = 20_000_000
#: Allowed files where the schema names none.
DEFAULT_MEDIA_TYPES = ("application/pdf", "image/jpeg", "image/png")
#: What phones write instead of JPEG; taken wherever a JPEG is.
PHOTO_MEDIA_TYPES = ("image/webp", "image/heic")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")
_EMAIL = re.compile(r"[^@\s<>\"(),;:]+@[^@\s.<>\"(),;:]+(?:\.[^@\s.<>\"(),;:]+)+")
_TEL = re.compile(r"\+?[\d\s()/.-]{4,30}")
_POSTAL_CODE = re.compile(r"(?!00)\d{5}")
_MEGABYTE = 1_000_000


class Problem(NamedTuple):
    """What is wrong with a value: a code of the catalogue and the facts of its sentences."""

    code: str
    facts: Mapping[str, object] = MappingProxyType({})


type Check = Callable[[Field, object], Problem | None]


def check_value(field: Field, value: object) -> Problem | None:
    """Return the first thing that is wrong with one non-empty value of a field, or None.

    Args:
        field: the field; for a repeating field the value of one entry.
        value: as stored in answers (see :class:`Kind`).
    """
    return _CHECKS[field.kind](field, value)


def is_empty(value: object) -> bool:
    """Return whether a stored value counts as "not answered"."""
    return value is None or value in ("", {})


def max_length(field: Field) -> int:
    """Return the largest number of characters that a field takes."""
    return field.max_length or DEFAULT_MAX_LENGTH


def max_size(field: Field) -> int:
    """Return the largest size in bytes of a file that a field takes."""
    return field.max_size or DEFAULT_MAX_SIZE


def media_types(field: Field) -> tuple[str, ...]:
    """Return the media types that a file field takes: where it takes a JPEG, what phones write instead too."""
    named = field.media_types or DEFAULT_MEDIA_TYPES
    return named + tuple(each for each in PHOTO_MEDIA_TYPES if "image/jpeg" in named and each not in named)


def _check_text(field: Field, value: object) -> Problem | None:
    if not isinstance(value, str):
        return Problem("FOR-010")
    if _CONTROL.search(value):
        return Problem("FOR-015")
    if field.min_length and len(value) < field.min_length:
        return Problem("FOR-011", {"least": field.min_length})
    if len(value) > max_length(field):
        return Problem("FOR-012", {"most": max_length(field)})
    if field.pattern is None:
        return None
    matched = pattern.matches(field.pattern, value)
    return Problem("FOR-014") if matched is None else None if matched else Problem("FOR-013")


def _check_shape(shape: re.Pattern[str], code: str) -> Check:
    def check(field: Field, value: object) -> Problem | None:
        if isinstance(value, str) and not shape.fullmatch(value):
            return Problem(code)
        return _check_text(field, value)

    return check


def _check_iban(field: Field, value: object) -> Problem | None:
    try:
        IBAN(str(value))
    except (SchwiftyException, ValueError):
        return Problem("FOR-042")
    return _check_text(field, value)


def _check_int(field: Field, value: object) -> Problem | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return Problem("FOR-024")
    return _check_range(field, Decimal(value))


def _check_num(field: Field, value: object) -> Problem | None:
    number = decimal_of(value) if isinstance(value, str) else None
    return Problem("FOR-020") if number is None else _check_range(field, number)


def _check_currency(field: Field, value: object) -> Problem | None:
    number = decimal_of(value) if isinstance(value, str) else None
    if number is None or not is_amount(number):
        return Problem("FOR-023")
    return _check_range(field, number)


def decimal_of(value: object) -> Decimal | None:
    """Return the number that a stored value stands for, or None: no exponent, no infinity, at most 20 digits."""
    if isinstance(value, bool) or len(text := str(value)) > 22 or not re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
        return None
    return Decimal(text)


def is_amount(number: Decimal) -> bool:
    """Return whether a number is written with two decimals at most, zeros counted: ``1.000`` is no amount of money."""
    return number.as_tuple().exponent in (0, -1, -2)


def _check_range(field: Field, number: Decimal) -> Problem | None:
    if field.min_value is not None and number < Decimal(field.min_value):
        return Problem("FOR-021", {"least": field.min_value.replace(".", ",")})
    if field.max_value is not None and number > Decimal(field.max_value):
        return Problem("FOR-022", {"most": field.max_value.replace(".", ",")})
    return None


def _check_moment(reads: Callable[[str], bool], code: str) -> Check:
    def check(field: Field, value: object) -> Problem | None:
        if not isinstance(value, str) or not reads(value):
            return Problem(code)
        return _check_period(field, value)

    return check


def _check_period(field: Field, value: str) -> Problem | None:
    if field.min_value is not None and before(value, field.min_value):
        return Problem("FOR-031", {"least": german_date(field.min_value)})
    if field.max_value is not None and before(field.max_value, value):
        return Problem("FOR-032", {"most": german_date(field.max_value)})
    return None


def before(first: str, second: str) -> bool:
    """Return whether an ISO text is surely earlier; a partial date is compared as far as both are known."""
    known = min(len(first), len(second))
    return first[:known] < second[:known]


def german_date(value: str) -> str:
    """Return an ISO date, partial date or instant as people write it: ``03.04.2026``, ``04.2026``, ``14:30``."""
    day, _, clock = value.partition("T")
    return " ".join(part for part in (".".join(reversed(day.split("-"))), clock) if part)


def _check_bool(_field: Field, value: object) -> Problem | None:
    return None if isinstance(value, bool) else Problem("FOR-051")


def _check_consent(field: Field, value: object) -> Problem | None:
    agreed = value == field.options[0].code if field.options else value is True
    return None if agreed else Problem("FOR-052")


def _check_choice(field: Field, value: object) -> Problem | None:
    return None if field.option(value) else Problem("FOR-053" if field.is_searched else "FOR-050")


def _check_file(field: Field, value: object) -> Problem | None:
    if not isinstance(value, Mapping) or not isinstance(value.get("datei"), str):
        return Problem("FOR-062")
    size, media_type = value.get("size"), value.get("media_type")
    if not isinstance(size, int) or not isinstance(value.get("name"), str):
        return Problem("FOR-062")
    if size > max_size(field):
        return Problem("FOR-060", {"most": f"{max_size(field) / _MEGABYTE:g}".replace(".", ",")})
    if media_type is not None and media_type not in media_types(field):
        return Problem("FOR-061", {"allowed": ", ".join(name.rpartition("/")[2] for name in media_types(field))})
    return None


def _check_label(_field: Field, _value: object) -> Problem | None:
    return Problem("FOR-010")


_CHECKS: Mapping[Kind, Check] = MappingProxyType(
    {
        Kind.TEXT: _check_text,
        Kind.TEXTAREA: _check_text,
        Kind.EMAIL: _check_shape(_EMAIL, "FOR-040"),
        Kind.TEL: _check_shape(_TEL, "FOR-041"),
        Kind.IBAN: _check_iban,
        Kind.POSTAL_CODE: _check_shape(_POSTAL_CODE, "FOR-043"),
        Kind.DATE: _check_moment(dates.is_date, "FOR-030"),
        Kind.PARTIAL_DATE: _check_moment(lambda value: dates.partial_parts(value) is not None, "FOR-035"),
        Kind.TIME: _check_moment(dates.is_time, "FOR-033"),
        Kind.DATETIME: _check_moment(dates.is_datetime, "FOR-034"),
        Kind.BOOL: _check_bool,
        Kind.CONSENT: _check_consent,
        Kind.INT: _check_int,
        Kind.NUM: _check_num,
        Kind.CURRENCY: _check_currency,
        Kind.CHOICE: _check_choice,
        Kind.FILE: _check_file,
        Kind.LABEL: _check_label,
        Kind.HIDDEN: _check_text,
        Kind.LOCKED: _check_text,
    }
)
