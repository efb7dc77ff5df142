"""Pure decisions about the end of a case."""

from datetime import date

import pytest

from rathaus.core.akte.errors import RetentionRefused
from rathaus.core.akte.rules import MAX_SOURCE, kept_until, retention_source, retention_years


@pytest.mark.parametrize(("typed", "years"), [("1", 1), (" 10 ", 10), ("100", 100)])
def test_a_period_is_whole_years(typed: str, years: int) -> None:
    assert retention_years(typed) == years


@pytest.mark.parametrize("typed", ["", "0", "101", "1,5", "-1", "zehn", "²", "9" * 5000])
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(RetentionRefused):
        retention_years(typed)


def test_a_period_says_on_one_line_what_it_rests_on() -> None:
    assert retention_source(" Aktenplan\n 2026 ") == "Aktenplan 2026"
    assert retention_source("x" * MAX_SOURCE)
    for typed in (" ", "x" * (MAX_SOURCE + 1)):
        with pytest.raises(RetentionRefused):
            retention_source(typed)


@pytest.mark.parametrize(
    ("closed_on", "years", "until"),
    [
        (date(2026, 1, 1), 1, date(2027, 12, 31)),
        (date(2026, 12, 31), 1, date(2027, 12, 31)),
        (date(2028, 2, 29), 10, date(2038, 12, 31)),
    ],
)
def test_a_period_begins_with_the_end_of_the_year(closed_on: date, years: int, until: date) -> None:
    assert kept_until(closed_on, years=years) == until
