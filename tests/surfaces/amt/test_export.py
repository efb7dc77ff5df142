"""The list of cases as a file for spreadsheet programs: a file, for the body alone, and nothing in it is run."""

import csv
import io
import tracemalloc
from threading import BoundedSemaphore

import pytest
from django.db import connection
from django.http import StreamingHttpResponse

from rathaus.core.antrag.models import Antrag
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang import export
from rathaus.core.vorgang.export import exports_of
from rathaus.surfaces.ui import listing, whole_file
from tests.cast import Member, make_citizen, make_staff
from tests.core.vorgang.test_export import OPEN_TRANSACTIONS
from tests.core.vorgang.test_inbox import make_case
from tests.surfaces.portal.browser import Browser, text_of

EXPORT = "/amt/vorgaenge/export.csv"


def taken(desk: Browser, **form: str) -> bytes:
    """Take a list out; return the file."""
    response = desk.post(EXPORT, form)
    assert response.status_code == 200
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_spreadsheet_programs_open_the_list(desk, case) -> None:
    content = taken(desk)
    assert content.startswith(b"\xef\xbb\xbfAktenzeichen;")
    head, row = rows_of(content)
    assert dict(zip(head, row, strict=True)) == {
        "Aktenzeichen": case.aktenzeichen,
        "Antragstellende Person": "Amira Haddad",
        "Leistung": "Bewohnerparkausweis beantragen",
        "Eingang": f"{case.opened_at:%d.%m.%Y}",
        "Fällig": f"{case.due_on:%d.%m.%Y}",
        "Bearbeitet von": "",
        "Stand": "In Arbeit",
        "Nächster Schritt": "Antrag und Anlagen prüfen",
        "Entschieden am": "",
    }


def test_the_list_has_what_the_page_shows(desk, case) -> None:
    assert len(rows_of(taken(desk, ansicht="decided"))) == 1
    assert len(rows_of(taken(desk, leistung="hundesteuer-anmeldung"))) == 1
    desk.post("/amt/vorgaenge/suche/", {"suche": "niemand"})
    assert len(rows_of(taken(desk, gesucht="1"))) == 1
    assert len(rows_of(taken(desk))) == 2


@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_nothing_in_the_list_is_run(begin: str, desk, case, clerk: Member) -> None:
    with open_scope(clerk.scope):
        Antrag.objects.update(applicant=f"{begin}HYPERLINK(1)")
    assert rows_of(taken(desk))[1][1] == f"'{begin}HYPERLINK(1)"


def test_the_page_offers_the_list_and_says_that_it_is_recorded(desk, case) -> None:
    html = desk.get("/amt/vorgaenge/?ansicht=unclaimed&leistung=bewohnerparkausweis").content.decode()
    form = html.split(f'action="{EXPORT}"')[1].split("</form>")[0]
    assert 'name="ansicht" value="unclaimed"' in form
    assert 'name="leistung" value="bewohnerparkausweis"' in form
    assert "steht im Protokoll" in form


def test_an_auditor_takes_the_list_out_and_is_recorded(case, auditor: Member) -> None:
    assert len(rows_of(taken(Browser().sign_in(auditor)))) == 2
    with open_scope(auditor.scope):
        assert auditor.stelle is not None
        subject = exports_of(auditor.stelle.pk)
        (record,) = records_of(kind=subject.kind, subject_id=subject.id)
    assert (record.actor_role, record.payload["cases"]) == ("auditor", 1)


def test_those_who_lead_or_audit_read_who_took_lists_out(desk, case, lead: Member, auditor: Member) -> None:
    taken(desk)
    for member in (lead, auditor):
        browser = Browser().sign_in(member)
        assert 'href="/amt/team/#listen"' in browser.get("/amt/vorgaenge/").content.decode()
        page = browser.page("/amt/team/").split("Wer Listen geladen hat", 1)[1]
        assert "Jonas Becker 1" in page
    assert "Who downloaded lists" in Browser().sign_in(lead).page("/en/amt/team/")


def test_other_clerks_and_other_towns_do_not_read_it(desk, case, auditor_of_the_next_town: Member) -> None:
    taken(desk)
    assert "Wer Listen geladen hat" not in desk.page("/amt/team/")
    assert "team/#listen" not in desk.get("/amt/vorgaenge/").content.decode()
    page = Browser().sign_in(auditor_of_the_next_town).page("/amt/team/")
    assert "Noch niemand." in page
    assert "Jonas Becker" not in page


@pytest.fixture
def auditor_of_the_next_town(db: None) -> Member:
    return make_staff("maintal", "olga", "Olga Weiß", role="auditor")


def test_the_clerk_of_the_next_town_gets_a_list_without_our_cases(case, clerk_of_the_next_town: Member) -> None:
    assert len(rows_of(taken(Browser().sign_in(clerk_of_the_next_town)))) == 1


def test_in_english_the_columns_have_english_names(desk, case) -> None:
    response = desk.post(f"/en{EXPORT}", {})
    assert rows_of(b"".join(response))[0][:2] == ["File number", "Applicant"]


def test_a_browser_that_stalls_keeps_no_transaction_open(committing_database: None, monkeypatch) -> None:
    for module in (export, listing):
        monkeypatch.setattr(module, "_ROWS_AT_ONCE", 1)
    clerk, citizen = make_staff("hanau", "jonas", "Jonas Becker"), make_citizen()
    with open_scope(clerk.scope):
        for number in range(4):
            make_case(clerk, citizen, number)
    response = Browser().sign_in(clerk).post(EXPORT)
    pieces = iter(response)
    first = next(pieces)
    assert not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute(OPEN_TRANSACTIONS)
        assert cursor.fetchone() == (0,)
    assert len(rows_of(first + b"".join(pieces))) == 5


def test_two_lists_at_a_time_leave_the_other_threads_free(desk, case, clerk: Member, monkeypatch) -> None:
    monkeypatch.setattr(whole_file, "_turns", BoundedSemaphore(2))
    sent = [desk.post(EXPORT) for _ in range(2)]
    refused = desk.post(EXPORT)
    assert (refused.status_code, refused["Retry-After"]) == (503, "10")
    assert "in einem Moment noch einmal" in text_of(refused)
    with open_scope(clerk.scope):
        assert clerk.stelle is not None
        subject = exports_of(clerk.stelle.pk)
        assert records_of(kind=subject.kind, subject_id=subject.id).count() == 2
    assert len(rows_of(b"".join(sent[0]))) == 2
    assert len(rows_of(taken(desk))) == 2
    assert len(rows_of(b"".join(sent[1]))) == 2


def test_a_list_that_cannot_be_written_gives_its_turn_back(monkeypatch) -> None:
    monkeypatch.setattr(whole_file, "_turns", BoundedSemaphore(1))
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            listing.csv_file("x", header=["a"], rows=iter([0]), cells=lambda row: [1 // row])


def test_a_long_list_is_not_kept_in_memory(monkeypatch) -> None:
    monkeypatch.setattr(whole_file, "_turns", BoundedSemaphore(1))
    tracemalloc.start()
    response = listing.csv_file("x", header=["a"], rows=iter(range(200_000)), cells=lambda row: [row, "x" * 40])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert int(response["Content-Length"]) > 8_000_000
    assert peak < 4_000_000
    assert response.file_to_stream is not None
    response.file_to_stream.close()
