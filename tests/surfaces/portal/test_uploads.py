"""Files in parts: begun, continued where they broke off, finished once, refused in words."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from rathaus.core.datei.models import Datei
from rathaus.core.scope.errors import BearerMissing
from rathaus.core.scope.session import Scope, open_scope
from rathaus.surfaces.portal import limits
from rathaus.surfaces.portal.hochladen import PART_BYTES
from tests.core.datei.samples import rotated_photo
from tests.surfaces.portal.browser import Browser
from tests.surfaces.portal.test_form_pages import CAR, _to_the_files

QUESTION = f"{CAR}.F06900002034"
PHOTO = rotated_photo() + bytes(700_000)


@pytest.fixture
def draft(browser: Browser) -> str:
    return browser.start("bewohnerparkausweis")


def begin(browser: Browser, draft: str, content: bytes = PHOTO, **changes: object) -> HttpResponse:
    told = {"question": QUESTION, "name": "schein.jpg", "size": len(content)}
    told["sha256"] = hashlib.sha256(content).hexdigest()
    return browser.post(f"{draft}hochladen/", told | changes)


def send(browser: Browser, address: str, content: bytes, begins_at: int) -> HttpResponse:
    return browser.post(address, content, "application/octet-stream", headers={"Upload-Offset": str(begins_at)})


def send_all(browser: Browser, draft: str, content: bytes, **changes: object) -> HttpResponse:
    told = begin(browser, draft, content, **changes).json()
    for begins_at in range(0, len(content), told["part"]):
        response = send(browser, told["address"], content[begins_at : begins_at + told["part"]], begins_at)
    return response


def test_a_file_comes_in_parts_and_stands_at_its_question(browser: Browser, draft: str) -> None:
    page, _ = _to_the_files(browser, draft)
    response = begin(browser, draft)
    told = response.json()
    assert (response.status_code, told["received"], told["part"]) == (201, 0, PART_BYTES)
    first = send(browser, told["address"], PHOTO[:PART_BYTES], 0)
    assert first.json() == {"received": PART_BYTES, "done": False}
    assert "schein.jpg" not in browser.page(page)
    assert send(browser, told["address"], PHOTO[PART_BYTES:], PART_BYTES).json()["done"] is True
    assert "schein.jpg" in browser.page(page)
    assert browser.get(told["address"]).json() == {"received": len(PHOTO), "done": True}


def test_after_a_broken_connection_the_server_says_where_to_go_on(browser: Browser, draft: str) -> None:
    told = begin(browser, draft).json()
    send(browser, told["address"], PHOTO[:PART_BYTES], 0)
    again = begin(browser, draft).json()
    assert (again["address"], again["received"]) == (told["address"], PART_BYTES)
    for offset in ("0", "x", ""):
        answer = browser.post(
            told["address"], b"x", "application/octet-stream", headers={"Upload-Offset": offset} if offset else {}
        )
        assert (answer.status_code, answer.json()["received"]) == (409, PART_BYTES)


def test_the_same_file_is_taken_once(browser: Browser, draft: str) -> None:
    page, _ = _to_the_files(browser, draft)
    for _ in range(2):
        assert send_all(browser, draft, PHOTO).json()["done"] is True
    assert browser.get(page).content.decode().count("_datei_weg") == 1


def test_a_refused_file_is_told_in_words_and_forgotten(browser: Browser, draft: str) -> None:
    answer = send_all(browser, draft, b"MZ a program", name="schein.pdf")
    assert (answer.status_code, answer.json()["code"]) == (422, "DAT-003")
    assert "Diese Art von Datei nehmen wir nicht an." in answer.json()["message"]
    told = begin(browser, draft, b"MZ a program", name="schein.pdf").json()
    assert told["received"] == 0


def test_a_file_that_changed_on_the_way_can_be_sent_again(browser: Browser, draft: str) -> None:
    _to_the_files(browser, draft)
    told = begin(browser, draft, PHOTO[:1000]).json()
    answer = send(browser, told["address"], bytes(1000), 0)
    assert (answer.status_code, answer.json()["code"]) == (422, "DAT-008")
    again = begin(browser, draft, PHOTO[:1000]).json()
    assert (again["received"], again["address"] != told["address"]) == (0, True)


@pytest.mark.parametrize("size", ["", "x", "-5", "0", "9" * 30])
def test_a_size_that_is_none_is_refused(browser: Browser, draft: str, size: str) -> None:
    assert begin(browser, draft, size=size).json()["code"] == "DAT-001"


def test_what_is_too_large_is_refused_before_a_byte_is_sent(browser: Browser, draft: str) -> None:
    assert begin(browser, draft, size=100_000_000).status_code == 413


def test_a_question_that_asks_for_no_file_gets_none(browser: Browser, draft: str) -> None:
    assert begin(browser, draft, question="G06900002001.F60000000228").status_code == 404


def test_strangers_neither_see_nor_continue_an_upload(browser: Browser, amira: Browser, draft: str) -> None:
    address = begin(browser, draft).json()["address"]
    amira.start("bewohnerparkausweis")
    assert amira.get(address).status_code == 404
    assert send(amira, address, b"x", 0).status_code == 404
    assert begin(amira, draft).status_code == 404


def test_a_submitted_draft_takes_no_more_files(browser: Browser) -> None:
    draft = browser.start("bewohnerparkausweis")
    browser.fill_in(draft, "bewohnerparkausweis", "bewilligung")
    browser.post(f"{draft}absenden/")
    assert begin(browser, draft).status_code == 409


def test_a_request_without_the_token_of_the_form_is_refused(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/entwurf/00000000-0000-4000-8000-000000000000/hochladen/").status_code == 403


@pytest.fixture
def as_script() -> dict[str, str]:
    """What the script of a page says that it reads."""
    return {"Accept": "application/json", "Upload-Offset": "0"}


def test_a_script_reads_why_its_session_ended(browser: Browser, draft: str, as_script: dict[str, str]) -> None:
    address = begin(browser, draft).json()["address"]
    stranger = Browser()
    for answer in (
        stranger.get(address, headers=as_script),
        stranger.post(address, b"x", "application/octet-stream", headers=as_script),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, BearerMissing.code)
        assert "geheimen Link" in answer.json()["message"]


def test_a_script_reads_that_its_token_is_old(db: None, as_script: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/entwurf/00000000-0000-4000-8000-000000000000/hochladen/", headers=as_script)
    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store")
    assert answer.json()["message"].startswith("Die Seite war zu lange offen")


def test_a_script_reads_when_it_may_go_on(
    browser: Browser, draft: str, as_script: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "part", (0, timedelta(hours=1)))
    address = begin(browser, draft).json()["address"]
    answer = browser.post(address, PHOTO[:10], "application/octet-stream", headers=as_script)
    assert (answer.status_code, answer.json()["code"]) == (429, "KON-002")
    assert 0 < int(answer["Retry-After"]) <= 3600


def test_the_words_are_in_the_language_of_the_reader(browser: Browser, draft: str) -> None:
    answer = browser.post(f"/en{draft}hochladen/", {"question": QUESTION, "name": "a", "size": "0"})
    assert answer.json()["message"].startswith("The file is empty.")


# -- copies and previews ----------------------------------------------------------------------------------------------


def address_of_file(browser: Browser, draft: str) -> str:
    page, _ = _to_the_files(browser, draft)
    send_all(browser, draft, PHOTO)
    (found,) = re.findall(r'href="(/dateien/[^"]+/)vorschau/"', browser.get(page).content.decode())
    return str(found)


def test_a_saved_copy_is_sealed_and_the_original_unchanged(browser: Browser, draft: str) -> None:
    answer = browser.get(address_of_file(browser, draft))
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''schein.jpg"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")
    assert answer["Cache-Control"] == "no-store"
    assert b"Erika" not in answer.content
    with open_scope(Scope(secrets=frozenset(_hashes(browser)))):
        stored = Datei.objects.get()
        assert bytes(stored.inhalt.content) == PHOTO
        assert stored.sha256 == hashlib.sha256(PHOTO).hexdigest()
        assert stored.copy_for == "Bewohnerparkausweis beantragen"


def test_a_preview_brings_its_picture_along_and_counts_the_pages(browser: Browser, draft: str) -> None:
    answer = browser.get(address_of_file(browser, draft) + "vorschau/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'src="data:image/jpeg;base64,' in html
    assert "1 Seite" in html
    assert "Wasserzeichen" in html


def test_a_page_with_files_loads_its_script_and_others_do_not(browser: Browser, draft: str) -> None:
    page, _ = _to_the_files(browser, draft)
    assert "upload" in browser.get(page).content.decode()
    assert "data-upload" not in browser.get(f"{draft}seite/angaben-zu-ihnen/").content.decode()


def test_drawing_has_a_limit(browser: Browser, draft: str, settings: Settings, monkeypatch) -> None:
    monkeypatch.setitem(limits.LIMITS, "drawing", (1, timedelta(hours=1)))
    address = address_of_file(browser, draft)
    assert [browser.get(address).status_code for _ in range(2)] == [200, 429]


def _hashes(browser: Browser) -> list[str]:
    from rathaus.core.konto.rules import hash_link_secret

    return [hash_link_secret(secret) for secret in browser.secrets()]
