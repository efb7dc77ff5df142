"""Dates as text: whole, partial, and the three numbers that a schema may split a date into."""

import re
from datetime import date

from rathaus.engine.formular.model import DateUnit

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def partial_parts(value: object) -> dict[DateUnit, int] | None:
    """Return the numbers of a partial date that exists in the calendar, or None.

    Args:
        value: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; anything else gives None.
    """
    match = _PARTIAL.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    numbers = [int(number) for number in match.groups() if number]
    if not is_calendar_date(*numbers):
        return None
    return dict(zip((DateUnit.YEAR, DateUnit.MONTH, DateUnit.DAY), numbers, strict=False))


def is_calendar_date(year: int, month: int = 1, day: int = 1) -> bool:
    """Return whether this day exists."""
    try:
        date(year, month, day)
    except (ValueError, OverflowError):
        return False
    return True


def is_date(value: str) -> bool:
    """Return whether the text is an existing day as ``YYYY-MM-DD``."""
    return len(value) == 10 and partial_parts(value) is not None


def is_time(value: str) -> bool:
    """Return whether the text is a time as ``HH:MM``."""
    return _TIME.fullmatch(value) is not None


def is_datetime(value: str) -> bool:
    """Return whether the text is a local instant as ``YYYY-MM-DDTHH:MM``."""
    day, _, clock = value.partition("T")
    return is_date(day) and is_time(clock)
