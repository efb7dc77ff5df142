"""Filters and functions for templates: dates, money, numbers as people write them; texts in the reader's language."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils import timezone, translation
from markupsafe import Markup

from rathaus.values.findings import Finding
from rathaus.values.text import Text

BERLIN = ZoneInfo("Europe/Berlin")
_NO_BREAK = "\N{NO-BREAK SPACE}"


def current_language() -> str:
    """Return the language of the page, ``de`` or ``en``."""
    return "en" if (translation.get_language() or "de").startswith("en") else "de"


def text(value: object) -> Any:
    """Return a :class:`Text` in the reader's language; everything else unchanged."""
    return value.in_language(current_language()) if isinstance(value, Text) else value


def lang(value: object) -> Markup:
    """Return the attribute that says that a text is German on an English page, since it has no English; else nothing.

    Source: WCAG 2.1, success criterion 3.1.2 (language of parts).
    """
    is_german = isinstance(value, Text) and bool(value.de) and not value.en and current_language() == "en"
    return Markup(' lang="de"') if is_german else Markup("")


def datum(value: datetime.date | datetime.datetime | str | None, style: str = "long") -> str:
    """Return ``3. April 2026``; ``style`` is ``long``, ``short`` (03.04.2026), ``weekday`` or ``month``; in Berlin."""
    day = local_day(value)
    if day is None:
        return ""
    if style == "short":  # digits alone need no words of a language; lists have a hundred of them
        return f"{day:%d/%m/%Y}" if _is_english() else f"{day:%d.%m.%Y}"
    patterns = {"weekday": ("EEEE, d. MMMM yyyy", "EEEE, d MMMM yyyy"), "month": ("MMMM yyyy", "MMMM yyyy")}
    german, english = patterns.get(style, ("d. MMMM yyyy", "d MMMM yyyy"))
    return format_date(day, english if _is_english() else german, locale=_locale())


def uhrzeit(value: datetime.datetime | None) -> str:
    """Return the time of an instant in Berlin: ``14:05 Uhr`` or ``14:05``."""
    if value is None:
        return ""
    clock = value.astimezone(BERLIN).strftime("%H:%M")
    return clock if _is_english() else f"{clock}{_NO_BREAK}Uhr"


def relative_day(value: datetime.date | datetime.datetime | None, today: datetime.date | None = None) -> str:
    """Return ``heute``, ``gestern``, ``in 3 Tagen``, ``vor 12 Tagen``, beyond 30 days the date."""
    day = local_day(value)
    if day is None:
        return ""
    days = (day - (today or timezone.localdate(timezone=BERLIN))).days
    near = _NEAR_DAYS.get(days)
    if near:
        return str(text(near))
    if abs(days) > 30:
        return datum(day)
    if _is_english():
        return f"in {days} days" if days > 0 else f"{-days} days ago"
    return f"in {days} Tagen" if days > 0 else f"vor {-days} Tagen"


_NEAR_DAYS = {
    0: Text("heute", "today"),
    1: Text("morgen", "tomorrow"),
    -1: Text("gestern", "yesterday"),
    2: Text("übermorgen", "in 2 days"),
    -2: Text("vorgestern", "2 days ago"),
}


def euro(cents: int | None) -> str:
    """Return an amount in cents as ``12,50 €`` (English ``€12.50``)."""
    if cents is None:
        return ""
    amount = format_decimal(Decimal(abs(cents)) / 100, format="#,##0.00", locale=_locale())
    sign = "\N{MINUS SIGN}" if cents < 0 else ""
    return f"{sign}€{amount}" if _is_english() else f"{sign}{amount}{_NO_BREAK}€"


def zahl(value: float | Decimal | None, digits: int = 0) -> str:
    """Return a number with group separators: ``12.345`` or, with ``digits``, ``12.345,6``."""
    if value is None:
        return ""
    return format_decimal(value, format="#,##0" + ("." + "0" * digits if digits else ""), locale=_locale())


