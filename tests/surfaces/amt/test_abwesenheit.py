"""Standing in for a colleague through the pages of the office."""

import re
from datetime import timedelta

import pytest

from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.actions import end_mitgliedschaft
from rathaus.core.stelle.models import Mitgliedschaft
from rathaus.core.vorgang.models import Vorgang
from tests.cast import TODAY, Member
from tests.surfaces.portal.browser import Browser, text_of

PAGE = "/amt/abwesenheit/"
INBOX = "/amt/vorgaenge/"


def id_of(member: Member) -> str:
    assert member.konto is not None
    return str(member.konto.pk)


def days(first: int, last: int) -> dict[str, str]:
    found = {}
    for name, days_on in (("von", first), ("bis", last)):
        day = TODAY + timedelta(days=days_on)
        found |= {f"{name}.tag": str(day.day), f"{name}.monat": str(day.month), f"{name}.jahr": str(day.year)}
    return found


@pytest.fixture
def stands_in(desk: Browser, case: Vorgang, colleague: Member) -> Browser:
    """Selin Aydin, who stands in for Jonas Becker, who has claimed the case."""
    desk.post(f"{INBOX}{case.public_id}/uebernahme/")
    response = desk.post(PAGE, {"wer": id_of(colleague), **days(0, 6)})
    assert response.status_code == 302, text_of(response)
    return Browser().sign_in(colleague)


def test_the_substitute_sees_the_case_marked_and_works_on_it(stands_in: Browser, case: Vorgang) -> None:
    assert "Sie vertreten heute: Jonas Becker." in stands_in.page("/amt/")
    assert "in Vertretung" in stands_in.page(f"{INBOX}?ansicht=mine")
    page = stands_in.page(f"{INBOX}{case.public_id}/")
    assert "Sie vertreten Jonas Becker." in page
    assert "Diesen Vorgang bearbeitet" not in page
    done = stands_in.post(f"{INBOX}{case.public_id}/aufgaben/formell/", {"ausgang": "vollstaendig"})
    assert done.status_code == 302


def test_who_is_away_reads_who_stands_in_and_ends_it(desk: Browser, stands_in: Browser) -> None:
    assert "vertritt Sie Selin Aydin." in desk.page("/amt/")
    page = desk.get(PAGE)
    assert "Selin Aydin vertritt Jonas Becker" in text_of(page)
    (end,) = re.findall(r'action="([^"]+/ende/)"', page.content.decode())
    assert stands_in.post(end).status_code == 404
    assert desk.post(end).status_code == 302
    assert "Sie vertreten heute" not in stands_in.page("/amt/")


def test_the_page_says_that_it_ended_because_the_substitute_left(
    desk: Browser, stands_in: Browser, colleague: Member
) -> None:
    with open_scope(colleague.scope):
        row = Mitgliedschaft.objects.get(konto_id=int(id_of(colleague)))
        end_mitgliedschaft(actor=SYSTEM_ACTOR, mitgliedschaft=row, valid_to=TODAY)
    assert "beendet: die Vertretung arbeitet nicht mehr hier" in desk.page(PAGE)
    assert "Selin Aydin arbeitet nicht mehr hier." in desk.page("/amt/")


def test_what_is_wrong_is_said_and_the_lead_names_for_others(
    desk: Browser, clerk: Member, colleague: Member, lead: Member
) -> None:
    assert "Diesen Tag gibt es nicht." in text_of(desk.post(PAGE, {"wer": id_of(colleague)}))
    response = desk.post(PAGE, {"wer": id_of(colleague), **days(3, 1)})
    assert response.status_code == 422
    assert "So lässt sich die Vertretung nicht eintragen." in text_of(response)
    head = Browser().sign_in(lead)
    assert "Wer ist nicht da?" in head.page(PAGE)
    named = {"fuer": id_of(clerk), "wer": id_of(colleague), **days(0, 1)}
    assert desk.post(PAGE, {**named, "fuer": id_of(lead)}).status_code == 422
    assert head.post(PAGE, named).status_code == 302
    assert "Selin Aydin vertritt Jonas Becker" in head.page(PAGE)
