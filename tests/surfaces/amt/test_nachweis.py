"""The certificate at the clerk's desk: corrected before it goes out, seen in the case, ended with a reason."""

from html import unescape

import pytest

from rathaus.core.bescheid.models import Nachweis
from rathaus.core.bescheid.nachweis_queries import nachweis_of
from rathaus.core.bescheid.queries import bescheid_of
from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from tests.cast import Member
from tests.surfaces.amt.test_entscheidung import address, confirm, draft
from tests.surfaces.portal.browser import Browser, text_of

DAYS = {
    "nachweis_von.tag": "1", "nachweis_von.monat": "12", "nachweis_von.jahr": "2026",
    "nachweis_bis.tag": "30", "nachweis_bis.monat": "6", "nachweis_bis.jahr": "2027",
}  # fmt: skip
TYPED = {**DAYS, "nachweis_kennzeichen": "HU-AH 413", "nachweis_quartier": "Zone 7"}


@pytest.fixture
def issued(desk: Browser, decidable: Vorgang, clerk: Member) -> Nachweis:
    draft(desk, decidable, **TYPED)
    confirm(desk, decidable)
    assert desk.post(address(decidable, "erlass"), {"fassung": fassung(desk, decidable)}).status_code == 302
    with open_scope(clerk.scope):
        found = nachweis_of(decidable.antrag)
    assert found is not None
    return found


def fassung(desk: Browser, case: Vorgang) -> str:
    html = desk.get(address(case, "erlass")).content.decode()
    return unescape(html.split('name="fassung" value="')[1].split('"')[0])


def test_the_fields_begin_with_what_the_answers_say(desk: Browser, decidable: Vorgang) -> None:
    html = desk.get(address(decidable)).content.decode()
    for value in ('value="HU-AH 412"', 'value="Innenstadt Nord"', 'value="2027"'):
        assert value in html
    assert "Keine Namen eintragen." in text_of(desk.get(address(decidable)))


def test_what_the_clerk_corrects_stands_in_the_letter(desk: Browser, decidable: Vorgang) -> None:
    draft(desk, decidable, **TYPED)
    page = desk.page(address(decidable))
    assert "Kennzeichen HU-AH 413" in page
    assert "1. Dezember 2026 bis 30. Juni 2027" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"nachweis_von.monat": "13"}, "Diesen Tag gibt es nicht."),
        ({"nachweis_bis.jahr": "2020"}, "Der letzte Tag liegt vor dem ersten."),
    ],
)
def test_a_wrong_day_is_said_and_nothing_typed_is_lost(
    desk: Browser, decidable: Vorgang, wrong: dict[str, str], words: str
) -> None:
    response = draft(desk, decidable, **{**TYPED, **wrong})
    assert response.status_code == 422
    assert words in text_of(response)
    assert 'value="Zone 7"' in response.content.decode()


def test_without_the_line_that_it_needs_nothing_goes_out(desk: Browser, decidable: Vorgang, clerk: Member) -> None:
    draft(desk, decidable, **{**TYPED, "nachweis_quartier": ""})
    confirm(desk, decidable)
    response = desk.post(address(decidable, "erlass"), {"fassung": fassung(desk, decidable)})
    assert response.status_code == 422
    assert "Auf dem Ausweis fehlt noch eine Angabe." in text_of(response)
    with open_scope(clerk.scope):
        assert bescheid_of(decidable).state == "draft"


def test_a_refusal_has_no_certificate(desk: Browser, decidable: Vorgang, clerk: Member) -> None:
    draft(desk, decidable, ergebnis="ablehnung", grund_ablehnung=["kein_quartier"], **TYPED)
    with open_scope(clerk.scope):
        assert bescheid_of(decidable).certificate is None


def test_the_case_shows_what_was_handed_out(desk: Browser, decidable: Vorgang, issued: Nachweis) -> None:
    case = f"/amt/vorgaenge/{decidable.public_id}/"
    page = desk.page(case)
    for words in (issued.number, "HU-AH 413", "Zone 7", f"Hat den Ausweis {issued.number} ausgestellt."):
        assert words in page
    assert desk.get(f"{case}dateien/{issued.datei.public_id}/").content.startswith(b"%PDF")


def test_ending_it_needs_a_reason_that_the_person_reads(
    desk: Browser, decidable: Vorgang, issued: Nachweis, clerk: Member
) -> None:
    end = f"/amt/vorgaenge/{decidable.public_id}/nachweis/ende/"
    assert "§§ 28, 48, 49 VwVfG" in desk.page(end)
    response = desk.post(end, {"grund": " "})
    assert response.status_code == 422
    assert "Der Grund fehlt." in text_of(response)
    assert desk.post(end, {"grund": "Sie sind weggezogen."}).status_code == 302
    assert "Beendet am" in desk.page(f"/amt/vorgaenge/{decidable.public_id}/")
    assert desk.get(end).status_code == 302, "there is nothing left to end"
    with open_scope(clerk.scope):
        assert "weggezogen" in Nachricht.objects.get(kind="message").body


def test_a_case_without_a_certificate_has_none_to_end(desk: Browser, case: Vorgang) -> None:
    assert desk.get(f"/amt/vorgaenge/{case.public_id}/nachweis/ende/").status_code == 302
