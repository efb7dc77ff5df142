"""Running cases of the former software at the desk: upload, dry run, take over, report; and who must not."""

import csv
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.legacy import CHUNK
from rathaus.core.vorgang.legacy_rules import COLUMNS, LARGEST_BYTES
from rathaus.core.vorgang.models import LegacyFile, Vorgang
from tests.cast import Member, make_staff
from tests.core.vorgang.legacy_table import GOOD, numbered, table
from tests.surfaces.portal.browser import Browser, text_of

PAGE = "/amt/altfaelle/"
BAD = {**GOOD, "Altes Aktenzeichen": "=1+1", "Eingang": "gestern"}


@pytest.fixture
def head(lead: Member) -> Browser:
    """The lead of Hanau, signed in."""
    return Browser().sign_in(lead)


def send(browser: Browser, content: bytes, name: str = "alt.csv") -> HttpResponse:
    return browser.post(PAGE, {"tabelle": SimpleUploadedFile(name, content, "text/csv")})


def bring(browser: Browser, content: bytes) -> str:
    """Upload a table; return the address of what it would do."""
    response = send(browser, content)
    assert response.status_code == 302, text_of(response)
    return str(response["Location"])


def cases(member: Member) -> int:
    with open_scope(member.scope):
        return Vorgang.objects.count()


def report(browser: Browser, address: str) -> list[list[str]]:
    response = browser.get(f"{address}bericht.csv")
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_the_lead_finds_the_page_among_the_services_and_others_do_not(head: Browser, desk: Browser) -> None:
    assert "Laufende Vorgänge übernehmen" in head.page("/amt/leistungen/")
    assert "Laufende Vorgänge übernehmen" not in desk.page("/amt/leistungen/")


def test_the_page_explains_every_column_and_names_the_services(head: Browser) -> None:
    page = head.page(PAGE)
    assert all(column in page for column in COLUMNS)
    assert "bewohnerparkausweis" in page


def test_the_template_is_a_table_that_only_lacks_its_lines(head: Browser) -> None:
    content = head.get(f"{PAGE}vorlage.csv").content
    assert content.decode("utf-8-sig").strip().split(";") == list(COLUMNS)
    assert bring(head, content + b"1;bewohnerparkausweis;03.08.2026\r\n").startswith(PAGE)


def test_a_table_is_checked_then_taken_over_then_reported(head: Browser, lead: Member, desk: Browser) -> None:
    address = bring(head, table({**GOOD, "Name": "Ayşe Öztürk", "Notizen": "ruft gern an"}))
    page = head.page(address)
    assert "Kann übernommen werden 1" in page
    assert "Noch ist aus dieser Tabelle nichts übernommen." in page
    assert cases(lead) == 0
    assert head.post(address).status_code == 302
    assert "Fertig: 1 Vorgang ist übernommen." in head.page(address)
    with open_scope(lead.scope):
        vorgang = Vorgang.objects.get()
    header, row = report(head, address)
    assert header[:4] == ["Zeile", "Altes Aktenzeichen", "Ergebnis", "Neues Aktenzeichen"]
    assert row == ["2", "BPA 17/2026", "übernommen", vorgang.aktenzeichen, "", "", ""]
    case = desk.page(f"/amt/vorgaenge/{vorgang.public_id}/")
    for words in (
        "aus dem Altverfahren",
        "Die Person hat hier kein Postfach.",
        "BPA 17/2026",
        "ruft gern an",
        "Ayşe Öztürk",
    ):
        assert words in case
    assert "fehlt" not in case
    sentence = "Aus dem bisherigen Programm übernommen, dort Aktenzeichen BPA 17/2026. Der Antrag ging dort am"
    assert f"{sentence} 3. August 2026 ein." in case


