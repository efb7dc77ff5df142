"""Our services: what is online, what the body sets for itself, how it begins and ends."""

from rathaus.core.leistung.queries import leistung_by_slug, uebernahmen_for

PAGE = "/amt/leistungen/bewohnerparkausweis/"


def own_row(stelle):
    return uebernahmen_for(leistung_by_slug("bewohnerparkausweis")).filter(stelle=stelle).first()


def test_the_list_says_what_is_online(desk) -> None:
    page = desk.page("/amt/leistungen/")
    assert "Bewohnerparkausweis" in page
    assert "Online" in page


def test_own_contact_and_hint_are_kept(desk, clerk) -> None:
    typed = {
        "kontakt": "Zimmer 12",
        "hinweis_de": "Nur Zone 1 bis 9.",
        "hinweis_en": "Zones 1 to 9.",
    }
    assert desk.post(PAGE, typed).status_code == 302
    row = own_row(clerk.stelle)
    assert (row.contact, row.hint["en"]) == ("Zimmer 12", "Zones 1 to 9.")
    assert "Zimmer 12" in desk.get(PAGE).content.decode()


def test_a_service_can_be_ended_and_offered_again(desk, clerk) -> None:
    assert "Diese Leistung nicht mehr anbieten?" in desk.page(f"{PAGE}ruecknahme/")
    assert desk.post(f"{PAGE}ruecknahme/").status_code == 302
    assert own_row(clerk.stelle) is None
    assert "Noch nicht online" in desk.page(PAGE)
    assert desk.get(f"{PAGE}ruecknahme/").status_code == 302
    assert desk.post(f"{PAGE}uebernahme/").status_code == 302
    assert own_row(clerk.stelle) is not None


def test_own_details_may_be_saved_while_beginning(desk, clerk) -> None:
    desk.post(f"{PAGE}ruecknahme/")
    assert desk.post(PAGE, {"kontakt": "Zimmer 9"}).status_code == 302
    assert own_row(clerk.stelle).contact == "Zimmer 9"


def test_an_unknown_service_is_not_there(desk) -> None:
    assert desk.get("/amt/leistungen/gibt-es-nicht/").status_code == 404
