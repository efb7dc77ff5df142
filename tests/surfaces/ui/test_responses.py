"""Errors become kind pages without a database."""

import pytest
from django.test import Client
from lxml import html
from lxml.html import HtmlElement
from pytest_django import Settings

from rathaus.surfaces.ui import responses


def page_of(content: bytes) -> HtmlElement:
    """Return the page that an answer holds."""
    page = html.document_fromstring(content)
    assert isinstance(page, HtmlElement)
    return page


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/refused/", 422, "kein lesbares XML"),
        ("/unknown/", 500, "Das hat nicht geklappt"),
        ("/broken/", 500, "Der Fehler liegt bei uns"),
        ("/cut-off/", 400, "konnten wir nicht lesen"),
        ("/forbidden/", 403, "nicht für Sie freigegeben"),
        ("/nowhere/", 404, "gibt es nicht"),
        ("/many/", 429, "sehr viele Versuche"),
    ],
)
@pytest.mark.filterwarnings("ignore:Exception ignored")
def test_every_error_has_a_page_with_a_next_step(browser: Client, path: str, status: int, words: str) -> None:
    answer = browser.get(path)
    page = page_of(answer.content)
    assert answer.status_code == status
    assert words in page.text_content()
    assert page.find(".//main//a[@href='/']") is not None
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_speaks_the_language_of_the_browser(browser: Client) -> None:
    answer = browser.get("/nowhere/", headers={"accept-language": "en"})
    page = page_of(answer.content)
    assert page.get("lang") == "en"
    assert "does not exist" in page.text_content()


def test_a_code_can_be_named_on_the_phone(browser: Client) -> None:
    assert "XML-001" in page_of(browser.get("/refused/").content).text_content()


def test_a_form_without_its_token_is_refused_kindly(settings: Settings, browser: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/post/", {"a": "b"})
    assert answer.status_code == 403
    assert "zu lange offen" in answer.content.decode()


def test_too_many_requests_say_when_to_come_back(browser: Client) -> None:
    assert browser.get("/many/").headers["Retry-After"] == "42"


@pytest.mark.parametrize(
    ("path", "status", "code", "words"),
    [
        ("/refused/", 422, "XML-001", "kein lesbares XML"),
        ("/forbidden/", 403, "", "nicht für Sie freigegeben"),
        ("/nowhere/", 404, "", "gibt es nicht"),
        ("/many/", 429, "KON-002", "sehr viele Versuche"),
        ("/away/", 503, "", "nichts speichern"),
    ],
)
@pytest.mark.filterwarnings("ignore:Exception ignored")
def test_a_script_gets_the_same_words_in_json(browser: Client, path: str, status: int, code: str, words: str) -> None:
    answer = browser.get(path, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["code"], answer["Cache-Control"]) == (status, code, "no-store")
    assert words in answer.json()["message"]


@pytest.mark.parametrize("accept", ["", "*/*", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"])
def test_whoever_does_not_ask_for_json_gets_a_page(browser: Client, accept: str) -> None:
    answer = browser.get("/nowhere/", headers={"accept": accept})
    assert answer["Content-Type"].startswith("text/html")


def test_an_error_page_needs_no_request() -> None:
    answer = responses.error_page(None, responses.SERVER_ERROR)
    assert answer.status_code == 500


def test_an_unreadable_request_is_answered(browser: Client) -> None:
    assert browser.get("/", headers={"host": "bad host"}).status_code == 400
