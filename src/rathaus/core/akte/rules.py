"""Pure decisions about how a case ends."""

from datetime import date

from rathaus.core.akte.errors import HoldRefused, RetentionRefused

MAX_YEARS = 100
"""Years of a retention period: beyond it, somebody has mistyped the number."""

MAX_SOURCE = 300
"""Characters of what a retention period rests on."""

MAX_REASON = 300
"""Characters of the reason of a hold, of its end, and of what the archive answered."""


def retention_years(typed: str) -> int:
    """Return the years of a retention period.

    Args:
        typed: what somebody typed.

    Raises:
        RetentionRefused: no whole number of years between one and :data:`MAX_YEARS`.
    """
    text = typed.strip()
    years = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(MAX_YEARS)) else 0
    if not 1 <= years <= MAX_YEARS:
        raise RetentionRefused(years=years)
    return years


def retention_source(typed: str) -> str:
    """Return on one line what a retention period rests on.

    Raises:
        RetentionRefused: nothing, or too long.
    """
    source = " ".join(typed.split())
    if not 0 < len(source) <= MAX_SOURCE:
        raise RetentionRefused(characters=len(source))
    return source


def hold_reason(typed: str) -> str:
    """Return on one line why a case is held, or not any more.

    Raises:
        HoldRefused: nothing, or too long.
    """
    reason = " ".join(typed.split())
    if not 0 < len(reason) <= MAX_REASON:
        raise HoldRefused(characters=len(reason))
    return reason


def kept_until(closed_on: date, *, years: int) -> date:
    """Return the last local day on which a closed case must be kept.

    The period begins with the end of the year in which the case was closed. That is a convention of administrations,
    not a rule that was verified: the body confirms it together with the years, and the page says so.

    Args:
        closed_on: local day on which the case was closed.
        years: as confirmed by the body.
    """
    return date(closed_on.year + years, 12, 31)
