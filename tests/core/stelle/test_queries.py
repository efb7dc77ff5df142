"""Keys, counties, successors and competence on a day."""

from datetime import date

import pytest

from rathaus.core.stelle.models import Stelle, StelleKey, kreis_level_ars
from rathaus.core.stelle.queries import (
    all_stelle_ids,
    body_on,
    competent_stellen,
    coordination_office,
    key_on,
    kreis_of,
    resolve_zustaendigkeit,
    scope_ids_of,
    stelle_by_slug,
    stellen_by_kind,
    successors,
    twin_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
LAST_DAY, FIRST_DAY = date(2025, 12, 31), date(2026, 1, 1)


def body(slug: str) -> Stelle:
    found = stelle_by_slug(slug)
    assert found is not None
    return found


def test_an_unknown_slug_gives_nothing() -> None:
    assert stelle_by_slug("atlantis") is None


def test_hanau_has_one_identity_and_a_new_key() -> None:
    before, after = key_on(body("hanau"), LAST_DAY), key_on(body("hanau"), FIRST_DAY)
    assert before is not None
    assert after is not None
    assert (before.ags, after.ags) == ("06435014", "06415000")
    assert (before.ars, after.ars) == ("064350014014", kreis_level_ars("06415"))
    assert key_on(body("hanau-test"), FIRST_DAY) == after


def test_hanau_belongs_to_main_kinzig_until_the_end_of_2025_and_is_county_free_then() -> None:
    assert kreis_of(body("hanau"), LAST_DAY) == body("main-kinzig-kreis")
    assert kreis_of(body("hanau"), FIRST_DAY) == body("hanau")


def test_a_body_without_keys_has_no_county() -> None:
    assert kreis_of(body("finanzministerium"), FIRST_DAY) is None


def test_every_municipality_has_a_county_or_is_county_free() -> None:
    keys = StelleKey.objects.on(FIRST_DAY)
    county_level = {key.kreis_key for key in keys if key.ars == kreis_level_ars(key.kreis_key)}
    assert {key.kreis_key for key in keys.exclude(ags="")} == county_level
    assert len(county_level) == 27


def test_bromskirchen_became_part_of_allendorf() -> None:
    rows = successors(body("bromskirchen"))
    assert [(row.kind, row.successor.name) for row in rows] == [("merged", "Allendorf (Eder)")]
    assert body_on(body("bromskirchen"), date(2022, 12, 31)).slug == "bromskirchen"
    assert body_on(body("bromskirchen"), date(2023, 1, 1)).slug == "allendorf-eder"


def test_a_successor_sees_the_rows_of_its_predecessors() -> None:
    allendorf, bromskirchen = body("allendorf-eder"), body("bromskirchen")
    assert scope_ids_of(allendorf, date(2023, 1, 1)) == {allendorf.pk, bromskirchen.pk}
    assert scope_ids_of(bromskirchen, date(2023, 1, 1)) == {bromskirchen.pk}
    assert scope_ids_of(allendorf, date(2023, 1, 1)) < all_stelle_ids()


def test_a_merger_that_is_still_to_come_opens_nothing() -> None:
    allendorf = body("allendorf-eder")
    assert scope_ids_of(allendorf, date(2022, 12, 31)) == {allendorf.pk}


def test_bodies_of_a_kind_come_sorted_and_of_the_day() -> None:
    assert [stelle.name for stelle in stellen_by_kind("regierungspraesidium")] == [
        "Regierungspräsidium Darmstadt",
        "Regierungspräsidium Gießen",
        "Regierungspräsidium Kassel",
    ]
    assert stellen_by_kind("gemeinde").count() == 231
    assert stellen_by_kind("gemeinde", day=FIRST_DAY).count() == 230


@pytest.mark.parametrize(
    ("ebene", "day", "count"),
    [
        ("gemeinde", FIRST_DAY, 421),
        ("gemeinde", date(2022, 12, 31), 422),
        ("kreis", FIRST_DAY, 27),
        ("kreis", LAST_DAY, 26),
        ("sonderstatus", FIRST_DAY, 33),
        ("sonderstatus", LAST_DAY, 33),
        ("regierungsbezirk", FIRST_DAY, 3),
    ],
)
def test_the_number_of_competent_bodies_follows_from_rule_and_day(ebene: str, day: date, count: int) -> None:
    assert competent_stellen(ebene=ebene, stelle_slug=None, day=day).count() == count


def test_a_state_service_has_one_competent_body() -> None:
    rows = competent_stellen(ebene="land", stelle_slug="innenministerium", day=FIRST_DAY)
    assert [stelle.slug for stelle in rows] == ["innenministerium"]


@pytest.mark.parametrize(
    ("ebene", "place", "day", "slug"),
    [
        ("gemeinde", "hanau", LAST_DAY, "hanau"),
        ("kreis", "hanau", LAST_DAY, "main-kinzig-kreis"),
        ("kreis", "hanau", FIRST_DAY, "hanau"),
        ("sonderstatus", "hanau", LAST_DAY, "hanau"),
        ("sonderstatus", "lahnau", FIRST_DAY, "lahn-dill-kreis"),
        ("sonderstatus", "giessen", FIRST_DAY, "giessen"),
        ("gemeinde", "bromskirchen", FIRST_DAY, "allendorf-eder"),
        ("kreis", "bromskirchen", date(2022, 6, 1), "landkreis-waldeck-frankenberg"),
        ("regierungsbezirk", "hanau", FIRST_DAY, "regierungspraesidium-darmstadt"),
        ("regierungsbezirk", "lahnau", FIRST_DAY, "regierungspraesidium-giessen"),
        ("regierungsbezirk", "kassel", FIRST_DAY, "regierungspraesidium-kassel"),
        ("regierungsbezirk", "lahnau-test", FIRST_DAY, "regierungspraesidium-giessen-test"),
        ("gemeinde", "hanau-test", FIRST_DAY, "hanau-test"),
        ("kreis", "lahnau-test", FIRST_DAY, "lahn-dill-kreis-test"),
    ],
)
def test_the_resolver_names_the_body_of_the_day_and_stays_in_its_mode(ebene, place, day, slug) -> None:
    result = resolve_zustaendigkeit(ebene=ebene, stelle_slug=None, place=body(place), day=day)
    assert result.stelle is not None
    assert result.stelle.slug == slug
    assert result.reason.de
    assert result.reason.en


def test_the_resolver_names_a_state_body_live_or_test() -> None:
    for place, slug in ((None, "innenministerium"), (body("hanau-test"), "innenministerium-test")):
        result = resolve_zustaendigkeit(ebene="land", stelle_slug="innenministerium", place=place, day=FIRST_DAY)
        assert result.stelle is not None
        assert result.stelle.slug == slug


def test_the_resolver_says_why_nobody_can_be_named() -> None:
    no_place = resolve_zustaendigkeit(ebene="gemeinde", stelle_slug=None, place=None, day=FIRST_DAY)
    assert (no_place.stelle, no_place.reason.de[:27]) == (None, "Bitte wählen Sie einen Ort:")
    ministry = resolve_zustaendigkeit(ebene="kreis", stelle_slug=None, place=body("innenministerium"), day=FIRST_DAY)
    assert ministry.stelle is None


def test_a_twin_belongs_to_its_live_body() -> None:
    assert twin_of(body("hanau")).slug == "hanau-test"


def test_there_is_one_coordination_office() -> None:
    assert coordination_office().slug == "koordinierungsstelle"
