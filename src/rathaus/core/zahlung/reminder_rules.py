"""Pure decisions about reminders of open fees.

A reminder is a courtesy of the body: no rule was found that demands it, that lets it cost anything, or that something
follows from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rathaus.core.zahlung.errors import ReminderTermRefused

MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class ReminderTerm:
    """When a body reminds.

    Args:
        days: how many days after the due day, and between the first and the second reminder.
        twice: whether it reminds a second time.
    """

    days: int
    twice: bool = False


def checked_term(term: ReminderTerm) -> ReminderTerm:
    """Return a term that a body can set.

    Raises:
        ReminderTermRefused: no days, or more than a year.
    """
    if not 0 < term.days <= MOST_DAYS:
        raise ReminderTermRefused(days=term.days, most=MOST_DAYS)
    return term


def due_reminder(due_on: date, sent_on: Sequence[date], *, term: ReminderTerm, on: date) -> int | None:
    """Return the number of the reminder that is due; None where none is.

    Args:
        due_on: local day on which the fee was due.
        sent_on: local days of the reminders since then, in their order.
        term: when the body reminds.
        on: local day of today.
    """
    number = len(sent_on) + 1
    if number > (2 if term.twice else 1):
        return None
    last = sent_on[-1] if sent_on else due_on
    return number if on >= last + timedelta(days=term.days) else None
