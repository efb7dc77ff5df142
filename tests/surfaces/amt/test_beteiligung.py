"""Asking another body through the pages of the office, and answering there; an authority outside; a public display."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.core.antrag.queries import all_file_ids, sections_of
from rathaus.core.beteiligung.models import Auslegung, Beteiligung, Stellungnahme
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import Member
from tests.core.datei.samples import PNG
from tests.surfaces.portal.browser import Browser, text_of

LATER = {"frist.tag": "1", "frist.monat": "12", "frist.jahr": "2099"}


def page(case) -> str:
    return f"/amt/vorgaenge/{case.public_id}/"


def ask(desk: Browser, case, name: str, **more: object):
    posted = {"weitere": name, "frage_weitere": "Haben Sie Bedenken?", **LATER, **more}
    return desk.post(page(case) + "beteiligung/", posted)


@pytest.fixture
def asked(desk: Browser, case, clerk: Member, clerk_of_the_next_town: Member) -> Beteiligung:
    with open_scope(clerk.scope):
        row = vorgang_of(case.antrag)
        path = next(row.path for part in sections_of(row.antrag, language="de") for row in part.rows if row.value)
        datei = all_file_ids(row.antrag)[0]
    assert clerk_of_the_next_town.stelle is not None
    name = clerk_of_the_next_town.stelle.official_name
    assert ask(desk, case, name, angabe=[path], datei=[datei]).status_code == 302
    with open_scope(clerk.scope):
        return Beteiligung.objects.select_related("asked").get()


def test_a_body_of_the_list_is_asked_and_answers_at_its_own_desk(
    asked: Beteiligung, desk: Browser, case, clerk_of_the_next_town: Member
) -> None:
    neighbour = Browser().sign_in(clerk_of_the_next_town)
    assert asked.asked == clerk_of_the_next_town.stelle
    assert case.aktenzeichen in text_of(neighbour.get("/amt/stellungnahmen/"))
    address = f"/amt/stellungnahmen/{asked.public_id}/"
    shown = neighbour.page(address)
    assert "Haben Sie Bedenken?" in shown
    assert "Was die andere Stelle zeigt" in shown
    with open_scope(clerk_of_the_next_town.scope):
        (datei,) = Stellungnahme.objects.get().documents
    assert neighbour.get(f"{address}dateien/{datei}/").status_code == 200
    assert neighbour.get(page(case)).status_code == 404
    assert neighbour.post(address, {"text": "Hallo"}).status_code == 422
    assert neighbour.post(address, {"ergebnis": "objection"}).status_code == 422
    plan = SimpleUploadedFile("plan.png", PNG)
    answer = {"ergebnis": "conditions", "text": "Nur mit Schallschutz.", "dateien": [plan]}
    assert neighbour.post(address, answer).status_code == 302
    assert "Keine Bedenken unter Bedingungen" in neighbour.page(address)
    assert "Keine Bedenken unter Bedingungen" in desk.page(page(case))
    request = desk.page(f"{page(case)}beteiligung/{asked.public_id}/")
    assert "Nur mit Schallschutz." in request
    assert "plan.png" in request


def test_the_body_is_reminded_and_the_case_goes_on_without_it(
    asked: Beteiligung, desk: Browser, case, clerk_of_the_next_town: Member
) -> None:
    address = f"{page(case)}beteiligung/{asked.public_id}/"
    assert desk.post(f"{address}erinnerung/", {}).status_code == 302
    assert "erinnert am" in desk.page(page(case))
    assert desk.post(f"{address}verzicht/", {"grund": ""}).status_code == 422
    assert desk.post(f"{address}verzicht/", {"grund": "Keine Antwort."}).status_code == 302
    assert desk.post(f"{address}erinnerung/", {}).status_code == 422
    assert "ohne Antwort weiter" in desk.page(page(case))
    neighbour = Browser().sign_in(clerk_of_the_next_town)
    assert "nicht mehr nötig" in neighbour.page("/amt/stellungnahmen/")
    assert "wartet nicht mehr" in neighbour.page(f"/amt/stellungnahmen/{asked.public_id}/")


def test_an_authority_outside_gets_a_letter_and_its_answer_is_entered(desk: Browser, case, clerk: Member) -> None:
    assert ask(desk, case, "Feuerwehr Hanau", anschrift="Am Markt 1").status_code == 302
    with open_scope(clerk.scope):
        row = Beteiligung.objects.get()
    address = f"{page(case)}beteiligung/{row.public_id}/"
    assert desk.get(f"{address}anschreiben.pdf").content.startswith(b"%PDF")
    assert desk.post(address, {}).status_code == 422
    letter = SimpleUploadedFile("antwort.png", PNG)
    assert desk.post(address, {"ergebnis": "no_objection", "dateien": [letter]}).status_code == 302
    assert "Keine Bedenken" in desk.page(page(case))


def test_each_document_is_offered_once_with_the_question_that_it_answers(desk: Browser, case) -> None:
    offered = desk.page(page(case) + "beteiligung/")
    for side in ("vorn", "hinten"):
        assert offered.count(f"fahrzeugschein-{side}.jpg") == 1
        assert f"Zulassungsbescheinigung Teil I (Fahrzeugschein): fahrzeugschein-{side}.jpg" in offered
    assert "Was möchten Sie beantragen? Einen neuen Ausweis" in offered


def test_without_a_name_or_a_day_nothing_is_asked(desk: Browser, case) -> None:
    assert ask(desk, case, "").status_code == 422
    assert ask(desk, case, "Feuerwehr", **{"frist.tag": "99"}).status_code == 422
    assert "Wen fragen Sie?" in desk.page(page(case) + "beteiligung/")


def test_nobody_reads_a_request_through_another_case(asked: Beteiligung, desk: Browser, receive) -> None:
    other = receive(login="bernd")
    assert desk.get(f"{page(other)}beteiligung/{asked.public_id}/").status_code == 404


def test_a_display_collects_objections_and_ends_after_its_last_day(desk: Browser, case, clerk: Member) -> None:
    days = {"beginn": "23.11.2026", "ende": "23.11.2026", "einwendungen_bis": "23.11.2026"}
    posted = {
        f"{name}.{box}": part
        for name, day in days.items()
        for box, part in zip(("tag", "monat", "jahr"), day.split("."), strict=True)
    }
    address = page(case) + "auslegung/"
    assert desk.post(address, {**posted, "ort": "", "text": "Bekannt"}).status_code == 422
    assert desk.post(address, {"ort": "Rathaus", "text": "Bekannt"}).status_code == 422
    assert desk.post(address, {**posted, "ort": "Rathaus", "text": "Bekannt"}).status_code == 302
    with open_scope(clerk.scope):
        shown = Auslegung.objects.get()
    address += f"{shown.public_id}/"
    today = {"eingang.tag": "23", "eingang.monat": "11", "eingang.jahr": "2026"}
    assert desk.post(address, {"text": "Zu laut", "name": "Ada"}).status_code == 422
    assert desk.post(address, {**today, "text": " "}).status_code == 422
    assert desk.post(address, {**today, "text": "Zu laut", "name": "Ada"}).status_code == 302
    assert "Zu laut" in desk.page(address)
    assert desk.post(f"{address}ende/", {}).status_code == 302
    assert "Beendet am" in desk.page(address)
    assert desk.post(f"{address}ende/", {}).status_code == 422


def test_a_saturday_as_last_day_for_objections_becomes_the_next_working_day_vwvfg_31_3(
    desk: Browser, case, clerk: Member
) -> None:
    days = {"beginn": "30.11.2026", "ende": "30.12.2026", "einwendungen_bis": "30.1.2027"}
    posted = {
        f"{name}.{box}": part
        for name, day in days.items()
        for box, part in zip(("tag", "monat", "jahr"), day.split("."), strict=True)
    }
    address = page(case) + "auslegung/"
    proposed = desk.page(address)
    assert "Sonst sind es zwei Wochen" in proposed
    assert "§ 31 Abs. 3 VwVfG" in proposed
    assert "Vorgeschlagen ist jeweils der spätere Tag." in proposed
    assert desk.post(address, {**posted, "ort": "Rathaus", "text": "Bekannt"}).status_code == 302
    with open_scope(clerk.scope):
        assert Auslegung.objects.get().objections_until == date(2027, 2, 1)


def test_an_expert_answers_by_a_link_that_the_clerk_sees_once(desk: Browser, case, clerk: Member) -> None:
    assert ask(desk, case, "Dr. Lange, Sachverständige", datei=all_file_ids(case.antrag)[:1]).status_code == 302
    with open_scope(clerk.scope):
        row = Beteiligung.objects.get()
    address = f"{page(case)}beteiligung/{row.public_id}/"
    assert "Diesen Tag gibt es nicht." in text_of(desk.post(f"{address}link/", {"gilt_bis.tag": "x"}))
    wrong = {"gilt_bis.tag": "1", "gilt_bis.monat": "1", "gilt_bis.jahr": "2099"}
    assert desk.post(f"{address}link/", wrong).status_code == 422
    right = {"gilt_bis.tag": "1", "gilt_bis.monat": "3", "gilt_bis.jahr": "2027"}
    made = desk.post(f"{address}link/", right).content.decode()
    link = made.split('id="anfrage-link">')[1].split("<", 1)[0].removeprefix("http://testserver")
    assert link not in desk.get(address).content.decode(), "it is shown once"
    expert = Browser()
    assert "Bitte um Stellungnahme öffnen" in expert.page(link)
    opened = str(expert.post(link)["Location"])
    assert "Haben Sie Bedenken?" in expert.page(opened)
    (datei,) = row.documents
    assert expert.get(f"{opened}dateien/{datei}/").status_code == 200
    assert expert.get(f"{opened}dateien/{row.public_id}/").status_code == 404
    assert "Noch nicht geöffnet" not in desk.page(address)
    assert expert.post(opened, {"text": "Hallo"}).status_code == 422
    assert expert.post(opened, {"ergebnis": "objection"}).status_code == 422
    plan = SimpleUploadedFile("plan.png", PNG)
    assert expert.post(opened, {"ergebnis": "objection", "text": "Zu laut.", "dateien": [plan]}).status_code == 302
    assert "Ihre Stellungnahme ist angekommen" in expert.page(opened)
    assert "Zu laut." in desk.page(address)
    assert expert.get(f"{opened}dateien/{datei}/").status_code == 404
    assert Browser().get(opened).status_code in {302, 403, 404}


def test_a_link_that_the_clerk_ends_opens_nothing(desk: Browser, case, clerk: Member) -> None:
    ask(desk, case, "Dr. Lange, Sachverständige")
    with open_scope(clerk.scope):
        address = f"{page(case)}beteiligung/{Beteiligung.objects.get().public_id}/"
    right = {"gilt_bis.tag": "1", "gilt_bis.monat": "3", "gilt_bis.jahr": "2027"}
    made = desk.post(f"{address}link/", right).content.decode()
    link = made.split('id="anfrage-link">')[1].split("<", 1)[0].removeprefix("http://testserver")
    expert = Browser()
    opened = str(expert.post(link)["Location"])
    assert desk.post(f"{address}link/ende/").status_code == 302
    assert "Dieser Link öffnet keine Anfrage mehr" in expert.page(opened, 404)
    assert expert.get(link).status_code == 404
