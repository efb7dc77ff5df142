"""Fees by the tariff of a body: fixed, per unit, within a frame or by time; exemptions; when rates are reviewed.

A tariff is data of a body (its Satzung), not a legal parameter. What the law of the Land says about all tariffs is
calculated here: a deemed approval costs like a decision, a withdrawn Antrag may cost, an exemption gives 0.00.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rathaus.recht.dates import english_date, german_date
from rathaus.recht.errors import FeeNotPossible
from rathaus.recht.fristen import Ending, Length, compute_frist
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import HESSEN, Regime
from rathaus.values.findings import Finding, Severity
from rathaus.values.text import Text


class FeeKind(StrEnum):
    """How an item of a tariff is measured."""

    FIXED = "fixed"
    PER_UNIT = "per_unit"
    FRAME = "frame"
    BY_TIME = "by_time"


class FeeOccasion(StrEnum):
    """For what a fee is charged."""

    DECISION = "decision"
    DEEMED_APPROVAL = "deemed_approval"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class FeeItem:
    """One line of a tariff.

    Args:
        key: its name in the tariff.
        kind: see :class:`FeeKind`.
        betrag_cent: the amount, of one unit or of one started step of time; the least of a frame.
        highest_cent: the most of a frame; None for other kinds.
        step_minutes: length of a step of time, minutes; None for other kinds.
    """

    key: str
    kind: FeeKind
    betrag_cent: int
    highest_cent: int | None = None
    step_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class FeeExemption:
    """A group that pays nothing.

    Args:
        key: its name in the tariff.
        reason: why, one sentence.
    """

    key: str
    reason: Text


@dataclass(frozen=True, slots=True)
class FeeTariff:
    """The tariff of a body.

    Args:
        satzung: the by-law, as cited.
        items: its lines.
        exemptions: who pays nothing.
        reviewed_on: local day on which the rates were last reviewed; the start of the by-law before any review.
        objection_percent: share of the disputed sum that an objection would cost; the lint refuses any.
    """

    satzung: str
    items: tuple[FeeItem, ...]
    reviewed_on: date
    exemptions: tuple[FeeExemption, ...] = ()
    objection_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FeeMeasure:
    """What an item is measured by: units, minutes of work, or the amount that a clerk chose within a frame, cents."""

    units: int = 1
    minutes: int = 0
    chosen_cent: int | None = None


@dataclass(frozen=True, slots=True)
class FeeAssessment:
    """A fee and why.

    Args:
        betrag_cent: cents; 0 where an exemption holds.
        is_optional: whether the office may do without: so for a withdrawn Antrag.
        explanation: one sentence with the by-law.
    """

    betrag_cent: int
    is_optional: bool
    explanation: Text


def assess_fee(
    tariff: FeeTariff,
    key: str,
    *,
    occasion: FeeOccasion = FeeOccasion.DECISION,
    measure: FeeMeasure | None = None,
    exemption: str = "",
) -> FeeAssessment:
    """Return the fee of an item.

    Args:
        tariff: the tariff that holds on the day.
        key: the item.
        occasion: a decision, a deemed approval (as chargeable as a decision) or a withdrawn Antrag.
        measure: what it is measured by; one unit when left out.
        exemption: the group to which the person belongs; empty for none.

    Raises:
        FeeNotPossible: no such item or exemption, an amount outside of the frame, or units or minutes below zero.

    Source: KAG Hessen § 9; HVwKostG § 1.
    """
    item = next((each for each in tariff.items if each.key == key), None)
    if item is None:
        raise FeeNotPossible(item=key)
    if exemption:
        return _exempt(tariff, exemption)
    cents = _measured(item, measure or FeeMeasure())
    is_optional = occasion is FeeOccasion.WITHDRAWAL
    words = _OCCASIONS[occasion]
    explanation = Text(
        f"{words.de}: {_euro(cents, ',')} Euro ({tariff.satzung}).",
        f"{words.en}: {_euro(cents, '.')} euros ({tariff.satzung}).",
    )
    return FeeAssessment(cents, is_optional, explanation)


def lint_tariff(tariff: FeeTariff) -> tuple[Finding, ...]:
    """Return what is wrong with a tariff.

    Args:
        tariff: a tariff as a body enters it.
    """
    return tuple(_wrong(tariff))


def review_reminder(tariff: FeeTariff, on: date, *, regime: Regime = HESSEN) -> Text | None:
    """Return a reminder when the rates have not been reviewed for too long; None before, and where they begin later.

    Args:
        tariff: the tariff.
        on: local day on which somebody looks.
        regime: the Land.

    Source: HVwKostG § 3.
    """
    if on < tariff.reviewed_on:
        return None
    row = regime.parameter("gebuehr.review_interval", tariff.reviewed_on)
    due = compute_frist(tariff.reviewed_on, Length.of(row), ending=Ending.AS_DATED, regime=regime).end
    return None if on <= due else _reminder(tariff, due, row)


def _exempt(tariff: FeeTariff, key: str) -> FeeAssessment:
    found = next((each for each in tariff.exemptions if each.key == key), None)
    if found is None:
        raise FeeNotPossible(exemption=key)
    explanation = Text(
        f"0,00 Euro: {found.reason.de} ({tariff.satzung}).", f"0.00 euros: {found.reason.en} ({tariff.satzung})."
    )
    return FeeAssessment(betrag_cent=0, is_optional=False, explanation=explanation)


def _measured(item: FeeItem, measure: FeeMeasure) -> int:
    if measure.units < 0 or measure.minutes < 0:
        raise FeeNotPossible(item=item.key)
    if item.kind is FeeKind.PER_UNIT:
        return item.betrag_cent * measure.units
    if item.kind is FeeKind.BY_TIME:
        step = item.step_minutes or 1
        return item.betrag_cent * -(-measure.minutes // step)
    if item.kind is FeeKind.FRAME:
        return _within_frame(item, measure.chosen_cent)
    return item.betrag_cent


def _within_frame(item: FeeItem, chosen_cent: int | None) -> int:
    highest = item.betrag_cent if item.highest_cent is None else item.highest_cent
    if chosen_cent is None or not item.betrag_cent <= chosen_cent <= highest:
        raise FeeNotPossible(item=item.key)
    return chosen_cent


def _euro(cents: int, comma: str) -> str:
    return f"{cents // 100}{comma}{cents % 100:02d}"


_OCCASIONS = {
    FeeOccasion.DECISION: Text("Für die Entscheidung", "For the decision"),
    FeeOccasion.DEEMED_APPROVAL: Text(
        "Auch eine fingierte Genehmigung kostet, § 1 HVwKostG", "A deemed approval costs as well, § 1 HVwKostG"
    ),
    FeeOccasion.WITHDRAWAL: Text(
        "Auch nach einer Rücknahme des Antrags möglich, § 9 KAG", "Possible after a withdrawal as well, § 9 KAG"
    ),
}


def _wrong(tariff: FeeTariff) -> Iterator[Finding]:
    if tariff.objection_percent is not None:
        yield _finding(
            "RCH-201",
            tariff.satzung,
            Text(
                "Die Gebühr für einen Widerspruch darf kein Anteil der streitigen Summe sein.",
                "The fee of an objection must not be a share of the disputed sum.",
            ),
            Text("Bemessen Sie sie nach Aufwand.", "Measure it by effort."),
        )
    seen: set[str] = set()
    for item in tariff.items:
        if item.key in seen:
            yield _finding(
                "RCH-202",
                item.key,
                Text("Diese Tarifstelle gibt es zweimal.", "This item exists twice."),
                Text("Streichen Sie eine.", "Take one out."),
            )
        seen.add(item.key)
        if not _is_sound(item):
            yield _finding(
                "RCH-203",
                item.key,
                Text("Betrag, Rahmen oder Zeittakt passen nicht.", "Amount, frame or step of time do not fit."),
                Text(
                    "Beträge sind nicht negativ, ein Rahmen steigt an, ein Zeittakt hat Minuten.",
                    "Amounts are not negative, a frame rises, a step of time has minutes.",
                ),
            )


def _is_sound(item: FeeItem) -> bool:
    if item.betrag_cent < 0:
        return False
    if item.kind is FeeKind.FRAME:
        return item.highest_cent is not None and item.highest_cent > item.betrag_cent
    if item.kind is FeeKind.BY_TIME:
        return item.step_minutes is not None and item.step_minutes > 0
    return True


def _finding(code: str, where: str, what: Text, remedy: Text) -> Finding:
    return Finding(code, Severity.ERROR, where, what, remedy)


def _reminder(tariff: FeeTariff, due: date, row: ParameterVersion) -> Text:
    return Text(
        f"Die Sätze der {tariff.satzung} waren bis zum {german_date(due)} zu überprüfen ({row.citation}).",
        f"The rates of {tariff.satzung} were to be reviewed until {english_date(due)} ({row.citation}).",
    )
