"""Contact data and team of the body."""

from rathaus.core.stelle.models import Stelle
from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of

TYPED = {
    "anschrift": " Am Markt 14 \r\n63450 Hanau",
    "telefon": "06181 2950",
    "email": "amt@hanau.example",
    "zeiten": "Mo",
}


def test_contact_data_are_kept_line_by_line(desk, clerk) -> None:
    assert desk.post("/amt/stelle/", TYPED).status_code == 302
    stelle = Stelle.objects.get(pk=clerk.stelle.pk)
    assert (stelle.address, stelle.email) == ("Am Markt 14\n63450 Hanau", "amt@hanau.example")
    assert "Am Markt 14" in desk.page("/amt/stelle/")


def test_a_wrong_address_is_said_and_nothing_typed_is_lost(desk, clerk) -> None:
    response = desk.post("/amt/stelle/", {**TYPED, "email": "amt@"})
    assert response.status_code == 422
    assert "nicht vollständig" in text_of(response)
    assert "06181 2950" in response.content.decode()
    assert Stelle.objects.get(pk=clerk.stelle.pk).phone != "06181 2950"


def test_the_team_is_listed_by_name(desk, colleague: Member, lead: Member) -> None:
    page = desk.page("/amt/team/")
    assert page.index("Jonas Becker") < page.index("Ruth Wagner") < page.index("Selin Aydin")
    assert "Leitung" in page


def test_the_pages_speak_english(desk, case) -> None:
    browser: Browser = desk
    assert "Hello, Jonas Becker" in browser.page("/en/amt/")
    assert "Who works here" in browser.page("/en/amt/team/")
    assert "First claim the case" in browser.page(f"/en/amt/vorgaenge/{case.public_id}/")
