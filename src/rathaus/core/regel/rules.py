"""Which decisions may be made, and what they let happen: pure, no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from rathaus.core.regel.errors import DecisionTooLong, NothingToConfirm, ReasonMissing, WordingNotUnderstood
from rathaus.engine.regeltext.model import Decisions, RuleReading, RuleText

MAX_REASON = 2_000
MAX_WORDING = 5_000
"""Characters."""

_UNREAD = "REG-001"


class Decision(StrEnum):
    """What somebody says about a rule."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody says about a rule, and about which reading of it.

    Args:
        decision: see :class:`Decision`.
        rule: as it was read: for a confirmation from its prose, for a correction from the words of the person.
        reason: why; a confirmation needs none.
    """

    decision: Decision
    rule: RuleReading
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page showed to the person who decides.

    Args:
        number: of the newest decision about the rule; 0 when there was none.
        reading_key: of the reading that is confirmed, or of the person's own words; a rejection is about none.
    """

    number: int = 0
    reading_key: str = ""


class Stored(Protocol):
    """A decision as it was stored."""

    bearer: str
    rule: str
    text_hash: str
    decision: str
    wording: str
    reading_key: str


def check_verdict(verdict: Verdict) -> None:
    """Refuse what nobody may decide.

    Raises:
        NothingToConfirm: nothing of the rule was understood.
        WordingNotUnderstood: the words of the person say something that is not understood.
        ReasonMissing: a rejection or a correction without a reason.
        DecisionTooLong: the reason or the words.
    """
    rule, wording = verdict.rule, verdict.rule.wording or ""
    if verdict.decision is Decision.CONFIRMED and not rule.understood:
        raise NothingToConfirm(rule=rule.rule_id)
    if verdict.decision is Decision.CORRECTED and not is_read_whole(rule):
        raise WordingNotUnderstood(rule=rule.rule_id)
    if verdict.decision is not Decision.CONFIRMED and not verdict.reason.strip():
        raise ReasonMissing(rule=rule.rule_id)
    if len(verdict.reason) > MAX_REASON or len(wording) > MAX_WORDING:
        raise DecisionTooLong(longest_reason=MAX_REASON, longest_wording=MAX_WORDING)


def is_read_whole(rule: RuleReading) -> bool:
    """Return whether every part of the text was understood; doubts of other kinds may be left."""
    return rule.understood and all(doubt.finding.code != _UNREAD for doubt in rule.doubts)


def decisions_from(rows: Iterable[Stored]) -> Decisions:
    """Return what the newest decision about each rule lets happen."""
    confirmed, rejected, wordings = set(), set(), {}
    for row in rows:
        rule = RuleText(row.bearer, row.rule, row.text_hash)
        match row.decision:
            case Decision.REJECTED:
                rejected.add(rule)
            case Decision.CORRECTED:
                wordings[rule] = row.wording
                confirmed.add(row.reading_key)
            case _:
                confirmed.add(row.reading_key)
    return Decisions(frozenset(confirmed), frozenset(rejected), wordings)
