"""While the database is away, people read a kind page, and what they typed can be sent again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.utils import IntegrityError, InterfaceError, OperationalError
from django.test import Client
from lxml import html
from procrastinate.exceptions import ConnectorException
from psycopg.errors import AdminShutdown, DiskFull, UniqueViolation
from pytest_django import Settings

from rathaus.surfaces.ui.unavailable import is_database_away


def caused(error: BaseException, cause: BaseException) -> BaseException:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (caused(OperationalError(), DiskFull()), True),
        (InterfaceError(), True),
        (AdminShutdown(), True),
        (caused(ConnectorException(), AdminShutdown()), True),
        (caused(IntegrityError(), UniqueViolation()), False),
        (ConnectorException(), False),
        (None, False),
    ],
)
def test_only_what_the_database_cannot_help_is_called_unavailable(
    error: BaseException | None, *, is_away: bool
) -> None:
    assert is_database_away(error) is is_away


def test_what_was_typed_stays_on_the_page_and_one_button_sends_it_again(browser: Client) -> None:
    typed = {"G1.F1": 'Jörg "Jo" <Klein>', "G1.F2": "true", "G1.F3": ["001", "002"], "_spaeter": "1"}
    answer = browser.post("/away/?neu=1", typed)
    form = html.document_fromstring(answer.content).get_element_by_id("nochmal")
    assert (answer.status_code, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (
        503,
        "5",
        "no-store",
    )
    assert (form.get("method"), form.get("action"), form.get("enctype")) == ("post", "/away/?neu=1", None)
    inputs = [(each.get("name"), each.get("value")) for each in form.findall(".//input[@type='hidden']")]
    assert [pair for pair in inputs if pair[0] != "csrfmiddlewaretoken"] == [
        ("G1.F1", 'Jörg "Jo" <Klein>'), ("G1.F2", "true"), ("G1.F3", "001"), ("G1.F3", "002"), ("_spaeter", "1"),
    ]  # fmt: skip
    assert len(dict(inputs)["csrfmiddlewaretoken"] or "") > 20
    assert form.findtext(".//button/span") == "Noch einmal senden"
    assert [each.text for each in form.findall(".//li")] == ['Jörg "Jo" <Klein>', "001", "002"]


def test_a_file_is_asked_for_again_because_no_page_can_hold_it(browser: Client) -> None:
    answer = browser.post("/away/", {"F1": "Hanau", "F2": SimpleUploadedFile("schein.jpg", b"\xff\xd8")})
    form = html.document_fromstring(answer.content).get_element_by_id("nochmal")
    (file,) = form.findall(".//input[@type='file']")
    assert form.get("enctype") == "multipart/form-data"
    assert file.get("name") == "F2"
    assert "schein.jpg" in form.text_content()
    assert "Hanau" in form.text_content()


def test_the_form_that_was_kept_passes_the_check_against_forgery(settings: Settings, browser: Client) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    settings.ROOT_URLCONF = "tests.surfaces.ui.urls"
    page = html.document_fromstring(strict.get("/away/form/").content)
    token = page.find(".//input[@name='csrfmiddlewaretoken']").get("value")
    answer = strict.post("/away/", {"csrfmiddlewaretoken": token, "F1": "x"})
    again = html.document_fromstring(answer.content).get_element_by_id("nochmal")
    fresh = again.find(".//input[@name='csrfmiddlewaretoken']").get("value")
    assert strict.post("/post/", {"csrfmiddlewaretoken": fresh}).status_code == 200


def test_a_password_is_never_shown_again(browser: Client) -> None:
    answer = browser.post("/away/", {"login": "amira", "password": "geheim-12"})
    assert answer.status_code == 503
    assert "geheim-12" not in answer.content.decode()
    assert html.document_fromstring(answer.content).find(".//main//a[@href='/away/']") is not None


def test_whoever_only_read_is_told_to_try_again(browser: Client) -> None:
    answer = browser.get("/away/?a=1", headers={"accept-language": "en"})
    page = html.document_fromstring(answer.content)
    assert answer.status_code == 503
    assert "What you have saved is still there" in page.text_content()
    assert page.find(".//main//a[@href='/away/?a=1']") is not None


def test_a_database_that_goes_away_in_a_middleware_gives_the_same_page(settings: Settings, browser: Client) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.surfaces.ui.urls.lose_database"]
    assert browser.get("/post/").status_code == 503
