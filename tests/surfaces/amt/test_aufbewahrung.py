"""How long cases are kept, through the pages of the office."""

import pytest

from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of

PAGE = "/amt/aufbewahrung/bewohnerparkausweis/"
TYPED = {"jahre": "10", "quelle": "Aktenplan Nr. 12", "geprueft": "true"}


def test_who_leads_the_body_confirms_a_period_and_everybody_of_it_reads_who_did(
    desk: Browser, lead: Member, auditor: Member
) -> None:
    assert "Nicht festgelegt" in desk.page("/amt/aufbewahrung/")
    head = Browser().sign_in(lead)
    assert "Keine Frist ist festgelegt" in head.page(PAGE)
    assert head.post(PAGE, TYPED)["Location"] == f"{PAGE}?hinweis=aufbewahrung"
    assert "10 Jahre" in desk.page("/amt/aufbewahrung/")
    page = desk.page(PAGE)
    for words in ("Es gilt: 10 Jahre", "Aktenplan Nr. 12", "Ruth Wagner"):
        assert words in page
    assert "10 Jahre" in Browser().sign_in(auditor).page("/amt/aufbewahrung/")
    assert "aufbewahrung/" in desk.get("/amt/leistungen/").content.decode()


def test_a_clerk_reads_that_the_lead_confirms(desk: Browser) -> None:
    assert "Bestätigen kann, wer diese Stelle leitet." in desk.page(PAGE)
    assert desk.post(PAGE, TYPED).status_code == 422
    assert "Nicht festgelegt" in desk.page("/amt/aufbewahrung/")


@pytest.mark.parametrize("wrong", [{"jahre": "0"}, {"quelle": " "}, {"geprueft": ""}])
def test_what_is_wrong_is_said_and_what_was_typed_stays(lead: Member, wrong: dict[str, str]) -> None:
    response = Browser().sign_in(lead).post(PAGE, {**TYPED, **wrong})
    assert response.status_code == 422
    assert "So lässt sich die Frist nicht bestätigen." in text_of(response)
    assert f'value="{ {**TYPED, **wrong}["jahre"] }"' in response.content.decode()


def test_a_leistung_that_the_body_does_not_have_is_not_found(desk: Browser) -> None:
    assert desk.get("/amt/aufbewahrung/anlagengenehmigung/").status_code == 404
