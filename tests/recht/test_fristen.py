from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.recht.fristen import (
    Ending,
    Length,
    MonthPart,
    Start,
    Unit,
    add_months,
    compute_frist,
    day_of_month_part,
    end_of_hours,
    extend_frist,
    legal_frist,
    noncontiguous_days,
)
from rathaus.recht.regime import HESSEN, Regime, Verfahrensrecht, holidays_of

MONTH = Length(1, Unit.MONTHS)


def test_bgb_188_3_a_month_from_31_january_ends_on_the_last_day_and_shifts_off_saturday() -> None:
    """Vector 13: month deadline from 2026-01-31 → 2026-02-28 is Saturday → Mon 2026-03-02."""
    frist = compute_frist(date(2026, 1, 31), MONTH)
    assert (frist.end, frist.shifted) == (date(2026, 3, 2), True)


def test_vwvfg_42a_three_months_after_complete_documents_end_on_the_last_of_june() -> None:
    """Vector 13: complete documents 2026-03-31 + 3 months → 2026-06-30."""
    frist = compute_frist(date(2026, 3, 31), Length(3, Unit.MONTHS))
    assert (frist.end, frist.shifted) == (date(2026, 6, 30), False)


@pytest.mark.parametrize(
    ("event", "end"),
    [(date(2026, 2, 24), date(2026, 5, 26)), (date(2026, 11, 30), date(2027, 3, 1))],
)
def test_vwvfg_31_3_three_months_shift_over_whitsun_and_sunday(event: date, end: date) -> None:
    assert compute_frist(event, Length(3, Unit.MONTHS)).end == end


def test_vwvfg_32_2_the_request_for_reinstatement_has_two_weeks() -> None:
    frist = legal_frist("wiedereinsetzung.request", date(2026, 3, 6))
    assert frist.end == date(2026, 3, 20)
    assert frist.parameter is not None
    assert frist.parameter.citation == "§ 32 Abs. 2 VwVfG"


def test_vwgo_75_an_inaction_suit_waits_three_months() -> None:
    assert legal_frist("untaetigkeitsklage.earliest", date(2026, 3, 2)).end == date(2026, 6, 2)


def test_corpus_christi_is_a_holiday_in_hessen_and_not_in_berlin() -> None:
    """Vector 13: Fronleichnam 2026-06-04 → holiday in Hessen, not in Berlin (§ 31(3) VwVfG)."""
    day = date(2026, 6, 4)
    assert not HESSEN.is_working_day(day)
    assert Regime(land="BE").is_working_day(day)


def test_hessen_has_ten_holidays_in_2026() -> None:
    """Vector 13: holidays in Hessen 2026 → 10 days (§ 31(3) VwVfG)."""
    assert len(holidays_of("HE", 2026)) == 10


def test_bgb_187_1_the_day_of_the_event_does_not_count() -> None:
    assert compute_frist(date(2026, 3, 2), Length(1, Unit.DAYS)).end == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("first_day", "length", "end"),
    [
        (date(2026, 3, 2), Length(1, Unit.DAYS), date(2026, 3, 2)),
        (date(2026, 3, 2), Length(2, Unit.WEEKS), date(2026, 3, 15)),
        (date(2026, 3, 1), MONTH, date(2026, 3, 31)),
        (date(2026, 2, 1), MONTH, date(2026, 2, 28)),
        (date(2026, 1, 31), MONTH, date(2026, 2, 28)),
        (date(2026, 3, 1), Length(1, Unit.YEARS), date(2027, 2, 28)),
    ],
)
def test_bgb_187_2_a_period_that_begins_with_a_day_counts_it(first_day: date, length: Length, end: date) -> None:
    assert compute_frist(first_day, length, start=Start.DAY, ending=Ending.AS_DATED).end == end


def test_bgb_189_half_a_month_has_fifteen_days() -> None:
    assert compute_frist(date(2026, 3, 2), Length(1, Unit.HALF_MONTHS)).end == date(2026, 3, 17)


