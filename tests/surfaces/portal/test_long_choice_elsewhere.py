"""A choice of 10,000 entries where an office asks about it, where it reads it, and in the preview."""

from collections.abc import Callable

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import receive_antrag
from rathaus.core.vorgang.models import Vorgang
from rathaus.surfaces.ui.filters import field_id
from tests.cast import NOW, Member
from tests.errand import begin, example, fill_in
from tests.long_list import BREED, COLOURS, SLUG
from tests.surfaces.portal.browser import Browser
from tests.surfaces.portal.test_letters import letter_path
from tests.surfaces.portal.test_long_choice import html_of, published, shown, version
from tests.surfaces.portal.test_submission import run_receipt

__all__ = ["published", "version"]  # fixtures

PREVIEW = f"/koordination/leistungen/{SLUG}/versionen/1.0.0/formular/seiten/ihr-hund/"


@pytest.fixture
def antrag(citizen: Member, published: LeistungVersion) -> Antrag:
    plain = example("hundesteuer-anmeldung", "bewilligung")["antworten"]
    kept = {key: value for key, value in plain.items() if key not in {BREED, COLOURS} and not isinstance(value, dict)}
    answers = kept | {BREED: "00000", f"{COLOURS}[0]": "00003"}
    with open_scope(citizen.scope):
        draft = fill_in(citizen, begin(citizen, SLUG, "Hanau"), answers)
        row = receive_antrag(actor=citizen.actor, entwurf=draft, now=NOW)
    run_receipt(row)
    return row


def test_an_answer_to_the_office_is_searched_before_it_is_sent(
    amira: Browser, antrag: Antrag, citizen: Member, ask: Callable[..., Vorgang]
) -> None:
    ask(antrag, "Welche Rasse ist es wirklich?", BREED)
    path = f"{letter_path(amira)}antworten/"
    assert "<strong>Großer Münsterländer</strong>" in html_of(amira, path)
    changed = amira.post(path, {BREED: "00000", "_auswahl_aendern": BREED}).content.decode()
    assert 'value="Großer Münsterländer"' in changed
    found = amira.post(path, {f"{BREED}.suche": "terrier", "_suchen": BREED, "_antwort": "Ein Irrtum."})
    assert shown(found.content.decode(), "radio", BREED) == {"00003": False, "00004": False}
    assert "Ein Irrtum." in found.content.decode()
    posted = {BREED: "00004", f"{BREED}.suche": "terrier", f"{BREED}.gesucht": "terrier", "_antwort": "Ein Irrtum."}
    assert "beantwortet=1" in amira.post(path, posted)["Location"]
    with open_scope(citizen.scope):
        antrag.refresh_from_db()
    assert antrag.answers[BREED] == "00004"


def test_the_clerk_reads_names(antrag: Antrag, clerk: Member) -> None:
    with open_scope(clerk.scope):
        address = f"/amt/vorgaenge/{Vorgang.objects.get(antrag=antrag).public_id}/"
    page = Browser().sign_in(clerk).page(address)
    assert "Großer Münsterländer" in page
    assert "00000" not in page


def test_the_preview_searches_too(officer: Member, version: LeistungVersion) -> None:
    office = Browser().sign_in(officer)
    found = office.post(PREVIEW, {f"{BREED}.suche": "terrier", "_suchen": BREED})["Location"]
    assert found == f"{PREVIEW}?auswahl=#{field_id(BREED)}"
    assert shown(html_of(office, found), "radio", BREED) == {"00003": False, "00004": False}
    office.post(PREVIEW, {BREED: "00003"})
    opened = office.post(PREVIEW, {BREED: "00003", "_auswahl_aendern": BREED})["Location"]
    assert 'value="Terrier (00003)"' in html_of(office, opened)
