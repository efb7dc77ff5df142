"""Durations of timers, as far as a procedure can say them.

Source: ISO 8601, as BPMN 2.0 clause 10.4.5 uses it in ``timeDuration``.
"""

import re

_ONE_UNIT = re.compile(r"P([1-9]\d{0,3})([DWMY])")
_WORDS = {"D": ("Tag", "Tage"), "W": ("Woche", "Wochen"), "M": ("Monat", "Monate"), "Y": ("Jahr", "Jahre")}
_DAYS = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?")


def days_of(duration: str) -> int | None:
    """Return the days of a duration of days and weeks; None for months, hours and what cannot be read."""
    match = _DAYS.fullmatch(duration)
    days = 7 * int(match[1] or 0) + int(match[2] or 0) if match else 0
    return days or None


def words_of(duration: str) -> str:
    """Return a duration of one unit as ``ablauf.toml`` writes it, such as ``14 Tage``; empty for what it cannot say."""
    match = _ONE_UNIT.fullmatch(duration)
    if match is None:
        return ""
    one, many = _WORDS[match[2]]
    return f"{match[1]} {one if match[1] == '1' else many}"
