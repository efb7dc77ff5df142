from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rathaus.recht.errors import FeeNotPossible
from rathaus.recht.gebuehren import (
    FeeExemption,
    FeeItem,
    FeeKind,
    FeeMeasure,
    FeeOccasion,
    FeeTariff,
    assess_fee,
    lint_tariff,
    review_reminder,
)
from rathaus.values.text import Text

TARIFF = FeeTariff(
    "Gebührensatzung",
    (
        FeeItem("fest", FeeKind.FIXED, 3000),
        FeeItem("kopie", FeeKind.PER_UNIT, 50),
        FeeItem("rahmen", FeeKind.FRAME, 1000, highest_cent=5000),
        FeeItem("zeit", FeeKind.BY_TIME, 1200, step_minutes=15),
    ),
    date(2024, 6, 1),
    (FeeExemption("verein", Text("gemeinnützige Vereine zahlen nichts", "charitable clubs pay nothing")),),
)


@pytest.mark.parametrize(
    ("key", "measure", "cents"),
    [
        ("fest", None, 3000),
        ("kopie", FeeMeasure(units=7), 350),
        ("rahmen", FeeMeasure(chosen_cent=1000), 1000),
        ("rahmen", FeeMeasure(chosen_cent=5000), 5000),
        ("zeit", FeeMeasure(minutes=31), 3600),
        ("zeit", FeeMeasure(minutes=0), 0),
    ],
)
def test_kag_9_a_fee_is_fixed_per_unit_within_a_frame_or_by_started_time(
    key: str, measure: FeeMeasure | None, cents: int
) -> None:
    assert assess_fee(TARIFF, key, measure=measure).betrag_cent == cents


def test_hvwkostg_1_a_deemed_approval_is_chargeable() -> None:
    """Vector 14: deemed approval → fee assessed."""
    found = assess_fee(TARIFF, "fest", occasion=FeeOccasion.DEEMED_APPROVAL)
    assert (found.betrag_cent, found.is_optional) == (3000, False)
    assert "§ 1 HVwKostG: 30,00 Euro (Gebührensatzung)" in found.explanation.de


def test_kag_9_a_withdrawn_antrag_may_cost() -> None:
    """Vector 14: withdrawn application → fee possible."""
    found = assess_fee(TARIFF, "fest", occasion=FeeOccasion.WITHDRAWAL)
    assert (found.betrag_cent, found.is_optional) == (3000, True)


def test_kag_9_an_exempt_group_pays_nothing_and_reads_why() -> None:
    """Vector 14: exempt group → 0.00 with reason."""
    found = assess_fee(TARIFF, "fest", exemption="verein")
    assert found.betrag_cent == 0
    assert found.explanation.de == "0,00 Euro: gemeinnützige Vereine zahlen nichts (Gebührensatzung)."


@pytest.mark.parametrize(
    ("key", "measure", "exemption"),
    [
        ("gibt-es-nicht", None, ""),
        ("fest", None, "unbekannt"),
        ("kopie", FeeMeasure(units=-1), ""),
        ("zeit", FeeMeasure(minutes=-1), ""),
        ("rahmen", None, ""),
        ("rahmen", FeeMeasure(chosen_cent=999), ""),
        ("rahmen", FeeMeasure(chosen_cent=5001), ""),
    ],
)
def test_what_the_tariff_does_not_know_is_refused(key: str, measure: FeeMeasure | None, exemption: str) -> None:
    with pytest.raises(FeeNotPossible):
        assess_fee(TARIFF, key, measure=measure, exemption=exemption)


def test_hvwkostg_3_rates_older_than_two_years_are_to_be_reviewed() -> None:
    """Vector 14: tariff older than two years → review reminder."""
    assert review_reminder(TARIFF, date(2026, 6, 1)) is None
    reminder = review_reminder(TARIFF, date(2026, 6, 2))
    assert reminder is not None
    assert "bis zum 1.6.2026 zu überprüfen (§ 3 HVwKostG)" in reminder.de


def test_rates_that_begin_in_a_far_year_are_not_to_be_reviewed_yet() -> None:
    later = replace(TARIFF, reviewed_on=date.max)
    assert review_reminder(later, date(2026, 6, 2)) is None


def test_vg_kassel_2012_an_objection_fee_as_a_share_of_the_sum_is_refused() -> None:
    """Vector 14: percentage objection fee refused by lint."""
    assert lint_tariff(TARIFF) == ()
    assert [found.code for found in lint_tariff(replace(TARIFF, objection_percent=Decimal(10)))] == ["RCH-201"]


@pytest.mark.parametrize(
    "item",
    [
        FeeItem("x", FeeKind.FIXED, -1),
        FeeItem("x", FeeKind.FRAME, 100),
        FeeItem("x", FeeKind.FRAME, 100, highest_cent=100),
        FeeItem("x", FeeKind.BY_TIME, 100),
        FeeItem("x", FeeKind.BY_TIME, 100, step_minutes=0),
    ],
)
def test_an_item_that_does_not_fit_is_a_finding(item: FeeItem) -> None:
    assert [found.code for found in lint_tariff(replace(TARIFF, items=(item,)))] == ["RCH-203"]


def test_an_item_twice_is_a_finding() -> None:
    assert [found.code for found in lint_tariff(replace(TARIFF, items=TARIFF.items[:1] * 2))] == ["RCH-202"]


def test_a_broken_frame_and_step_still_have_one_meaning() -> None:
    broken = replace(
        TARIFF, items=(FeeItem("f", FeeKind.FRAME, 100), FeeItem("t", FeeKind.BY_TIME, 10, step_minutes=None))
    )
    assert assess_fee(broken, "f", measure=FeeMeasure(chosen_cent=100)).betrag_cent == 100
    assert assess_fee(broken, "t", measure=FeeMeasure(minutes=3)).betrag_cent == 30
