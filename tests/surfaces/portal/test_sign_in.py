"""Sign-in: the cast in demonstrations alone, passwords for staff, one body at a time."""

import pytest

from rathaus.core.konto.actions import create_konto
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.actions import grant_mitgliedschaft
from rathaus.core.stelle.models import Stelle
from rathaus.surfaces.portal.cast import CAST, character, demo_cast
from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of

LENA = "demo-lena-hoffmann"


def test_outside_of_demo_mode_there_is_no_cast(browser: Browser, settings: object) -> None:
    create_konto(login=LENA, kind="person")
    assert demo_cast() == ()
    assert character(LENA) is None
    assert "Lena Hoffmann" not in browser.page("/anmelden/")
    assert browser.post("/anmelden/", {"rolle": LENA}).status_code == 401
    assert "_auth_user_id" not in browser.session


def test_demo_mode_offers_the_cast_and_lets_them_in(browser: Browser, demo: None) -> None:
    create_konto(login=LENA, kind="person")
    page = browser.page("/anmelden/")
    assert all(each.name in page for each in CAST)
    assert "Passwort" not in page.replace("ohne Passwort", "")
    assert browser.post("/anmelden/", {"rolle": LENA, "weiter": "/antraege/"})["Location"] == "/antraege/"
    assert "Noch keine Anträge" in browser.page("/antraege/")


def test_demo_mode_lets_nobody_else_in(browser: Browser, demo: None, clerk: Member) -> None:
    assert browser.post("/anmelden/", {"rolle": "jonas"}).status_code == 401
    assert browser.post("/anmelden/", {"login": "jonas", "password": "x"}).status_code == 401


def test_staff_sign_in_by_password(browser: Browser) -> None:
    konto = create_konto(login="petra.klein", kind="staff", password="a long password 1")
    stelle = Stelle.objects.get(slug="hanau")
    with open_scope(Scope(stellen=frozenset({stelle.pk}))):
        grant_mitgliedschaft(
            actor=SYSTEM_ACTOR, stelle=stelle, konto_id=konto.pk, role="clerk", display_name="Petra Klein"
        )
    refused = browser.post("/anmelden/", {"login": "petra.klein", "password": "wrong"})
    assert refused.status_code == 401
    assert 'value="petra.klein"' in refused.content.decode()
    assert "Name und Passwort passen nicht zusammen." in text_of(refused)
    assert browser.post("/anmelden/", {"login": "petra.klein", "password": "a long password 1"}).status_code == 302
    assert "Petra Klein" in browser.page("/")


def test_an_empty_sign_in_is_refused(browser: Browser) -> None:
    assert browser.post("/anmelden/", {}).status_code == 401


def test_sign_in_is_limited(browser: Browser) -> None:
    answers = [browser.post("/anmelden/", {"login": f"a{n}", "password": "b"}).status_code for n in range(21)]
    assert answers[-2:] == [401, 429]


def test_sign_in_under_one_login_is_limited_from_all_addresses_together(db: None) -> None:
    answers = [
        Browser(REMOTE_ADDR=f"192.0.2.{n}").post("/anmelden/", {"login": "Petra ", "password": "b"}).status_code
        for n in range(11)
    ]
    assert answers[-2:] == [401, 429]


def test_sign_out_ends_the_session(amira: Browser) -> None:
    assert "Amira Haddad" in amira.page("/")
    assert amira.post("/abmelden/")["Location"] == "/"
    assert "Amira Haddad" not in amira.page("/")


def test_somebody_with_two_bodies_chooses_one(browser: Browser, clerk: Member) -> None:
    maintal = Stelle.objects.get(slug="maintal")
    assert clerk.konto is not None
    with open_scope(Scope(stellen=frozenset({maintal.pk}))):
        second = grant_mitgliedschaft(
            actor=SYSTEM_ACTOR, stelle=maintal, konto_id=clerk.konto.pk, role="clerk", display_name="Jonas Becker"
        )
    browser.sign_in(clerk)
    page = browser.page("/anmelden/stelle/")
    assert "Hanau" in page
    assert "Maintal" in page
    assert browser.post("/anmelden/stelle/", {"rolle": str(second.public_id)}).status_code == 302
    assert "Jonas Becker Maintal" in browser.page("/")


@pytest.mark.parametrize("chosen", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_body_that_is_not_theirs_is_not_chosen(browser: Browser, clerk: Member, chosen: str) -> None:
    answer = browser.sign_in(clerk).post("/anmelden/stelle/", {"rolle": chosen})
    assert answer.status_code == 422
    assert "Wählen Sie ein Amt aus der Liste." in text_of(answer)
