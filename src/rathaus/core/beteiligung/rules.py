"""Pure decisions about opinions and displays: what an answer needs, what is late, what an extract holds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from rathaus.core.beteiligung.errors import (
    DisplayIncomplete,
    ObjectionEmpty,
    OpinionWithoutText,
    RequestDayRefused,
    RequestEmpty,
)
from rathaus.engine.formular.summary import SummarySection
from rathaus.recht.fristen import Frist, Length, Start, Unit, compute_frist
from rathaus.recht.regime import Regime

DEFAULT_DAYS = 28
"""Days that are proposed for an opinion where the procedure names none; a custom of ours, no number of a law."""

LINK_DAYS = 14
"""Days after the one until which an opinion is asked for, on which its link still opens; a custom of ours."""

LONGEST_LINK_DAYS = 366
"""Days for which a link to a request opens at most: longer, somebody has mistyped the year."""


DISPLAYED = Length(1, Unit.MONTHS)
"""BImSchG § 10(3) sentence 2."""
OBJECTIONS = Length(2, Unit.WEEKS)
"""BImSchG § 10(3) sentence 8, first half."""
OBJECTIONS_LONGER = Length(1, Unit.MONTHS)
"""BImSchG § 10(3) sentence 8, second half: industrial emissions; 9. BImSchV § 12(1) sentence 2: with an UVP."""


@dataclass(frozen=True, slots=True)
class DisplayTerms:
    """The periods of a public display that are proposed.

    Args:
        display: one month in which everybody may read the documents.
        objections: two weeks after it.
        objections_longer: one month after it.
    """

    display: Frist
    objections: Frist
    objections_longer: Frist


def display_terms(first: date, *, regime: Regime) -> DisplayTerms:
    """Return the periods of a public display that begins with a local day.

    The display begins with the beginning of its first day, which therefore counts. The periods for objections begin
    when it has ended, with the day after it. Every end moves to the next working day.

    Args:
        first: first local day.
        regime: Land and code of procedure.

    Source: BImSchG § 10(3) sentences 2 and 8; 9. BImSchV § 12(1) sentence 2; VwVfG § 31(1), (3); BGB §§ 187(2), 188.
    That the display itself does not end on a weekend, and that the day after it counts, is not verified: of two
    readings the later day is taken.
    """
    display = compute_frist(first, DISPLAYED, start=Start.DAY, regime=regime)
    after = display.end + timedelta(days=1)
    short, longer = (
        compute_frist(after, length, start=Start.DAY, regime=regime) for length in (OBJECTIONS, OBJECTIONS_LONGER)
    )
    return DisplayTerms(display, short, longer)


class OpinionKind(StrEnum):
    """What somebody who was asked says."""

    NO_OBJECTION = "no_objection"
    CONDITIONS = "conditions"
    OBJECTION = "objection"
    NOT_COMPETENT = "not_competent"


class State(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    LATE = "late"
    ANSWERED = "answered"
    WAIVED = "waived"


def check_request(*, name: str, question: str, due_on: date, today: date) -> None:
    """Refuse a request that asks nobody or nothing, or until a day that has passed.

    Args:
        name: who is asked.
        question: plain text.
        due_on: local day until which an answer is asked for.
        today: local day.

    Raises:
        RequestEmpty: nobody or nothing.
        RequestDayRefused: the day has passed.
    """
    if not (name.strip() and question.strip()):
        raise RequestEmpty
    if due_on < today:
        raise RequestDayRefused(due_on=due_on.isoformat())


def is_link_day(last_on: date, *, today: date) -> bool:
    """Return whether a link to a request may open until a local day: not a past one, and a year away at most."""
    return today <= last_on <= today + timedelta(days=LONGEST_LINK_DAYS)


def last_link_day(due_on: date, *, today: date) -> date:
    """Return the last day that is proposed for a link to a request: some days after the answer is due.

    Args:
        due_on: local day until which an opinion is asked for.
        today: local day.
    """
    return min(max(due_on, today) + timedelta(days=LINK_DAYS), today + timedelta(days=LONGEST_LINK_DAYS))


def check_opinion(kind: OpinionKind, text: str) -> None:
    """Refuse an opinion that says less than the office needs.

    Raises:
        OpinionWithoutText: anything but "no objection" without a text.
    """
    if kind is not OpinionKind.NO_OBJECTION and not text.strip():
        raise OpinionWithoutText(kind=kind.value)


def check_display(*, first: date, last: date, place: str, notice: str) -> None:
    """Refuse a display that nobody could find or that has no term.

    Raises:
        DisplayIncomplete: no place, no notice, or the last local day is before the first.
    """
    if last < first or not (place.strip() and notice.strip()):
        raise DisplayIncomplete(first=first.isoformat(), last=last.isoformat())


def check_objection(*, text: str, received_on: date, first: date, today: date) -> None:
    """Refuse an objection without a text or from another time.

    Args:
        text: plain text.
        received_on: local day on which it arrived.
        first: first local day of the display.
        today: local day.

    Raises:
        ObjectionEmpty: no text, before the display, or in the future.
    """
    if not text.strip() or not first <= received_on <= today:
        raise ObjectionEmpty(received_on=received_on.isoformat())


def state_of(*, is_answered: bool, is_waived: bool, due_on: date, today: date) -> State:
    """Return where a request stands on a local day."""
    if is_answered:
        return State.ANSWERED
    if is_waived:
        return State.WAIVED
    return State.LATE if due_on < today else State.OPEN


def frozen_extract(sections: Sequence[SummarySection], paths: Collection[str]) -> list[dict[str, Any]]:
    """Return the chosen answers as they are kept for the body that is asked: headings, questions, answers, no keys.

    Args:
        sections: the answers of the Antrag by page.
        paths: path keys of the chosen answers.
    """
    chosen = ((each, [row for row in each.rows if row.path in paths]) for each in sections)
    return [
        {
            "title": each.title,
            "rows": [[f"{row.group}: {row.label}" if row.group else row.label, row.value] for row in rows],
        }
        for each, rows in chosen
        if rows
    ]
