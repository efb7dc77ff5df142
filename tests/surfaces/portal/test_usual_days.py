"""How long it usually takes here: on the page of the service and for machines, from five decisions on."""

import pytest
from django.test import Client

from tests.core.kennzahl.cases import SLUGS, decided
from tests.core.kennzahl.test_outside import body, counted
from tests.surfaces.portal.browser import Browser

PARKING = f"/leistungen/{SLUGS[0]}/"
MACHINE = f"/api/v1{PARKING}dauer/"


@pytest.fixture
def asked(browser: Browser) -> Browser:
    return browser.live_in("hanau")


def test_five_decisions_say_how_long_it_takes_here_and_four_do_not(asked: Browser) -> None:
    counted(body("hanau"), [decided(days) for days in (2, 3, 30, 40)])
    counted(body("maintal"), [decided(days) for days in (1, 2, 9, 30, 40)])
    assert "So gemessen" not in asked.page(PARKING)
    page = asked.live_in("maintal").page(PARKING)
    assert "In Maintal meist 9 Tage." in page
    assert "in der Regel innerhalb von" in page, "what the Leistung promises stays"
    assert Client().get(MACHINE).json()["stellen"] == [{"slug": "maintal", "name": "Maintal", "usual_days": 9}]


@pytest.mark.parametrize(("days", "words"), [(0, "In Hanau meist am selben Tag."), (1, "In Hanau meist 1 Tag.")])
def test_short_times_are_said_as_people_say_them(asked: Browser, days: int, words: str) -> None:
    counted(body("hanau"), [decided(days)] * 5)
    assert words in asked.page(PARKING)


def test_without_a_place_nothing_is_said(browser: Browser) -> None:
    counted(body("hanau"), [decided(9)] * 5)
    assert "So gemessen" not in browser.page(PARKING)
