"""Before an Antrag, and the start: with a Konto, with a link, not for staff."""

from rathaus.core.antrag.models import Entwurf
from rathaus.core.scope.session import open_scope
from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of

PARKING = "/leistungen/bewohnerparkausweis/antrag/"


def test_the_page_before_says_how_long_what_and_what_happens_with_my_data(browser: Browser) -> None:
    page = browser.live_in("hanau").page(PARKING)
    for words in ("etwa 7 Minuten", "30,00 €", "Legen Sie bereit", "Was mit Ihren Daten geschieht", "30 Tage"):
        assert words in page


def test_without_a_place_nothing_can_begin(browser: Browser) -> None:
    assert browser.get(PARKING)["Location"] == "/leistungen/bewohnerparkausweis/"
    assert browser.post(PARKING)["Location"] == "/leistungen/bewohnerparkausweis/"


def test_without_a_konto_a_secret_link_keeps_the_draft(browser: Browser) -> None:
    page = browser.page(browser.start("bewohnerparkausweis"))
    assert "Ihr Entwurf ist bis" in page
    assert "http://testserver/link/" in page


def test_a_konto_keeps_the_draft_and_fills_in_what_is_known(amira: Browser) -> None:
    draft = amira.start("bewohnerparkausweis")
    assert "geheimer Link" not in amira.page(draft)
    page = amira.get(f"{draft}seite/angaben-zu-ihnen/").content.decode()
    assert 'value="Haddad"' in page
    assert "Aus Ihrem Konto." in page


def test_a_draft_that_was_begun_before_is_offered(amira: Browser) -> None:
    amira.start("bewohnerparkausweis")
    page = amira.page(PARKING)
    assert "Sie haben diesen Antrag schon angefangen" in page
    assert "Neuen Antrag beginnen" in page


def test_where_the_law_wants_written_form_the_demonstration_asks_for_an_account(browser: Browser, demo: None) -> None:
    path = "/leistungen/unterhaltsvorschuss/antrag/"
    page = browser.live_in("hanau").page(path)
    assert "Anmelden und beginnen" in page
    assert "In der Vorführung genügt dafür Ihr Konto; später brauchen Sie die BundID." in page
    refused = browser.post(path)
    assert refused.status_code == 401
    assert "Für diesen Antrag müssen Sie sich anmelden" in text_of(refused)


def test_where_the_law_wants_written_form_a_konto_of_our_own_is_not_enough(amira: Browser, citizen: Member) -> None:
    path = "/leistungen/unterhaltsvorschuss/antrag/"
    page, refused = amira.page(path), amira.post(path)
    assert refused.status_code == 403
    for words in (page, text_of(refused)):
        assert "Diesen Antrag können Sie noch nicht online stellen" in words
        assert "auf Papier oder persönlich" in words
        assert "Antrag beginnen" not in words
    with open_scope(citizen.scope):
        assert not Entwurf.objects.exists()


def test_staff_do_not_apply_while_they_work(browser: Browser, clerk: Member) -> None:
    browser.sign_in(clerk).live_in("hanau")
    assert "Sie sind für ein Amt angemeldet" in browser.page(PARKING)
    assert browser.post(PARKING).status_code == 403


def test_starting_is_limited(browser: Browser) -> None:
    browser.live_in("hanau")
    answers = [browser.post(PARKING).status_code for _ in range(31)]
    assert answers[-2:] == [302, 429]
