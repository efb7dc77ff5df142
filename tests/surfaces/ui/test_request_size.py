"""A body that is too large, or does not say how large it is, is refused before it is read."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from rathaus.surfaces.ui.request_size import body_limit_bytes


class Unread:
    """A body that must not be read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def post(browser: Client, **meta: Any) -> tuple[int, str]:
    answer = browser.generic("POST", "/post/", b"x", **{**meta, "wsgi.input": Unread()})
    return answer.status_code, answer.content.decode()


def test_a_body_over_the_limit_is_refused_unread_and_the_limit_is_said(settings: Settings, browser: Client) -> None:
    settings.RATHAUS_UPLOAD_LIMIT_BYTES, settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3_000_000, 4
    status, page = post(Client(enforce_csrf_checks=True), CONTENT_LENGTH=str(body_limit_bytes() + 1))
    assert status == 413
    assert "höchstens 3 MB" in page
    assert "höchstens 4 Dateien" in page


@pytest.mark.parametrize("length", ["9" * 40, "-1", "1e9", "²"])
def test_a_length_that_cannot_be_is_refused(browser: Client, length: str) -> None:
    assert post(browser, CONTENT_LENGTH=length)[0] in {411, 413}


def test_a_body_without_a_length_is_refused(browser: Client) -> None:
    assert post(browser, CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked")[0] == 411


def test_an_ordinary_form_is_let_through(browser: Client) -> None:
    assert browser.post("/post/", {"a": "b"}).status_code == 200
    assert browser.get("/post/").status_code == 200
