"""The Postfach: sealed until opened by a click, readable, downloadable, answered in exactly what was asked."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.rules import Status
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.surfaces.ui.filters import field_id
from tests.cast import Member
from tests.core.datei.samples import pdf
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser, text_of
from tests.surfaces.portal.test_submission import run_receipt

ZONE, PLATE = "G06900002003.F06900002023", "G06900002010.G06900002004.F06900002031"
DEED, BIRTH = "G06900003010.G06900003006.F06900003044", "G06900003007.F06900003051"
PAPER = "G06900002010.G06900002004.F06900002034"


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    antrag = submitted(citizen, "bewohnerparkausweis", "bewilligung")
    run_receipt(antrag)
    return antrag


def letter_path(browser: Browser) -> str:
    """Return the address of the newest letter."""
    html = browser.get("/postfach/").content.decode()
    return re.findall(r"/postfach/[0-9a-f-]{36}/", html)[0]


def test_who_is_unknown_reads_how_to_open_their_postfach(browser: Browser) -> None:
    assert "Ihr Postfach ist noch zu" in browser.page("/postfach/")


def test_a_letter_stays_sealed_until_somebody_opens_it(amira: Browser, antrag: Antrag) -> None:
    path = letter_path(amira)
    assert "Ein ungelesener Brief." in amira.page("/postfach/")
    assert "Dieser Brief ist noch ungeöffnet." in amira.page(path)
    assert amira.post(f"{path}oeffnen/")["Location"] == path
    page = amira.page(path)
    assert "Als PDF herunterladen" in page
    assert antrag.reference in page
    assert "ungelesener" not in amira.page("/postfach/")


def test_a_letter_comes_as_pdf_that_browsers_save_and_never_run(amira: Browser, antrag: Antrag) -> None:
    path = letter_path(amira)
    amira.post(f"{path}oeffnen/")
    (address,) = re.findall(r"/dateien/[0-9a-f-]{36}/", amira.get(path).content.decode())
    response = amira.get(address)
    assert response.content.startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_letters_and_files_of_somebody_else_do_not_exist(
    amira: Browser, browser: Browser, antrag: Antrag, other_citizen: Member
) -> None:
    path = letter_path(amira)
    amira.post(f"{path}oeffnen/")
    (address,) = re.findall(r"/dateien/[0-9a-f-]{36}/", amira.get(path).content.decode())
    browser.sign_in(other_citizen)
    browser.page(path, 404)
    browser.page(address, 404)
    assert browser.post(f"{path}oeffnen/").status_code == 404


def test_exactly_what_was_asked_is_answered(
    amira: Browser, antrag: Antrag, citizen: Member, ask: Callable[..., Vorgang]
) -> None:
    ask(antrag, "In welchem Parkquartier wohnen Sie?", ZONE)
    path = f"{letter_path(amira)}antworten/"
    page = amira.page(path)
    assert "In welchem Parkquartier wohnen Sie?" in page
    assert "Kennzeichen" not in page
    answer = amira.post(path, {ZONE: "Südviertel", PLATE: "F-XX 1", "_antwort": "Gern."})
    assert answer["Location"] == f"/antraege/{antrag.public_id}/?beantwortet=1"
    with open_scope(citizen.scope):
        antrag.refresh_from_db()
    assert antrag.answers[ZONE] == "Südviertel"
    assert antrag.answers[PLATE] == "HU-AH 412"
    assert antrag.status == Status.IN_PROGRESS
    assert "Ihre Antwort ist beim Amt." in amira.page(answer["Location"])
    assert amira.get(path)["Location"] == f"/antraege/{antrag.public_id}/"


def test_a_paper_that_was_asked_for_is_sent(
    amira: Browser, antrag: Antrag, citizen: Member, ask: Callable[..., Vorgang]
) -> None:
    ask(antrag, "Bitte senden Sie die Rückseite.", PAPER)
    path = f"{letter_path(amira)}antworten/"
    assert "Entfernen" not in amira.page(path)
    refused = amira.post(path, {PAPER: SimpleUploadedFile("rueckseite.pdf", b"MZ\x90")})
    assert refused.status_code == 422
    assert "nehmen wir nicht an" in text_of(refused)
    two = amira.post(path, {PAPER: [SimpleUploadedFile("a.pdf", pdf()), SimpleUploadedFile("b.pdf", pdf())]})
    assert "Hier geht nur eine Datei auf einmal." in text_of(two)


def test_what_was_typed_stays_when_one_answer_is_wrong(
    amira: Browser, antrag: Antrag, ask: Callable[..., Vorgang]
) -> None:
    ask(antrag, "Bitte prüfen Sie Quartier, Kennzeichen und Fahrzeugschein.", ZONE, PLATE, PAPER)
    path = f"{letter_path(amira)}antworten/"
    file = SimpleUploadedFile("schein.pdf", pdf())
    refused = amira.post(path, {ZONE: "Südviertel", PLATE: "HU-??? 1", PAPER: file, "_antwort": "Neues Auto."})
    assert refused.status_code == 422
    html = refused.content.decode()
    for kept in ('value="Südviertel"', 'value="HU-??? 1"', "Neues Auto."):
        assert kept in html
    assert "HU-AH 412" not in html
    assert "Wählen Sie Ihre Dateien noch einmal aus" in text_of(refused)


def test_a_refused_file_is_named_at_its_own_question(
    amira: Browser, citizen: Member, ask: Callable[..., Vorgang]
) -> None:
    ask(submitted(citizen, "unterhaltsvorschuss", "bewilligung"), "Bitte senden Sie beides.", DEED, BIRTH)
    path = f"{letter_path(amira)}antworten/"
    files = {DEED: SimpleUploadedFile("urkunde.pdf", pdf()), BIRTH: SimpleUploadedFile("geburt.pdf", b"MZ\x90")}
    html = amira.post(path, files).content.decode()
    assert f'href="#{field_id(BIRTH)}"' in html
    assert f'href="#{field_id(DEED)}"' not in html


def test_entries_that_were_asked_for_are_shown_without_buttons(
    amira: Browser, citizen: Member, ask: Callable[..., Vorgang]
) -> None:
    antrag = submitted(citizen, "unterhaltsvorschuss", "bewilligung")
    ask(antrag, "Bitte prüfen Sie die Angaben zu den Kindern und Ihre Anschrift.", "G06900003004", "G06900003002")
    page = amira.page(f"{letter_path(amira)}antworten/")
    assert "Kind 1" in page
    assert "Straße" in page
    assert "Entfernen" not in page
    assert "Noch ein Eintrag" not in page


def test_an_answer_needs_words_when_nothing_else_was_asked(
    amira: Browser, antrag: Antrag, ask: Callable[..., Vorgang]
) -> None:
    ask(antrag, "Ziehen Sie bald um?")
    path = f"{letter_path(amira)}antworten/"
    refused = amira.post(path, {"_antwort": " "})
    assert refused.status_code == 422
    assert "Ihre Antwort fehlt." in text_of(refused)
    assert amira.post(path, {"_antwort": "Nein."}).status_code == 302


def test_queries_of_the_postfach_do_not_grow(amira: Browser, antrag: Antrag, citizen: Member) -> None:
    with CaptureQueriesContext(connection) as few:
        amira.page("/postfach/")
    for _ in range(2):
        run_receipt(submitted(citizen, "bewohnerparkausweis", "bewilligung"))
    with CaptureQueriesContext(connection) as many:
        amira.page("/postfach/")
    assert len(many) == len(few)
