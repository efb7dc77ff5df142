"""Durations of timers, as far as they are whole days.

Source: ISO 8601, as BPMN 2.0 clause 10.4.5 uses it in ``timeDuration``.
"""

import re

_DAYS = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?")


def days_of(duration: str) -> int | None:
    """Return the days of a duration of days and weeks; None for months, hours and what cannot be read."""
    match = _DAYS.fullmatch(duration)
    days = 7 * int(match[1] or 0) + int(match[2] or 0) if match else 0
    return days or None
