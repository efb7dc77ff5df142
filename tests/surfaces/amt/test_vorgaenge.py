"""The inbox: filters in the address, counts, pages, and no query per row."""

import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rathaus.core.arbeitskorb.actions import plan_follow_up
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang import inbox
from rathaus.core.vorgang.models import Vorgang
from rathaus.surfaces.amt import vorgaenge
from tests.cast import NOW, TODAY, Member
from tests.surfaces.portal.browser import Browser

INBOX = "/amt/vorgaenge/"
TOMORROW = TODAY + timedelta(days=1)


def queries_of(desk, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(path).status_code == 200
    return len(captured)


def searched(desk, words: str, **filters: str) -> str:
    """Search for words; return the address of the list."""
    response = desk.post(f"{INBOX}suche/", {"suche": words, **filters})
    assert response.status_code == 302
    return str(response["Location"])


def test_a_view_shows_its_cases_and_counts_them(desk, case) -> None:
    assert "Amira Haddad" in desk.page(INBOX)
    assert "Hier liegt kein Vorgang" in desk.page(f"{INBOX}?ansicht=decided")
    assert "Eingang der Stelle 1" in desk.page(f"{INBOX}?ansicht=mine")


def test_words_of_a_name_and_a_service_narrow_the_list(desk, case) -> None:
    assert "Amira Haddad" in desk.page(searched(desk, "hadd"))
    assert "Amira Haddad" in desk.page(searched(desk, "HU-AH 412"))
    assert "Hier liegt kein Vorgang" in desk.page(searched(desk, "Niemand"))
    assert "Hier liegt kein Vorgang" in desk.page(searched(desk, "hadd", leistung="hundesteuer-anmeldung"))
    assert "Hier liegt kein Vorgang" in desk.page(f"{INBOX}?leistung=hundesteuer-anmeldung")


def test_no_address_holds_the_name_that_was_searched_for(desk, case) -> None:
    address = searched(desk, "Haddad", ansicht="unclaimed")
    assert address == f"{INBOX}?ansicht=unclaimed&gesucht=1"
    html = desk.get(address).content.decode()
    assert 'value="Haddad"' in html
    assert not [each for each in re.findall(r'(?:href|action)="([^"]*)"', html) if "haddad" in each.lower()]
    assert "Haddad" in desk.page(f"{INBOX}?suche=Niemand")
    assert 'value="Haddad"' not in desk.get(INBOX).content.decode()


def test_an_empty_search_shows_the_whole_list(desk, case) -> None:
    searched(desk, "Niemand")
    assert searched(desk, " ") == INBOX


def test_the_number_of_queries_does_not_grow_with_the_rows(desk, receive) -> None:
    receive()
    few = queries_of(desk, INBOX)
    for number in range(3):
        receive(login=f"person-{number}")
    assert queries_of(desk, INBOX) == few


def test_what_is_not_counted_to_the_end_is_said_to_be_more(desk, receive, monkeypatch) -> None:
    for module in (vorgaenge, inbox):
        monkeypatch.setattr(module, "COUNTED", 1)
    receive()
    assert "Offen 1 " in desk.page(INBOX)
    receive(login="person-2")
    assert "Offen über 1 " in desk.page(INBOX)


def test_each_line_leads_to_its_case(desk, case) -> None:
    html = desk.get(INBOX).content.decode()
    assert f'href="{reverse("amt:vorgang", args=[case.public_id])}"' in html


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


def test_an_auditor_reads_the_inbox_of_the_body(case, auditor: Member) -> None:
    page = Browser().sign_in(auditor).page(INBOX)
    assert "Amira Haddad" in page
    assert "Unsere Leistungen" not in page


def test_my_tasks_name_the_follow_up_that_moves_a_case_up(desk, receive, clerk: Member) -> None:
    first, second = receive(), receive(login="person-2")
    for case in (first, second):
        desk.post(f"{INBOX}{case.public_id}/uebernahme/")
    with open_scope(clerk.scope):
        plan_follow_up(actor=clerk.actor, vorgang=second, on=TOMORROW, reason="Stempel da?", now=NOW)
        Vorgang.objects.update(due_on=TOMORROW + timedelta(days=7))
    page = desk.get(f"{INBOX}?ansicht=mine").content.decode()
    assert ": Stempel da?" in page
    assert page.index(str(second.public_id)) < page.index(str(first.public_id))
    assert "Stempel da?" not in desk.page(f"{INBOX}?ansicht=open")


def test_an_empty_list_of_tasks_leads_to_what_nobody_has_claimed(desk, case) -> None:
    page = desk.page(f"{INBOX}?ansicht=mine")
    assert "Sie haben keine offenen Aufgaben" in page
    assert "Eingang der Stelle ansehen" in page
    assert "Was noch niemand übernommen hat." in desk.page(f"{INBOX}?ansicht=unclaimed")
