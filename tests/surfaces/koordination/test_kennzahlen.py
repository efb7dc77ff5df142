"""Figures of all bodies as the office sees them: sums, no small number, the same as a file."""

from tests.cast import Member
from tests.core.kennzahl.cases import SLUGS, decided
from tests.core.kennzahl.test_outside import body, counted
from tests.surfaces.portal.browser import Browser

PAGE, FILE = "/koordination/kennzahlen/", "/koordination/kennzahlen.csv"


def test_the_office_sees_sums_and_no_small_number(officer: Member) -> None:
    office = Browser().sign_in(officer)
    assert "Noch nichts gezählt" in office.page(PAGE)
    counted(body("hanau"), [decided(10)] * 3)
    counted(body("maintal"), [decided(20)] * 14)
    counted(body("kassel"), [decided(30)] * 40)
    page = office.page(PAGE)
    assert "Kennzahlen 2026" in page
    assert "Bewohnerparkausweis" in page
    assert "57" in page
    lines = office.get(f"{FILE}?leistung={SLUGS[0]}").content.decode("utf-8-sig").split("\r\n")
    assert lines[1:4] == ["Hanau;unter 5;unter 5;;", "Kassel;40;40;30;30", "Maintal;unter 5;unter 5;20;20"]
    by_body = office.page(f"{PAGE}?leistung={SLUGS[0]}")
    assert "Nach Stellen" in by_body
    assert "unter 5" in by_body
    assert "57" not in by_body
    assert office.get(f"{PAGE}?leistung=gibt-es-nicht").status_code == 404
