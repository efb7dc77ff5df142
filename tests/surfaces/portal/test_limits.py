"""Tries are counted before a view opens its transaction."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from rathaus.core.konto.errors import TooManyTries
from rathaus.core.konto.models import ThrottleCount
from rathaus.surfaces.portal import beginn, limits
from tests.surfaces.portal.browser import Browser


def test_an_error_does_not_take_the_count_back(committing_database: None) -> None:
    @limits.limited("submit")
    def broken(_request: HttpRequest) -> HttpResponse:
        assert not connection.in_atomic_block
        raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            broken(RequestFactory().post("/"))
    assert ThrottleCount.objects.get().count == 3


@pytest.mark.parametrize(("action", "files"), [("save", 0), ("upload", 1)])
def test_saving_and_uploading_are_limited(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, action: str, files: int
) -> None:
    draft = browser.start("bewohnerparkausweis")
    monkeypatch.setitem(limits.LIMITS, action, (1, limits.LIMITS[action][1]))
    page, answers = f"{draft}seite/angaben-zu-ihnen/", []
    for _ in range(2):
        form = {"_spaeter": "1"} | ({"x": SimpleUploadedFile("a.png", b"x")} if files else {})
        answers.append(browser.post(page, form).status_code)
    assert answers[1] == 429
    assert answers[0] != 429
    assert browser.get(page).status_code == 200


def test_what_only_reads_does_not_count(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.LIMITS, "start", (0, limits.LIMITS["start"][1]))
    assert browser.live_in("hanau").get("/leistungen/bewohnerparkausweis/antrag/").status_code == 200
    with pytest.raises(TooManyTries):
        beginn.begin(RequestFactory().post("/"), slug="bewohnerparkausweis")
