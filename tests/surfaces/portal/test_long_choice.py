"""A choice of 10,000 entries: small pages, searched and chosen without script, suggested to the script."""

import re
from html import unescape

import pytest

from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.adoption import adopt_for_all
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office
from tests.cast import NOW, PUBLISHED_ON, SYSTEM_ACTOR
from tests.long_list import BREED, COLOURS, SLUG, long_list_package
from tests.surfaces.portal.browser import Browser

MOST_BYTES = 60_000
SUGGEST = f"/leistungen/{SLUG}/auswahl/1.0.0/"
DOG = "G06900001003.F06900001011"


@pytest.fixture
def version(db: None) -> LeistungVersion:
    """The service with the long list, loaded and not yet published."""
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        loaded = load_package(actor=SYSTEM_ACTOR, files=long_list_package()).version
    assert loaded is not None
    return loaded


@pytest.fixture
def published(version: LeistungVersion) -> LeistungVersion:
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        publish_version(actor=SYSTEM_ACTOR, version=version, valid_from=PUBLISHED_ON, now=NOW)
        adopt_for_all(actor=SYSTEM_ACTOR, leistung=version.leistung, now=NOW)
    return version


@pytest.fixture
def page(browser: Browser, published: LeistungVersion) -> str:
    return f"{browser.start(SLUG)}seite/ihr-hund/"


