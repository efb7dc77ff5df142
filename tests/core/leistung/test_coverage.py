"""Coverage: counted over competent bodies, by service, by county, by body."""

from datetime import UTC, date, datetime

import pytest

from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.adoption import adopt_for_all, withdraw_adoption
from rathaus.core.leistung.coverage import (
    NO_COVERAGE,
    AdoptionFilter,
    Coverage,
    adopted_by,
    adoption_count,
    adoption_rows,
    bodies_without_any,
    coverage_by_kreis,
    coverage_on,
    leistungen_for,
    newest_versions,
    version_counts,
)
from rathaus.core.leistung.queries import leistung_by_slug, uebernahmen_of
from rathaus.core.stelle.queries import stelle_by_slug
from tests.core.leistung.conftest import probe

TODAY, NOW = date(2026, 11, 22), datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def leistung(officer):
    """The probe, published today, offered by nobody."""
    version = load_package(actor=officer, files=probe()).version
    publish_version(actor=officer, version=version, valid_from=TODAY, now=NOW)
    return leistung_by_slug("probe")


@pytest.fixture
def adopted(officer, leistung):
    """The same, offered by all but Hanau."""
    adopt_for_all(actor=officer, leistung=leistung, now=NOW)
    row = uebernahmen_of(stelle_by_slug("hanau")).get(leistung=leistung)
    withdraw_adoption(actor=officer, uebernahme=row, now=NOW)
    return leistung


def test_a_share_is_adopted_of_competent() -> None:
    assert (NO_COVERAGE.share, Coverage(4, 1).share, Coverage(4, 1).waiting) == (0.0, 0.25, 3)
    assert Coverage(4, 1) + Coverage(2, 2) == Coverage(6, 3)


def test_coverage_counts_the_bodies_of_the_day(leistung, adopted) -> None:
    assert coverage_on(TODAY)[leistung.pk] == Coverage(421, 420)
    assert leistung.pk not in coverage_on(date(2025, 1, 1))


def test_coverage_by_county_adds_up(adopted) -> None:
    cells = coverage_by_kreis(TODAY, [adopted])
    assert cells["06415", adopted.pk] == Coverage(1, 0)
    assert sum(cells.values(), NO_COVERAGE) == Coverage(421, 420)
    assert coverage_by_kreis(TODAY, []) == {}


def test_rows_tell_who_offers_and_who_waits(adopted) -> None:
    waiting = adoption_rows(adopted, TODAY, filters=AdoptionFilter(offers=False))
    assert [(row.stelle.slug, row.adopted_at, row.kreis_key) for row in waiting] == [("hanau", None, "06415")]
    assert adoption_count(adopted, TODAY, filters=AdoptionFilter(offers=True)) == 420
    found = adoption_rows(adopted, TODAY, filters=AdoptionFilter(words="friedb", kreis_key="06440"))
    assert [row.stelle.slug for row in found] == ["friedberg-hessen"]


def test_rows_come_in_pages_in_the_order_of_din_5007(adopted) -> None:
    first = adoption_rows(adopted, TODAY, filters=AdoptionFilter(), limit=3)
    second = adoption_rows(adopted, TODAY, filters=AdoptionFilter(), after=first[-1].stelle.slug, limit=3)
    names = [row.stelle.sort_key for row in (*first, *second)]
    assert names == sorted(set(names)) and len(names) == 6


def test_a_body_knows_what_it_must_do_and_what_it_offers(adopted) -> None:
    hanau, twin = stelle_by_slug("hanau"), stelle_by_slug("hanau-test")
    assert adopted in leistungen_for(hanau, TODAY)
    assert adopted in leistungen_for(twin, TODAY)
    assert adopted.pk not in adopted_by(hanau)


def test_a_body_that_offers_something_else_is_not_without_any(adopted) -> None:
    assert bodies_without_any(TODAY).count() == 0
    uebernahmen_of(stelle_by_slug("hanau")).update(withdrawn_at=NOW)
    assert [stelle.slug for stelle in bodies_without_any(TODAY)] == ["hanau"]


def test_waiting_versions_are_counted_apart_from_broken_ones(officer, leistung) -> None:
    before = version_counts(TODAY)
    load_package(actor=officer, files=probe("1.1.0"))
    load_package(actor=officer, files={**probe("1.2.0"), "daten.xdf3.xml": b"<kein-xml"})
    after = version_counts(TODAY)
    assert (after.waiting - before.waiting, after.with_errors - before.with_errors) == (1, 1)
    assert newest_versions([leistung])[leistung.pk].version == "1.2.0"
