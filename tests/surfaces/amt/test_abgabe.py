"""A clerk passes a case on; the person and the other body see where it went and why."""

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of

RIGHT = {"stelle": "maintal", "grund": "Die Wohnung liegt in Maintal."}


def test_the_case_goes_to_the_other_body_and_all_three_see_it(
    case: Vorgang, desk: Browser, citizen: Member, clerk_of_the_next_town: Member
) -> None:
    page = f"/amt/vorgaenge/{case.public_id}/"
    assert "An eine andere Stelle abgeben" in desk.page(page)
    response = desk.post(f"{page}abgabe/", RIGHT)
    assert response["Location"] == f"{page}?hinweis=abgegeben"
    shown = desk.page(page)
    assert "Geschlossen" in shown
    assert "Hat den Vorgang abgegeben an: Maintal" in shown
    assert "An eine andere Stelle abgeben" not in shown
    with open_scope(citizen.scope):
        there = Antrag.objects.get(came_from=case.antrag)
    amira = Browser().sign_in(citizen)
    mine = amira.page(f"/antraege/{case.antrag.public_id}/")
    for words in ("Ihr Antrag liegt jetzt bei: Maintal", there.reference, "entscheidet eine andere Stelle"):
        assert words in mine
    assert "Antrag zurückziehen" in amira.page(f"/antraege/{there.public_id}/")
    neighbour = Browser().sign_in(clerk_of_the_next_town)
    with open_scope(clerk_of_the_next_town.scope):
        row = Vorgang.objects.get()
    theirs = neighbour.page(f"/amt/vorgaenge/{row.public_id}/")
    assert f"dort Aktenzeichen {case.aktenzeichen}" in theirs
    assert neighbour.get(page).status_code == 404


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"stelle": ""}, "Wählen Sie die Stelle aus"),
        ({"stelle": "atlantis"}, "Wählen Sie die Stelle aus"),
        ({"grund": " "}, "So lässt sich der Vorgang nicht abgeben"),
        ({"stelle": "hanau"}, "So lässt sich der Vorgang nicht abgeben"),
    ],
)
def test_what_is_missing_is_said_and_the_case_stays(
    case: Vorgang, desk: Browser, clerk: Member, choice: dict[str, str], words: str
) -> None:
    response = desk.post(f"/amt/vorgaenge/{case.public_id}/abgabe/", {**RIGHT, **choice})
    assert response.status_code == 422
    assert words in text_of(response)
    with open_scope(clerk.scope):
        assert Vorgang.objects.get().state == "open"


def test_who_does_not_work_on_it_cannot_pass_it_on(case: Vorgang, desk: Browser, colleague: Member) -> None:
    Browser().sign_in(colleague).post(f"/amt/vorgaenge/{case.public_id}/uebernahme/")
    assert desk.post(f"/amt/vorgaenge/{case.public_id}/abgabe/", RIGHT).status_code == 422