def prozent(share: float | Decimal | None) -> str:
    """Return a share between 0 and 1 as whole per cent: ``42 %``; only what is complete is 100 %, only nothing 0 %."""
    if share is None:
        return ""
    whole = round(share * 100) if share in {0, 1} else min(max(round(share * 100), 1), 99)
    return f"{whole}{'' if _is_english() else _NO_BREAK}%"


def dateigroesse(size: int | None) -> str:
    """Return a size in bytes as ``340 KB`` or ``1,2 MB``."""
    if size is None:
        return ""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{_NO_BREAK}KB"
    return f"{format_decimal(size / 1_000_000, format='#,##0.#', locale=_locale())}{_NO_BREAK}MB"


def field_id(name: str) -> str:
    """Return the HTML id for a field name such as ``G1.G2[0].F3``: safe in links and selectors."""
    return "f-" + re.sub(r"[^A-Za-z0-9]+", "-", str(name)).strip("-")


def error_lines(errors: object) -> tuple[str, ...]:
    """Return messages in the reader's language.

    Args:
        errors: nothing, one message, or several; a message is a string, a Text, a Finding, or an object with a Finding
            in its attribute ``finding``.
    """
    if not errors:
        return ()
    if isinstance(errors, str | Text | Finding) or not isinstance(errors, Iterable):
        return (_message(errors),)
    return tuple(_message(error) for error in errors)


def date_parts(value: object) -> tuple[str, str, str]:
    """Split an ISO date, also a partial one, into day, month, year as people type them; blanks when unreadable."""
    if isinstance(value, datetime.date):
        return str(value.day), str(value.month), str(value.year)
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", str(value or ""))
    year, month, day = match.groups() if match else ("", "", "")
    return (day or "").lstrip("0"), (month or "").lstrip("0"), year


def described_by(*ids: str) -> str:
    """Join the ids that are not empty for ``aria-describedby``."""
    return " ".join(value for value in ids if value)


def local_day(value: datetime.date | datetime.datetime | str | None) -> datetime.date | None:
    """Return the day in Berlin of an instant, a date or an ISO text; None for nothing or for unreadable text."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(BERLIN).date() if value.tzinfo else value.date()
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value[:10])
        except ValueError:
            return None
    return value


def option_groups(options: Iterable[Any], length: int = 30) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """Group options of a long list by their first letter; a short list is one group without a name."""
    entries = tuple(options)
    if len(entries) <= length:
        return (("", entries),)
    groups: dict[str, list[Any]] = {}
    for entry in entries:
        groups.setdefault(str(option_label(entry))[:1].upper(), []).append(entry)
    return tuple((letter, tuple(members)) for letter, members in groups.items())


def option_code(option: Any) -> Any:
    """Return the code of an option: an object with ``code`` and ``label``, or a pair."""
    return option.code if hasattr(option, "code") else option[0]


def option_label(option: Any) -> Any:
    """Return the label of an option in the reader's language."""
    return text(option.label if hasattr(option, "label") else option[1])


def option_help(option: Any) -> Any:
    """Return the help of an option, empty when it has none."""
    if hasattr(option, "code"):
        return text(getattr(option, "help", "")) or ""
    return text(option[2]) if len(option) > 2 else ""


def _message(error: object) -> str:
    found = getattr(error, "finding", error)
    if isinstance(found, Finding):
        language = current_language()
        return f"{found.what.in_language(language)} {found.remedy.in_language(language)}".strip()
    return str(text(found))


def _is_english() -> bool:
    return current_language() == "en"


def _locale() -> str:
    return "en_GB" if _is_english() else "de_DE"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "datum": datum,
    "uhrzeit": uhrzeit,
    "relative_day": relative_day,
    "euro": euro,
    "zahl": zahl,
    "prozent": prozent,
    "dateigroesse": dateigroesse,
    "field_id": field_id,
    "text": text,
    "lang": lang,
}

GLOBALS: Mapping[str, Callable[..., Any]] = {
    "current_language": current_language,
    "error_lines": error_lines,
    "date_parts": date_parts,
    "described_by": described_by,
    "field_id": field_id,
    "option_groups": option_groups,
    "option_code": option_code,
    "option_label": option_label,
    "option_help": option_help,
}
