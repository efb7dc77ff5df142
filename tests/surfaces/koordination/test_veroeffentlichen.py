"""Load, publish, adopt for all, withdraw: each with a page that says what will happen."""

import pytest

from rathaus.core.leistung.models import LeistungVersion, Uebernahme
from tests.core.leistung.conftest import probe
from tests.surfaces.koordination.conftest import archive
from tests.surfaces.portal.browser import text_of

PROBE = "/koordination/leistungen/probe/"
FIRST = f"{PROBE}versionen/1.0.0/"


def on(day: str, month: str, year: str) -> dict[str, str]:
    return {"gueltig_ab.tag": day, "gueltig_ab.monat": month, "gueltig_ab.jahr": year}


def stored() -> LeistungVersion:
    return LeistungVersion.objects.get(leistung__slug="probe")


def test_an_archive_becomes_a_version(office) -> None:
    response = office.post("/koordination/pakete/", {"dateien": archive(dict(probe()))})
    assert response["Location"].startswith(FIRST)
    assert stored().state == "loaded"
    again = office.post("/koordination/pakete/", {"dateien": archive(dict(probe()))}, follow=True)
    assert "schon geladen" in text_of(again)


def test_a_shipped_folder_can_be_loaded(office) -> None:
    response = office.post("/koordination/pakete/", {"ordner": "99102013002000-hundesteuer-anmeldung"})
    assert response.status_code == 302
    assert "hundesteuer-anmeldung/versionen/1.3.1" in response["Location"]


@pytest.mark.parametrize(
    "typed",
    [{"ordner": "../../etc"}, {"ordner": ""}, {}],
    ids=["outside", "nothing", "no file"],
)
def test_what_is_no_package_is_refused_in_words(office, typed) -> None:
    response = office.post("/koordination/pakete/", typed)
    assert response.status_code == 422
    assert "Bitte prüfen Sie Ihre Angaben" in text_of(response)


def test_a_procedure_that_cannot_be_read_shows_its_findings(office) -> None:
    broken = archive({**probe(), "ablauf.toml": b"= kaputt"})
    page = text_of(office.post("/koordination/pakete/", {"dateien": broken}, follow=True))
    assert "Erst die Fehler in den Dateien beheben" in page
    assert "PRO-001" in page


def test_publishing_asks_for_the_day_and_says_what_happens(office, loaded) -> None:
    page = office.page(f"{FIRST}veroeffentlichung/")
    assert "Zuständig sind: Städte und Gemeinden." in page
    response = office.post(f"{FIRST}veroeffentlichung/", on("1", "1", "2099"), follow=True)
    assert "Die Version ist veröffentlicht." in text_of(response)
    assert (stored().state, str(stored().valid_from)) == ("published", "2099-01-01")


@pytest.mark.parametrize("day", [on("31", "2", "2099"), on("1", "1", "2020"), {}])
def test_a_day_that_is_wrong_or_past_publishes_nothing(office, loaded, day) -> None:
    assert office.post(f"{FIRST}veroeffentlichung/", day).status_code == 422
    assert stored().state == "loaded"


def test_what_is_published_is_not_published_again(office) -> None:
    address = "/koordination/leistungen/bewohnerparkausweis/versionen/1.4.0/veroeffentlichung/"
    assert "kann nicht veröffentlicht werden" in office.page(address)
    assert office.post(address, on("1", "1", "2099")).status_code == 422


def test_adopting_for_all_says_how_many_and_then_does_it(office, loaded) -> None:
    assert "Erst veröffentlichen" in office.page(f"{PROBE}uebernahme/")
    publish_today(office)
    assert "421 Stellen kommen neu dazu" in office.page(f"{PROBE}uebernahme/")
    page = text_of(office.post(f"{PROBE}uebernahme/", follow=True))
    assert "Alle zuständigen Stellen bieten die Leistung jetzt an." in page
    assert Uebernahme.objects.filter(leistung__slug="probe").count() == 421
    assert "Alle sind schon dabei" in office.page(f"{PROBE}uebernahme/")


def test_a_version_can_be_withdrawn_from_a_day_on(office, loaded) -> None:
    publish_today(office)
    assert "zurückziehen?" in office.page(f"{FIRST}ruecknahme/")
    assert office.post(f"{FIRST}ruecknahme/", on("1", "1", "2099")).status_code == 302
    assert str(stored().valid_to) == "2099-01-01"
    assert office.post(f"{FIRST}ruecknahme/", on("x", "1", "2099")).status_code == 422


def publish_today(office) -> None:
    from django.utils import timezone

    day = timezone.localdate()
    assert office.post(f"{FIRST}veroeffentlichung/", on(str(day.day), str(day.month), str(day.year))).status_code == 302
