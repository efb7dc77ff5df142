"""A second person declares by a link that the applicant hands over: shown once, printable, read, answered once."""

import re

import pytest
from django.urls import reverse

from rathaus.core.antrag.models import Antrag
from rathaus.core.miterklaerung.models import DeclarationLink, Miterklaerung
from rathaus.core.scope.session import open_scope
from tests.cast import Member
from tests.core.miterklaerung.conftest import KEY, applied, corrected, publish_duty
from tests.surfaces.portal.browser import Browser, text_of

SENTENCE = "Ich bin Halterin oder Halter des Fahrzeugs."
NEEDED = "Ohne diese Erklärung kann das Amt den Antrag nicht bewilligen."


@pytest.fixture
def antrag(citizen: Member, clerk: Member) -> Antrag:
    publish_duty()
    return applied(citizen)


@pytest.fixture
def address(amira: Browser, antrag: Antrag) -> str:
    """The link that Amira hands over."""
    return link_in(amira.post(page_of(antrag)).content.decode())


def page_of(antrag: Antrag) -> str:
    return reverse("portal:declaration_link", args=[antrag.public_id, KEY])


def status_of(antrag: Antrag) -> str:
    return reverse("portal:antrag", args=[antrag.public_id])


def link_in(html: str) -> str:
    (found,) = re.findall(r'id="geheimer-link">http://testserver(/link/[\w-]+/)<', html)
    return str(found)


def opened(browser: Browser, address: str) -> str:
    """Open a link; return the page to which it leads."""
    assert "zu dem Sie etwas erklären sollen" in browser.page(address)
    return str(browser.post(address)["Location"])


def digest_in(browser: Browser, page: str) -> str:
    (found,) = re.findall(r'name="gelesen" value="([0-9a-f]{64})"', browser.get(page).content.decode())
    return str(found)


def test_before_the_submission_the_applicant_reads_who_must_declare_what_and_how(
    amira: Browser, citizen: Member
) -> None:
    publish_duty()
    draft = amira.start("bewohnerparkausweis")
    amira.fill_in(draft, "bewohnerparkausweis", "bewilligung")
    assert "zweite Person" not in amira.page(f"{draft}pruefen/")
    amira.fill_in(draft, "bewohnerparkausweis", "zurueckgenommen")
    review = amira.page(f"{draft}pruefen/")
    assert "Wer: die Halterin oder der Halter des Fahrzeugs" in review
    assert SENTENCE in review and NEEDED in review and "Wir schreiben dieser Person nicht." in review


def test_the_status_page_says_what_is_missing_and_the_link_is_shown_once_with_its_code(
    amira: Browser, antrag: Antrag
) -> None:
    for page in (status_of(antrag), reverse("portal:receipt", args=[antrag.public_id])):
        assert "Es fehlt eine Erklärung: die Halterin oder der Halter des Fahrzeugs." in amira.page(page)
    response = amira.post(page_of(antrag))
    assert "Wir zeigen ihn nur jetzt." in text_of(response)
    assert "<svg" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    secret = link_in(response.content.decode()).split("/")[2]
    later = amira.get(page_of(antrag)).content.decode()
    assert secret not in later
    assert "Ihr Link gilt bis" in amira.page(status_of(antrag))
    assert amira.post(page_of(antrag), {"was": "verlaengern"})["Location"].endswith("?verlaengert=1")
    assert "Der Link gilt jetzt länger." in amira.page(page_of(antrag) + "?verlaengert=1")


def test_the_second_person_reads_the_answers_and_declares_once(amira: Browser, antrag: Antrag, address: str) -> None:
    keeper = Browser()
    page = opened(keeper, address)
    shown = keeper.page(page)
    assert SENTENCE in shown and "Haddad" in shown and NEEDED in shown and "Sie dürfen ablehnen." in shown
    answer = {"antwort": "declared", "name": "Ingrid Vollmer", "gelesen": digest_in(keeper, page)}
    assert keeper.post(page, answer)["Location"] == page
    done = keeper.page(page)
    assert (
        "Ihre Antwort ist angekommen" in done
        and "Erklärung abgegeben" in done
        and f"„{SENTENCE}" in done
        and "Haddad" not in done
    )
    assert "Ihre Antwort ist angekommen" in text_of(keeper.post(page, answer))
    detail = amira.page(status_of(antrag))
    assert "Die Erklärung liegt vor: Ingrid Vollmer" in detail
    assert "Die Erklärung der zweiten Person ist da: Ingrid Vollmer." in detail
    assert "Diese Erklärung liegt schon vor." in text_of(amira.post(page_of(antrag)))


