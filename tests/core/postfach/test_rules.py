"""The day of announcement, and who may do what."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rathaus.core.postfach.rules import Announcement, Kind, announcement_of, local_day, missed_retrieval
from rathaus.recht.regime import HESSEN, Regime, Verfahrensrecht

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize("regime", [HESSEN, Regime(verfahrensrecht=Verfahrensrecht.AO)])
def test_a_bescheid_is_announced_on_the_day_after_its_first_opening(regime: Regime) -> None:
    announcement = announcement_of(Kind.BESCHEID, notified_at=None, retrieved_at=NOON, regime=regime)
    assert announcement == Announcement(date(2026, 11, 24), ("bekanntgabe.portal_retrieval_window@federal/always",))


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
