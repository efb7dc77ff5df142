"""The permit on the phone, its check by strangers, its renewal, change and return."""

from datetime import date, timedelta

import pytest
import time_machine

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.models import Nachweis
from rathaus.core.bescheid.nachweis import end_nachweis, remind_holders
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member
from tests.core.bescheid.test_nachweis import granted
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser, text_of
from tests.surfaces.portal.test_letters import letter_path

PRIVATE = ("Amira", "Haddad", "Nürnberger Straße")


@pytest.fixture
def nachweis(citizen: Member, clerk: Member) -> Nachweis:
    return granted(clerk, submitted(citizen, "bewohnerparkausweis", "bewilligung"))


def check(browser: Browser, nachweis: Nachweis, on: date, prefix: str = "") -> str:
    with time_machine.travel(NOW.replace(year=on.year, month=on.month, day=on.day)):
        return browser.page(f"{prefix}/pruefen/{nachweis.check_secret}/")


@pytest.mark.parametrize(
    ("on", "prefix", "words"),
    [
        (date(2026, 11, 23), "", "Noch nicht gültig"),
        (date(2026, 12, 1), "", "Dieser Ausweis ist echt und gilt heute."),
        (date(2027, 12, 1), "", "Er galt nur bis 30. November 2027."),
        (date(2026, 12, 1), "/en", "This permit is genuine and valid today."),
    ],
)
def test_a_stranger_reads_whether_it_holds_and_nothing_about_the_person(
    browser: Browser, nachweis: Nachweis, on: date, prefix: str, words: str
) -> None:
    page = check(browser, nachweis, on, prefix)
    for shown in (words, "HU-AH 412", "Innenstadt Nord", "Hanau", nachweis.number):
        assert shown in page
    assert not [word for word in PRIVATE if word in page]


def test_the_checking_page_is_not_found_by_search_engines_and_tells_nobody_its_address(
    browser: Browser, nachweis: Nachweis
) -> None:
    response = browser.get(f"/pruefen/{nachweis.check_secret}/")
    assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("secret", ["x", "ThisWasNeverPrintedOnAnyPaper0", "ä" * 20])
def test_an_address_of_nothing_says_what_to_do(browser: Browser, nachweis: Nachweis, secret: str) -> None:
    page = browser.page(f"/pruefen/{secret}/", status=404)
    assert "Zu dieser Adresse gibt es keinen Ausweis" in page
    assert "115" in page


