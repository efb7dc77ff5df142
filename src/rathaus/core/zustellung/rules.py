"""Pure decisions about letters of paper: their states, the lines of the window, the days of posting and return."""

from datetime import date
from enum import StrEnum

from rathaus.core.zustellung.errors import AddressMissing, PostingDayRefused

MAX_LINES = 6
"""Lines of the address that the window of DIN 5008 form B shows below the return address."""

MAX_LINE = 60
"""Characters of a line of the address."""


class PostCause(StrEnum):
    """Why a Bescheid goes out on paper."""

    WISH = "wish"
    MISSED = "missed"
    UNTOLD = "untold"
    RETURNED = "returned"


class PostState(StrEnum):
    """Where a letter of paper is."""

    QUEUED = "queued"
    POSTED = "posted"
    RETURNED = "returned"
    DROPPED = "dropped"


def address_lines(typed: str) -> list[str]:
    """Return the lines of an address as the window shows them.

    Args:
        typed: one line each; empty lines are left out.

    Raises:
        AddressMissing: fewer than three lines, more than the window holds, a line that is too long, or a last line
            without a postal code.
    """
    lines = [" ".join(line.split()) for line in typed.splitlines() if line.strip()]
    fits = 3 <= len(lines) <= MAX_LINES and all(len(line) <= MAX_LINE for line in lines)
    if not fits or not any(char.isdigit() for char in lines[-1]):
        raise AddressMissing(lines=len(lines))
    return lines


def check_day(day: date, *, first: date, last: date) -> None:
    """Refuse a day of posting or of return that cannot be.

    Args:
        day: local day that was entered.
        first: the earliest possible one.
        last: today.

    Raises:
        PostingDayRefused: it lies before the first or after the last.
    """
    if not first <= day <= last:
        raise PostingDayRefused(day=day.isoformat(), first=first.isoformat(), last=last.isoformat())


def cause_of(*, is_missed: bool, was_told: bool, has_konto: bool) -> PostCause:
    """Return why a Bescheid goes out on paper.

    Args:
        is_missed: whether the days of the retrieval have passed.
        was_told: whether the person was told that it waits in the Postfach.
        has_konto: whether the person has a Konto.
    """
    if is_missed:
        return PostCause.MISSED
    return PostCause.WISH if was_told or has_konto else PostCause.UNTOLD
