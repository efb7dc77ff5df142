"""What is logged holds no secret of a link, whatever goes wrong."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import structlog
from django.test import Client
from pytest_django import Settings

from rathaus.config import logs
from rathaus.surfaces.portal import links

SECRET = "a-secret-that-nobody-may-read"

type Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    """Return what was logged so far, after making sure that the secret is in no output."""
    logs.configure({})

    def logged() -> list[dict[str, Any]]:
        out, err = capsys.readouterr()
        assert SECRET not in out + err
        return [json.loads(line) for line in err.splitlines()]

    return logged


@pytest.fixture(autouse=True)
def plain_static_addresses(settings: Settings, tmp_path: Path) -> None:
    """Address static files by their plain names."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


@pytest.mark.django_db
def test_a_form_of_a_link_without_its_token_does_not_tell_the_secret(lines: Lines) -> None:
    assert Client(enforce_csrf_checks=True).post(f"/link/{SECRET}/").status_code == 403
    (line,) = [line for line in lines() if line["event"] == "django.security.csrf"]
    assert (line["status"], line["route"], line["method"]) == (403, "portal:link", "POST")


@pytest.mark.django_db
def test_an_error_on_the_page_of_a_link_does_not_tell_the_secret(lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(secret: str) -> None:
        raise ValueError(f"cannot open {secret}")

    monkeypatch.setattr(links, "_target", broken)
    assert Client(raise_request_exception=False).get(f"/link/{SECRET}/").status_code == 500
    (line,) = [line for line in lines() if line["event"] == "django.request"]
    assert (line["status"], line["route"], line["exception"]) == (500, "portal:link", "builtins.ValueError")
    assert any("links.py" in passed for passed in line["lines"])


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_not_told(lines: Lines) -> None:
    assert Client().get(f"/verlinkt/{SECRET}/").status_code == 404
    assert [line["status"] for line in lines() if line["event"] == "django.request"] == [404]


def test_a_job_is_logged_by_its_name_and_number_without_its_arguments(lines: Lines) -> None:
    job = {"id": 7, "task_name": "datei.scan_again", "call_string": f"scan({SECRET})"}
    logging.getLogger("procrastinate.worker").error("Job %s", SECRET, extra={"action": "job_error", "job": job})
    (line,) = lines()
    assert (line["action"], line["task"], line["job"]) == ("job_error", "datei.scan_again", 7)


def test_our_own_errors_are_logged_by_class_without_their_message(lines: Lines) -> None:
    try:
        int(SECRET)
    except ValueError:
        structlog.get_logger().exception("something_failed")
    (line,) = lines()
    assert (line["event"], line["level"], line["exception"]) == ("something_failed", "error", "builtins.ValueError")


def test_a_message_of_a_library_is_reduced_to_its_place(lines: Lines) -> None:
    logging.getLogger("somewhere").warning("could not read %s", SECRET)
    (line,) = lines()
    assert line["event"] == "somewhere"
    assert str(line["at"]).startswith("test_logs:")
