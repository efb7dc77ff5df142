"""Timers, the way of a case, a proposal and a newer version on the pages of the office."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang, Zeitgeber
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import Member
from tests.core.vorgang.timed import publish_timed
from tests.surfaces.portal.browser import Browser, text_of

LATER = {"bis.tag": "29", "bis.monat": "1", "bis.jahr": "2027"}


@pytest.fixture
def timed(receive) -> Vorgang:
    publish_timed()
    case: Vorgang = receive()
    return case


def page(case: Vorgang) -> str:
    return f"/amt/vorgaenge/{case.public_id}/"


def test_the_page_shows_timers_with_their_reason_what_is_skipped_and_the_drawing(desk: Browser, timed: Vorgang) -> None:
    response = desk.get(page(timed))
    shown = text_of(response)
    assert "Entscheidungsfrist" in shown
    assert "Ohne Entscheidung bis dahin gilt der Antrag als genehmigt (§ 42a VwVfG)." in shown
    assert "Entfällt, weil es nach den Angaben nicht nötig ist." in shown
    assert "Hier steht der Vorgang" in shown
    assert 'role="list"' in response.content.decode()


def test_a_fiction_is_extended_on_a_page_of_its_own(desk: Browser, timed: Vorgang, clerk: Member) -> None:
    address = page(timed) + "zeitgeber/frist/verlaengerung/"
    assert "Bis wann verlängern Sie die Frist?" in desk.page(address)
    assert desk.post(address, {"grund": "Gutachten"}).status_code == 422
    assert desk.post(address, {**LATER, "grund": " "}).status_code == 422
    assert desk.post(address, {**LATER, "grund": "Gutachten"}).status_code == 302
    with open_scope(clerk.scope):
        assert Zeitgeber.objects.get(key="frist").extension_reason == "Gutachten"
    assert "Verlängert bis 29. Januar 2027: Gutachten" in desk.page(page(timed))


def test_a_case_moves_to_a_newer_version_after_a_look_at_what_it_does(
    desk: Browser, case: Vorgang, clerk: Member
) -> None:
    address = page(case) + "umstellung/"
    assert desk.get(address).status_code == 302
    publish_timed()
    assert "Der Vorgang folgt einer älteren Fassung" in desk.page(page(case))
    assert "Ein erledigter Schritt bleibt." in desk.page(address)
    assert desk.post(address, {}).status_code == 302
    with open_scope(clerk.scope):
        assert vorgang_of(case.antrag).antrag.moved_to is not None
    assert "Hat den Vorgang auf Fassung 9.0.0 umgestellt." in desk.page(page(case))


def test_all_running_cases_of_a_service_move_but_not_those_of_colleagues(
    desk: Browser, receive, colleague: Member
) -> None:
    first, second = receive(), receive(login="bernd")
    Browser().sign_in(colleague).post(page(second) + "uebernahme/", {})
    publish_timed()
    address = "/amt/leistungen/bewohnerparkausweis/umstellung/"
    assert first.aktenzeichen in desk.page(address)
    assert "Ablauf als Bild" in desk.page(page(first))
    shown = text_of(desk.post(address, {}))
    assert second.aktenzeichen in shown
    assert first.aktenzeichen not in shown


def test_a_proposal_is_taken_over_once_the_tasks_before_are_done(desk: Browser, decidable: Vorgang) -> None:
    shown = desk.page(page(decidable))
    assert "Gebühr 30,00 € (§ 6a Abs. 5a StVG mit der Gebührenordnung der Stadt oder Gemeinde)" in shown
    assert "In den Entwurf übernehmen" in desk.page(page(decidable))
    response = desk.post(page(decidable) + "vorschlag/", {})
    assert response.status_code == 302
    assert "Der Vorschlag steht im Entwurf." in desk.page(response.headers["Location"])


def test_a_proposal_is_not_taken_over_too_early(desk: Browser, case: Vorgang) -> None:
    assert "In den Entwurf übernehmen" not in desk.page(page(case))
    assert desk.post(page(case) + "vorschlag/", {}).status_code == 409


def test_opening_a_case_asks_as_much_with_timers_as_the_few_questions_they_cost(
    desk: Browser, timed: Vorgang, receive
) -> None:
    desk.get(page(timed))
    with CaptureQueriesContext(connection) as captured:
        desk.get(page(timed))
    answers = [each["sql"] for each in captured if "antrag_antragrevision" in each["sql"]]
    timers = [each["sql"] for each in captured if '"vorgang_zeitgeber"."due_on"' in each["sql"]]
    assert (len(timers), len(answers) <= 1) == (1, True)
