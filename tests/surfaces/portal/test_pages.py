"""What every page links to: feedback, accessibility, privacy, imprint, plain language; and the health check."""

import pytest
from django.db import DatabaseError
from pytest_django import Settings

from rathaus.core.postfach.queries import feedback_of
from rathaus.core.scope.session import open_scope
from rathaus.surfaces.portal import seiten
from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of

TOLD = {"art": "barrier", "text": "Der Kontrast ist zu schwach.", "email": "", "von": "/leistungen/?q=mein+name"}


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    "path", ["rueckmeldung", "barrierefreiheit", "datenschutz", "impressum", "leichte-sprache", "gebaerdensprache"]
)
def test_the_page_stands_in_the_footer_of_the_start_page(browser: Browser, path: str, prefix: str) -> None:
    assert f'href="{prefix}/{path}/' in browser.get(f"{prefix}/").content.decode()
    browser.page(f"{prefix}/{path}/")


def test_a_page_names_its_address_in_both_languages(browser: Browser, settings: Settings) -> None:
    settings.RATHAUS_BASE_URL = "https://rathaus.example.org/"
    html = browser.get("/en/datenschutz/?ort=hanau").content.decode()
    assert '<link rel="canonical" href="https://rathaus.example.org/en/datenschutz/">' in html
    assert '<link rel="alternate" hreflang="de" href="https://rathaus.example.org/datenschutz/">' in html


def test_feedback_reaches_the_coordination_office_and_nobody_else(
    browser: Browser, officer: Member, clerk: Member
) -> None:
    assert browser.post("/rueckmeldung/", TOLD)["Location"] == "/rueckmeldung/danke/"
    assert "Danke für Ihre Rückmeldung" in browser.page("/rueckmeldung/danke/")
    assert officer.stelle is not None
    with open_scope(officer.scope):
        (row,) = feedback_of(officer.stelle.pk)
    assert (row.kind, row.text, row.page) == ("barrier", "Der Kontrast ist zu schwach.", "/leistungen/")
    with open_scope(clerk.scope):
        assert not feedback_of(officer.stelle.pk).exists()


def test_feedback_keeps_what_was_typed_and_says_what_is_missing(browser: Browser) -> None:
    answer = browser.post("/rueckmeldung/", {"art": "", "text": "Schön!", "email": "kein@", "von": ""})
    assert answer.status_code == 422
    page = text_of(answer)
    for words in ("Schön!", "Wählen Sie, worum es geht.", "Die E-Mail-Adresse ist nicht vollständig."):
        assert words in page


def test_feedback_may_name_no_page_of_another_site(browser: Browser, officer: Member) -> None:
    browser.post("/rueckmeldung/", TOLD | {"von": "//evil.example/x"})
    assert officer.stelle is not None
    with open_scope(officer.scope):
        assert feedback_of(officer.stelle.pk).get().page == ""


def test_feedback_is_limited(browser: Browser) -> None:
    answers = [browser.post("/rueckmeldung/", TOLD).status_code for _ in range(11)]
    assert answers[-2:] == [302, 429]


def test_the_accessibility_statement_is_there_for_machines(browser: Browser) -> None:
    data = browser.get("/barrierefreiheit.json").json()
    assert data["state"] == "partial"
    assert data["limitations"]
    page = browser.page("/barrierefreiheit/")
    assert all(each["what"]["de"] in page for each in data["limitations"])


def test_the_plain_language_page_is_german_in_every_language(browser: Browser) -> None:
    assert '<div lang="de" class="r-leicht">' in browser.get("/en/leichte-sprache/").content.decode()


def test_the_health_check_answers_without_a_page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert browser.get("/gesund/").json() == {"ok": True}

    def broken() -> None:
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(seiten.connection, "cursor", broken)
        assert browser.get("/gesund/").status_code == 503
