"""Between what people type and what is stored: German numbers and dates in, German numbers and dates out.

What cannot be read is stored as typed, so that nothing a person wrote is lost and the evaluation can say what is wrong
with it in the field's own words.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from rathaus.engine.formular.checks import decimal_of, german_date, is_amount
from rathaus.engine.formular.dates import partial_parts
from rathaus.engine.formular.model import Answer, Field, Kind

_GERMAN_DATE = re.compile(r"(?:(?:(\d{1,2})[./ ]+)?(\d{1,2})[./ ]+)?(\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*uhr)?", re.ASCII | re.IGNORECASE)
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?=,|$)", re.ASCII)
_NO_DIGITS = re.compile(r"[\s\u00a0\u202f]|€|EUR|Euro")
_YES = frozenset({"true", "ja", "yes", "1", "on"})
_NO = frozenset({"false", "nein", "no", "0"})
_WORDS = MappingProxyType({True: ("Ja", "Yes"), False: ("Nein", "No")})


def parse_typed(field: Field, text: str) -> Answer:
    """Return what to store for a typed text; the empty string when nothing was typed. No database keeps a NUL.

    Args:
        field: the field.
        text: as typed, of bounded length.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\0", "")).strip()
    parse = _PARSERS.get(field.kind)
    return parse(text) if parse and text else text


def _parse_int(text: str) -> Answer:
    number = read_number(text)
    return int(number) if number is not None and number == number.to_integral_value() else text


def _parse_num(text: str) -> Answer:
    number = read_number(text)
    return text if number is None else f"{number:f}"


def _parse_currency(text: str) -> Answer:
    number = read_amount(text)
    return text if number is None else f"{number:.2f}"


def read_number(text: str) -> Decimal | None:
    """Return the number that people mean in German; None when it is none or may mean two.

    A comma parts decimals. Points before groups of three digits part thousands, any other single point parts decimals:
    ``1.234,50 €`` and ``1.000`` are amounts above one thousand, ``12.50`` and ``0.500`` are not.

    Args:
        text: as typed, with or without blanks and the sign of the euro.
    """
    text = _NO_DIGITS.sub("", text).removeprefix("+")
    if _THOUSANDS.match(text):
        text = text.replace(".", "")
    return decimal_of(text.replace(",", "."))


def read_amount(text: str) -> Decimal | None:
    """Return the euros of an amount as :func:`read_number` reads it, to the cent.

    Three digits behind a comma are none: ``1,000`` is one euro for some and a thousand for others.

    Args:
        text: as typed.
    """
    number = read_number(text)
    return number if number is not None and is_amount(number) else None


def _parse_date(text: str) -> Answer:
    if partial_parts(text) is not None:
        return text
    match = _GERMAN_DATE.fullmatch(text)
    if match is None:
        return text
    day, month, year = match.groups()
    iso = "-".join(part.zfill(2) for part in (year, month, day) if part)
    return iso if partial_parts(iso) is not None else text


def _parse_time(text: str) -> Answer:
    match = _CLOCK.fullmatch(text)
    return f"{match[1].zfill(2)}:{match[2] or '00'}" if match else text


def _parse_datetime(text: str) -> Answer:
    day, _, clock = text.replace("T", " ").partition(" ")
    return f"{_parse_date(day)}T{_parse_time(clock.strip())}" if clock else text


def _parse_bool(text: str) -> Answer:
    word = text.lower()
    return True if word in _YES else False if word in _NO else text


def _parse_iban(text: str) -> Answer:
    return re.sub(r"\s", "", text).upper()


_PARSERS: Mapping[Kind, Callable[[str], Answer]] = MappingProxyType(
    {
        Kind.INT: _parse_int,
        Kind.NUM: _parse_num,
        Kind.CURRENCY: _parse_currency,
        Kind.DATE: _parse_date,
        Kind.PARTIAL_DATE: _parse_date,
        Kind.TIME: _parse_time,
        Kind.DATETIME: _parse_datetime,
        Kind.BOOL: _parse_bool,
        Kind.IBAN: _parse_iban,
    }
)


def join_date_boxes(day: str, month: str, year: str) -> str:
    """Return the text that three date boxes amount to: ``3``, ``4``, ``2026`` → ``3.4.2026``; empty when all are."""
    day, month, year = day.strip(), month.strip(), year.strip()
    if not (day or month or year):
        return ""
    return f"{day}.{month}.{year}" if day else f"{month}.{year}" if month else year


def date_boxes(value: object) -> tuple[str, str, str]:
    """Return day, month and year for the three boxes of a stored date, also of one that could not be read."""
    if not isinstance(value, str):
        return "", "", ""
    parts = partial_parts(value)
    typed = german_date(value) if parts else value
    *rest, year = typed.split(".")
    day, month = ([""] * 2 + rest)[-2:]
    return (day.lstrip("0"), month.lstrip("0"), year) if parts else (day, month, year)


def show_typed(field: Field, value: object) -> str:
    """Return a stored value as it stands in an input box: ``12,50``, ``03.04.2026``, codes and texts as they are."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, (str, int)):
        return ""
    if field.kind in {Kind.INT, Kind.NUM, Kind.CURRENCY} and decimal_of(value) is not None:
        return str(value).replace(".", ",")
    if field.kind in {Kind.DATE, Kind.PARTIAL_DATE} and partial_parts(value) is not None:
        return german_date(str(value))
    return str(value)


def show_value(field: Field, value: object, language: str) -> str:
    """Return a stored value as a reader sees it: option labels, ``Ja``/``Yes``, ``12,50 €``, file names.

    Args:
        field: the field.
        value: as stored in answers, one entry.
        language: language tag.
    """
    option = field.option(value)
    if option is not None:
        return option.label.in_language(language)
    if isinstance(value, bool):
        german, english = _WORDS[value]
        return english if language.startswith("en") else german
    if isinstance(value, Mapping):
        return str(value.get("name", ""))
    if field.kind is Kind.DATETIME and isinstance(value, str):
        return german_date(value)
    if field.kind is Kind.IBAN:
        return " ".join(re.findall(".{1,4}", str(value)))
    return f"{show_typed(field, value)} €" if field.kind is Kind.CURRENCY else show_typed(field, value)
