"""The day of announcement, and who may do what."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rathaus.core.postfach.rules import Announcement, Kind, announcement_of, local_day, missed_retrieval
from rathaus.recht.regime import HESSEN, Regime, Verfahrensrecht

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


SGB_X, AO = Regime(verfahrensrecht=Verfahrensrecht.SGB_X), Regime(verfahrensrecht=Verfahrensrecht.AO)


@pytest.mark.parametrize(
    ("regime", "announced_on", "row"),
    [
        (HESSEN, date(2026, 11, 24), "bekanntgabe.portal_retrieval_window"),
        (SGB_X, date(2026, 11, 23), "bekanntgabe.sgb_x.notice_days"),
        (AO, date(2026, 11, 24), "bekanntgabe.ao.provision_days"),
    ],
)
def test_a_bescheid_of_which_nobody_was_told_is_announced_by_its_opening(
    regime: Regime, announced_on: date, row: str
) -> None:
    provided_at = NOON - timedelta(days=3)
    found = announcement_of(
        Kind.BESCHEID, provided_at=provided_at, notified_at=None, retrieved_at=NOON, regime=regime
    )  # fmt: skip
    assert found == Announcement(announced_on, (f"{row}@federal/always",))


@pytest.mark.parametrize("regime", [SGB_X, AO])
def test_where_the_notice_or_the_provision_counts_no_opening_changes_the_day_and_none_is_missed(regime: Regime) -> None:
    told = NOON - timedelta(days=12)
    found = announcement_of(Kind.BESCHEID, provided_at=told, notified_at=told, retrieved_at=NOON, regime=regime)
    assert found.announced_on == date(2026, 11, 15)
    assert missed_retrieval(told, today=date(2026, 12, 24), regime=regime) is None


def test_after_the_ten_days_from_the_notice_an_opening_does_not_announce() -> None:
    for days, announced_on in ((10, date(2026, 11, 24)), (13, None)):
        notified_at = NOON - timedelta(days=days)
        found = announcement_of(Kind.BESCHEID, notified_at=notified_at, retrieved_at=NOON, regime=HESSEN)
        assert found.announced_on == announced_on


@pytest.mark.parametrize(("days", "is_missed"), [(9, False), (10, False), (11, True), (30, True)])
def test_a_bescheid_is_missed_once_the_ten_days_from_the_notice_have_passed(days: int, *, is_missed: bool) -> None:
    today = date(2026, 11, 23) + timedelta(days=days)
    found = missed_retrieval(NOON, today=today, regime=HESSEN)
    assert (found is not None) == is_missed
    if found is not None:
        assert found.announced_on is None
        assert found.explanation.de == (
            "Ohne Abruf bis zum 3.12.2026 ist der Bescheid nicht bekannt gegeben (§ 41 Abs. 2a VwVfG)."
        )


def test_nothing_is_missed_while_nobody_was_told_that_a_letter_waits() -> None:
    assert missed_retrieval(None, today=date(2030, 1, 1), regime=HESSEN) is None


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.BESCHEID])
def test_nothing_else_is_announced(kind: Kind) -> None:
    assert announcement_of(kind, notified_at=None, retrieved_at=NOON, regime=HESSEN) == Announcement()


def test_shortly_before_midnight_in_london_the_next_day_has_begun_in_berlin() -> None:
    assert local_day(datetime(2026, 11, 23, 23, 30, tzinfo=UTC)) == date(2026, 11, 24)
