"""Months, periods, and days within which most was done."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.core.kennzahl.errors import EffortRefused
from rathaus.core.kennzahl.rules import (
    MOST_MONTHS,
    Durations,
    Period,
    chosen_period,
    days_within,
    durations,
    effort_minutes,
    is_settled,
    last_months,
    month_after,
    month_of,
    settled_year,
    told_durations,
)
from tests.cast import TODAY

JANUARY, NOVEMBER = date(2026, 1, 1), date(2026, 11, 1)


def test_twelve_months_are_shown_where_nobody_chooses() -> None:
    period = last_months(TODAY)
    assert (period.first, period.last, len(period.months), period.end) == (
        date(2025, 12, 1), NOVEMBER, 12, date(2026, 12, 1),
    )  # fmt: skip
    assert period.months[0] == period.first
    assert period.months[-1] == period.last


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("", ""),
        ("2026-13", "2026-11"),
        ("2026-11", "2026-10"),
        ("2026-10", "2026-12"),
        ("1990-01", "2026-11"),
        ("x", "y"),
    ],
)
def test_a_choice_that_cannot_be_read_or_kept_gives_the_last_twelve_months(first: str, last: str) -> None:
    assert chosen_period(first, last, today=TODAY) == last_months(TODAY)


def test_a_choice_is_whole_months() -> None:
    assert chosen_period("2026-01", "2026-11", today=TODAY) == Period(JANUARY, NOVEMBER)
    assert chosen_period("2026-11", "2026-11", today=TODAY).months == (NOVEMBER,)
    longest = last_months(TODAY, MOST_MONTHS)
    assert chosen_period(f"{longest.first:%Y-%m}", "2026-11", today=TODAY) == longest


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-500, 500))
def test_months_forth_and_back_end_where_they_began(day: date, months: int) -> None:
    month = month_of(day)
    assert month_after(month_after(month, months), -months) == month
    assert month.day == 1


def test_a_month_is_settled_two_days_after_its_end() -> None:
    assert [is_settled(NOVEMBER, today=date(2026, 12, day)) for day in (1, 2, 3)] == [False, False, True]


def test_nothing_took_no_days() -> None:
    assert durations({}) == Durations(0, None, None)


def test_days_are_told_that_a_case_really_took() -> None:
    assert durations({3: 1, 9: 1}) == Durations(2, 3, 9)
    assert durations({1: 9, 100: 1}) == Durations(10, 1, 1)
    assert durations({1: 8, 100: 2}) == Durations(10, 1, 100)


@given(st.lists(st.integers(0, 400), min_size=1), st.integers(1, 100))
def test_that_many_per_cent_were_done_within_the_days_and_fewer_within_one_day_less(
    days: list[int], per_cent: int
) -> None:
    found = days_within(Counter(days), per_cent)
    assert found in days
    within = [each for each in days if each <= found]
    earlier = [each for each in days if each < found]
    assert len(within) * 100 >= per_cent * len(days) > len(earlier) * 100


def test_in_public_the_last_twelve_months_speak_that_are_over_for_good() -> None:
    assert settled_year(TODAY) == Period(date(2025, 11, 1), date(2026, 10, 1))
    assert settled_year(date(2026, 12, 2)) == Period(date(2025, 11, 1), date(2026, 10, 1))
    assert settled_year(date(2026, 12, 3)) == Period(date(2025, 12, 1), NOVEMBER)


def test_outside_of_the_body_four_cases_say_nothing() -> None:
    assert told_durations({}) is None
    assert told_durations({3: 4}) is None
    assert told_durations({3: 9}) == Durations(9, 3, None)
    assert told_durations({3: 10}) == Durations(10, 3, 3)


@pytest.mark.parametrize(("typed", "minutes"), [("", None), ("  ", None), (" 7 ", 7), ("2400", 2400)])
def test_minutes_are_whole_numbers_or_left_out(typed: str, minutes: int | None) -> None:
    assert effort_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["0", "-3", "2401", "1,5", "zehn", "²", "9" * 400])
def test_other_minutes_are_refused(typed: str) -> None:
    with pytest.raises(EffortRefused):
        effort_minutes(typed)
