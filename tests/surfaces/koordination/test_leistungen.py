"""Services, their versions, sources, findings, records, differences."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.core.leistung.conftest import probe
from tests.surfaces.koordination.conftest import SERVICE, VERSION, load
from tests.surfaces.portal.browser import text_of

LIST = "/koordination/leistungen/"


def queries_of(office, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert office.get(path).status_code == 200
    return len(captured)


def test_the_list_shows_state_and_coverage(office, loaded) -> None:
    page = office.page(LIST)
    assert "421 von 421" in page
    assert "Wartet auf Veröffentlichung" in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("suche=parkausweis", "Bewohnerparkausweis", "probe"),
        ("stand=wartet", "probe", "Bewohnerparkausweis"),
        ("stand=unveroeffentlicht", "probe", "Bewohnerparkausweis"),
        ("stand=veroeffentlicht", "Bewohnerparkausweis", "probe"),
        ("stand=fehler", "Keine Leistung passt", "probe"),
        ("stand=unsinn", "Bewohnerparkausweis", "Keine Leistung passt"),
    ],
)
def test_the_filter_stands_in_the_address(office, loaded, query, shown, hidden) -> None:
    page = office.page(f"{LIST}?{query}")
    assert shown in page
    assert hidden not in page


def test_the_number_of_queries_does_not_grow_with_the_services(office, officer) -> None:
    few = queries_of(office, LIST)
    load(officer, "1.0.0")
    assert queries_of(office, LIST) == few


def test_the_page_of_a_service_says_what_holds_today(office) -> None:
    page = office.page(SERVICE)
    assert "Was heute gilt" in page
    assert "§ 45 Abs. 1b Satz 1 Nr. 2a StVO" in page


def test_a_version_shows_findings_sources_and_norms(office) -> None:
    page = office.page(VERSION)
    assert "Hinweis" in page
    assert "ablauf.toml" in page


def test_a_source_file_can_be_saved(office) -> None:
    response = office.get(f"{VERSION}quellen/bescheid/ablehnung.md")
    assert response["Content-Disposition"].startswith("attachment")
    assert b"Wir lehnen den Antrag ab." in response.content
    assert office.get(f"{VERSION}quellen/gibt/es.nicht").status_code == 404
    assert office.get(f"{VERSION}quellen/ablauf.toml%00").status_code == 404


def test_a_version_with_errors_says_what_to_do_and_shows_no_form(office, officer) -> None:
    load(officer, "1.0.0", **{"daten.xdf3.xml": b"<kein-xml"})
    page = office.page("/koordination/leistungen/probe/versionen/1.0.0/")
    assert "Erst die Fehler beheben" in page
    assert "Ablauf" not in page.split("Ansichten der Version")[-1][:200]


def test_an_unknown_service_or_version_is_not_there(office) -> None:
    assert office.get(f"{LIST}gibt-es-nicht/").status_code == 404
    assert office.get(f"{SERVICE}versionen/9.9.9/").status_code == 404


def test_the_records_are_told_in_sentences(office) -> None:
    page = office.page(f"{SERVICE}chronik/")
    assert "Version 1.4.0 wurde veröffentlicht und gilt ab 1. Januar 2026." in page
    assert "kamen neu dazu" in page


def test_the_procedure_reads_as_a_list(office) -> None:
    page = office.page(f"{VERSION}ablauf/")
    assert "Erst nach: Anspruch prüfen oder Antrag und Anlagen prüfen (Angaben fehlen)" in page
    assert "Danach beginnt wieder: Antrag und Anlagen prüfen" in page


def test_letters_are_shown_with_the_facts_of_an_example(office) -> None:
    page = office.page(f"{VERSION}schreiben/")
    assert "Wir erteilen Ihnen den Bewohnerparkausweis." in page
    assert "Amira Haddad" in page
    refusal = office.page(f"{VERSION}schreiben/?ergebnis=ablehnung")
    assert "Ihre Wohnung liegt in keinem Bewohnerparkquartier." in refusal


def test_one_version_has_nothing_to_compare_with(office) -> None:
    assert "Es gibt erst eine Version" in office.page(f"{SERVICE}vergleich/")


def test_two_versions_show_what_changed(office, officer, loaded) -> None:
    letter = probe()["bescheid/ablehnung.md"] + b"\nEin neuer Satz.\n"
    load(officer, "1.1.0", **{"bescheid/ablehnung.md": letter})
    response = office.get("/koordination/leistungen/probe/vergleich/?von=1.0.0&nach=1.1.0")
    assert "bescheid/ablehnung.md" in text_of(response)
    assert "Ein neuer Satz." in response.content.decode().split("<ins>")[1]


def test_equal_versions_say_so(office, officer, loaded) -> None:
    load(officer, "1.1.0")
    assert "Die Versionen sagen dasselbe" in office.page("/koordination/leistungen/probe/vergleich/")


def test_a_broken_version_cannot_be_compared(office, officer, loaded) -> None:
    load(officer, "1.1.0", **{"daten.xdf3.xml": b"<kein-xml"})
    assert "lässt sich nicht lesen" in office.page("/koordination/leistungen/probe/vergleich/")