def html_of(browser: Browser, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    assert len(response.content) < MOST_BYTES
    return unescape(response.content.decode())


def shown(html: str, kind: str, name: str) -> dict[str, bool]:
    """Return codes of radios or boxes of a question, and whether they are ticked."""
    inputs = re.findall(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', html)
    return {re.findall(r'value="([^"]*)"', each)[0]: " checked" in each for each in inputs if f'type="{kind}"' in each}


def test_the_list_is_not_on_the_page_and_is_stored_once(
    browser: Browser, page: str, published: LeistungVersion
) -> None:
    html = html_of(browser, page)
    assert "Die Liste hat 10.000 Einträge." in html
    assert f'name="{BREED}.suche"' in html
    assert "<option" not in html
    assert len(str(published.formular)) < 600_000


def test_somebody_searches_chooses_and_changes_without_script(browser: Browser, page: str) -> None:
    typed = {DOG: "Balu", f"{BREED}.suche": "munsterlander", "_suchen": BREED}
    found = browser.post(page, typed)["Location"]
    assert found == f"{page}?auswahl=#f-G06900001003-F06900001012"
    html = html_of(browser, found)
    assert shown(html, "radio", BREED) == {"00002": False, "00000": False}
    assert 'value="Balu"' in html
    assert "kern-error" not in html

    chosen = {DOG: "Balu", BREED: "00000", f"{BREED}.suche": "munsterlander", f"{BREED}.gesucht": "munsterlander"}
    browser.post(page, chosen)
    html = html_of(browser, page)
    assert "<strong>Großer Münsterländer</strong>" in html
    assert shown(html, "hidden", BREED) == {"00000": False}

    changed = browser.post(page, {DOG: "Balu", BREED: "00000", "_auswahl_aendern": BREED})["Location"]
    html = html_of(browser, changed)
    assert f'name="{BREED}.suche" type="text" value="Großer Münsterländer"' in html
    browser.post(page, {DOG: "Balu", f"{BREED}.suche": "mops"})
    assert "<strong>Mops</strong>" in html_of(browser, page)


def test_what_names_no_entry_is_kept_and_said_with_its_hits(browser: Browser, page: str) -> None:
    assert browser.post(page, {f"{BREED}.suche": "Jagdhund"})["Location"] == f"{page}#fehler"
    html = html_of(browser, page)
    assert "Bei „Welche Rasse ist es?“ ist noch kein Eintrag der Liste gewählt." in html
    assert len(shown(html, "radio", BREED)) == 30
    assert "Gefunden: 9.994 Einträge. Das sind die ersten 30." in html
    browser.post(page, {f"{BREED}.suche": "Einhorn", "_suchen": BREED})
    assert "Zu „Einhorn“ steht nichts in der Liste." in html_of(browser, page)


def test_a_tampered_code_is_refused(browser: Browser, page: str) -> None:
    browser.post(page, {BREED: "99999"})
    assert "ist noch kein Eintrag der Liste gewählt" in html_of(browser, page)


@pytest.mark.parametrize(
    "text", ["a\x00b", "<script>alert(1)</script>", "%' OR 1=1 --", "x" * 30_000, "\ud800", "\u202e"]
)
def test_hostile_text_is_text(browser: Browser, page: str, text: str) -> None:
    typed = text.encode("utf-8", "replace").decode()
    assert browser.post(page, {f"{BREED}.suche": typed, "_suchen": BREED}).status_code in {302, 422}
    response = browser.get(page)
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert browser.get(f"{SUGGEST}{BREED}/", {"q": typed}).json() == []


def test_several_entries_are_collected_and_taken_out(browser: Browser, page: str) -> None:
    browser.post(page, {COLOURS: ["00001"], f"{COLOURS}.suche": "terrier", "_suchen": COLOURS})
    html = html_of(browser, f"{page}?auswahl=")
    assert shown(html, "checkbox", COLOURS) == {"00001": True, "00003": False, "00004": False}
    assert "Terrier (00003)" in html
    posted = {COLOURS: ["00001", "00004"], f"{COLOURS}.suche": "terrier", f"{COLOURS}.gesucht": "terrier"}
    browser.post(page, posted)
    assert shown(html_of(browser, page), "checkbox", COLOURS) == {"00001": True, "00004": True}
    browser.post(page, {COLOURS: ["00004"]})
    assert shown(html_of(browser, page), "checkbox", COLOURS) == {"00004": True}


def test_a_refresh_of_the_script_shows_hits_and_no_messages(browser: Browser, page: str) -> None:
    response = browser.post(page, {f"{BREED}.suche": "terrier", "_auffrischen": "1"})
    assert shown(response.content.decode(), "radio", BREED) == {"00003": False, "00004": False}
    assert b"kern-error" not in response.content


def test_the_review_says_names(browser: Browser, page: str) -> None:
    browser.post(page, {BREED: "00001"})
    assert "Österreichischer Pinscher" in browser.page(f"{page.partition('seite/')[0]}pruefen/")


def test_suggestions_are_few_and_kept_by_the_browser_alone(browser: Browser, published: LeistungVersion) -> None:
    response = browser.get(f"{SUGGEST}{BREED}/", {"q": "terrier"})
    assert response.json() == [{"name": "Terrier (00003)", "hint": ""}, {"name": "Terrier (00004)", "hint": ""}]
    assert response["Cache-Control"] == "private, max-age=300"
    assert len(browser.get(f"{SUGGEST}{BREED}/", {"q": "jagdhund"}).json()) == 8
    assert browser.get(f"{SUGGEST}{BREED}/").json() == []


@pytest.mark.parametrize("path", ["G06900001003.F06900001014", "nichts", "G06900001003"])
def test_only_long_choices_have_suggestions(browser: Browser, published: LeistungVersion, path: str) -> None:
    assert browser.get(f"{SUGGEST}{path}/", {"q": "x"}).status_code == 404


@pytest.mark.parametrize("address", [f"{SUGGEST}%00/", f"{SUGGEST}{BREED}%00/"])
def test_a_path_that_no_question_can_have_is_not_found(
    browser: Browser, published: LeistungVersion, address: str
) -> None:
    assert browser.get(address, {"q": "x"}).status_code == 404


@pytest.mark.parametrize("number", ["%00", "1.0.0%00", "1.0", "1.0.0-x", "%0A", "einhorn"])
def test_a_number_that_no_version_can_have_is_not_found(
    browser: Browser, published: LeistungVersion, number: str
) -> None:
    assert browser.get(f"/leistungen/{SLUG}/auswahl/{number}/{BREED}/", {"q": "x"}).status_code == 404


def test_what_is_not_published_has_no_suggestions(browser: Browser, version: LeistungVersion) -> None:
    assert browser.get(f"{SUGGEST}{BREED}/", {"q": "terrier"}).status_code == 404
