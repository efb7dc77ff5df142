"""Who writes to whom, and from which day a Bescheid counts as announced."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from rathaus.recht.bekanntgabe import Bekanntgabe, announce_by_retrieval
from rathaus.recht.regime import Regime

_LOCAL = ZoneInfo("Europe/Berlin")


class Kind(StrEnum):
    """What a Nachricht is."""

    RECEIPT = "receipt"
    QUESTION = "question"
    HEARING = "hearing"
    BESCHEID = "bescheid"
    MESSAGE = "message"
    ANSWER = "answer"
    INVITATION = "invitation"


ASKING = frozenset({Kind.QUESTION, Kind.HEARING})
"""Letters of the office that the person can answer."""

MAX_MESSAGE = 5000
"""Characters of a message that a person writes."""

MOST_FILES = 5
"""Files of one message; no law sets it."""


class FeedbackKind(StrEnum):
    """What a Rueckmeldung is about."""

    PROBLEM = "problem"
    BARRIER = "barrier"
    MISSING = "missing"
    PRAISE = "praise"


class Direction(StrEnum):
    """To whom a Nachricht goes."""

    TO_CITIZEN = "to_citizen"
    TO_OFFICE = "to_office"


@dataclass(frozen=True, slots=True)
class Announcement:
    """The day on which a Bescheid counts as announced.

    Args:
        announced_on: local date Europe/Berlin.
        parameter_versions: ids of the rows of law that were used.
    """

    announced_on: date | None = None
    parameter_versions: tuple[str, ...] = ()


def announcement_of(
    kind: Kind,
    *,
    provided_at: datetime | None = None,
    notified_at: datetime | None,
    retrieved_at: datetime,
    regime: Regime,
) -> Announcement:
    """Return when a Nachricht that was opened counts as announced; only a Bescheid is, by the rule of its code.

    The Postfach is not proven to be the mailbox of OZG § 9, so the fiction of that paragraph is not applied.

    Args:
        kind: what it is.
        provided_at: aware instant from which it could be opened; None where only the notice is known.
        notified_at: aware instant at which the person was told that it waits; None when nobody told them.
        retrieved_at: aware instant of the first opening.
        regime: Land, code of procedure and rows of law.

    Source: VwVfG § 41(2a), SGB X § 37(2a), AO § 122a(4).
    """
    if kind is not Kind.BESCHEID:
        return Announcement()
    notified_on = local_day(notified_at) if notified_at else None
    provided_on = local_day(provided_at) if provided_at else None
    result = announce_by_retrieval(
        notified_on, retrieved_on=local_day(retrieved_at), provided_on=provided_on, regime=regime
    )
    return Announcement(result.announced_on, tuple(row.version_id for row in result.parameters))


def missed_retrieval(notified_at: datetime | None, *, today: date, regime: Regime) -> Bekanntgabe | None:
    """Return what the law says about a Bescheid that nobody opened in time; None before, and where no period began.

    An opening that comes later announces nothing: the office announces the Bescheid again or another way. Under
    SGB X and AO a Bescheid counts as announced without an opening, so nothing is missed.

    Args:
        notified_at: aware instant at which the person was told that it waits; None when nobody told them.
        today: local date Europe/Berlin.
        regime: Land, code of procedure and rows of law.

    Source: VwVfG § 41(2a).
    """
    if notified_at is None:
        return None
    result = announce_by_retrieval(local_day(notified_at), regime=regime)
    return result if result.retrievable_until is not None and result.retrievable_until < today else None


def local_day(instant: datetime) -> date:
    """Return the local date Europe/Berlin of an aware instant."""
    return instant.astimezone(UTC).astimezone(_LOCAL).date()
