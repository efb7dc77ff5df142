"""Which figures may be told: pure."""

import pytest

from rathaus.core.rechtsbehelf.rules import End
from rathaus.core.rechtsbehelf.statistics_rules import Figures, median, tell_all, tell_outside


@pytest.mark.parametrize(("days", "middle"), [((), None), ((7,), 7.0), ((1, 9, 3), 3.0), ((4, 1, 2, 9), 3.0)])
def test_the_median_is_the_middle(days: tuple[int, ...], middle: float | None) -> None:
    assert median(days) == middle


def test_the_body_itself_is_told_everything() -> None:
    told = tell_all(Figures(filed=3, late=1, ends={End.GRANTED: 1}, days=(12,)))
    assert (told.filed, told.in_time, told.ends[End.GRANTED], told.ends[End.REJECTED], told.median_days) == (
        3, 2, 1, 0, 12.0,
    )  # fmt: skip


def test_outside_small_numbers_are_kept_back_and_zero_is_not() -> None:
    (told,) = tell_outside([Figures(filed=4, late=0, ends={End.REJECTED: 4}, days=(1, 2, 3, 4))])
    assert (told.filed, told.in_time, told.ends[End.REJECTED], told.ends[End.GRANTED], told.median_days) == (
        None, None, None, 0, None,
    )  # fmt: skip


def test_a_small_number_does_not_follow_from_the_sum() -> None:
    rows = [Figures(filed=20), Figures(filed=6), Figures(filed=2)]
    assert [told.filed for told in tell_outside(rows)] == [20, None, None]


def test_two_kept_back_that_are_large_together_keep_nothing_more_back() -> None:
    rows = [Figures(filed=20), Figures(filed=3), Figures(filed=2)]
    assert [told.filed for told in tell_outside(rows)] == [20, None, None]


@pytest.mark.parametrize(("late", "in_time"), [(0, 9), (2, None), (6, None), (9, 0)])
def test_late_ones_do_not_follow_from_those_in_time(late: int, in_time: int | None) -> None:
    assert tell_outside([Figures(filed=9, late=late)])[0].in_time == in_time


def test_enough_ends_have_a_median() -> None:
    assert tell_outside([Figures(filed=5, days=(1, 2, 3, 4, 5))])[0].median_days == 3.0
