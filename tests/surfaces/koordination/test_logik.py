"""The logic of a version as text, before and after publication."""

from tests.cast import Member
from tests.surfaces.koordination.conftest import VERSION, load
from tests.surfaces.portal.browser import Browser


def test_the_logic_stands_on_a_page_with_its_fixed_addresses(office: Browser) -> None:
    page = office.page(f"{VERSION}logik/")
    assert "Logik des Formulars" in page
    assert "is only asked if" in page
    for name in ("schema.json", "schema.xsd", "logic.txt"):
        assert f"/api/v1/leistungen/bewohnerparkausweis/versionen/1.4.0/{name}" in page
    assert f'href="{VERSION}logik/"' in office.get(VERSION).content.decode()


def test_before_publication_there_are_no_addresses(office: Browser, loaded: object) -> None:
    page = office.page("/koordination/leistungen/probe/versionen/1.0.0/logik/")
    assert "werden mit der Veröffentlichung unter festen Adressen angeboten" in page
    assert "/api/v1/" not in page


def test_what_cannot_be_read_has_no_logic(office: Browser, officer: Member) -> None:
    load(officer, "1.0.0", **{"daten.xdf3.xml": b"<kaputt>"})
    assert office.get("/koordination/leistungen/probe/versionen/1.0.0/logik/").status_code == 404
