"""Entries in steps on the pages of a draft: begun, continued, changed, taken away, without script."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.adoption import adopt_for_all
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office
from tests.cast import NOW, PUBLISHED_ON, SYSTEM_ACTOR
from tests.core.datei.samples import pdf
from tests.long_entries import ACCOUNT, AT_SCHOOL, CHILD, NAME, PAPER, SCHOOL, SLUG, long_entries_package
from tests.surfaces.portal.browser import Browser

FIRST, SCHOOL_STEP, ACCOUNTS, PAPERS = "kind", "kind-schule", "kind-konto", "kind-unterlagen"


@pytest.fixture
def draft(browser: Browser) -> str:
    """A draft of the service with long entries."""
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        loaded = load_package(actor=SYSTEM_ACTOR, files=long_entries_package())
        assert loaded.version is not None, [each.as_line("de") for each in loaded.findings]
        publish_version(actor=SYSTEM_ACTOR, version=loaded.version, valid_from=PUBLISHED_ON, now=NOW)
        adopt_for_all(actor=SYSTEM_ACTOR, leistung=loaded.version.leistung, now=NOW)
    return browser.start(SLUG)


@pytest.fixture
def children(draft: str) -> str:
    return f"{draft}seite/kind/"


def step(children: str, key: str, number: int = 0) -> str:
    return f"{children}{quote(f'{CHILD}[{number}]')}/{key}/"


def child(name: str, *, at_school: bool = False, number: int = 0) -> dict[str, str]:
    entry = f"{CHILD}[{number}]"
    return {entry: "", f"{entry}.{NAME}": name, f"{entry}.{AT_SCHOOL}": "true" if at_school else "false"}


def html_of(browser: Browser, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def add_child(browser: Browser, children: str, name: str, number: int = 0) -> None:
    """Walk through the steps of a child that does not go to school."""
    first = browser.post(children, {"_eintrag_dazu": CHILD})["Location"]
    assert first == step(children, FIRST, number)
    target = browser.post(first, child(name, number=number))["Location"]
    for key in (ACCOUNTS, PAPERS):
        assert target == step(children, key, number)
        target = browser.post(target, {f"{CHILD}[{number}]": ""})["Location"]
    assert target == f"{children}?neu=1#f-{CHILD}-{number}"


def test_an_entry_is_asked_step_by_step_and_ends_at_its_list(browser: Browser, children: str) -> None:
    assert "Eintrag hinzufügen" in html_of(browser, children)
    add_child(browser, children, "Ada")
    html = html_of(browser, children)
    assert "Ada" in html
    assert "Vollständig" in html
    assert f'name="{CHILD}[0].{NAME}"' not in html
    assert f'href="{step(children, FIRST)}"' in html


def test_a_step_says_where_somebody_is_and_asks_only_its_own_questions(browser: Browser, children: str) -> None:
    html = html_of(browser, step(children, FIRST))
    assert "Kind 1 · Schritt 1 von 3" in html
    assert "fehlt" not in html
    asked = set(re.findall(rf'name="{CHILD}\[0\]\.(F\d+)"', html))
    assert asked == {NAME, AT_SCHOOL, *(f"F{short:011}" for short in (22, 23, 24))}
    assert f'href="{children}"' in html
    assert f'href="{step(children, FIRST)}"' in html_of(browser, step(children, ACCOUNTS))


def test_a_conditional_step_is_skipped_until_it_is_asked(browser: Browser, children: str) -> None:
    browser.get(step(children, FIRST))
    assert browser.get(step(children, SCHOOL_STEP)).status_code == 404
    answer = browser.post(step(children, FIRST), child("Ada", at_school=True))
    assert answer["Location"] == step(children, SCHOOL_STEP)
    html = html_of(browser, step(children, SCHOOL_STEP))
    assert "Schritt 2 von 4" in html
    assert "Name der Schule" in html


def test_what_is_missing_keeps_somebody_on_the_step_and_is_listed_until_it_is_there(
    browser: Browser, children: str
) -> None:
    answer = browser.post(step(children, FIRST), child("", at_school=True))
    assert answer["Location"] == f"{step(children, FIRST)}?fehler=1#fehler"
    html = html_of(browser, f"{step(children, FIRST)}?fehler=1")
    assert "„Vorname des Kindes“ fehlt." in html
    assert "Name der Schule" not in html
    listed = html_of(browser, children)
    assert "Es fehlt noch etwas" in listed
    assert f'href="#f-{CHILD}-0"' in listed
    assert browser.post(children, {})["Location"] == f"{children}#fehler"


def test_the_list_leads_to_the_step_where_something_is_missing(browser: Browser, children: str) -> None:
    browser.post(step(children, FIRST), child("Ada", at_school=True))
    assert f'href="{step(children, SCHOOL_STEP)}"' in html_of(browser, children)


def test_an_entry_is_changed_and_taken_away(browser: Browser, children: str) -> None:
    add_child(browser, children, "Ada")
    add_child(browser, children, "Ben", 1)
    browser.post(step(children, FIRST), child("Ida"))
    html = html_of(browser, children)
    assert "Ida" in html
    assert "Ada" not in html
    gone = browser.post(children, {"_eintrag_weg": f"{CHILD}[0]"})
    assert gone["Location"] == f"{children}?neu=1#f-{CHILD}"
    html = html_of(browser, children)
    assert "Ben" in html
    assert "Ida" not in html
    assert "Kind 2" not in html


def test_no_entry_begins_beyond_the_largest_number_or_out_of_turn(browser: Browser, children: str) -> None:
    assert browser.get(step(children, FIRST, 1)).status_code == 404
    assert browser.post(step(children, FIRST, 1), child("Eve", number=1)).status_code == 404
    for number, name in enumerate(("Ada", "Ben", "Cem")):
        add_child(browser, children, name, number)
    assert "_eintrag_dazu" not in html_of(browser, children)
    assert browser.get(step(children, FIRST, 3)).status_code == 404


def test_looking_at_a_new_entry_begins_none(browser: Browser, children: str) -> None:
    browser.get(step(children, FIRST))
    assert "Kind 1" not in html_of(browser, children)


def test_entries_inside_of_an_entry_stand_on_their_step(browser: Browser, children: str) -> None:
    browser.post(step(children, FIRST), child("Ada"))
    accounts, account = step(children, ACCOUNTS), f"{CHILD}[0].{ACCOUNT}"
    added = browser.post(accounts, {f"{CHILD}[0]": "", "_eintrag_dazu": account})
    assert added["Location"] == f"{accounts}?neu=1#f-{CHILD}-0-{ACCOUNT}-0"
    assert f'name="{account}[0].F00000000041"' in html_of(browser, accounts)
    assert browser.post(accounts, {f"{CHILD}[0]": "", f"{account}[0]": ""})["Location"].startswith(f"{accounts}?fehler")
    right = {f"{account}[0].F00000000041": "Sparen", f"{account}[0].F00000000042": "1"}
    assert browser.post(accounts, {f"{CHILD}[0]": "", **right})["Location"] == step(children, PAPERS)


def test_a_file_is_kept_and_taken_out_on_its_step(browser: Browser, children: str) -> None:
    browser.post(step(children, FIRST), child("Ada"))
    papers, key = step(children, PAPERS), f"{CHILD}[0].{PAPER}"
    upload = SimpleUploadedFile("urkunde.pdf", pdf(), content_type="application/pdf")
    assert browser.post(papers, {f"{CHILD}[0]": "", key: upload})["Location"].startswith(children)
    assert "urkunde.pdf" in html_of(browser, papers)
    assert browser.post(papers, {f"{CHILD}[0]": "", "_datei_weg": key})["Location"].startswith(f"{papers}?neu=1")
    assert "urkunde.pdf" not in html_of(browser, papers)
    program = SimpleUploadedFile("urkunde.pdf", b"MZ\x90\x00program", content_type="application/pdf")
    assert browser.post(papers, {f"{CHILD}[0]": "", key: program})["Location"].startswith(f"{papers}?abgelehnt=")


def test_later_goes_to_the_list_of_tasks_and_keeps_the_step(browser: Browser, draft: str, children: str) -> None:
    assert browser.post(step(children, FIRST), child("Ada") | {"_spaeter": "1"})["Location"] == draft
    assert 'value="Ada"' in html_of(browser, step(children, FIRST))


def test_a_refresh_shows_the_step_again(browser: Browser, children: str) -> None:
    answer = browser.post(step(children, FIRST), child("", at_school=True) | {"_auffrischen": "1"})
    assert answer.status_code == 200
    assert "Schritt 1 von 4" in unescape(answer.content.decode())
    assert "fehlt" not in unescape(answer.content.decode())


def test_change_links_of_the_review_lead_to_the_step(browser: Browser, draft: str, children: str) -> None:
    browser.post(step(children, FIRST), child("Ada", at_school=True))
    html = html_of(browser, f"{draft}pruefen/")
    assert f'href="{step(children, FIRST)}#f-{CHILD}-0-{NAME}"' in html
    assert f'href="{step(children, SCHOOL_STEP)}#f-{CHILD}-0-{SCHOOL}-F00000000031"' in html
    assert f'href="{draft}seite/angaben-zu-ihnen/#f-' in html


@pytest.mark.parametrize("address", [f"{CHILD}[x]/kind", f"{CHILD}[0]/anderes", f"{SCHOOL}[0]/kind", f"{CHILD}/kind"])
def test_an_address_that_names_no_step_is_not_there(browser: Browser, children: str, address: str) -> None:
    assert browser.get(f"{children}{quote(address)}/").status_code == 404
