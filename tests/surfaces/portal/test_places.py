"""Places: found, asked apart, remembered in the browser alone."""

import pytest

from rathaus.surfaces.portal.orte import PLACE_COOKIE
from tests.surfaces.portal.browser import Browser


def test_a_place_is_remembered_and_leads_back(browser: Browser) -> None:
    response = browser.post("/ort/", {"ort": "63450", "weiter": "/leistungen/?q=hund&ort=maintal"})
    assert response["Location"] == "/leistungen/?q=hund"
    assert response.cookies[PLACE_COOKIE].value == "hanau"
    assert response.cookies[PLACE_COOKIE]["httponly"]


def test_several_places_are_asked_apart_with_their_county(browser: Browser) -> None:
    response = browser.post("/ort/", {"ort": "neu"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Welchen Ort meinen Sie?" in html
    assert "Landkreis Offenbach" in html


@pytest.mark.parametrize(("typed", "words"), [("", "Geben Sie einen Ort"), ("Xyzzy", "finden wir in Hessen nicht")])
def test_what_is_no_place_is_said_at_the_field(browser: Browser, typed: str, words: str) -> None:
    response = browser.post("/ort/", {"ort": typed})
    assert response.status_code == 422
    assert words in response.content.decode()


def test_nobody_is_led_to_another_site(browser: Browser) -> None:
    response = browser.post("/ort/", {"ort": "hanau", "weiter": "https://evil.example/"})
    assert response["Location"] == "/"


def test_suggestions_tell_places_apart(browser: Browser) -> None:
    rows = browser.get("/ort/vorschlaege/", {"q": "Neustadt"}).json()
    assert {"name": "Neustadt (Hessen)", "hint": "Landkreis Marburg-Biedenkopf"} in rows


def test_a_county_free_city_needs_no_hint(browser: Browser) -> None:
    assert {"name": "Hanau", "hint": ""} in browser.get("/ort/vorschlaege/", {"q": "Hanau"}).json()
