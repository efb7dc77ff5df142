"""`rathaus doctor` on what surrounds the database; every fault is made, not pretended, where a test can make it."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_django import Settings

from rathaus.cli import doctor_machine
from rathaus.cli.doctor_check import Check, State, fault, look_at
from rathaus.cli.doctor_machine import (
    look_at_assets,
    look_at_disk,
    look_at_fonts,
    look_at_mail,
    look_at_scanner,
    look_at_settings,
    look_at_time,
)
from tests.mails import MailServer


def states(look: Callable[[], Iterator[Check]]) -> list[State]:
    checks = list(look())
    assert all(check.remedy or check.state is State.WELL for check in checks), "whatever is wrong has a remedy"
    return [check.state for check in checks]


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"RATHAUS_DEMO": True}, "RATHAUS_DEMO is on in production"),
        ({"ALLOWED_HOSTS": []}, "RATHAUS_ALLOWED_HOSTS is empty"),
        ({"RATHAUS_BASE_URL": "http://a.example"}, "RATHAUS_BASE_URL must begin with https://"),
    ],
)
def test_settings_that_production_refuses_are_faults(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, changed: dict[str, object], says: str
) -> None:
    monkeypatch.setenv("RATHAUS_SECRET_KEY", "k" * 50)
    sound = {"RATHAUS_PRODUCTION": True, "RATHAUS_BASE_URL": "https://a.example", "RATHAUS_DEMO": False}
    for name, value in sound.items():
        setattr(settings, name, value)
    assert states(look_at_settings) == [State.WELL]
    for name, value in changed.items():
        setattr(settings, name, value)
    (check,) = look_at_settings()
    assert (check.state, says in check.says, bool(check.remedy)) == (State.FAULT, True, True)


@pytest.mark.parametrize("demo", [1, 0])
def test_what_is_no_production_is_said(settings: Settings, demo: int) -> None:
    settings.RATHAUS_DEMO = bool(demo)
    (check,) = look_at_settings()
    assert (check.state, check.says.startswith("Demo mode")) == (State.WARNING, bool(demo))


@pytest.mark.parametrize(("limit", "state"), [("LITTLE_BYTES", State.WARNING), ("TOO_LITTLE_BYTES", State.FAULT)])
def test_a_disk_that_is_nearly_full_is_found(monkeypatch: pytest.MonkeyPatch, limit: str, state: State) -> None:
    assert states(look_at_disk) == [State.WELL]
    monkeypatch.setattr(doctor_machine, limit, 10**18)
    assert states(look_at_disk) == [state]


@pytest.mark.parametrize(
    ("platform", "answer", "state", "says"),
    [
        ("linux", 0, State.WELL, "; a time server keeps the clock right."),
        ("linux", 5, State.WARNING, "but no time server keeps the clock of this machine right."),
        ("linux", -1, State.WARNING, "does not tell whether a time server keeps the clock right."),
        ("darwin", 0, State.WARNING, "does not tell whether a time server keeps the clock right."),
    ],
)
def test_the_kernel_is_asked_whether_a_time_server_keeps_the_clock(
    monkeypatch: pytest.MonkeyPatch, platform: str, answer: int, state: State, says: str
) -> None:
    assert len(states(look_at_time)) == 1
    kernel = SimpleNamespace(adjtimex=lambda _: answer)
    monkeypatch.setattr(doctor_machine.ctypes, "CDLL", lambda _: kernel)
    monkeypatch.setattr(doctor_machine.sys, "platform", platform)
    assert states(look_at_time) == [state]
    (check,) = look_at_time()
    assert check.says.endswith(says)


def test_missing_fonts_are_found(settings: Settings, tmp_path: Path) -> None:
    assert states(look_at_fonts) == [State.WELL]
    for folder in (tmp_path, tmp_path / "missing"):
        settings.RATHAUS_FONT_DIR = folder
        assert states(look_at_fonts) == [State.WARNING]


def test_assets_and_translations_that_are_not_built_are_found(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert states(look_at_assets) == [State.WELL, State.WELL]
    settings.STATICFILES_DIRS = [tmp_path]
    texts = tmp_path / "portal" / "locale" / "en" / "LC_MESSAGES"
    texts.mkdir(parents=True)
    (texts / "django.po").touch()
    monkeypatch.setattr(doctor_machine, "_SURFACES", tmp_path)
    assert states(look_at_assets) == [State.FAULT, State.FAULT]
    assert "Not built for portal" in list(look_at_assets())[1].says


@pytest.mark.parametrize(("production", "state"), [(1, State.WARNING), (0, State.WELL)])
def test_without_scanner_and_mail_production_is_warned(
    settings: Settings,
    production: int,
    state: State,
) -> None:
    settings.RATHAUS_PRODUCTION = bool(production)
    settings.RATHAUS_CLAMD_ADDRESS = settings.RATHAUS_SMTP_HOST = ""
    assert (states(look_at_scanner), states(look_at_mail)) == ([state], [state])


def test_a_scanner_and_a_mail_server_that_do_not_answer_are_found(settings: Settings, closed_port: int) -> None:
    settings.RATHAUS_CLAMD_ADDRESS = f"127.0.0.1:{closed_port}"
    settings.RATHAUS_SMTP_HOST, settings.RATHAUS_SMTP_PORT = "127.0.0.1", closed_port
    settings.RATHAUS_SMTP_SENDER = "post@example.org"
    assert (states(look_at_scanner), states(look_at_mail)) == ([State.FAULT], [State.FAULT])


def test_a_sender_that_is_nobody_is_warned_about(settings: Settings, mail_server: MailServer) -> None:
    settings.RATHAUS_SMTP_SENDER = "Rathaus <rathaus@localhost>"
    unprotected, nobody = look_at_mail()
    assert (unprotected.state, nobody.state) == (State.WARNING, State.WARNING)
    assert "RATHAUS_SMTP_SENDER" in nobody.remedy
    settings.RATHAUS_SMTP_SENDER = "Rathaus <post@example.org>"
    assert list(look_at_mail()) == [unprotected]


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), ValueError("Permission denied")])
def test_a_look_that_fails_is_a_fault_of_its_own(error: Exception) -> None:
    def broken() -> Iterator[Check]:
        raise error

    first, second = look_at([("disk", broken), ("fonts", lambda: [fault("fonts", "None.", remedy="Build.")])])
    assert (first.state, "Permission denied" in first.says, second.name) == (State.FAULT, True, "fonts")