def test_broken_lines_are_shown_and_only_the_good_ones_taken_over_when_she_says_so(head: Browser, lead: Member) -> None:
    address = bring(head, table(GOOD, BAD))
    page = head.page(address)
    assert "3 =1+1 Eingang Das ist kein Tag. Schreiben Sie ihn als 31.12.2025." in page
    assert "Nur die guten Zeilen übernehmen" in page
    response = head.post(address)
    assert response.status_code == 409
    assert "deshalb haben wir nichts übernommen" in text_of(response)
    assert cases(lead) == 0
    assert head.post(address, {"nur_gute": "true"}).status_code == 302
    assert cases(lead) == 1


def test_a_formula_in_the_report_is_only_text(head: Browser) -> None:
    rows = report(head, bring(head, table(BAD)))
    assert rows[1][1] == "'=1+1"
    assert rows[1][4:6] == ["Eingang", "Das ist kein Tag."]


def test_a_table_without_our_header_says_which_columns_are_missing(head: Browser, lead: Member) -> None:
    address = bring(head, b"1;bewohnerparkausweis;03.08.2026\n2;bewohnerparkausweis;03.08.2026\n")
    page = head.page(address)
    assert "Die Kopfzeile passt nicht zur Vorlage" in page
    assert "Spalte „Eingang“: Diese Spalte fehlt." in page
    assert "Vorgänge übernehmen" not in page.replace("Laufende Vorgänge übernehmen", "")
    head.post(address, {"nur_gute": "true"})
    assert cases(lead) == 0
    assert report(head, address)[1][1] == "Kopfzeile"


def test_a_long_table_goes_on_with_the_next_press(head: Browser, lead: Member) -> None:
    address = bring(head, table(*numbered(CHUNK + 1)))
    head.post(address)
    page = head.page(address)
    assert f"{CHUNK} von {CHUNK + 1} Vorgängen sind übernommen." in page
    assert "Weiter übernehmen" in page
    head.post(address)
    assert f"Fertig: {CHUNK + 1} Vorgänge sind übernommen." in head.page(address)
    assert cases(lead) == CHUNK + 1


def test_the_same_table_by_two_people_is_taken_over_once(head: Browser, lead: Member) -> None:
    other = Browser().sign_in(make_staff("hanau", "vertretung", "Dr. Eva Roth", role="lead"))
    first, second = bring(head, table(GOOD)), bring(other, table(GOOD))
    head.post(first)
    assert other.post(second).status_code == 302
    assert "War schon übernommen und bleibt, wie es ist 1" in other.page(second)
    assert cases(lead) == 1


UNREADABLE = [
    b"",
    b"\xff\xfea\x00;\x00b\x00\n\x00",
    b"x" * (LARGEST_BYTES + 1),
    b"\x89PNG\r\n\x1a\n\x00\x00",
    b"nur Text",
]


@pytest.mark.parametrize("content", UNREADABLE, ids=["empty", "UTF-16", "too large", "a picture", "one line"])
def test_what_is_no_table_is_refused_with_the_limit(head: Browser, lead: Member, content: bytes) -> None:
    response = send(head, content)
    assert response.status_code == 422
    assert "1 bis 1000 Zeilen, höchstens 1 MB" in text_of(response) or "Wählen Sie die Tabelle aus." in text_of(
        response
    )
    with open_scope(lead.scope):
        assert not LegacyFile.objects.exists()


def test_no_file_is_said(head: Browser) -> None:
    response = head.post(PAGE)
    assert response.status_code == 422
    assert "Wählen Sie die Tabelle aus." in text_of(response)


def test_nobody_else_reaches_the_pages(head: Browser, desk: Browser, clerk_of_the_next_town: Member) -> None:
    address = bring(head, table(GOOD))
    stranger = Browser().sign_in(clerk_of_the_next_town)
    for browser in (desk, stranger, Browser()):
        for path in (PAGE, f"{PAGE}vorlage.csv", address, f"{address}bericht.csv"):
            assert browser.get(path).status_code in {302, 403, 404}, path
        assert browser.post(address).status_code in {302, 403, 404}
    maintal = Browser().sign_in(make_staff("maintal", "leitung2", "Uwe Groß", role="lead"))
    assert maintal.get(address).status_code == 404
    assert head.get(f"{PAGE}{uuid.uuid4()}/").status_code == 404