def test_a_refusal_is_told_to_the_applicant_without_its_reason(amira: Browser, antrag: Antrag, address: str) -> None:
    keeper = Browser()
    page = opened(keeper, address)
    answer = {"antwort": "refused", "name": "Ingrid Vollmer", "grund": "verkauft", "gelesen": digest_in(keeper, page)}
    keeper.post(page, answer)
    detail = amira.page(status_of(antrag))
    assert "abgelehnt: Ingrid Vollmer" in detail and "verkauft" not in detail
    assert "Link zum Weitergeben" in detail


def test_what_is_missing_is_named_and_nothing_typed_is_lost(address: str) -> None:
    keeper = Browser()
    page = opened(keeper, address)
    response = keeper.post(page, {"name": "Ingrid Vollmer"})
    assert response.status_code == 422
    assert "Wählen Sie eine Antwort." in text_of(response)
    assert 'value="Ingrid Vollmer"' in response.content.decode()
    response = keeper.post(page, {"antwort": "declared", "gelesen": digest_in(keeper, page), "name": " "})
    assert "Der Name fehlt oder ist zu lang." in text_of(response)


def test_answers_that_change_meanwhile_are_read_again(
    amira: Browser, citizen: Member, antrag: Antrag, address: str
) -> None:
    keeper = Browser()
    page = opened(keeper, address)
    answer = {"antwort": "declared", "name": "Ingrid Vollmer", "gelesen": digest_in(keeper, page)}
    corrected(citizen, antrag, "HU-RH 9")
    response = keeper.post(page, answer)
    assert response.status_code == 422
    assert "Die Angaben wurden gerade geändert." in text_of(response) and "HU-RH 9" in text_of(response)
    keeper.post(page, answer | {"gelesen": digest_in(keeper, page)})
    corrected(citizen, antrag, "HU-RH 10")
    detail = amira.page(status_of(antrag))
    assert "gilt dafür nicht mehr" in detail
    assert "Durch Ihre Änderung gilt die Erklärung der zweiten Person nicht mehr." in detail


def test_the_printed_code_opens_the_same_and_a_wrong_one_opens_nothing(address: str) -> None:
    keeper = Browser()
    secret = address.split("/")[2]
    assert "Code eingeben" in keeper.page("/erklaerung/")
    assert keeper.post("/erklaerung/", {"code": f" {secret[:5]} {secret[5:]} "})["Location"] == address
    assert "Dieser Code öffnet nichts." in text_of(keeper.post("/erklaerung/", {"code": "ä/../x"}))
    assert keeper.get(keeper.post("/erklaerung/", {"code": "falsch"})["Location"]).status_code == 404


def test_a_replaced_link_and_strangers_see_nothing(
    amira: Browser, antrag: Antrag, address: str, other_citizen: Member
) -> None:
    keeper = Browser()
    page = opened(keeper, address)
    assert Browser().get(page).status_code == 302
    assert Browser().sign_in(other_citizen).get(page).status_code == 404
    assert Browser().sign_in(other_citizen).post(page_of(antrag)).status_code == 404
    amira.post(page_of(antrag))
    assert keeper.get(page).status_code == 404
    assert keeper.get(address).status_code == 404


def test_a_declaration_that_nobody_asks_for_has_no_page(amira: Browser, antrag: Antrag) -> None:
    assert amira.get(page_of(antrag).replace(KEY, "vermieter")).status_code == 409


def test_where_written_form_is_demanded_the_second_person_signs_in_first(
    antrag: Antrag, address: str, other_citizen: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rathaus.core.miterklaerung.links.needs_account", lambda version_id: True)
    keeper = Browser()
    page = opened(keeper, address)
    shown = keeper.get(page).content.decode()
    assert "Melden Sie sich an, um zu antworten" in shown and f"weiter={page.replace('/', '%2F')}" in shown
    keeper.sign_in(other_citizen)
    answer = {"antwort": "declared", "name": "Bernd Haddad", "gelesen": digest_in(keeper, page)}
    assert keeper.post(page, answer)["Location"] == page


def test_no_copy_of_the_secret_is_stored(citizen: Member, clerk: Member, antrag: Antrag, address: str) -> None:
    with open_scope(clerk.scope):
        stored = DeclarationLink.objects.values_list("secret_hash", flat=True).get()
        assert address.split("/")[2] not in stored
        assert not Miterklaerung.objects.exists()
