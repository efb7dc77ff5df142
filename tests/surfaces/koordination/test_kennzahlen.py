"""Figures of all bodies as the office sees them: sums, no small number, the same as a file."""

from datetime import date

from tests.cast import Member
from tests.core.kennzahl.cases import SLUGS, decided
from tests.core.kennzahl.test_outside import body, counted
from tests.surfaces.portal.browser import Browser

PAGE, FILE = "/koordination/kennzahlen/", "/koordination/kennzahlen.csv"


def test_the_office_sees_sums_and_no_small_number(officer: Member) -> None:
    office = Browser().sign_in(officer)
    assert "Noch nichts gezählt" in office.page(PAGE)
    last_year = {"on": date(2025, 6, 2)}
    counted(body("hanau"), [decided(10, **last_year)] * 3)
    counted(body("maintal"), [decided(20, **last_year)] * 14)
    counted(body("kassel"), [decided(30, **last_year)] * 40 + [decided(30)] * 9)
    page = office.page(PAGE)
    assert "Kennzahlen 2025" in page, "2026 is not over"
    assert "Bewohnerparkausweis" in page
    assert "54" in page
    assert "57" not in page
    lines = office.get(f"{FILE}?leistung={SLUGS[0]}").content.decode("utf-8-sig").split("\r\n")
    assert lines[1:4] == ["Hanau;unter 5;unter 5;;", "Kassel;40;40;30;30", "Maintal;14;14;20;20"]
    by_body = office.page(f"{PAGE}?leistung={SLUGS[0]}")
    assert "Nach Stellen" in by_body
    assert "unter 5" in by_body
    assert office.get(f"{PAGE}?leistung=gibt-es-nicht").status_code == 404
