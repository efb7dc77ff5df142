"""Pages of a draft: kept as typed, said where it is wrong, new questions first, entries and files without script."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.core.datei.samples import PNG, pdf
from tests.surfaces.portal.browser import Browser, text_of

PERSON = "G06900002001"
HOME = "G06900002002"
CAR = "G06900002010.G06900002004"
REGISTERED, MOVES_IN = f"{HOME}.F06900002011", f"{HOME}.F06900002012"


@pytest.fixture
def draft(browser: Browser) -> str:
    return browser.start("bewohnerparkausweis")


def home(**changes: str) -> dict[str, str]:
    """What somebody types on the page about their home."""
    address = f"{HOME}.G60000000086"
    return {
        f"{address}.F60000000243": "Nussallee", f"{address}.F60000000246": "63450", f"{address}.F60000000247": "Hanau",
        REGISTERED: "001",
    } | changes  # fmt: skip


def test_what_was_typed_stays_and_the_message_stands_at_the_field(browser: Browser, draft: str) -> None:
    page = f"{draft}seite/angaben-zu-ihnen/"
    typed = {f"{PERSON}.F60000000228": "Erika", f"{PERSON}.G60000000083.tag": "31", f"{PERSON}.G60000000083.monat": "2",
             f"{PERSON}.G60000000083.jahr": "1980"}  # fmt: skip
    assert browser.post(page, typed)["Location"] == f"{page}#fehler"
    html = browser.get(page).content.decode()
    assert 'value="Erika"' in html
    assert re.search(r'name="[^"]*\.tag"[^>]*value="31"', html)
    assert "„Familienname“ fehlt." in html
    assert 'href="#f-G06900002001-F60000000227"' in html
    assert "<title>Fehler: " in html


def test_the_first_visit_shows_no_messages(browser: Browser, draft: str) -> None:
    assert "fehlt" not in browser.page(f"{draft}seite/angaben-zu-ihnen/")


def test_messages_stand_in_the_order_of_the_questions(browser: Browser, draft: str) -> None:
    page = f"{draft}seite/angaben-zu-ihnen/"
    browser.post(page, {})
    said = re.findall(r"„(\w+)“ fehlt\.", browser.page(page))[:3]
    assert said == ["Vornamen", "Familienname", "Geburtsdatum"]


def test_a_right_page_leads_to_the_next_one(browser: Browser, draft: str) -> None:
    answer = browser.post(f"{draft}seite/ihre-wohnung/", home())
    assert answer["Location"] == f"{draft}seite/ihr-antrag/"


def test_a_question_that_an_answer_brings_up_is_shown_before_it_is_missed(browser: Browser, draft: str) -> None:
    page = f"{draft}seite/ihre-wohnung/"
    answer = browser.post(page, home(**{REGISTERED: "003"}))
    assert answer["Location"] == f"{page}?neu=1#f-G06900002002-F06900002012"
    html = browser.get(f"{page}?neu=1").content.decode()
    assert "Wann ziehen Sie ein?" in html
    assert "kern-error" not in html


def test_a_refresh_saves_and_shows_new_questions_without_messages(browser: Browser, draft: str) -> None:
    answer = browser.post(f"{draft}seite/ihre-wohnung/", {REGISTERED: "003", "_auffrischen": "1"})
    assert answer.status_code == 200
    assert "Wann ziehen Sie ein?" in text_of(answer)
    assert "kern-error" not in answer.content.decode()


def test_later_keeps_what_was_typed(browser: Browser, draft: str) -> None:
    page = f"{draft}seite/angaben-zu-ihnen/"
    assert browser.post(page, {f"{PERSON}.F60000000228": "Erika", "_spaeter": "1"})["Location"] == draft
    assert 'value="Erika"' in browser.get(page).content.decode()
    assert "Bitte prüfen" in browser.page(draft)


def test_a_tampered_key_changes_nothing_and_is_said(browser: Browser, draft: str) -> None:
    answer = browser.post(f"{draft}seite/ihre-wohnung/", home(**{"G1.F999": "x"}))
    assert answer.status_code == 422
    assert "Bitte prüfen Sie Ihre Angaben" in text_of(answer)


def test_a_page_that_the_form_does_not_have_is_a_kind_page(browser: Browser, draft: str) -> None:
    browser.page(f"{draft}seite/gibt-es-nicht/", 404)
    assert browser.post(f"{draft}seite/gibt-es-nicht/", {}).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("schein.pdf", b"MZ\x90 a program", "Diese Art von Datei nehmen wir nicht an."),
        ("leer.pdf", b"%PDF-1.7 cut", "nicht"),
        ("schein.png", pdf(), "passt nicht zu ihrem Inhalt"),
    ],
)
def test_a_refused_file_is_said_at_its_question(
    browser: Browser, draft: str, name: str, content: bytes, words: str
) -> None:
    page, question = _to_the_files(browser, draft)
    upload = SimpleUploadedFile(name, content)
    answer = browser.post(page, {question: upload})
    assert "abgelehnt=DAT-" in answer["Location"]
    html = browser.get(answer["Location"].partition("#")[0]).content.decode()
    assert 'href="#f-G06900002010-G06900002004-F06900002034"' in html
    assert words in html


def test_a_file_is_kept_shown_and_removed_without_script(browser: Browser, draft: str) -> None:
    page, question = _to_the_files(browser, draft)
    answer = browser.post(page, {question: SimpleUploadedFile("schein.png", PNG)})
    assert answer["Location"] == f"{draft}seite/besonderheiten/"
    assert "schein.png" in browser.page(page)
    browser.post(page, {"_datei_weg": f"{question}[0]"})
    assert "schein.png" not in browser.page(page)


def test_an_invented_refusal_in_the_address_says_nothing(browser: Browser, draft: str) -> None:
    page, question = _to_the_files(browser, draft)
    assert "kern-error" not in browser.get(f"{page}?abgelehnt=XXX:{question}&abgelehnt=DAT-005:G9").content.decode()


def test_entries_are_added_and_removed_without_script(amira: Browser, demo: None) -> None:
    draft = amira.start("unterhaltsvorschuss")
    page = f"{draft}seite/kind/"
    assert "Kind 1" in amira.page(page)
    answer = amira.post(page, {"G06900003004[0]": "", "_eintrag_dazu": "G06900003004"})
    assert answer["Location"].startswith(f"{page}?neu=1#f-G06900003004-1")
    assert "Kind 2" in amira.page(f"{page}?neu=1")
    amira.post(page, {"G06900003004[0]": "", "G06900003004[1]": "", "_eintrag_weg": "G06900003004[1]"})
    assert "Kind 2" not in amira.page(page)


def test_questions_of_an_entry_stand_in_the_order_of_the_form(amira: Browser, demo: None) -> None:
    page = amira.page(f"{amira.start('unterhaltsvorschuss')}seite/kind/")
    assert page.index("Vornamen") < page.index("Familienname") < page.index("Wann ist das Kind geboren?")


def test_a_question_that_an_answer_brings_up_in_an_entry_is_shown_first(amira: Browser, demo: None) -> None:
    page = f"{amira.start('unterhaltsvorschuss')}seite/kind/"
    child = {
        "G06900003004[0]": "", "G06900003004[0].F60000000228": "Mia", "G06900003004[0].F60000000227": "Haddad",
        "G06900003004[0].F06900003021.tag": "1", "G06900003004[0].F06900003021.monat": "2",
        "G06900003004[0].F06900003021.jahr": "2012", "G06900003004[0].F06900003022": "001",
    }  # fmt: skip
    assert "neu=1#f-G06900003004-0-F0690000302" in amira.post(page, child)["Location"]


def test_the_draft_of_somebody_else_does_not_exist(browser: Browser, amira: Browser) -> None:
    draft = amira.start("bewohnerparkausweis")
    browser.start("bewohnerparkausweis")
    assert "Diesen Entwurf gibt es nicht mehr." in browser.page(draft, 404)
    assert browser.post(f"{draft}seite/angaben-zu-ihnen/", {}).status_code == 404


def test_a_draft_is_deleted_after_a_question(browser: Browser, draft: str) -> None:
    assert "Entwurf löschen?" in browser.page(f"{draft}loeschen/")
    assert browser.post(f"{draft}loeschen/")["Location"] == "/antraege/?geloescht=1"
    assert "Der Entwurf ist gelöscht." in browser.page("/antraege/?geloescht=1")
    browser.page(draft, 404)


def _to_the_files(browser: Browser, draft: str) -> tuple[str, str]:
    car = {f"{CAR}.F06900002032": "001", f"{CAR}.F06900002033": "001", f"{CAR}.F06900002031": "HU-AH 412"}
    page = browser.post(f"{draft}seite/fahrzeug-und-halter/", car)["Location"].partition("?")[0].partition("#")[0]
    if page.endswith("/fahrzeug-und-halter/"):
        page = browser.post(page, car)["Location"]
    return page, f"{CAR}.F06900002034"
