"""Place search: names, parts, postal codes, spellings, typos, former names."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.core.stelle.queries import PlaceHit, find_places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
TODAY = date(2026, 11, 22)


def search(query: str, *, limit: int = 8, day: date = TODAY) -> list[PlaceHit]:
    return find_places(query, limit=limit, day=day)


def names(query: str, **options: object) -> list[str]:
    return [hit.stelle.name for hit in search(query, **options)]  # type: ignore[arg-type]  # limit and day


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Hanau", "Hanau"),
        ("frankfurt", "Frankfurt am Main"),
        ("offenbach", "Offenbach am Main"),
        ("Bad Homburg", "Bad Homburg v. d. Höhe"),
        ("homburg", "Bad Homburg v. d. Höhe"),
        ("gießen", "Gießen"),
        ("Giessen", "Gießen"),
        ("Ruesselsheim", "Rüsselsheim am Main"),
        ("Russelsheim", "Rüsselsheim am Main"),
        ("Marbrug", "Marburg"),
        ("Fudla", "Fulda"),
        ("Wisbaden", "Wiesbaden"),
        ("Ofenbach", "Offenbach am Main"),
        ("Darmstat", "Darmstadt"),
        ("Frankfrut", "Frankfurt am Main"),
        ("Bromskirchen", "Allendorf (Eder)"),
        ("65510 Hünstetten", "Hünstetten"),
        ("35576", "Wetzlar"),
        ("59969", "Allendorf (Eder)"),
    ],
)
def test_the_meant_place_comes_first(typed: str, first: str) -> None:
    assert names(typed)[0] == first


def test_the_beginning_of_a_name_finds_all_places_that_begin_so() -> None:
    assert set(names("Homberg")) == {"Homberg (Efze)", "Homberg (Ohm)"}
    assert "Reichelsheim (Wetterau)" in names("reichels")


@pytest.mark.parametrize(
    ("plz", "places"),
    [
        ("36115", {"Hilders", "Ehrenberg (Rhön)"}),
        ("36251", {"Bad Hersfeld", "Ludwigsau"}),
        ("65510", {"Idstein", "Hünstetten"}),
    ],
)
def test_a_shared_postal_code_gives_several_exact_places_to_choose_from(plz: str, places: set[str]) -> None:
    hits = search(plz)
    assert {hit.stelle.name for hit in hits} == places
    assert all(hit.exact and hit.why.de == f"Postleitzahl {plz}" for hit in hits)


def test_the_beginning_of_a_postal_code_is_not_exact() -> None:
    hits = search("6345")
    assert [(hit.stelle.name, hit.exact) for hit in hits] == [("Hanau", False)]


def test_a_hit_says_why_it_was_found() -> None:
    reasons = {typed: search(typed)[0].why.de for typed in ("Hanau", "homburg", "Marbrug", "Bromskirchen")}
    assert reasons == {
        "Hanau": "Name",
        "homburg": "Teil des Namens",
        "Marbrug": "Ähnlicher Name",
        "Bromskirchen": "Früher Bromskirchen, heute Teil von Allendorf (Eder)",
    }


def test_only_the_whole_name_is_exact() -> None:
    assert search("Hanau")[0].exact
    assert search("Muenster (Hessen)")[0].exact
    assert not search("Hana")[0].exact


def test_before_the_merger_bromskirchen_is_found_itself() -> None:
    assert names("Bromskirchen", day=date(2022, 6, 1)) == ["Bromskirchen"]


def test_guesses_are_left_out_when_a_name_fits() -> None:
    assert names("Wetzlar") == ["Wetzlar"]


def test_test_twins_counties_and_ministries_are_no_places() -> None:
    assert [hit.stelle.mode for hit in search("Gießen")] == ["live"]
    assert names("Main-Kinzig-Kreis") == []


@pytest.mark.parametrize("typed", ["", "   ", "%", "_", "'; DROP TABLE stelle_stelle; --", "qqqqqqqq", "00000"])
def test_nothing_that_fits_finds_nothing(typed: str) -> None:
    assert search(typed) == []


def test_the_limit_is_kept_and_big_places_come_first() -> None:
    hits = search("Bad", limit=3)
    assert len(hits) == 3
    populations = [hit.stelle.population or 0 for hit in hits]
    assert populations == sorted(populations, reverse=True)


@pytest.mark.parametrize("typed", ["Fudla", "65510", "bad hom", "Ofenbach", "a", "Frankfurt 60313"])
def test_a_search_is_one_query(typed: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        search(typed)
    assert len(queries) == 1
