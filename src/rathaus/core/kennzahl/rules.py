"""Pure figures: months, periods, and what a distribution of days says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from rathaus.core.kennzahl.errors import EffortRefused

YEAR = 12
"""Months that a page shows where nobody chooses another period."""

MOST_MONTHS = 36
"""Months that are kept and shown; before them, retention decides which cases are left to count."""

SETTLING = timedelta(days=2)
"""How long after its end a month is counted: no transaction of its last day runs any more."""

MEDIAN, NEARLY_ALL = 50, 90
"""Per cent of the cases within which the days are told."""

FEWEST_TOLD = 5
"""Smaller numbers are not told where they could speak of somebody: a custom of ours, as with remedies and drafts."""

FEWEST_FOR_NEARLY_ALL = 10
"""Of fewer cases, the value for 90 of 100 would be that of the one that took longest."""

MOST_MINUTES = 2_400
"""Minutes of one entry of effort: a week of work; beyond it, somebody has mistyped them."""


class Measure(StrEnum):
    """What a number of a month counts."""

    RECEIVED = "received"
    FROM_RECEIPT = "receipt"
    FROM_COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole months.

    Args:
        first: first day of the first month.
        last: first day of the last month, which belongs to it.
    """

    first: date
    last: date

    @property
    def months(self) -> tuple[date, ...]:
        """First day of each month, the earliest first."""
        count = (self.last.year - self.first.year) * YEAR + self.last.month - self.first.month + 1
        return tuple(month_after(self.first, months) for months in range(count))

    @property
    def end(self) -> date:
        """The day after the last one."""
        return month_after(self.last, 1)


@dataclass(frozen=True, slots=True)
class Durations:
    """How many days something took.

    Args:
        cases: how many it was measured at.
        median: days within which at least half of them were done; None without any.
        nearly_all: days within which at least 90 of 100 were done; None without any.
    """

    cases: int = 0
    median: int | None = None
    nearly_all: int | None = None


def month_of(day: date) -> date:
    """Return the first day of the month of a day."""
    return day.replace(day=1)


def month_after(month: date, months: int) -> date:
    """Return the first day of the month that many months later; earlier where the number is negative."""
    count = month.year * YEAR + month.month - 1 + months
    return date(count // YEAR, count % YEAR + 1, 1)


def last_months(today: date, months: int = YEAR) -> Period:
    """Return the period of the last months, the running one included."""
    return Period(month_after(month_of(today), 1 - months), month_of(today))


def chosen_period(first: str, last: str, *, today: date) -> Period:
    """Return the period that somebody chose; the last twelve months where the choice cannot be read or kept.

    Args:
        first: the first month, as ``2026-01``.
        last: the last month, likewise.
        today: local date Europe/Berlin.
    """
    chosen, kept = (_month(first), _month(last)), last_months(today, MOST_MONTHS)
    if chosen[0] is None or chosen[1] is None or not kept.first <= chosen[0] <= chosen[1] <= kept.last:
        return last_months(today)
    return Period(chosen[0], chosen[1])


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def settled_year(today: date) -> Period:
    """Return the last twelve months that are over for good; what is said in public speaks of them."""
    last = month_after(month_of(today - SETTLING), -1)
    return Period(month_after(last, 1 - YEAR), last)


def is_settled(month: date, *, today: date) -> bool:
    """Return whether a month is over for good, so that its figures may be kept."""
    return month_after(month, 1) + SETTLING <= today


def durations(days: Mapping[int, int]) -> Durations:
    """Return what a distribution says.

    Args:
        days: number of days → how many cases took so many.
    """
    cases = sum(days.values())
    return Durations(cases, days_within(days, MEDIAN), days_within(days, NEARLY_ALL))


def told_durations(days: Mapping[int, int]) -> Durations | None:
    """Return what a distribution says outside of the body: None from fewer than :data:`FEWEST_TOLD` cases.

    Within how many days nearly all were done is told from :data:`FEWEST_FOR_NEARLY_ALL` cases on: of fewer it would be
    the one that took longest.

    Args:
        days: number of days → how many cases took so many.
    """
    found = durations(days)
    if found.cases >= FEWEST_FOR_NEARLY_ALL:
        return found
    return replace(found, nearly_all=None) if found.cases >= FEWEST_TOLD else None


def days_within(days: Mapping[int, int], per_cent: int) -> int | None:
    """Return the smallest number of days within which at least that many per cent were done; None without any.

    Args:
        days: number of days → how many cases took so many.
        per_cent: from 1 to 100.
    """
    needed, passed = -(-sum(days.values()) * per_cent // 100), 0
    for day in sorted(days):
        passed += days[day]
        if passed >= needed:
            return day
    return None


def effort_minutes(typed: str) -> int | None:
    """Return the minutes that somebody typed; None where the box was left empty.

    Raises:
        EffortRefused: no whole number from 1 to :data:`MOST_MINUTES`.
    """
    text = typed.strip()
    if not text:
        return None
    minutes = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    if not 0 < minutes <= MOST_MINUTES:
        raise EffortRefused(characters=len(text))
    return minutes
