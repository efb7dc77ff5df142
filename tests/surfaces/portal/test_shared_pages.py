"""Public pages are made once for each state of the catalogue, and never mixed up between persons, places or days."""

import re
from collections.abc import Iterator
from typing import NoReturn

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from rathaus.core.leistung import stand
from rathaus.core.leistung.models import Uebernahme
from rathaus.core.stelle.queries import stelle_by_slug
from rathaus.surfaces.ui import shared_pages
from rathaus.surfaces.ui.shared_pages import _MOST_PAGES, Kept
from tests.cast import Member
from tests.surfaces.portal.browser import Browser

PAGE = "/leistungen/bewohnerparkausweis/?ort=hanau"


@pytest.fixture
def kept(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep pages for an hour, and none from other tests."""
    settings.RATHAUS_KEEP_S = 3600
    monkeypatch.setattr(stand, "_known", None)
    monkeypatch.setattr(shared_pages, "_pages", Kept(_MOST_PAGES))


@pytest.fixture
def away(kept: None, browser: Browser) -> Iterator[None]:
    """Let the database refuse every statement."""

    def refuse(*_: object) -> NoReturn:
        raise OperationalError

    with connection.execute_wrapper(refuse):
        yield


def ask_the_catalogue_again() -> None:
    """What happens when the seconds for which a process believes in the state are over."""
    stand._known = None


def test_the_second_answer_needs_no_database(kept: None, browser: Browser) -> None:
    first = browser.page(PAGE)
    with CaptureQueriesContext(connection) as queries:
        assert "Bewohnerparkausweis beantragen" in Browser().page(PAGE)
    assert len(queries) == 0
    assert "Hanau" in first


def test_each_answer_has_a_nonce_of_its_own_in_page_and_policy(kept: None, browser: Browser) -> None:
    answers = [browser.get(PAGE), Browser().get(PAGE), Browser().get(PAGE)]
    nonces = [re.findall(r"nonce-([\w-]+)", answer["Content-Security-Policy"]) for answer in answers]
    assert len({nonce for found in nonces for nonce in found}) == 3
    for answer, found in zip(answers, nonces, strict=True):
        assert set(re.findall(r'nonce="([\w-]+)"', answer.content.decode())) == set(found)


def test_the_place_in_the_address_is_remembered_from_a_kept_page_too(kept: None, browser: Browser) -> None:
    browser.get(PAGE)
    cookie = Browser().get(PAGE).cookies["rathaus_ort"]
    assert (cookie.value, bool(cookie["httponly"]), cookie["samesite"]) == ("hanau", True, "Lax")


def test_a_change_of_the_catalogue_is_shown(kept: None, browser: Browser) -> None:
    assert "Online beantragen" in browser.page(PAGE)
    Uebernahme.objects.filter(stelle=stelle_by_slug("hanau"), leistung__slug="bewohnerparkausweis").delete()
    ask_the_catalogue_again()
    assert "Online beantragen" not in Browser().page(PAGE)


def test_another_place_gets_another_page(kept: None, browser: Browser) -> None:
    browser.get("/?ort=hanau")
    assert Browser().live_in("maintal").page("/") != Browser().live_in("hanau").page("/")


def test_somebody_known_gets_a_page_of_their_own(kept: None, browser: Browser, citizen: Member) -> None:
    browser.page("/")
    assert "Amira Haddad" in Browser().sign_in(citizen).page("/")
    assert "Amira Haddad" not in Browser().page("/")


@pytest.mark.parametrize(("prefix", "language"), [("", "de"), ("/en", "en")])
def test_without_a_database_a_page_has_its_headers_and_its_language(away: None, prefix: str, language: str) -> None:
    answer = Browser(raise_request_exception=False).get(f"{prefix}/leistungen/bewohnerparkausweis/")
    assert answer.status_code == 503
    assert f'<html lang="{language}"' in answer.content.decode()
    assert answer["X-Frame-Options"] == "DENY"
    (nonce, *_) = re.findall(r"nonce-([\w-]+)", answer["Content-Security-Policy"])
    assert set(re.findall(r'nonce="([\w-]+)"', answer.content.decode())) <= {nonce}


def test_without_a_database_the_health_check_still_answers_machines(away: None) -> None:
    answer = Browser(raise_request_exception=False).get("/gesund/")
    assert (answer.status_code, answer.json()) == (503, {"ok": False})
