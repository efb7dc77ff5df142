"""Asking the person: what can be asked, what is prepared, what is kept when something is wrong."""

from rathaus.core.postfach.queries import messages_of
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.engine.formular.path import template_of
from rathaus.surfaces.amt.rueckfrage import PREPARED
from tests.cast import make_staff
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser, text_of

LATER = {"frist.tag": "1", "frist.monat": "3", "frist.jahr": "2027"}
QUESTION = "G06900002003.F06900002023"


def address(case) -> str:
    return f"/amt/vorgaenge/{case.public_id}/rueckfrage/"


def test_the_page_offers_what_was_asked_and_prepares_a_text(desk, case) -> None:
    page = desk.page(address(case))
    assert "In welchem Parkquartier wohnen Sie?" in page
    assert "Wann ziehen Sie ein?" not in page
    assert "Guten Tag Amira Haddad" in page


def test_missing_answers_are_ticked_already(citizen) -> None:
    antrag = submitted(citizen, "bewohnerparkausweis", "unvollstaendig")
    clerk = make_staff(antrag.stelle.slug, "somebody", "Somebody")
    with open_scope(clerk.scope):
        case = vorgang_of(antrag)
    html = Browser().sign_in(clerk).get(address(case)).content.decode()
    assert antrag.incomplete
    for key in antrag.incomplete:
        assert f'value="{template_of(key)}" checked' in html


def test_a_question_reaches_the_mailbox_with_what_is_asked_for(desk, case, clerk) -> None:
    response = desk.post(address(case), {"frage": [QUESTION], "text": "Welches Quartier genau?", **LATER})
    assert response.status_code == 302
    with open_scope(clerk.scope):
        letter = messages_of(case.antrag.public_id).filter(kind="question").get()
    assert letter.requested_fields == [QUESTION]
    assert letter.body.startswith("Welches Quartier genau?")


def test_a_wrong_day_keeps_text_and_ticks(desk, case) -> None:
    response = desk.post(
        address(case), {"frage": [QUESTION], "text": "Mein Text", "frist.tag": "31", "frist.monat": "2"}
    )
    assert response.status_code == 422
    assert "Diesen Tag gibt es nicht" in text_of(response)
    assert "Mein Text" in text_of(response)
    assert f'value="{QUESTION}" checked' in response.content.decode()


def test_a_day_that_is_past_and_an_empty_text_are_refused(desk, case) -> None:
    past = {"frist.tag": "1", "frist.monat": "1", "frist.jahr": "2020"}
    assert desk.post(address(case), {"text": "Bitte", **past}).status_code == 422
    assert desk.post(address(case), {"text": " ", **LATER}).status_code == 422


def test_the_prepared_text_exists_in_both_languages() -> None:
    assert PREPARED.de.count("{") == PREPARED.en.count("{") == 3
