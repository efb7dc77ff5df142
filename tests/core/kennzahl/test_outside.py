"""What leaves a body: nothing small, nothing that follows from the rest, nothing of a test twin."""

from collections.abc import Collection
from datetime import date

import pytest

from rathaus.core.kennzahl.actions import count_months
from rathaus.core.kennzahl.outside import (
    state_by_body,
    state_by_leistung,
    usual_days,
    usual_days_by_body,
    years_told,
)
from rathaus.core.kennzahl.rules import FEWEST_TOLD, Durations
from rathaus.core.leistung.models import Leistung
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import stelle_by_slug
from tests.cast import TODAY
from tests.core.kennzahl.cases import SLUGS, Made, decided, store

pytestmark = pytest.mark.django_db


def body(slug: str) -> Stelle:
    found = stelle_by_slug(slug)
    assert found is not None
    return found


def counted(stelle: Stelle, cases: Collection[Made]) -> None:
    """Store cases of a body and count its months, in its scope."""
    with open_scope(Scope(stellen=frozenset({stelle.pk}))):
        store(stelle, cases)
        count_months(actor=SYSTEM_ACTOR, stelle_id=stelle.pk, today=TODAY)


def said(stelle: Stelle, slug: str = SLUGS[0]) -> int | None:
    with open_scope(Scope()):
        return usual_days(stelle_id=stelle.pk, leistung_id=Leistung.objects.get(slug=slug).pk, today=TODAY)


def test_four_cases_say_nothing_and_five_their_median() -> None:
    assert FEWEST_TOLD == 5
    hanau, maintal = body("hanau"), body("maintal")
    counted(hanau, [decided(days) for days in (1, 2, 30, 40)])
    counted(maintal, [decided(days) for days in (1, 2, 9, 30, 40)])
    assert (said(hanau), said(maintal)) == (None, 9)
    with open_scope(Scope()):
        leistung_id = Leistung.objects.get(slug=SLUGS[0]).pk
        (row,) = usual_days_by_body(leistung_id, today=TODAY)
    assert (row.slug, row.name, row.days) == ("maintal", "Maintal", 9)


def test_each_leistung_is_counted_for_itself() -> None:
    hanau = body("hanau")
    counted(hanau, [decided(9)] * 4 + [decided(3, slug=SLUGS[1])] * 5)
    assert (said(hanau), said(hanau, SLUGS[1])) == (None, 3)


def test_only_the_last_twelve_months_that_are_over_are_said() -> None:
    hanau = body("hanau")
    old, running = [decided(50, on=date(2025, 10, 31))] * 9, [decided(70, on=date(2026, 11, 2))] * 9
    counted(hanau, [*old, *running])
    assert said(hanau) is None
    counted(body("maintal"), [*old, *running, *[decided(4, on=date(2025, 11, 1))] * 5])
    assert said(body("maintal")) == 4


def test_a_test_twin_says_nothing_and_counts_nowhere() -> None:
    twin = Stelle.objects.filter(mode=Stelle.Mode.TEST).first() or body("hanau")
    if twin.mode != Stelle.Mode.TEST:
        Stelle.objects.filter(pk=twin.pk).update(mode=Stelle.Mode.TEST)
    counted(twin, [decided(9)] * 9)
    assert said(twin) is None
    with open_scope(Scope()):
        assert state_by_leistung(year=2026) == state_by_leistung(year=2025) == []
        assert years_told(today=TODAY) == []


def test_the_state_is_the_sum_of_what_its_bodies_may_tell() -> None:
    counted(body("hanau"), [decided(10)] * 6)
    counted(body("maintal"), [decided(20)] * 14)
    counted(body("kassel"), [decided(1)] * 4)
    with open_scope(Scope()):
        assert years_told(today=TODAY) == [], "the year is not over"
        assert years_told(today=date(2027, 1, 1)) == [2026]
        (row,) = state_by_leistung(year=2026)
        assert (row.slug, row.received, row.decided, row.days) == (SLUGS[0], 20, 20, Durations(20, 20, 20))
        hanau, kassel, maintal = state_by_body(SLUGS[0], year=2026)
        assert (hanau.slug, hanau.decided, kassel.decided, maintal.decided) == ("hanau", 6, None, 14)
        assert (hanau.days, kassel.days, maintal.days) == (Durations(6, 10, None), None, Durations(14, 20, 20))
        assert state_by_body(SLUGS[0], year=2025) == []


def test_small_numbers_of_two_bodies_have_no_sum() -> None:
    counted(body("hanau"), [decided(10)] * 4)
    counted(body("maintal"), [decided(10)] * 4)
    with open_scope(Scope()):
        (row,) = state_by_leistung(year=2026)
    assert (row.received, row.decided, row.days) == (None, None, None)
