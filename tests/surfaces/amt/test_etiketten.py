"""Labels through the pages of the office."""

import re

import pytest

from rathaus.core.arbeitskorb.models import Etikett
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of

LABELS = "/amt/etiketten/"
INBOX = "/amt/vorgaenge/"


@pytest.fixture
def label(desk: Browser, clerk: Member) -> Etikett:
    assert desk.post(LABELS, {"name": "Ortstermin", "farbe": "green"}).status_code == 302
    with open_scope(clerk.scope):
        return Etikett.objects.get()


def test_a_label_is_made_changed_and_taken_out_of_use(desk: Browser, label: Etikett) -> None:
    assert "Ortstermin" in desk.page(LABELS)
    page = f"{LABELS}{label.public_id}/"
    assert desk.post(page, {"name": "Vor Ort", "farbe": "red"}).status_code == 302
    assert "Vor Ort" in desk.page(LABELS)
    assert desk.post(f"{page}ende/").status_code == 302
    assert "Noch gibt es kein Etikett." in desk.page(LABELS)
    desk.page(page, status=404)


@pytest.mark.parametrize(
    "typed", [{"name": "", "farbe": "red"}, {"name": "x", "farbe": "pink"}, {"name": "ORTSTERMIN"}]
)
def test_what_is_wrong_with_a_label_is_said(desk: Browser, label: Etikett, typed: dict[str, str]) -> None:
    for page in (LABELS, f"{LABELS}{label.public_id}/"):
        if typed["name"] == "ORTSTERMIN" and page != LABELS:
            continue
        response = desk.post(page, typed)
        assert response.status_code == 422
        assert "So lässt sich das Etikett nicht speichern." in text_of(response)


def test_a_case_shows_its_labels_and_the_list_finds_them(
    desk: Browser, label: Etikett, case: Vorgang, citizen: Member
) -> None:
    page = f"{INBOX}{case.public_id}/"
    assert "Hier liegt kein Vorgang" in desk.page(f"{INBOX}?etikett={label.public_id}")
    assert desk.post(f"{page}etiketten/", {"etikett": [str(label.public_id)]}).status_code == 302
    shown = desk.page(page)
    assert "Ortstermin" in shown
    assert "Hat das Etikett „Ortstermin“ vergeben." in shown
    assert re.search(r"checked", desk.get(f"{page}etiketten/").content.decode())
    assert "Amira Haddad" in desk.page(f"{INBOX}?etikett={label.public_id}")
    assert "Hier liegt kein Vorgang" in desk.page(f"{INBOX}?etikett=unsinn")
    address = desk.post(f"{INBOX}suche/", {"suche": "", "etikett": str(label.public_id)})["Location"]
    assert address == f"{INBOX}?etikett={label.public_id}"
    assert "Ortstermin" not in Browser().sign_in(citizen).page(f"/antraege/{case.antrag.public_id}/")
    desk.post(f"{page}etiketten/", {})
    assert "Hier liegt kein Vorgang" in desk.page(f"{INBOX}?etikett={label.public_id}")


def test_many_cases_get_a_label_after_the_preview(desk: Browser, label: Etikett, case: Vorgang) -> None:
    typed = {"akt": "label", "fall": [str(case.public_id)], "setze": str(label.public_id)}
    response = desk.post(f"{INBOX}sammeln/", typed)
    assert "Etikett an einen Vorgang vergeben" in text_of(response)
    (run_id,) = re.findall(r'name="lauf" value="([^"]+)"', response.content.decode())
    result = desk.post(f"{INBOX}sammeln/ausfuehrung/", {**typed, "lauf": run_id})
    assert "Etikett vergeben" in desk.page(result["Location"])
    assert "trägt das Etikett schon" in text_of(desk.post(f"{INBOX}sammeln/", typed))
    assert desk.post(f"{INBOX}sammeln/", {**typed, "setze": ""}).status_code == 422
