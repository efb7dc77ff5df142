"""The list of cases as a file for spreadsheet programs: a stream, for the body alone, and nothing in it is run."""

import csv
import io

import pytest
from django.db import connection
from django.http import StreamingHttpResponse

from rathaus.core.antrag.models import Antrag
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang import export
from rathaus.core.vorgang.export import exports_of
from rathaus.surfaces.ui import listing
from tests.cast import Member, make_citizen, make_staff
from tests.core.vorgang.test_export import OPEN_TRANSACTIONS
from tests.core.vorgang.test_inbox import make_case
from tests.surfaces.portal.browser import Browser

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


def test_the_clerk_of_the_next_town_gets_a_list_without_our_cases(case, clerk_of_the_next_town: Member) -> None:
    assert len(rows_of(taken(Browser().sign_in(clerk_of_the_next_town)))) == 1


def test_in_english_the_columns_have_english_names(desk, case) -> None:
    response = desk.post(f"/en{EXPORT}", {})
    assert rows_of(b"".join(response))[0][:2] == ["File number", "Applicant"]


def test_a_browser_that_goes_away_leaves_no_transaction_open(committing_database: None, monkeypatch) -> None:
    for module in (export, listing):
        monkeypatch.setattr(module, "_ROWS_AT_ONCE", 1)
    clerk, citizen = make_staff("hanau", "jonas", "Jonas Becker"), make_citizen()
    with open_scope(clerk.scope):
        for number in range(4):
            make_case(clerk, citizen, number)
    response = Browser().sign_in(clerk).post(EXPORT)
    assert not connection.in_atomic_block
    pieces = iter(response)
    assert next(pieces).startswith(b"\xef\xbb\xbf")
    assert next(pieces).count(b";") == 8
    assert connection.in_atomic_block
    response.close()
    assert not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute(OPEN_TRANSACTIONS)
        assert cursor.fetchone() == (0,)
