"""The inbox: filters in the address, counts, pages, CSV, and no query per row."""

import csv
import io

from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.surfaces.amt import vorgaenge
from tests.cast import Member
from tests.surfaces.portal.browser import Browser

INBOX = "/amt/vorgaenge/"


def queries_of(desk, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(path).status_code == 200
    return len(captured)


def test_a_view_shows_its_cases_and_counts_them(desk, case) -> None:
    assert "Amira Haddad" in desk.page(INBOX)
    assert "Hier liegt kein Vorgang" in desk.page(f"{INBOX}?ansicht=decided")
    assert "Nicht übernommen 1" in desk.page(f"{INBOX}?ansicht=mine")


def test_words_of_a_name_and_a_service_narrow_the_list(desk, case) -> None:
    assert "Amira Haddad" in desk.page(f"{INBOX}?suche=hadd")
    assert "Hier liegt kein Vorgang" in desk.page(f"{INBOX}?suche=Niemand")
    assert "Hier liegt kein Vorgang" in desk.page(f"{INBOX}?leistung=hundesteuer-anmeldung")


def test_the_number_of_queries_does_not_grow_with_the_rows(desk, receive) -> None:
    receive()
    few = queries_of(desk, INBOX)
    for number in range(3):
        receive(login=f"person-{number}")
    assert queries_of(desk, INBOX) == few


def test_a_long_list_comes_in_pages_that_leave_nothing_out(desk, receive, monkeypatch) -> None:
    monkeypatch.setattr(vorgaenge, "PAGE_SIZE", 2)
    shown = {str(receive(login=f"person-{number}").public_id) for number in range(3)}
    first = desk.get(INBOX).content.decode()
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = desk.get(INBOX + following).content.decode()
    assert {public_id for public_id in shown if public_id in first + second} == shown
    assert "Zum Anfang" in second


def test_a_damaged_page_mark_begins_at_the_beginning(desk, case) -> None:
    assert "Amira Haddad" in desk.page(f"{INBOX}?nach=unsinn&ansicht=unsinn")


def test_the_list_can_be_taken_along_as_csv(desk, case) -> None:
    response = desk.get("/amt/vorgaenge.csv?suche=haddad")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Aktenzeichen", "Antragstellende Person"]
    assert rows[1][1] == "Amira Haddad"
    assert "attachment" in response["Content-Disposition"]


def test_an_auditor_reads_the_inbox_of_the_body(case, auditor: Member) -> None:
    page = Browser().sign_in(auditor).page(INBOX)
    assert "Amira Haddad" in page
    assert "Unsere Leistungen" not in page
