"""Pure decisions about how a case ends."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rathaus.core.akte.errors import DisposalRefused, ReasonRefused, RetentionRefused

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


def reason_line(typed: str) -> str:
    """Return on one line why a case is held or not any more, or what the archive said.

    Raises:
        ReasonRefused: nothing, or too long.
    """
    reason = " ".join(typed.split())
    if not 0 < len(reason) <= MAX_REASON:
        raise ReasonRefused(characters=len(reason))
    return reason


def kept_until(settled_on: date, *, years: int) -> date:
    """Return the last local day on which a closed case must be kept.

    The period begins with the end of the year in which the case was settled. That is a convention of administrations,
    not a rule that was verified: the body confirms it together with the years, and the page says so.

    Args:
        settled_on: local day of what happened last: closing, a Bescheid, a remedy, the end of the time to sue.
        years: as confirmed by the body.
    """
    return date(settled_on.year + years, 12, 31)


class Obstacle(StrEnum):
    """What stands against the disposal of a case."""

    OPEN = "open"
    NO_PERIOD = "no_period"
    KEPT = "kept"
    HELD = "held"
    DRAFT = "draft"
    REMEDY = "remedy"
    UNSERVED = "unserved"
    INVOLVED = "involved"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the disposal of a case depends on.

    Args:
        closed_on: local day on which it was closed; None while it is not.
        settled_on: local day from which the period counts: never before the closing; None while it is not closed.
        years: of the period that the body has confirmed; None without one.
        is_held: whether a hold is not lifted.
        has_draft: whether somebody prepares a Bescheid, such as one that changes another.
        has_open_remedy: whether a remedy waits for the office or the deciding authority.
        is_unserved: whether a decision on a remedy was issued and its service is not entered.
        is_involving: whether another body has not answered yet, or a public display has not ended.
        has_open_money: whether a fee is owed, something goes back, or a payment is still under way.
    """

    closed_on: date | None
    settled_on: date | None
    years: int | None
    is_held: bool
    has_draft: bool
    has_open_remedy: bool
    is_unserved: bool
    is_involving: bool
    has_open_money: bool

    @property
    def kept_until(self) -> date | None:
        """The last day on which the case must be kept; None while that is not known."""
        if self.settled_on is None or self.years is None:
            return None
        return kept_until(self.settled_on, years=self.years)


def obstacles(facts: Facts, *, today: date) -> tuple[Obstacle, ...]:
    """Return everything that stands against the disposal of a case; nothing when it may be disposed of.

    Args:
        facts: of the case.
        today: local day.
    """
    until = facts.kept_until
    found = {
        Obstacle.OPEN: facts.closed_on is None,
        Obstacle.NO_PERIOD: facts.years is None,
        Obstacle.KEPT: until is not None and today <= until,
        Obstacle.HELD: facts.is_held,
        Obstacle.DRAFT: facts.has_draft,
        Obstacle.REMEDY: facts.has_open_remedy,
        Obstacle.UNSERVED: facts.is_unserved,
        Obstacle.INVOLVED: facts.is_involving,
        Obstacle.MONEY: facts.has_open_money,
    }
    return tuple(each for each, stands in found.items() if stands)


class Step(StrEnum):
    """What was decided about a case on its way out."""

    OFFERED = "offered"
    TAKEN = "taken"
    REFUSED = "refused"
    WAIVED = "waived"


SETTLED = (Step.TAKEN, Step.REFUSED, Step.WAIVED)
"""After these a case may be deleted."""

_FOLLOWS: dict[Step | None, tuple[Step, ...]] = {
    None: (Step.OFFERED, Step.WAIVED),
    Step.OFFERED: (Step.TAKEN, Step.REFUSED, Step.OFFERED),
    Step.TAKEN: (Step.OFFERED,),
    Step.REFUSED: (Step.OFFERED,),
    Step.WAIVED: (Step.OFFERED,),
}
"""What may follow: a case is offered anew when the answer was mistyped, or when something was added after the offer."""


def next_step(before: Step | None, step: Step) -> Step:
    """Return a step that follows from the one before.

    Raises:
        DisposalRefused: it does not.
    """
    if step not in _FOLLOWS.get(before, ()):
        raise DisposalRefused(before=before.value if before else "", step=step.value)
    return step