def test_bgb_190_an_extension_counts_from_the_old_end() -> None:
    old = compute_frist(date(2026, 1, 31), MONTH)
    assert extend_frist(old, Length(2, Unit.WEEKS)).end == date(2026, 3, 16)


def test_bgb_191_a_period_in_parts_has_months_of_30_and_years_of_365_days() -> None:
    assert noncontiguous_days(months=2, years=1) == 425


@pytest.mark.parametrize(("part", "day"), [(MonthPart.BEGINNING, 1), (MonthPart.MIDDLE, 15), (MonthPart.END, 29)])
def test_bgb_192_parts_of_a_month_are_days(part: MonthPart, day: int) -> None:
    assert day_of_month_part(2028, 2, part) == date(2028, 2, day)


def test_vwvfg_31_4_a_benefit_period_ends_as_dated_on_a_saturday() -> None:
    frist = compute_frist(date(2026, 1, 31), MONTH, ending=Ending.AS_DATED)
    assert (frist.end, frist.shifted) == (date(2026, 2, 28), False)


def test_vwvfg_31_6_hours_run_through_the_weekend() -> None:
    friday = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
    assert end_of_hours(friday, 48) == datetime(2026, 3, 8, 12, 0, tzinfo=UTC)


def test_the_explanation_names_the_paragraph_and_why_the_end_moved() -> None:
    shifted = compute_frist(date(2026, 1, 31), MONTH).explanation
    assert "28.2.2026" in shifted.de
    assert "2.3.2026 (§ 31 Abs. 3 VwVfG)" in shifted.de
    assert "2 March 2026" in shifted.en
    plain = compute_frist(date(2026, 3, 2), Length(3, Unit.MONTHS)).explanation
    assert plain.de == "Die Frist (3 Monate) endet mit Ablauf des 2.6.2026 (§ 31 VwVfG, §§ 187–193 BGB)."


def test_a_code_that_is_not_verified_gives_a_banner_and_its_own_paragraph() -> None:
    frist = compute_frist(date(2026, 3, 2), MONTH, regime=Regime(verfahrensrecht=Verfahrensrecht.SGB_X))
    assert "§ 26 SGB X" in frist.explanation.de
    assert "SGB X" in frist.banners[0].de
    assert compute_frist(date(2026, 3, 2), MONTH).banners == ()


@given(
    day=st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    amount=st.integers(1, 60),
    unit=st.sampled_from(Unit),
)
def test_an_end_is_a_working_day_after_the_event_and_moves_less_than_a_week(day: date, amount: int, unit: Unit) -> None:
    length = Length(amount, unit)
    frist = compute_frist(day, length)
    dated = compute_frist(day, length, ending=Ending.AS_DATED)
    assert frist.end > day
    assert HESSEN.is_working_day(frist.end)
    assert timedelta(0) <= frist.end - dated.end < timedelta(days=7)


@given(day=st.dates(date(2000, 1, 1), date(2090, 1, 1)), months=st.integers(0, 240))
def test_bgb_188_a_later_month_has_the_same_day_or_its_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
    assert (later.year - day.year) * 12 + later.month - day.month == months


def test_bgb_188_3_a_deadline_on_29_february_exists_in_leap_years_alone() -> None:
    """Vector bad input: a deadline on 29 February (BGB § 188(3))."""
    year, month = Length(1, Unit.YEARS), Length(1, Unit.MONTHS)
    assert compute_frist(date(2028, 2, 29), year, ending=Ending.AS_DATED).end == date(2029, 2, 28)
    assert compute_frist(date(2028, 1, 31), month, ending=Ending.AS_DATED).end == date(2028, 2, 29)
    assert compute_frist(date(2028, 2, 29), Length(4, Unit.YEARS), ending=Ending.AS_DATED).end == date(2032, 2, 29)
    assert compute_frist(date(2031, 2, 28), year, ending=Ending.AS_DATED).end == date(2032, 2, 28)
