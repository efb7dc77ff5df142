"""Pure decisions about the end of a case."""

from dataclasses import replace
from datetime import date

import pytest

from rathaus.core.akte.errors import DisposalRefused, ReasonRefused, RetentionRefused
from rathaus.core.akte.rules import (
    MAX_REASON,
    MAX_SOURCE,
    SETTLED,
    Facts,
    Obstacle,
    Step,
    kept_until,
    next_step,
    obstacles,
    reason_line,
    retention_source,
    retention_years,
)


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


def test_a_reason_stands_on_one_line() -> None:
    assert reason_line(" Klage\n 7 K 12/26 ") == "Klage 7 K 12/26"
    assert reason_line("x" * MAX_REASON)
    for typed in (" ", "x" * (MAX_REASON + 1)):
        with pytest.raises(ReasonRefused):
            reason_line(typed)


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


CLOSED = date(2026, 11, 23)
FREE = Facts(
    CLOSED, CLOSED, 10, is_held=False, has_draft=False, has_open_remedy=False, is_unserved=False, is_involving=False,
    has_open_money=False,
)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "today", "found"),
    [
        (FREE, date(2036, 12, 31), (Obstacle.KEPT,)),
        (FREE, date(2037, 1, 1), ()),
        (replace(FREE, closed_on=None, settled_on=None), date(2037, 1, 1), (Obstacle.OPEN,)),
        (replace(FREE, settled_on=date(2028, 2, 1)), date(2038, 12, 31), (Obstacle.KEPT,)),
        (replace(FREE, has_draft=True), date(2037, 1, 1), (Obstacle.DRAFT,)),
        (replace(FREE, is_unserved=True), date(2037, 1, 1), (Obstacle.UNSERVED,)),
        (replace(FREE, years=None), date(2037, 1, 1), (Obstacle.NO_PERIOD,)),
        (replace(FREE, is_held=True, is_involving=True), date(2037, 1, 1), (Obstacle.HELD, Obstacle.INVOLVED)),
        (replace(FREE, has_open_remedy=True), date(2037, 1, 1), (Obstacle.REMEDY,)),
    ],
)
def test_everything_that_stands_against_it_is_named(facts: Facts, today: date, found: tuple[Obstacle, ...]) -> None:
    assert obstacles(facts, today=today) == found


def test_each_step_follows_from_the_one_before() -> None:
    allowed = {(before, step) for before in (None, *Step) for step in Step if not _is_refused(before, step)}
    assert allowed == {
        (None, Step.OFFERED), (None, Step.WAIVED), (Step.OFFERED, Step.TAKEN), (Step.OFFERED, Step.REFUSED),
        *((before, Step.OFFERED) for before in Step),
    }  # fmt: skip
    assert {Step.OFFERED} == set(Step) - set(SETTLED)


def _is_refused(before: Step | None, step: Step) -> bool:
    try:
        return next_step(before, step) is not step
    except DisposalRefused:
        return True
