"""Figures of the state without small numbers; figures of a body in full."""

import pytest

from rathaus.core.leistung.models import Leistung
from rathaus.core.rechtsbehelf.counting import count_filing
from rathaus.core.rechtsbehelf.models import Rechtsbehelf, RemedyCount
from rathaus.core.rechtsbehelf.statistics import (
    own_statistics,
    statistics_by_body,
    statistics_by_service,
    years_counted,
)
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import stelle_by_slug
from tests.cast import Member
from tests.core.rechtsbehelf.conftest import PARKING


def count(slug: str, number: int, end: str = "", days: int | None = None, *, year: int = 2026) -> None:
    stelle = stelle_by_slug(slug)
    assert stelle is not None
    leistung = Leistung.objects.get(slug=PARKING)
    RemedyCount.objects.bulk_create(
        RemedyCount(leistung=leistung, stelle=stelle, year=year, end=end, days=days) for _ in range(number)
    )


def test_a_body_sees_its_own_figures_and_the_state_sees_no_small_one(remedy: Rechtsbehelf, clerk: Member) -> None:
    assert years_counted() == [2026]
    with open_scope(clerk.scope):
        (row,) = own_statistics(clerk.scope.stellen, year=2026)
        assert (row.slug, row.told.filed, row.told.in_time, row.told.median_days) == (PARKING, 1, 1, None)
    with open_scope(Scope()):
        (row,) = statistics_by_service(year=2026)
        assert (row.told.filed, row.told.in_time) == (None, None)
        assert own_statistics((), year=2026) == []


def test_a_test_twin_counts_nowhere(remedy: Rechtsbehelf) -> None:
    remedy.stelle.mode = remedy.stelle.Mode.TEST
    count_filing(remedy)
    assert RemedyCount.objects.count() == 1


@pytest.mark.django_db
def test_bodies_are_compared_without_small_numbers() -> None:
    count("hanau", 8)
    count("hanau", 6, "rejected", 30)
    count("maintal", 3)
    with open_scope(Scope()):
        hanau, maintal = statistics_by_body(PARKING, year=2026)
        assert (hanau.name.de, hanau.told.filed, maintal.told.filed) == ("Hanau", 8, None)
        assert (hanau.told.ends["rejected"], hanau.told.median_days) == (6, 30.0)
        (service,) = statistics_by_service(year=2026)
        assert service.told.filed == 8, "three of Maintal are in no sum"
    assert statistics_by_body(PARKING, year=2025) == []
