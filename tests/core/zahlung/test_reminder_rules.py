"""When a reminder is due: after the due day, at most twice, never two at once."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.core.zahlung.errors import ReminderTermRefused
from rathaus.core.zahlung.reminder_rules import MOST_DAYS, ReminderTerm, checked_term, due_reminder

DUE = date(2026, 11, 2)
ONCE, TWICE = ReminderTerm(14), ReminderTerm(14, twice=True)


@pytest.mark.parametrize(
    ("sent", "term", "days", "number"),
    [
        ([], ONCE, 13, None),
        ([], ONCE, 14, 1),
        ([], ONCE, 300, 1),
        ([14], ONCE, 300, None),
        ([14], TWICE, 27, None),
        ([14], TWICE, 28, 2),
        ([20], TWICE, 33, None),
        ([20], TWICE, 34, 2),
        ([14, 28], TWICE, 300, None),
    ],
)
def test_a_reminder_is_due_after_the_days_of_the_body(
    sent: list[int], term: ReminderTerm, days: int, number: int | None
) -> None:
    sent_on = [DUE + timedelta(days=each) for each in sent]
    assert due_reminder(DUE, sent_on, term=term, on=DUE + timedelta(days=days)) == number


@given(days=st.integers(1, MOST_DAYS), looks=st.lists(st.integers(0, 1500), max_size=30))
def test_whenever_somebody_looks_two_letters_are_the_most_and_lie_apart(days: int, looks: list[int]) -> None:
    sent: list[date] = []
    for each in sorted(looks):
        day = DUE + timedelta(days=each)
        if due_reminder(DUE, sent, term=ReminderTerm(days, twice=True), on=day):
            sent.append(day)
    assert len(sent) <= 2
    ends = [DUE, *sent]
    assert all((later - earlier).days >= days for earlier, later in itertools.pairwise(ends))


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1])
def test_a_term_without_days_or_of_more_than_a_year_is_refused(days: int) -> None:
    with pytest.raises(ReminderTermRefused):
        checked_term(ReminderTerm(days))
    assert checked_term(ReminderTerm(MOST_DAYS)).days == MOST_DAYS
