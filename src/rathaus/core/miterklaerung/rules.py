"""Pure decisions about declarations of a second person: what covers what, and what a declaration needs."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from rathaus.core.antrag.vertretung_rules import one_line
from rathaus.core.miterklaerung.errors import (
    DeclarantNameMissing,
    DeclarationDayRefused,
    DeclarationReasonTooLong,
)
from rathaus.engine.prozess.miterklaerung import MiterklaerungRule

LINK_DAYS = 28
"""Days for which a link opens, counted from the day on which it is made or extended; a custom of ours."""
MAX_NAME, MAX_REASON = 120, 2_000
"""Longest name and longest reason, in characters; no law sets them."""


class Outcome(StrEnum):
    """What the second person says."""

    DECLARED = "declared"
    REFUSED = "refused"


class Channel(StrEnum):
    """How it came."""

    ONLINE = "online"
    PAPER = "paper"


class State(StrEnum):
    """Where a declaration that is asked for stands."""

    MISSING = "missing"
    DECLARED = "declared"
    REFUSED = "refused"
    OUTDATED = "outdated"
    """Somebody has declared or refused, but the answers have changed since."""


def digest_of(rule: MiterklaerungRule, *, reference: str, answers: Mapping[str, object]) -> str:
    """Return what binds a declaration to what was read: SHA-256 over the sentence and all answers, 64 digits.

    Args:
        rule: the declaration with its sentence in both languages.
        reference: of the Antrag.
        answers: path key → value, as they count; a file by its id, so that another file is another answer.
    """
    read = [reference, rule.key, rule.erklaerung.to_json(), dict(answers)]
    return hashlib.sha256(json.dumps(read, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def state_of(last: tuple[Outcome, str] | None, *, digest: str) -> State:
    """Return where a declaration stands.

    Args:
        last: outcome and digest of what was said last; None when nobody has said anything.
        digest: of what would be read now.
    """
    if last is None:
        return State.MISSING
    outcome, read = last
    if read != digest:
        return State.OUTDATED
    return State.DECLARED if outcome is Outcome.DECLARED else State.REFUSED


def last_link_day(today: date) -> date:
    """Return the last local day of a link that is made or extended today."""
    return today + timedelta(days=LINK_DAYS)


def declarant_name(name: str) -> str:
    """Return the name of whoever declares, on one line.

    Raises:
        DeclarantNameMissing: there is none, or it is too long.
    """
    line = one_line(name)
    if not line or len(line) > MAX_NAME:
        raise DeclarantNameMissing(most=MAX_NAME)
    return line


def refusal_reason(outcome: Outcome, reason: str) -> str:
    """Return the reason that goes with an outcome; whoever declares gives none.

    Raises:
        DeclarationReasonTooLong: it is too long.
    """
    text = reason.strip() if outcome is Outcome.REFUSED else ""
    if len(text) > MAX_REASON:
        raise DeclarationReasonTooLong(most=MAX_REASON)
    return text


def check_received(day: date, *, submitted_on: date, today: date) -> None:
    """Refuse a local day on which a paper cannot have arrived for this Antrag.

    Raises:
        DeclarationDayRefused: before the submission or in the future.
    """
    if not submitted_on <= day <= today:
        raise DeclarationDayRefused(day=day.isoformat())
