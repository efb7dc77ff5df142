"""Figures of a body are those of its rows, whether a month is counted or not; nobody else sees them."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.core.kennzahl.actions import count_months
from rathaus.core.kennzahl.jobs import count_all
from rathaus.core.kennzahl.models import CountedMonth, MonthFigure
from rathaus.core.kennzahl.queries import Figures, Flow, Load, figures
from rathaus.core.kennzahl.rules import MOST_MONTHS, Period, last_months, month_of
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import State
from rathaus.core.vorgang.signals import vorgang_ended, vorgang_opened
from tests.cast import NOW, TODAY, Member
from tests.core.kennzahl.cases import BERLIN, SLUGS, Made, at, decided, some_cases, store
from tests.errand import submitted

YEAR = last_months(TODAY)


@pytest.fixture
def town(clerk: Member) -> Iterator[Stelle]:
    """Hanau, with its scope open."""
    assert clerk.stelle is not None
    with open_scope(clerk.scope):
        yield clerk.stelle


def within(ordered: list[int], per_cent: int) -> int | None:
    """Return the first of the days such that no fewer than so many of 100 are not longer."""
    for day in ordered:
        if 100 * len([each for each in ordered if each <= day]) >= per_cent * len(ordered):
            return day
    return None


def plain_flow(cases: Collection[Made], months: Collection[date]) -> tuple[object, ...]:
    """Say what :class:`Flow` says, one case after the other."""
    done = [each for each in cases if each.decided_on and not each.is_withdrawn and month_of(each.decided_on) in months]
    ends = [(each, each.decided_on) for each in done if each.decided_on]
    since = sorted((on - each.came_on).days for each, on in ends)
    complete = sorted(
        max(0, (on - each.complete_at.astimezone(BERLIN).date()).days) for each, on in ends if each.complete_at
    )
    received = len([each for each in cases if month_of(each.came_on) in months])
    return (
        received, len(done), within(since, 50), within(since, 90), len(complete), within(complete, 50),
        within(complete, 90),
    )  # fmt: skip


def told(flow: Flow) -> tuple[object, ...]:
    since, complete = flow.from_receipt, flow.from_complete
    return (
        flow.received, flow.decided, since.median, since.nearly_all, complete.cases, complete.median,
        complete.nearly_all,
    )  # fmt: skip


def assert_equal(found: Figures, cases: list[Made]) -> None:
    months = found.period.months
    assert told(found.total) == plain_flow(cases, months)
    for each in found.months:
        assert told(each.flow) == plain_flow(cases, [each.month]), each.month
    for row in found.leistungen:
        of_it = [each for each in cases if each.slug == row.slug]
        waiting = [each for each in of_it if each.decided_on is None and not each.is_withdrawn]
        assert told(row.flow) == plain_flow(of_it, months), row.slug
        assert row.load == Load(len(waiting), len([each for each in waiting if each.due_on < TODAY]))
    assert sum(found.days.values()) == found.total.decided


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("is_counted", [False, True])
def test_figures_equal_the_rows_that_they_are_made_of(town: Stelle, seed: int, *, is_counted: bool) -> None:
    cases = some_cases(seed)
    store(town, cases)
    if is_counted:
        assert count_months(actor=SYSTEM_ACTOR, stelle_id=town.pk, today=TODAY) == MOST_MONTHS - 1
    for period in (YEAR, Period(date(2025, 3, 1), date(2025, 9, 1)), Period(date(2026, 11, 1), date(2026, 11, 1))):
        assert_equal(figures(period=period, today=TODAY), cases)
    one = figures(period=YEAR, today=TODAY, leistung=SLUGS[1])
    assert [each.slug for each in one.leistungen] == [SLUGS[1]]
    assert_equal(one, [each for each in cases if each.slug == SLUGS[1]])


def test_counting_again_changes_nothing_and_a_counted_month_is_not_read_from_cases(town: Stelle) -> None:
    store(town, [decided(9)])
    assert count_months(actor=SYSTEM_ACTOR, stelle_id=town.pk, today=TODAY) > 0
    assert count_months(actor=SYSTEM_ACTOR, stelle_id=town.pk, today=TODAY) == 0
    MonthFigure.objects.filter(measure="receipt").update(days=12)
    assert figures(period=YEAR, today=TODAY).total.from_receipt.median == 12


def test_what_arrives_or_is_decided_in_a_counted_month_afterwards_is_added_and_deleted_cases_stay(town: Stelle) -> None:
    (gone,) = store(town, [decided(9)])
    count_months(actor=SYSTEM_ACTOR, stelle_id=town.pk, today=TODAY)
    Vorgang.objects.filter(pk=gone.pk).delete()
    early, late = store(town, [Made(at(date(2026, 3, 3))), decided(9)])
    assert figures(period=YEAR, today=TODAY).total.received == 1
    vorgang_opened.send(sender=Vorgang, vorgang=early, now=NOW)
    vorgang_opened.send(sender=Vorgang, vorgang=late, now=NOW)
    vorgang_ended.send(sender=Vorgang, vorgang=late, now=NOW)
    late.state, late.closed_at = State.CLOSED, NOW
    vorgang_ended.send(sender=Vorgang, vorgang=late, now=NOW)
    assert count_months(actor=SYSTEM_ACTOR, stelle_id=town.pk, today=TODAY) == 0
    assert_equal(figures(period=YEAR, today=TODAY), [decided(9), Made(at(date(2026, 3, 3))), decided(9)])


def test_a_case_of_a_month_that_is_not_counted_yet_counts_once(town: Stelle) -> None:
    early, late = store(town, [Made(at(date(2026, 3, 3))), decided(9)])
    vorgang_opened.send(sender=Vorgang, vorgang=early, now=NOW)
    vorgang_ended.send(sender=Vorgang, vorgang=late, now=NOW)
    count_months(actor=SYSTEM_ACTOR, stelle_id=town.pk, today=TODAY)
    assert_equal(figures(period=YEAR, today=TODAY), [Made(at(date(2026, 3, 3))), decided(9)])


def test_the_running_month_and_the_one_that_is_just_over_stay_open(town: Stelle) -> None:
    for today, last in ((date(2026, 12, 2), date(2026, 10, 1)), (date(2026, 12, 3), date(2026, 11, 1))):
        count_months(actor=SYSTEM_ACTOR, stelle_id=town.pk, today=today)
        assert CountedMonth.objects.order_by("-month").values_list("month", flat=True)[0] == last


def test_a_case_of_the_portal_counts_at_once(citizen: Member, clerk: Member) -> None:
    submitted(citizen, SLUGS[0], "bewilligung")
    with open_scope(clerk.scope):
        found = figures(period=YEAR, today=TODAY)
    assert (found.total.received, found.load, found.months[-1].flow.received) == (1, Load(open=1), 1)


def test_nobody_else_sees_the_figures_of_a_body(town: Stelle, clerk_of_the_next_town: Member, citizen: Member) -> None:
    store(town, [decided(9), decided(10), Made(NOW)])
    count_months(actor=SYSTEM_ACTOR, stelle_id=town.pk, today=TODAY)
    for stranger in (clerk_of_the_next_town, citizen):
        with open_scope(stranger.scope):
            found = figures(period=YEAR, today=TODAY)
            assert (found.total.received, found.total.decided, found.load) == (0, 0, Load())
            assert found.leistungen == ()


def test_the_numbers_of_queries_and_of_kept_rows_do_not_grow_with_cases(town: Stelle) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            figures(period=YEAR, today=TODAY)
        return len(queries)

    store(town, [decided(9), Made(NOW)])
    few = asked()
    store(town, [decided(9)] * 50 + [Made(NOW - timedelta(days=each)) for each in range(50)])
    assert asked() == few
    count_months(actor=SYSTEM_ACTOR, stelle_id=town.pk, today=TODAY)
    assert MonthFigure.objects.filter(stelle=town, measure="receipt").get().cases == 51


def test_the_nightly_job_counts_each_body_in_its_own_scope(clerk: Member, clerk_of_the_next_town: Member) -> None:
    for each in (clerk, clerk_of_the_next_town):
        assert each.stelle is not None
        with open_scope(each.scope):
            store(each.stelle, [decided(9)])
    count_all(0)
    rows = MonthFigure.objects.filter(measure="receipt").order_by("stelle__slug")
    assert list(rows.values_list("stelle__slug", "days", "cases")) == [("hanau", 9, 1), ("maintal", 9, 1)]


def test_only_the_system_counts(clerk: Member, town: Stelle) -> None:
    with pytest.raises(ActorRefused):
        count_months(actor=clerk.actor, stelle_id=town.pk, today=TODAY)


def test_without_the_scope_of_the_body_nothing_is_counted(town: Stelle) -> None:
    store(town, [decided(9)])
    with open_scope(Scope()):
        count_months(actor=SYSTEM_ACTOR, stelle_id=town.pk, today=TODAY)
    assert not MonthFigure.objects.exists()
