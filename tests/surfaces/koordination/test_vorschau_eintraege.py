"""Entries in steps in the preview: walked through as in the portal, kept in the session only."""

from html import unescape
from urllib.parse import quote

import pytest

from rathaus.core.leistung.actions import load_package
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office
from tests.cast import SYSTEM_ACTOR
from tests.long_entries import AT_SCHOOL, CHILD, NAME, SLUG, long_entries_package

BASE = f"/koordination/leistungen/{SLUG}/versionen/1.0.0/formular/"
LIST = f"{BASE}seiten/kind/"


def step(key: str, number: int = 0) -> str:
    return f"{LIST}{quote(f'{CHILD}[{number}]')}/{key}/"


@pytest.fixture
def preview(office):
    """The office with an empty preview of the service with long entries."""
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        load_package(actor=SYSTEM_ACTOR, files=long_entries_package())
    office.get(BASE)
    return office


def html_of(preview, address: str) -> str:
    return unescape(preview.get(address).content.decode())


def test_an_entry_is_walked_through_to_its_list_and_taken_away(preview) -> None:
    assert preview.post(LIST, {"_eintrag_dazu": CHILD})["Location"] == step("kind")
    typed = {f"{CHILD}[0]": "", f"{CHILD}[0].{NAME}": "Ada", f"{CHILD}[0].{AT_SCHOOL}": "false"}
    assert preview.post(step("kind"), typed)["Location"] == step("kind-konto")
    assert preview.post(step("kind-konto"), {f"{CHILD}[0]": ""})["Location"] == step("kind-unterlagen")
    assert preview.post(step("kind-unterlagen"), {f"{CHILD}[0]": ""})["Location"] == LIST
    assert "Ada" in html_of(preview, LIST)
    assert preview.post(LIST, {})["Location"] == f"{BASE}pruefung/"
    assert preview.post(LIST, {"_eintrag_weg": f"{CHILD}[0]"})["Location"] == LIST
    assert "Ada" not in html_of(preview, LIST)


def test_what_is_wrong_on_a_step_is_said_there(preview) -> None:
    response = preview.post(step("kind"), {f"{CHILD}[0]": "", f"{CHILD}[0].{AT_SCHOOL}": "true"})
    assert response.status_code == 422
    assert "„Vorname des Kindes“ fehlt." in unescape(response.content.decode())
    assert "Name der Schule" not in unescape(response.content.decode())
    assert f'href="{step("kind")}"' in html_of(preview, LIST)


@pytest.mark.parametrize("address", [step("kind", 1), step("kind-schule"), f"{LIST}x/kind/"])
def test_a_step_that_is_not_asked_is_not_there(preview, address: str) -> None:
    assert preview.get(address).status_code == 404
