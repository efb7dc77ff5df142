"""The case: answers, documents, the next act, letters, history; and small acts on it."""

import pytest

from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import Reply, receive_answer
from rathaus.core.vorgang.queries import vorgang_by_public_id
from tests.cast import NOW, Member
from tests.surfaces.portal.browser import Browser, text_of


def address(case, *rest: str) -> str:
    return "/".join(["/amt/vorgaenge", str(case.public_id), *rest, ""])


def test_answers_documents_tasks_and_history_stand_on_one_page(desk, case) -> None:
    page = desk.page(address(case))
    assert "HU-AH 412" in page
    assert "Dokumente" in page and ".jpg" in page
    assert "Zuerst den Vorgang übernehmen" in page
    assert "Der Antrag ist eingegangen." in page


def test_the_clerk_of_the_next_town_does_not_find_it(case, clerk_of_the_next_town: Member) -> None:
    response = Browser().sign_in(clerk_of_the_next_town).get(address(case))
    assert response.status_code == 404
    assert "Haddad" not in text_of(response)


def test_an_auditor_reads_it_and_has_no_button(case, auditor: Member) -> None:
    response = Browser().sign_in(auditor).get(address(case))
    assert "HU-AH 412" in text_of(response)
    assert 'action="/amt/' not in response.content.decode()


def test_claiming_leads_to_the_first_task(desk, case) -> None:
    response = desk.post(address(case, "uebernahme"), follow=True)
    page = text_of(response)
    assert "Sie bearbeiten diesen Vorgang jetzt." in page
    assert "Der Fahrzeugschein ist lesbar" in page


def test_a_task_keeps_its_outcome_and_its_points(desk, case) -> None:
    desk.post(address(case, "aufgaben", "formell"), {"ausgang": "vollstaendig", "punkt": ["0", "2"]})
    page = desk.page(address(case))
    assert "Vollständig" in page
    assert page.count("(geprüft)") == 2
    assert "Erledigt: Antrag und Anlagen prüfen" in page


def test_a_task_that_is_not_open_is_refused_in_words_on_the_page(desk, case) -> None:
    response = desk.post(address(case, "aufgaben", "fachlich"))
    assert response.status_code == 409
    assert "Das ging nicht" in text_of(response)
    assert "HU-AH 412" in text_of(response)


def test_what_a_colleague_has_claimed_stays_with_them(desk, case, colleague: Member) -> None:
    desk.post(address(case, "uebernahme"))
    other = Browser().sign_in(colleague)
    assert "Diesen Vorgang bearbeitet Jonas Becker" in other.page(address(case))
    assert other.post(address(case, "uebernahme")).status_code == 409


def test_the_lead_of_the_office_may_release_it(desk, case, lead: Member, clerk: Member) -> None:
    desk.post(address(case, "uebernahme"))
    browser = Browser().sign_in(lead)
    assert "Freigeben" in browser.page(address(case))
    assert browser.post(address(case, "freigabe")).status_code == 302
    with open_scope(clerk.scope):
        assert vorgang_by_public_id(case.public_id).claimed_by_id is None


def test_an_acting_auditor_is_refused(case, auditor: Member) -> None:
    browser = Browser(raise_request_exception=False).sign_in(auditor)
    assert browser.post(address(case, "uebernahme")).status_code == 403


@pytest.mark.parametrize("act", ["uebernahme", "freigabe", "abschluss", "wiederaufnahme", "aufgaben/formell"])
def test_acts_are_posted(desk, case, act) -> None:
    assert desk.get(address(case, act)).status_code == 405


def test_what_an_answer_changed_is_marked(desk, case, citizen: Member) -> None:
    wanted = "G06900002003.F06900002023"
    typed = {
        "frage": [wanted],
        "text": "Welches Quartier?",
        "frist.tag": "1",
        "frist.monat": "3",
        "frist.jahr": "2027",
    }
    assert desk.post(address(case, "rueckfrage"), typed).status_code == 302
    assert "Die Person ist gefragt" in desk.page(address(case))
    with open_scope(citizen.scope):
        reply = Reply("Bitte sehr", {wanted: ["Innenstadt Süd"]})
        assert receive_answer(actor=citizen.actor, antrag=case.antrag, reply=reply, now=NOW) == ()
    page = desk.page(address(case))
    assert "Innenstadt Süd geändert" in page
    assert page.count("geändert") == 1


def test_a_waiting_case_can_go_on_without_an_answer(desk, case) -> None:
    desk.post(address(case, "rueckfrage"), {"text": "?", "frist.tag": "1", "frist.monat": "3", "frist.jahr": "2027"})
    assert desk.post(address(case, "wiederaufnahme")).status_code == 302
    assert "Antrag und Anlagen prüfen" in desk.page(address(case))
