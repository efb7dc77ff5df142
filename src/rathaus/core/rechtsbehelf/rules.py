"""Pure decisions about remedies: in time or not, the form, the clock, the committee, the costs."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rathaus.core.rechtsbehelf.errors import (
    DayRefused,
    DecisionIncomplete,
    PercentageRefused,
    RechtsbehelfEnded,
    RechtsbehelfWithdrawn,
)
from rathaus.recht.bekanntgabe import Bekanntgabe
from rathaus.recht.bekanntgabe import Channel as Way
from rathaus.recht.dates import english_date, german_date
from rathaus.recht.rechtsbehelf import Remedy, RemedySpan, remedy_span
from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.recht.widerspruch import CommitteeSeat, Matter, hearing_committee, objection_authority
from rathaus.values.text import Text

MOST_FILES = 10
"""Files that may be added at once."""
MOST_CHARACTERS = 20_000
"""Longest text of reasons."""

SERVICE_DAYS = 180
"""Days after its decision during which another authority still enters how it was served; a choice of this house."""

_PERCENT = re.compile(r"\d\s*(?:%|vom\s+hundert|v\.\s*h\.|prozent)|\bprozentsatz\b|\bprozentual", re.IGNORECASE)


class State(StrEnum):
    """Where a remedy stands."""

    FILED = "filed"
    IN_REVIEW = "in_review"
    HEARING = "hearing"
    REMEDIED = "remedied"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


OPEN_STATES = (State.FILED, State.IN_REVIEW, State.HEARING)
"""States in which the office still has to act."""


class Kind(StrEnum):
    """Which remedy it is; an action in court is never filed with us."""

    WIDERSPRUCH = "widerspruch"
    EINSPRUCH = "einspruch"


class Channel(StrEnum):
    """How it came: through the portal, on paper, or by word of mouth for the record."""

    PORTAL = "portal"
    PAPER = "paper"
    PROTOCOL = "protocol"


class Form(StrEnum):
    """Whether it has the form that the law demands."""

    CLEAR = "clear"
    UNCLEAR = "unclear"
    MISSING = "missing"


class InTime(StrEnum):
    """Whether it came in time; ``uncertain`` between two possible ends, and then it is not treated as late."""

    YES = "yes"
    NO = "no"
    UNCERTAIN = "uncertain"


class Outcome(StrEnum):
    """How the deciding authority decides."""

    REJECTED = "rejected"
    GRANTED = "granted"
    PARTIAL = "partial"
    DISCONTINUED = "discontinued"


class End(StrEnum):
    """How a remedy ended, for the statistics."""

    REMEDIED = "remedied"
    GRANTED = "granted"
    PARTIAL = "partial"
    REJECTED = "rejected"
    DISCONTINUED = "discontinued"
    WITHDRAWN = "withdrawn"


class BroughtForward(StrEnum):
    """What an addition to a remedy is about."""

    REASONS = "reasons"
    HINDRANCE = "hindrance"


class Ground(StrEnum):
    """Why an authority decides the remedy (VwGO § 73(1) sentence 2 nos. 1 to 3 and sentence 3)."""

    NEXT_HIGHER = "next_higher"
    HIGHER_IS_SUPREME = "higher_is_supreme"
    SELF_GOVERNMENT = "self_government"
    BY_STATUTE = "by_statute"


OWN_GROUNDS = (Ground.SELF_GOVERNMENT, Ground.HIGHER_IS_SUPREME, Ground.BY_STATUTE)
"""Grounds on which the body that issued the Bescheid decides itself."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a remedy came in time.

    Args:
        in_time: the result.
        earliest_end: last local day from the earlier possible announcement; None while nothing was announced.
        latest_end: last local day from the later one: only after it is a remedy late.
        explanation: one sentence with the paragraph.
        parameter_versions: ids of the rows of law that were used.
        banners: what a clerk must check.
    """

    in_time: InTime
    earliest_end: date | None
    latest_end: date | None
    explanation: Text
    parameter_versions: tuple[str, ...] = ()
    banners: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Committee:
    """Whether a committee hears the person before the decision (HessAGVwGO § 7).

    Args:
        is_needed: whether the rule applies.
        is_own: whether the body has a committee of its own; else the one at the Landrat hears.
        explanation: one sentence with the paragraph; what to check where the rule has ended.
        parameter_versions: ids of the rows of law that were used.
        banners: what a clerk must check.
        is_unknown: whether no row of law says if a committee hears; then a clerk says so, or why none does.
    """

    is_needed: bool
    is_own: bool
    explanation: Text
    parameter_versions: tuple[str, ...] = ()
    banners: tuple[Text, ...] = ()
    is_unknown: bool = False


def kind_against(remedy: str, *, ends_procedure: bool) -> tuple[Kind, bool] | None:
    """Return which remedy can be filed here, and whether the Bescheid carries a notice of it; None where none can.

    Args:
        remedy: the remedy that the Bescheid names; empty where it names none.
        ends_procedure: whether the Bescheid only ends a procedure that the person gave up.

    Source: VwGO §§ 58(2), 68, 69.
    """
    if remedy in {Kind.WIDERSPRUCH, Kind.EINSPRUCH}:
        return Kind(remedy), True
    if remedy == "" and not ends_procedure:
        return Kind.WIDERSPRUCH, False
    return None


def form_of(kind: Kind, channel: Channel, *, has_account: bool, account_replaces_writing: bool) -> Form:
    """Return whether a remedy has the form that the law demands.

    Args:
        kind: which remedy; a tax objection may be sent electronically without more.
        channel: how it comes; paper and the record are seen by the clerk who enters them.
        has_account: whether the person is signed in; a secret link says nothing about who holds it.
        account_replaces_writing: whether our accounts are those of the law; if not, a clerk must look.

    Source: VwGO § 70(1); OZG § 9a(5); AO § 357(1).
    """
    if channel is not Channel.PORTAL or kind is Kind.EINSPRUCH:
        return Form.CLEAR
    if not has_account:
        return Form.MISSING
    return Form.CLEAR if account_replaces_writing else Form.UNCLEAR


def judge(filed_on: date, span: RemedySpan | None) -> Judgement:
    """Return whether a remedy that came on a local day is in time: late only after the later end.

    Args:
        filed_on: local date Europe/Berlin of its arrival.
        span: both ends of the period; None while the Bescheid is not announced, so that no period runs.

    Source: VwGO §§ 58, 70; AO §§ 355, 356.
    """
    if span is None:
        early = Text(
            "Der Bescheid war noch nicht bekannt gegeben. Eine Frist lief nicht (§ 70 Abs. 1 VwGO, § 355 Abs. 1 AO).",
            "The decision was not announced yet, so no period was running (section 70(1) VwGO, section 355(1) AO).",
        )
        return Judgement(InTime.YES, None, None, early)
    first, last = span.earliest.end, span.latest.end
    used = [frist.parameter.version_id for frist in (span.earliest, span.latest) if frist.parameter]
    in_time = InTime.YES if filed_on <= first else InTime.NO if filed_on > last else InTime.UNCERTAIN
    explanation = span.latest.explanation if first == last else _two_ends(span)
    return Judgement(in_time, first, last, explanation, tuple(dict.fromkeys(used)), span.banners)


def _two_ends(span: RemedySpan) -> Text:
    first, last = span.earliest.end, span.latest.end
    return Text(
        f"Zwei Tage der Bekanntgabe sind möglich: Die Frist endet am {german_date(first)} oder am {german_date(last)}. "
        "Verspätet ist der Rechtsbehelf erst nach dem späteren Tag.",
        f"Two days of announcement are possible: the period ends on {english_date(first)} or {english_date(last)}. "
        "The remedy is late only after the later day.",
    )


def span_of(
    kind: Kind, announced_on: date | None, *, earliest_on: date | None = None, notice_given: bool, regime: Regime
) -> RemedySpan | None:
    """Return both ends of the period of a remedy; None while the Bescheid is not announced.

    Args:
        kind: which remedy.
        announced_on: local day of announcement, the later one where two are possible.
        earliest_on: the earlier one; None where the law is certain.
        notice_given: whether a complete and correct remedy notice was given; if not, a year runs.
        regime: Land and code of procedure.
    """
    first = earliest_on or announced_on
    bekanntgabe = Bekanntgabe(Way.PORTAL, announced_on, first, Text("", ""), banners=regime.banners)
    return remedy_span(Remedy(kind.value), bekanntgabe, notice_given=notice_given, regime=regime)


def committee_for(*, is_municipal: bool, population: int | None, on: date, regime: Regime) -> Committee:
    """Return whether a committee hears the person before the decision, and which.

    Args:
        is_municipal: whether a municipality or county issued the Bescheid.
        population: inhabitants of the body; None where they are not known, as if it had few.
        on: local day on which one asks; the rule is dated.
        regime: Land and code of procedure.

    Source: HessAGVwGO § 7.
    """
    if not is_municipal:
        return Committee(is_needed=False, is_own=False, explanation=_NO_COMMITTEE)
    found = hearing_committee(population or 0, on, regime=regime)
    used = (found.parameter.version_id,) if found.parameter else ()
    is_needed = found.seat in {CommitteeSeat.OWN, CommitteeSeat.LANDRAT}
    is_unknown = found.seat is CommitteeSeat.UNKNOWN and regime.jurisdiction == _LAND_WITH_COMMITTEES
    return Committee(is_needed, found.seat is CommitteeSeat.OWN, found.explanation, used, found.banners, is_unknown)


_LAND_WITH_COMMITTEES = "HE"


_NO_COMMITTEE = Text(
    "§ 7 HessAGVwGO gilt für Gemeinden und Kreise; hier hört kein Ausschuss an.",
    "Section 7 HessAGVwGO is about municipalities and counties; no committee hears here.",
)


def why_it_decides(ground: Ground, *, verfahrensrecht: Verfahrensrecht) -> Text:
    """Return the sentence why an authority decides, with its paragraph.

    Args:
        ground: what a clerk has confirmed.
        verfahrensrecht: code of procedure.

    Source: VwGO § 73(1); AO § 367(1).
    """
    if ground is Ground.BY_STATUTE:
        return objection_authority(Matter(norm="§ 73 Abs. 1 Satz 2 Nr. 1, Satz 3 VwGO")).explanation
    matter = Matter(
        is_self_government=ground is Ground.SELF_GOVERNMENT,
        next_higher_is_supreme=ground is Ground.HIGHER_IS_SUPREME,
    )
    return objection_authority(matter, verfahrensrecht=verfahrensrecht).explanation


def check_open(state: State) -> None:
    """Refuse to go on with a remedy that has ended.

    Raises:
        RechtsbehelfWithdrawn: the person has withdrawn it.
        RechtsbehelfEnded: it was decided or remedied.
    """
    if state is State.WITHDRAWN:
        raise RechtsbehelfWithdrawn
    if state not in OPEN_STATES:
        raise RechtsbehelfEnded(state=state.value)


def names_percentage(costs: str) -> bool:
    """Return whether a sentence about costs names a percentage, as no fee for an objection may."""
    return _PERCENT.search(costs) is not None


def check_decision(outcome: Outcome, *, operative: str, reasons: str, costs: str) -> None:
    """Refuse a decision that lacks what the law demands of it, or whose fee is a percentage.

    Args:
        outcome: how it is decided; only a procedure that has settled itself needs no sentence about the costs.
        operative: what is decided.
        reasons: why.
        costs: who bears the costs, in the clerk's words.

    Raises:
        DecisionIncomplete: a part is empty.
        PercentageRefused: the costs name a percentage.

    Source: VwGO § 73(3).
    """
    if names_percentage(costs):
        raise PercentageRefused
    needed = {"operative": operative, "reasons": reasons}
    if outcome is not Outcome.DISCONTINUED:
        needed["costs"] = costs
    missing = sorted(name for name, text in needed.items() if not text.strip())
    if missing:
        raise DecisionIncomplete(missing=missing)


def check_day(day: date, *, not_before: date, today: date) -> None:
    """Refuse a day in the future, or before the event that it follows.

    Raises:
        DayRefused: see above.
    """
    if not not_before <= day <= today:
        raise DayRefused(day=day, not_before=not_before)
