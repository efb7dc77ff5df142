"""Which figures may be told: pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.core.rechtsbehelf.rules import End
from rathaus.core.rechtsbehelf.statistics_rules import FEWEST_TOLD, Figures, median, tell_all, tell_outside, tell_sum


@pytest.mark.parametrize(("days", "middle"), [((), None), ((7,), 7.0), ((1, 9, 3), 3.0), ((4, 1, 2, 9), 3.0)])
def test_the_median_is_the_middle(days: tuple[int, ...], middle: float | None) -> None:
    assert median(days) == middle


def test_the_body_itself_is_told_everything() -> None:
    told = tell_all(Figures(filed=3, late=1, ends={End.GRANTED: 1}, days=(12,)))
    assert (told.filed, told.in_time, told.ends[End.GRANTED], told.ends[End.REJECTED], told.median_days) == (
        3, 2, 1, 0, 12.0,
    )  # fmt: skip


def test_outside_small_numbers_are_kept_back_and_zero_is_not() -> None:
    told = tell_outside(Figures(filed=4, late=0, ends={End.REJECTED: 4}, days=(1, 2, 3, 4)))
    assert (told.filed, told.in_time, told.ends[End.REJECTED], told.ends[End.GRANTED], told.median_days) == (
        None, None, None, 0, None,
    )  # fmt: skip


def test_a_sum_is_of_what_each_body_may_tell() -> None:
    told = tell_sum([Figures(filed=20, days=(9,) * 5), Figures(filed=4, days=(1,) * 4), Figures(filed=4)])
    assert (told.filed, told.in_time, told.median_days) == (20, 20, 9.0)
    assert tell_sum([Figures(filed=4), Figures(filed=4)]).filed is None, "eight of two bodies would be four each"
    assert tell_sum([Figures()]).filed == 0


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.data())
def test_whatever_is_told_fits_to_every_small_number_that_is_not(numbers: list[int], data: st.DataObject) -> None:
    def everything_told(each: list[int]) -> tuple[object, ...]:
        parts = [Figures(filed=number) for number in each]
        return ([tell_outside(part).filed for part in parts], tell_sum(parts).filed)

    other = [data.draw(st.integers(1, FEWEST_TOLD - 1)) if 0 < number < FEWEST_TOLD else number for number in numbers]
    assert everything_told(other) == everything_told(numbers)


@pytest.mark.parametrize(("late", "in_time"), [(0, 9), (2, None), (6, None), (9, 0)])
def test_late_ones_do_not_follow_from_those_in_time(late: int, in_time: int | None) -> None:
    assert tell_outside(Figures(filed=9, late=late)).in_time == in_time


def test_enough_ends_have_a_median() -> None:
    assert tell_outside(Figures(filed=5, days=(1, 2, 3, 4, 5))).median_days == 3.0
