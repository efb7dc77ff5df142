"""Pure decisions about members of staff who stand in for each other."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rathaus.core.stelle.errors import SubstitutionRefused

LONGEST = timedelta(days=366)
"""How long somebody stands in for a colleague at most, and how far ahead it is planned: beyond, a year is mistyped."""


class SubstitutionState(StrEnum):
    """Where a substitution stands on a day: what was called off ended before, who has left stands in no longer."""

    PLANNED = "planned"
    RUNNING = "running"
    OVER = "over"
    CALLED_OFF = "called_off"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last local day, both included."""

    first_on: date
    last_on: date


def check_span(span: Span, *, today: date) -> None:
    """Refuse days that make no sense.

    Raises:
        SubstitutionRefused: they lie in the past, in the wrong order, or too far away.
    """
    in_order = today <= span.first_on <= span.last_on
    if not in_order or span.first_on > today + LONGEST or span.last_on > span.first_on + LONGEST:
        raise SubstitutionRefused(first_on=span.first_on.isoformat(), last_on=span.last_on.isoformat())


def substitution_state(span: Span, *, today: date, is_called_off: bool, is_at_work: bool) -> SubstitutionState:
    """Return where a substitution stands.

    Args:
        span: its days.
        today: local day.
        is_called_off: whether somebody ended it.
        is_at_work: whether the substitute works on cases of the body today.
    """
    if is_called_off:
        return SubstitutionState.CALLED_OFF
    if today > span.last_on:
        return SubstitutionState.OVER
    if not is_at_work:
        return SubstitutionState.LEFT
    return SubstitutionState.RUNNING if today >= span.first_on else SubstitutionState.PLANNED
