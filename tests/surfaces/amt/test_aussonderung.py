"""The way out of cases through the pages of the office."""

import pytest

from rathaus.core.vorgang.models import Vorgang
from tests.cast import Member
from tests.core.akte.conftest import closed_case
from tests.core.akte.test_disposal import LATER
from tests.core.akte.test_retention import confirm
from tests.surfaces.portal.browser import Browser, text_of

LIST = "/amt/aussonderung/"


@pytest.fixture
def closed(citizen: Member, clerk: Member) -> Vorgang:
    """A case of 2026 in Hanau."""
    return closed_case(citizen, clerk)


@pytest.fixture
def old(closed: Vorgang, lead: Member, time_machine) -> Vorgang:
    """The same case ten years and some days later."""
    confirm(lead)
    time_machine.move_to(LATER)
    return closed


def address(case: Vorgang, then: str = "") -> str:
    return f"/amt/vorgaenge/{case.public_id}/akte/{then}"


def test_the_page_of_a_case_says_why_it_is_not_listed(closed: Vorgang, desk: Browser, lead: Member) -> None:
    assert "keine Aufbewahrungsfrist bestätigt" in desk.page(f"/amt/vorgaenge/{closed.public_id}/")
    confirm(lead)
    for where in (f"/amt/vorgaenge/{closed.public_id}/", address(closed)):
        assert "Sie wird bis zum 31. Dezember 2036 aufbewahrt." in desk.page(where)
    assert "Keine Akte ist auszusondern" in desk.page(LIST)
    assert "Dem Archiv anbieten" not in desk.page(address(closed))


def test_a_case_is_offered_to_the_archive_which_refuses_it(old: Vorgang, clerk: Member) -> None:
    desk = Browser().sign_in(clerk)
    assert old.aktenzeichen in desk.page(LIST)
    assert "Zu entscheiden" in desk.page(LIST)
    response = desk.post(address(old, "angebot/"))
    assert response.status_code == 422
    assert "Die Akte wurde nicht mitgenommen, seit zuletzt etwas dazukam." in text_of(response)
    assert b"".join(desk.post(address(old, "export.zip")))
    assert desk.post(address(old, "angebot/"))["Location"].endswith("?hinweis=ausgesondert#aussonderung")
    assert "Dem Archiv angeboten" in desk.page(LIST)
    for wrong in ({"vermerk": "Brief"}, {"antwort": "lehnt_ab", "vermerk": " "}):
        assert desk.post(address(old, "angebot/antwort/"), wrong).status_code == 422
    desk.post(address(old, "angebot/antwort/"), {"antwort": "lehnt_ab", "vermerk": "Brief vom 3.1."})
    assert "Archiv lehnt ab" in desk.page(LIST)
    assert "Das Archiv lehnt die Akte ab: Brief vom 3.1." in desk.page(f"/amt/vorgaenge/{old.public_id}/")


def test_why_a_case_is_not_offered_is_noted(old: Vorgang, clerk: Member) -> None:
    desk = Browser().sign_in(clerk)
    assert desk.post(address(old, "angebot/verzicht/"), {"grund": ""}).status_code == 422
    assert desk.post(address(old, "angebot/verzicht/"), {"grund": "Kein Archivgut"}).status_code == 302
    page = desk.page(address(old))
    assert "Ohne Angebot zu löschen" in page
    assert "Kein Archivgut" in page


def test_an_auditor_reads_the_list_and_the_next_town_finds_nothing(
    old: Vorgang, auditor: Member, clerk_of_the_next_town: Member
) -> None:
    reader, stranger = Browser().sign_in(auditor), Browser().sign_in(clerk_of_the_next_town)
    assert old.aktenzeichen in reader.page(LIST)
    assert "Dem Archiv anbieten" not in reader.page(address(old))
    assert old.aktenzeichen not in stranger.page(LIST)
    assert stranger.post(address(old, "angebot/")).status_code == 404


def test_a_damaged_address_of_the_next_page_shows_the_first(old: Vorgang, clerk: Member) -> None:
    assert old.aktenzeichen in Browser().sign_in(clerk).page(f"{LIST}?nach=damaged")


def test_a_case_is_deleted_after_one_question_and_the_proof_is_seen(
    old: Vorgang, clerk: Member, lead: Member, citizen: Member, auditor: Member
) -> None:
    desk = Browser().sign_in(clerk)
    assert "kann jetzt nicht gelöscht werden" in desk.page(address(old, "loeschung/"))
    assert desk.post(address(old, "loeschung/"), {"sicher": "true"}).status_code == 422
    desk.post(address(old, "angebot/verzicht/"), {"grund": "Kein Archivgut"})
    assert "Löschen darf, wer die Stelle leitet" in desk.page(address(old, "loeschung/"))
    assert desk.post(address(old, "loeschung/"), {"sicher": "true"}).status_code == 422
    desk = Browser().sign_in(lead)
    assert "Akte endgültig löschen?" in desk.page(address(old, "loeschung/"))
    assert desk.post(address(old, "loeschung/")).status_code == 422
    response = desk.post(address(old, "loeschung/"), {"sicher": "true"})
    proof = response["Location"].partition("?")[0]
    page = desk.page(proof)
    for words in (old.aktenzeichen, "Ruth Wagner", "Kein Archivgut", "10 Jahre", "antrag_antrag"):
        assert words in page
    assert "Haddad" not in page
    assert old.aktenzeichen in Browser().sign_in(auditor).page("/amt/aussonderung/nachweise/")
    assert desk.get(address(old)).status_code == 404
    assert Browser().sign_in(citizen).get(f"/antraege/{old.antrag.public_id}/").status_code == 404
    assert "Keine Akte ist auszusondern" in desk.page(LIST)


def test_an_auditor_deletes_nothing_and_the_next_town_sees_no_proof(
    old: Vorgang, clerk: Member, lead: Member, auditor: Member, clerk_of_the_next_town: Member
) -> None:
    desk = Browser().sign_in(clerk)
    desk.post(address(old, "angebot/verzicht/"), {"grund": "Kein Archivgut"})
    assert Browser().sign_in(auditor).post(address(old, "loeschung/"), {"sicher": "true"}).status_code == 403
    proof = Browser().sign_in(lead).post(address(old, "loeschung/"), {"sicher": "true"})["Location"].partition("?")[0]
    stranger = Browser().sign_in(clerk_of_the_next_town)
    assert stranger.get(proof).status_code == 404
    assert old.aktenzeichen not in stranger.page("/amt/aussonderung/nachweise/")