def test_nobody_checks_as_fast_as_a_machine(
    browser: Browser, nachweis: Nachweis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rathaus.surfaces.portal.limits.LIMITS", {"check": (2, timedelta(minutes=10))})
    codes = [browser.get(f"/pruefen/{nachweis.check_secret}/").status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_the_secret_of_a_link_is_no_address_to_check(browser: Browser, link_holder: Member, clerk: Member) -> None:
    from tests.cast import LINK_SECRET  # the one that this holder has

    granted(clerk, submitted(link_holder, "bewohnerparkausweis", "bewilligung"))
    browser.page(f"/pruefen/{LINK_SECRET}/", status=404)


def test_the_holder_finds_it_large_with_its_code_and_its_paper(amira: Browser, nachweis: Nachweis) -> None:
    home = f"/nachweise/{nachweis.public_id}/"
    assert home in amira.get("/antraege/").content.decode()
    assert home in amira.get(f"/antraege/{nachweis.antrag.public_id}/").content.decode()
    response = amira.get(home)
    html = response.content.decode()
    assert "<svg" in html
    assert f"/dateien/{nachweis.datei.public_id}/" in html
    assert "HU-AH 412" in text_of(response)
    assert amira.get(f"/dateien/{nachweis.datei.public_id}/").content.startswith(b"%PDF")


def test_the_letter_of_the_decision_leads_to_it(amira: Browser, nachweis: Nachweis) -> None:
    path = letter_path(amira)
    amira.post(f"{path}oeffnen/")
    assert "Ausweis ansehen" in amira.page(path)
    assert f"/nachweise/{nachweis.public_id}/" in amira.get(path).content.decode()


def test_strangers_do_not_see_the_page_of_the_holder(
    browser: Browser, nachweis: Nachweis, other_citizen: Member
) -> None:
    address = f"/nachweise/{nachweis.public_id}/"
    assert browser.get(address).status_code == 302
    browser.sign_in(other_citizen).page(address, status=404)
    for act in ("verlaengerung", "aenderung", "rueckgabe"):
        assert browser.post(f"{address}{act}/").status_code == 404


def test_giving_it_back_shows_at_once_to_whoever_checks(amira: Browser, browser: Browser, nachweis: Nachweis) -> None:
    address = f"/nachweise/{nachweis.public_id}/"
    assert "Ausweis zurückgeben?" in amira.page(f"{address}rueckgabe/")
    assert amira.post(f"{address}rueckgabe/").status_code == 302
    assert "Sie haben ihn am 23. November 2026 zurückgegeben." in amira.page(address)
    assert amira.get(f"{address}rueckgabe/").status_code == 302
    assert "Dieser Ausweis wurde am 23. November 2026 beendet." in check(browser, nachweis, date(2026, 12, 1))
    assert "<svg" not in amira.get(address).content.decode().split("<main")[1]


def test_what_the_office_has_ended_names_its_reason_to_the_holder_alone(
    amira: Browser, browser: Browser, nachweis: Nachweis, clerk: Member
) -> None:
    with open_scope(clerk.scope):
        end_nachweis(actor=clerk.actor, nachweis=nachweis, reason="Sie sind weggezogen.", now=NOW)
    assert "Sie sind weggezogen." in amira.page(f"/nachweise/{nachweis.public_id}/")
    page = check(browser, nachweis, date(2026, 12, 1))
    assert "Nicht mehr gültig" in page
    assert "weggezogen" not in page


def test_a_change_begins_with_the_answers_of_the_last_antrag(amira: Browser, nachweis: Nachweis) -> None:
    draft = amira.post(f"/nachweise/{nachweis.public_id}/aenderung/")["Location"]
    page = amira.get(f"{draft}seite/ihr-antrag/").content.decode()
    assert nachweis.number in page
    assert "Aus Ihrem letzten Antrag." in page
    assert "HU-AH 412" in amira.get(f"{draft}seite/fahrzeug-und-halter/").content.decode()


def test_it_is_too_early_to_renew_before_the_reminder(amira: Browser, nachweis: Nachweis) -> None:
    assert "Ausweis verlängern" not in amira.page(f"/nachweise/{nachweis.public_id}/")
    assert amira.post(f"/nachweise/{nachweis.public_id}/verlaengerung/").status_code == 409


def test_the_reminder_leads_to_the_renewal(amira: Browser, nachweis: Nachweis, clerk: Member, citizen: Member) -> None:
    with time_machine.travel(NOW + timedelta(days=335)):
        with open_scope(clerk.scope):
            assert remind_holders(actor=SYSTEM_ACTOR, stelle_id=nachweis.stelle_id, now=NOW + timedelta(days=335)) == 1
        amira.sign_in(citizen)
        path = letter_path(amira)
        amira.post(f"{path}oeffnen/")
        assert "Ausweis ansehen und verlängern" in amira.page(path)
        assert "Ausweis verlängern" in amira.page(f"/nachweise/{nachweis.public_id}/")
        draft = amira.post(f"/nachweise/{nachweis.public_id}/verlaengerung/")["Location"]
        page = amira.get(f"{draft}seite/ihr-antrag/").content.decode()
        assert 'value="2027"' in page, "it is asked for from the day after"
        assert Antrag.objects.count() == 0, "nothing is sent yet"


def test_a_holder_with_a_link_keeps_the_link(browser: Browser, link_holder: Member, clerk: Member) -> None:
    from tests.cast import LINK_SECRET  # the one that this holder has

    nachweis = granted(clerk, submitted(link_holder, "bewohnerparkausweis", "bewilligung"))
    browser.post(f"/link/{LINK_SECRET}/")
    draft = browser.post(f"/nachweise/{nachweis.public_id}/aenderung/")["Location"]
    assert nachweis.number in browser.get(f"{draft}seite/ihr-antrag/").content.decode()
