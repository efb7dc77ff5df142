"""Drawings of numbers: bars end at their number, words do not collide, spans of days lose nobody."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rathaus.surfaces.ui.plots import WIDTH, Bin, bars_of, bins_of


def test_a_bar_reaches_the_line_of_its_number_and_nothing_is_no_bar() -> None:
    plot = bars_of([("1/26", (20, 0)), ("2/26", (5, 10))])
    heights = {(bar.series, bar.height) for bar in plot.bars}
    lines = {mark.label: mark.at for mark in plot.lines}
    assert list(lines) == [0, 5, 10, 15, 20]
    assert heights == {(series, plot.base - lines[number]) for series, number in ((0, 20), (0, 5), (1, 10))}


def test_one_series_alone_is_drawn_full() -> None:
    assert {bar.series for bar in bars_of([("0", (3,)), ("1", (4,))]).bars} == {1}


def test_of_three_years_six_months_are_named() -> None:
    plot = bars_of([(str(month), (month, 1)) for month in range(36)])
    assert [mark.label for mark in plot.columns] == ["0", "6", "12", "18", "24", "30"]


@given(st.lists(st.tuples(st.integers(0, 2_000_000), st.integers(0, 2_000_000)), min_size=1, max_size=36))
def test_no_bar_leaves_the_drawing(numbers: list[tuple[int, int]]) -> None:
    plot = bars_of([("", each) for each in numbers])
    assert all(0 < bar.y + bar.height <= plot.base + 0.1 for bar in plot.bars)
    assert all(plot.left <= bar.x <= bar.x + bar.width <= WIDTH for bar in plot.bars)
    assert all(bar.y > 0 for bar in plot.bars)


@given(st.dictionaries(st.integers(0, 5000), st.integers(1, 9), min_size=1))
def test_every_day_lies_in_one_of_at_most_twelve_equal_spans(numbers: dict[int, int]) -> None:
    bins = bins_of(numbers)
    assert len(bins) <= 12
    assert len({each.last - each.first for each in bins}) == 1
    assert [each.first for each in bins[1:]] == [each.last + 1 for each in bins[:-1]]
    for each in bins:
        assert each.number == sum(Counter(numbers)[day] for day in range(each.first, each.last + 1))
    assert sum(each.number for each in bins) == sum(numbers.values())


def test_spans_are_named_by_their_days() -> None:
    assert bins_of({}) == []
    assert [each.label for each in bins_of({0: 1, 3: 2})] == ["0", "1", "2", "3"]
    assert [Bin(0, 6, 1).label, bins_of({40: 1})[0].label] == ["0–6", "0–4"]
