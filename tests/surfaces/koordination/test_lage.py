"""Where the state stands: honest figures, each opening its rows."""

from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of


def test_the_figures_count_what_holds_today(office) -> None:
    page = office.page("/koordination/")
    assert "100 % Abdeckung" in page
    assert "5 Veröffentlichte Leistungen" in page
    assert "0 Stellen ohne Angebot" in page


def test_a_body_that_stops_offering_is_missing_at_once(office, clerk: Member) -> None:
    Browser().sign_in(clerk).post("/amt/leistungen/bewohnerparkausweis/ruecknahme/")
    page = office.page("/koordination/")
    assert "Wo am meisten fehlt" in page
    assert "1 Stelle wartet" in page


def test_every_figure_leads_to_its_rows(office) -> None:
    html = office.get("/koordination/").content.decode()
    for address in ("matrix/", "leistungen/?stand=wartet", "leistungen/?stand=fehler", "stellen/?stand=ohne"):
        assert f'href="/koordination/{address}"' in html
        assert office.get(f"/koordination/{address}").status_code == 200


def test_a_version_that_waits_is_counted(office, loaded) -> None:
    assert "1 Wartende Versionen" in office.page("/koordination/")


def test_an_auditor_reads_and_cannot_load(auditor: Member) -> None:
    browser = Browser(raise_request_exception=False).sign_in(auditor)
    assert "Leistung einspielen" not in text_of(browser.get("/koordination/leistungen/"))
    assert browser.get("/koordination/pakete/").status_code == 403


def test_the_map_has_a_tile_for_every_county(office) -> None:
    html = office.get("/koordination/").content.decode()
    assert html.count("r-map__tile r-map__tile--4") == 27
