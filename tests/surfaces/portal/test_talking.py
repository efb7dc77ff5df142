"""Hearing, messages, corrections and appointments, as the person and the clerk meet them; no script."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of
from rathaus.core.postfach.queries import letters_with_files, messages_of
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import claim, withdraw
from rathaus.core.vorgang.hearing import Hearing, hear_citizen
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.surfaces.portal.rueckfrage import requested_pages
from tests.cast import NOW, Member
from tests.core.datei.samples import PNG
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser, text_of

QUARTER = "G06900002003.F06900002023"


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    return submitted(citizen, "bewohnerparkausweis", "bewilligung")


@pytest.fixture
def desk(antrag: Antrag, clerk: Member) -> Browser:
    with open_scope(clerk.scope):
        claim(actor=clerk.actor, vorgang=vorgang_of(antrag), now=NOW)
    return Browser().sign_in(clerk)


def case_of(antrag: Antrag, clerk: Member) -> Vorgang:
    with open_scope(clerk.scope):
        return vorgang_of(antrag)


def boxes(name: str, *, days: int) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=days)
    return {f"{name}.tag": str(day.day), f"{name}.monat": str(day.month), f"{name}.jahr": str(day.year)}


def test_somebody_is_heard_answers_with_a_file_and_the_clerk_reads_it(
    antrag: Antrag, desk: Browser, amira: Browser, citizen: Member, clerk: Member
) -> None:
    case = f"/amt/vorgaenge/{case_of(antrag, clerk).public_id}/"
    assert "§ 28 Abs. 1 VwVfG" in desk.page(case + "anhoerung/")
    assert "Der Anhörung fehlt noch etwas" in desk.post(case + "anhoerung/", boxes("frist", days=14)).content.decode()
    typed = {"absicht": "Wir wollen ablehnen.", "tatsachen": "Das Auto gehört Ihnen nicht.", **boxes("frist", days=14)}
    assert desk.post(case + "anhoerung/", typed).status_code == 302
    assert "Anhörung läuft" in desk.page(case)
    page = amira.page(f"/antraege/{antrag.public_id}/")
    assert "Das Amt hört Sie an, bevor es entscheidet." in page
    assert "Schritt 5 von 6: Anhörung" in page
    with open_scope(citizen.scope):
        letter = messages_of(antrag.public_id).get(kind="hearing")
    address = f"/postfach/{letter.public_id}/antworten/"
    assert "Wir wollen ablehnen." in amira.page(address)
    assert amira.post(address, {"_antwort": ""}).status_code == 422
    upload = SimpleUploadedFile("vollmacht.png", PNG, "image/png")
    assert amira.post(address, {"_antwort": "Es gehört meiner Mutter.", "_dateien": upload}).status_code == 302
    assert "Ihre Antwort ist beim Amt" in amira.page(f"/antraege/{antrag.public_id}/?beantwortet=1")
    page = desk.page(case)
    assert "Die Person hat sich am" in page
    assert "vollmacht.png" in page
    assert "Es gehört meiner Mutter." in page


def test_what_the_person_says_at_the_counter_is_entered_while_the_hearing_runs(
    antrag: Antrag, desk: Browser, clerk: Member
) -> None:
    case = f"/amt/vorgaenge/{case_of(antrag, clerk).public_id}/"
    typed = {"absicht": "Wir wollen ablehnen.", "tatsachen": "Das Auto gehört Ihnen nicht.", **boxes("frist", days=14)}
    assert desk.post(case + "anhoerung/", typed).status_code == 302
    assert "Ohne Antwort weiterarbeiten" not in desk.page(case)
    assert "Die Anhörung läuft noch." in text_of(desk.post(case + "wiederaufnahme/"))
    refused = desk.post(case + "anhoerung/aeusserung/", {"aeusserung": " "})
    assert (refused.status_code, "Es fehlt, was die Person gesagt hat" in text_of(refused)) == (409, True)
    said = desk.post(case + "anhoerung/aeusserung/", {"aeusserung": "Das Auto gehört meiner Mutter."})
    assert said.status_code == 302
    assert "Das Auto gehört meiner Mutter." in desk.page(case)


def test_that_nobody_is_heard_needs_an_exception_and_a_reason(antrag: Antrag, desk: Browser, clerk: Member) -> None:
    case = f"/amt/vorgaenge/{case_of(antrag, clerk).public_id}/"
    assert desk.post(case + "anhoerung/verzicht/", {"ausnahme": "income_changed", "grund": "x"}).status_code == 422
    typed = {"ausnahme": "as_stated", "grund": "Wir folgen den Angaben."}
    assert desk.post(case + "anhoerung/verzicht/", typed).status_code == 302
    assert "§ 28 Abs. 2 Nr. 3 VwVfG: Wir folgen den Angaben." in desk.page(case)


def test_messages_go_both_ways(antrag: Antrag, desk: Browser, amira: Browser, citizen: Member, clerk: Member) -> None:
    case = f"/amt/vorgaenge/{case_of(antrag, clerk).public_id}/"
    address = f"/antraege/{antrag.public_id}/nachricht/"
    assert "Ihre Nachricht ist noch leer" in amira.post(address, {"text": " "}).content.decode()
    assert (
        amira.post(address, {"text": "Ich ziehe um.", "dateien": SimpleUploadedFile("a.png", PNG)}).status_code == 302
    )
    assert "Antworten und Nachrichten sind da" in desk.page("/amt/")
    assert "Ich ziehe um." in desk.page(case)
    assert desk.post(case + "nachricht/", {"text": ""}).status_code == 422
    assert desk.post(case + "nachricht/", {"text": "Gut, danke."}).status_code == 302
    with open_scope(citizen.scope):
        assert [letter.body for letter in letters_with_files(antrag.public_id)] == ["Ich ziehe um.", "Gut, danke."]
    assert "Ich ziehe um." in amira.page(f"/antraege/{antrag.public_id}/")


def test_answers_are_put_right_and_the_clerk_sees_old_and_new(
    antrag: Antrag, desk: Browser, amira: Browser, clerk: Member
) -> None:
    pages = content_of(antrag).formular.pages
    page = next(each for each in pages if any(QUARTER.startswith(item) for item in each.items))
    address = f"/antraege/{antrag.public_id}/aenderung/"
    assert page.title.de in amira.page(address)
    assert amira.get(f"{address}gibtsnicht/").status_code == 404
    kept = {
        key: str(value)
        for key, value in antrag.answers.items()
        if any(key.startswith(item) for item in page.items) and not isinstance(value, dict)
    }
    before = kept[QUARTER]
    assert before in amira.get(f"{address}{page.key}/").content.decode()
    assert amira.post(f"{address}{page.key}/", {**kept, QUARTER: "x" * 3000}).status_code == 422
    response = amira.post(f"{address}{page.key}/", {**kept, QUARTER: "Innenstadt Süd"})
    assert response["Location"] == f"/antraege/{antrag.public_id}/?geaendert=1"
    shown = desk.page(f"/amt/vorgaenge/{case_of(antrag, clerk).public_id}/")
    assert f"{before} jetzt: → Innenstadt Süd geändert" in shown


def test_after_a_withdrawal_the_pages_say_that_it_is_over(antrag: Antrag, amira: Browser, citizen: Member) -> None:
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
    for page in ("nachricht", "aenderung", "aenderung/x", "termin"):
        assert amira.get(f"/antraege/{antrag.public_id}/{page}/")["Location"].endswith("?vorbei=1")
    assert "Sie haben den Antrag zurückgezogen." in amira.page(f"/antraege/{antrag.public_id}/?vorbei=1")


def test_an_appointment_is_offered_booked_moved_and_cancelled(antrag: Antrag, desk: Browser, amira: Browser) -> None:
    address = f"/antraege/{antrag.public_id}/termin/"
    assert "Im Moment ist kein Termin frei" in amira.page(address)
    typed = {
        **boxes("von", days=7),
        "beginn": "9:00",
        "ende": "10:00",
        "dauer": "30",
        "plaetze": "1",
        "ort": "Zimmer 12",
    }
    assert desk.post("/amt/termine/neu/", {**typed, "dauer": "lang"}).status_code == 422
    assert desk.post("/amt/termine/neu/", typed).status_code == 302
    page = amira.get(address).content.decode()
    first, second = (part.split('"', 1)[0] for part in page.split('name="termin" value="')[1:])
    assert amira.post(address, {}).status_code == 422
    assert amira.post(address, {"termin": first}).status_code == 302
    assert "Zimmer 12" in amira.page(f"/antraege/{antrag.public_id}/")
    assert "1 von 1 belegt" in desk.page("/amt/termine/")
    assert "Amira Haddad" in desk.page("/amt/termine/")
    file = amira.get(f"/antraege/{antrag.public_id}/termin.ics")
    assert file.content.decode().startswith("BEGIN:VCALENDAR\r\n")
    assert amira.post(address, {"termin": second}).status_code == 302
    assert amira.post(address + "absage/").status_code == 302
    assert "0 von 1 belegt" in desk.page("/amt/termine/")
    assert desk.post(f"/amt/termine/{first}/absage/").status_code == 302
    assert desk.post(f"/amt/termine/{first}/absage/").status_code == 404


def test_slots_beyond_the_first_page_are_listed_and_called_off(desk: Browser) -> None:
    offered = {**boxes("von", days=7), **boxes("bis", days=7 * 20), "beginn": "9:00", "ende": "12:00", "dauer": "10"}
    assert desk.post("/amt/termine/neu/", {**offered, "plaetze": "1", "ort": "Zimmer 12"}).status_code == 302
    first = desk.get("/amt/termine/").content.decode()
    assert "Spätere Termine" in first and "Zum Anfang" not in first
    address = first.split('rel="next" href="')[1].split('"', 1)[0]
    later = desk.get("/amt/termine/" + address).content.decode()
    assert "Zum Anfang" in later and "Spätere Termine" not in later
    last = later.rsplit("/absage/", 1)[0].rsplit("/", 1)[1]
    assert last not in first
    assert desk.post(f"/amt/termine/{last}/absage/").status_code == 302
    assert "Spätere Termine" in desk.page("/amt/termine/?nach=irgendwas")


def test_an_invitation_is_what_the_person_does_first_until_they_have_booked(
    antrag: Antrag, desk: Browser, amira: Browser, citizen: Member, clerk: Member
) -> None:
    case = f"/amt/vorgaenge/{case_of(antrag, clerk).public_id}/"
    assert "Kein Termin ist frei" in desk.page(case + "termin/")
    offered = {**boxes("von", days=7), "beginn": "9:00", "ende": "10:00", "dauer": "30", "plaetze": "1"}
    assert desk.post("/amt/termine/neu/", {**offered, "ort": "Zimmer 12"}).status_code == 302
    assert desk.post(case + "termin/", {"text": ""}).status_code == 422
    assert desk.post(case + "termin/", {"text": "Bringen Sie den Ausweis mit."}).status_code == 302
    page = f"/antraege/{antrag.public_id}/"
    assert "Das Amt bittet Sie, einen Termin zu buchen." in amira.page(page)
    with open_scope(citizen.scope):
        letter = messages_of(antrag.public_id).get(kind="invitation")
    amira.post(f"/postfach/{letter.public_id}/oeffnen/")
    assert f"{page}termin/" in amira.get(f"/postfach/{letter.public_id}/").content.decode()
    first = amira.get(page + "termin/").content.decode().split('name="termin" value="')[1].split('"', 1)[0]
    assert amira.post(page + "termin/", {"termin": first}).status_code == 302
    assert "Das Amt bittet Sie" not in amira.page(page)
    assert "Zimmer 12" in desk.page(case)


def test_the_person_sees_that_the_office_has_read_what_they_wrote(
    antrag: Antrag, desk: Browser, amira: Browser, clerk: Member
) -> None:
    page = f"/antraege/{antrag.public_id}/"
    assert amira.post(page + "nachricht/", {"text": "Ich bin umgezogen."}).status_code == 302
    case = f"/amt/vorgaenge/{case_of(antrag, clerk).public_id}/"
    with open_scope(clerk.scope):
        letter = messages_of(antrag.public_id).get(direction="to_office")
    assert "Als gelesen markieren" in desk.page(case)
    assert "beim Amt" in amira.page(page), "to open the case is not to have read"
    assert amira.post(page + "nachricht/", {"text": "Noch etwas."}).status_code == 302
    assert desk.post(case + "schreiben/gelesen/", {"schreiben": [str(letter.public_id)]}).status_code == 302
    assert "vom Amt gelesen" in amira.page(page)
    assert "1 Schreiben der Person ist neu." in desk.page(case), "what came in since is new"
    stand = desk.get(case + "nachricht/").content.decode().split('name="stand" value="')[1].split('"', 1)[0]
    assert amira.post(page + "nachricht/", {"text": "Und noch etwas."}).status_code == 302
    for shown in ("", "gestern", "2026-11-23", stand):
        assert desk.post(case + "nachricht/", {"text": "Danke.", "stand": shown}).status_code == 302
        assert amira.page(page).count("vom Amt gelesen") == (2 if shown == stand else 1)
    assert "1 Schreiben der Person ist neu." in desk.page(case), "what came while the office wrote is new"
    assert desk.post(case + "nachricht/", {"text": "Danke.", "stand": timezone.now().isoformat()}).status_code == 302
    assert "Als gelesen markieren" not in desk.page(case)


def test_of_an_entry_only_the_questions_that_the_office_asked_are_shown(citizen: Member, db: None) -> None:
    row, asked = submitted(citizen, "unterhaltsvorschuss", "bewilligung"), "G06900003004.F06900003021"
    with open_scope(citizen.scope):
        (page,) = requested_pages(row, [asked])
        (child,) = page.parts
        asked_of = [f"G06900003004[{number}].F06900003021" for number in (0, 1)]
        assert [question.key for entry in child.entries for question in entry.parts] == asked_of
        (page,) = requested_pages(row, ["G06900003004"])
        assert len(page.parts[0].entries[0].parts) > 1


def test_the_receipt_and_the_status_page_say_when_the_period_began_and_why_the_day_moved(
    antrag: Antrag, amira: Browser, clerk: Member
) -> None:
    begun = timezone.now() - timedelta(days=4)
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        hear_citizen(actor=clerk.actor, vorgang=row, hearing=Hearing("Ablehnen.", "Kein Auto.", None), now=begun)
    for address in (f"/antraege/{antrag.public_id}/", f"/antraege/{antrag.public_id}/eingang/"):
        page = amira.page(address)
        assert "Der Tag hat sich um 4 Tage verschoben. So lange hat das Amt auf Ihre Antwort gewartet." in page
        assert "vollständig; damit begann die Frist." in page
