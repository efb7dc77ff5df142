"""The clerk sees where the declaration of a second person stands, records paper, and cannot grant without it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.core.akte.contents import contents_of
from rathaus.core.miterklaerung.models import Miterklaerung
from rathaus.core.miterklaerung.rules import Outcome
from rathaus.core.miterklaerung.saying import Statement
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.surfaces.amt.akte import index_page
from tests.cast import Member
from tests.core.miterklaerung.conftest import KEY, applied, corrected, link_for, publish_duty, said
from tests.errand import FILES
from tests.surfaces.portal.browser import Browser, text_of

PAPER = {"antwort": "declared", "name": "Ingrid Vollmer"}


@pytest.fixture
def waiting(citizen: Member, clerk: Member) -> Vorgang:
    """A case that waits for the keeper of the car."""
    publish_duty()
    antrag = applied(citizen)
    with open_scope(clerk.scope):
        return vorgang_of(antrag)


def case_of(row: Vorgang) -> str:
    return f"/amt/vorgaenge/{row.public_id}/"


def page_of(row: Vorgang) -> str:
    return f"{case_of(row)}erklaerung/{KEY}/"


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("erklaerung.pdf", FILES["application/pdf"], content_type="application/pdf")


def today_typed(desk: Browser, row: Vorgang) -> dict[str, str]:
    """The day of arrival as the page proposes it."""
    html = desk.get(page_of(row)).content.decode()
    names = [f"eingang.{box}" for box in ("tag", "monat", "jahr")]
    return {name: re.findall(rf'name="{re.escape(name)}"[^>]*value="(\d+)"', html)[0] for name in names}


def make_ready(desk: Browser, row: Vorgang) -> None:
    for key, outcome in (("formell", "vollstaendig"), ("fachlich", "")):
        desk.post(f"{case_of(row)}aufgaben/{key}/", {"ausgang": outcome, "punkt": ["0"]})


def test_the_case_says_that_it_is_missing_then_there_then_outdated(
    desk: Browser, citizen: Member, waiting: Vorgang
) -> None:
    page = desk.page(case_of(waiting))
    assert "Miterklärung fehlt" in page and "Ohne sie kann nicht bewilligt werden." in page
    link = link_for(citizen, waiting.antrag)
    assert "Noch nicht geöffnet." in desk.page(case_of(waiting))
    said(link)
    page = desk.page(case_of(waiting))
    assert "Miterklärung liegt vor" in page and "Ingrid Vollmer, eingegangen am" in page and "(online)" in page
    corrected(citizen, waiting.antrag, "HU-RH 9")
    page = desk.page(case_of(waiting))
    assert "Miterklärung gilt nicht mehr" in page
    assert "Die Miterklärung gilt für die geänderten Angaben nicht mehr." in page


def test_a_refusal_shows_its_reason_to_the_clerk(desk: Browser, citizen: Member, waiting: Vorgang) -> None:
    said(link_for(citizen, waiting.antrag), Statement(Outcome.REFUSED, "Ingrid Vollmer", "Das Auto ist verkauft."))
    page = desk.page(case_of(waiting))
    assert "Miterklärung abgelehnt" in page and "Das Auto ist verkauft." in page


def test_nothing_is_granted_without_it_and_a_refusal_may_be_decided(desk: Browser, waiting: Vorgang) -> None:
    make_ready(desk, waiting)
    address = f"{case_of(waiting)}bescheid/"
    assert "Bewilligen geht noch nicht" in desk.page(address)
    response = desk.post(address, {"ergebnis": "bewilligung"})
    assert response.status_code == 422
    assert "Es fehlt noch die Erklärung einer zweiten Person." in text_of(response)
    refused = desk.post(address, {"ergebnis": "ablehnung", "grund_ablehnung": ["nutzung_fehlt"]})
    assert refused.status_code == 302


def test_what_came_on_paper_is_recorded_with_its_scan_and_opens_the_grant(desk: Browser, waiting: Vorgang) -> None:
    make_ready(desk, waiting)
    response = desk.post(page_of(waiting), {**PAPER, **today_typed(desk, waiting), "scan": scan()})
    assert response.status_code == 302, text_of(response)
    page = desk.page(case_of(waiting))
    assert "Miterklärung liegt vor" in page and "(auf Papier)" in page
    shown = desk.get(page_of(waiting)).content.decode()
    (document,) = re.findall(r'href="(/amt/vorgaenge/[^"]+/dateien/[^"]+/)"', shown)
    assert desk.get(document).status_code == 200
    assert "Bewilligen geht noch nicht" not in desk.page(f"{case_of(waiting)}bescheid/")
    assert desk.post(f"{case_of(waiting)}bescheid/", {"ergebnis": "bewilligung"}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"antwort": ""}, "Wählen Sie, was auf dem Papier steht."),
        ({"name": " "}, "Der Name fehlt oder ist zu lang."),
        ({"eingang.jahr": "1999"}, "Dieser Tag passt nicht."),
        ({"eingang.tag": ""}, "Tag"),
        ({"scan": ""}, "Der Scan der Erklärung fehlt."),
    ],
)
def test_a_paper_that_lacks_something_is_named(
    desk: Browser, clerk: Member, waiting: Vorgang, typed: dict[str, str], words: str
) -> None:
    response = desk.post(page_of(waiting), {**PAPER, **today_typed(desk, waiting), "scan": scan(), **typed})
    assert response.status_code == 422
    assert words in text_of(response)
    with open_scope(clerk.scope):
        assert not Miterklaerung.objects.exists()


def test_a_clerk_makes_a_link_that_is_shown_once(desk: Browser, waiting: Vorgang) -> None:
    response = desk.post(f"{page_of(waiting)}link/")
    (address,) = re.findall(r'id="erklaerung-link">http://testserver(/link/[\w-]+/)<', response.content.decode())
    assert address not in desk.get(page_of(waiting)).content.decode()
    assert Browser().get(address).status_code == 200


def test_others_and_a_case_without_it_have_no_page(
    desk: Browser, waiting: Vorgang, clerk_of_the_next_town: Member, auditor: Member
) -> None:
    assert Browser().sign_in(clerk_of_the_next_town).get(page_of(waiting)).status_code == 404
    assert Browser().sign_in(auditor).post(f"{page_of(waiting)}link/").status_code == 403
    assert desk.get(f"{case_of(waiting)}erklaerung/vermieter/").status_code == 409


def test_the_whole_case_shows_what_was_said_without_this_program(
    desk: Browser, clerk: Member, citizen: Member, waiting: Vorgang
) -> None:
    refused = Statement(Outcome.REFUSED, "Ingrid Vollmer", "Das Auto ist verkauft.")
    row = said(link_for(citizen, waiting.antrag), refused)
    desk.post(page_of(waiting), {**PAPER, **today_typed(desk, waiting), "scan": scan()})
    with open_scope(clerk.scope):
        index = index_page(contents_of(vorgang_of(waiting.antrag)))
    assert "Erklärung abgelehnt: Ingrid Vollmer" in index and "Das Auto ist verkauft." in index
    assert row.content_sha256 in index
    assert re.search(r'href="anlagen/[^"]+erklaerung.pdf"', index)
