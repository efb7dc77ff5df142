"""The state sees sums about remedies, and no small number."""

from rathaus.core.rechtsbehelf.models import Rechtsbehelf
from tests.core.rechtsbehelf.conftest import PARKING, bescheid, demo, remedy  # noqa: F401  # fixtures
from tests.core.rechtsbehelf.test_statistics import count
from tests.surfaces.portal.browser import Browser, text_of


def test_small_numbers_are_not_told(office: Browser, remedy: Rechtsbehelf) -> None:  # noqa: F811  # the fixture
    count("hanau", 3, year=2025)
    page = text_of(office.get("/koordination/rechtsbehelfe/"))
    assert "je Stelle unter 5" in page
    assert remedy.number not in page


def test_services_then_bodies_as_bars_table_and_file(office: Browser) -> None:
    assert "Noch nichts gezählt" in text_of(office.get("/koordination/rechtsbehelfe/"))
    count("hanau", 8)
    assert "Noch nichts gezählt" in text_of(office.get("/koordination/rechtsbehelfe/")), "the year is not over"
    count("hanau", 8, year=2025)
    count("maintal", 7, year=2025)
    page = office.get("/koordination/rechtsbehelfe/").content.decode()
    assert "<svg" in page
    assert f"leistung={PARKING}" in page
    bodies = text_of(office.get(f"/koordination/rechtsbehelfe/?leistung={PARKING}&jahr=2025"))
    assert "Hanau" in bodies
    assert "Maintal" in bodies
    file = office.get(f"/koordination/rechtsbehelfe.csv?leistung={PARKING}").content.decode("utf-8-sig")
    assert [line.split(";")[:2] for line in file.splitlines()[1:]] == [["Hanau", "8"], ["Maintal", "7"]]
    assert office.get("/koordination/rechtsbehelfe/?leistung=gibt-es-nicht").status_code == 404
