"""My Antraege: where each stands, what I must do first, withdrawal, and nothing of anybody else."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.queries import issued_for
from rathaus.core.leistung.queries import _cache, compiled
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.engine.prozess.model import Verfahrensrecht
from tests.cast import NOW, Member
from tests.core.bescheid.conftest import examined
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser
from tests.surfaces.portal.test_letters import letter_path
from tests.surfaces.portal.test_submission import run_receipt

PARKING = "bewohnerparkausweis"
ZONE = "G06900002003.F06900002023"


def antrag_of(citizen: Member) -> Antrag:
    return submitted(citizen, PARKING, "bewilligung")


def test_who_is_unknown_reads_how_to_get_to_theirs(browser: Browser) -> None:
    page = browser.page("/antraege/")
    assert "öffnen Sie Ihren geheimen Link" in page
    assert "Anmelden" in page


def test_the_list_shows_number_step_and_office(amira: Browser, citizen: Member) -> None:
    antrag = antrag_of(citizen)
    page = amira.page("/antraege/")
    for words in (antrag.reference, "Schritt 3 von 6:", "Eingegangen", "Hanau"):
        assert words in page


def test_a_question_of_the_office_comes_first(amira: Browser, citizen: Member, ask: Callable[..., Vorgang]) -> None:
    first = antrag_of(citizen)
    submitted(citizen, "hundesteuer-anmeldung", "bewilligung")
    ask(first, "In welcher Zone wohnen Sie?", ZONE)
    page = amira.page("/antraege/")
    assert page.index("Bewohnerparkausweis beantragen") < page.index("Hund anmelden")
    assert "Das Amt hat eine Frage an Sie." in page
    assert "Schritt 5 von 6:" in page


def test_the_page_of_an_antrag_tells_its_history_in_sentences(amira: Browser, citizen: Member) -> None:
    antrag = antrag_of(citizen)
    run_receipt(antrag)
    page = amira.page(f"/antraege/{antrag.public_id}/")
    for words in (
        "Sie haben den Antrag abgesendet.",
        "Ein Brief liegt in Ihrem Postfach.",
        "HU-AH 412",
        "fahrzeugschein-vorn",
    ):
        assert words in page


def test_an_antrag_is_withdrawn_after_a_question(amira: Browser, citizen: Member) -> None:
    path = f"/antraege/{antrag_of(citizen).public_id}/"
    assert "Antrag zurückziehen?" in amira.page(f"{path}zurueckziehen/")
    assert amira.post(f"{path}zurueckziehen/")["Location"] == path
    page = amira.page(path)
    assert "Sie haben den Antrag zurückgezogen." in page
    assert "Zurückgezogen" in amira.page("/antraege/")
    assert amira.get(f"{path}zurueckziehen/")["Location"] == path


def test_a_decision_ends_the_line_and_gives_the_day_for_an_objection(
    amira: Browser, citizen: Member, clerk: Member
) -> None:
    antrag = antrag_of(citizen)
    with open_scope(clerk.scope):
        vorgang = examined(clerk, antrag)
        bescheid = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung"), now=timezone.now())
        confirm_remedy(actor=clerk.actor, bescheid=bescheid, now=NOW)
        issue_bescheid(actor=clerk.actor, bescheid=bescheid, now=timezone.now())
    page = amira.page(f"/antraege/{antrag.public_id}/")
    assert "Abgeschlossen: Entschieden" in page
    letter = letter_path(amira)
    sealed = "Der Bescheid gilt am Tag nach dem ersten Öffnen als bekannt gegeben. Ab dann läuft die Frist."
    assert sealed in amira.page(letter)
    amira.post(f"{letter}oeffnen/")
    words = amira.page(letter)
    with open_scope(citizen.scope):
        issued = issued_for(antrag)
    assert issued is not None and issued.remedy_until is not None
    assert "Nicht einverstanden? Sie können sich bis" in words
    assert f"{issued.remedy_until.day}. " in words
    assert "als bekannt gegeben. Ab dann läuft die Frist." in words


@pytest.mark.parametrize("verfahrensrecht", [Verfahrensrecht.AO, Verfahrensrecht.SGB_X])
def test_where_the_code_is_not_verified_the_citizen_reads_the_notice_and_no_computed_day(
    verfahrensrecht: Verfahrensrecht, amira: Browser, citizen: Member, clerk: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    antrag = antrag_of(citizen)
    content = compiled(antrag.version_id)
    leistung = replace(content.prozess.leistung, verfahrensrecht=verfahrensrecht)
    changed = replace(content, prozess=replace(content.prozess, leistung=leistung))
    monkeypatch.setitem(_cache, antrag.version_id, changed)
    with open_scope(clerk.scope):
        vorgang = examined(clerk, antrag)
        bescheid = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung"), now=timezone.now())
        confirm_remedy(actor=clerk.actor, bescheid=bescheid, now=NOW)
        issue_bescheid(actor=clerk.actor, bescheid=bescheid, now=timezone.now())
    letter = letter_path(amira)
    assert "gilt am Tag nach" not in amira.page(letter)
    amira.post(f"{letter}oeffnen/")
    words = amira.page(letter)
    assert "Gegen diesen Bescheid können Sie innerhalb eines Monats nach seiner Bekanntgabe" in words
    assert "Sie können sich bis" not in words
    assert "Ab dann läuft" not in words
    office = Browser().sign_in(clerk).page(f"/amt/vorgaenge/{vorgang.public_id}/")
    assert "(nicht geprüft)" in office
    assert "noch nicht vollständig geprüft" in office


def test_nobody_sees_the_antrag_of_somebody_else(browser: Browser, citizen: Member, other_citizen: Member) -> None:
    path = f"/antraege/{antrag_of(citizen).public_id}/"
    browser.sign_in(other_citizen)
    for page in ("", "eingang/", "zurueckziehen/"):
        browser.page(path + page, 404)
    assert browser.post(f"{path}zurueckziehen/").status_code == 404


def test_queries_of_the_list_do_not_grow(amira: Browser, citizen: Member) -> None:
    antrag_of(citizen)
    with CaptureQueriesContext(connection) as few:
        amira.page("/antraege/")
    for _ in range(3):
        antrag_of(citizen)
    with CaptureQueriesContext(connection) as many:
        amira.page("/antraege/")
    assert len(many) == len(few)
