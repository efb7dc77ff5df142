"""clamd over a real TCP connection."""

import socket

import pytest

from rathaus.adapters.clamd.eicar import EICAR
from rathaus.adapters.clamd.fake import FakeScanner
from rathaus.adapters.clamd.scanner import ClamdScanner, from_settings
from rathaus.adapters.clamd.self_check import self_check
from rathaus.core.datei.ports import ScanResult, Verdict


def test_harmless_bytes_are_clean(clamd) -> None:
    with clamd() as scanner:
        assert scanner.scan(b"harmless") == ScanResult(Verdict.CLEAN)


def test_the_eicar_file_is_found_even_behind_many_chunks(clamd) -> None:
    with clamd() as scanner:
        result = scanner.scan(bytes(200_000) + EICAR)
    assert result == ScanResult(Verdict.INFECTED, "Eicar-Test-Signature")


def test_a_stream_beyond_the_limit_of_the_server_has_no_verdict(clamd) -> None:
    with clamd(limit_bytes=70_000) as scanner:
        result = scanner.scan(bytes(8_000_000))
    assert result.verdict is Verdict.UNAVAILABLE


@pytest.mark.parametrize(
    ("answer", "detail"),
    [("INSTREAM size limit exceeded. ERROR", "size_limit"), ("UNKNOWN COMMAND", "error"), ("", "no_answer")],
)
def test_an_answer_that_is_no_verdict_leaves_the_file_unscanned(clamd, answer: str, detail: str) -> None:
    with clamd(answers={"zINSTREAM": answer}) as scanner:
        assert scanner.scan(b"") == ScanResult(Verdict.UNAVAILABLE, detail)


def test_no_server_is_no_error_but_no_verdict() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert ClamdScanner("127.0.0.1", port, timeout_s=1).scan(b"x").verdict is Verdict.UNAVAILABLE


@pytest.mark.parametrize(("address", "port"), [("scanner.example:3311", 3311), ("scanner.example", 3310)])
def test_the_address_comes_from_the_settings(settings, address: str, port: int) -> None:
    settings.RATHAUS_CLAMD_ADDRESS = address
    assert from_settings() == ClamdScanner("scanner.example", port)


def test_the_self_check_is_content_with_a_scanner_that_finds_eicar(clamd) -> None:
    with clamd() as scanner:
        assert self_check(scanner) == ()


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"zPING": "NO"}, "CLM-001"),
        ({"zINSTREAM": "stream: OK"}, "CLM-002"),
        ({"zINSTREAM": "stream: Everything FOUND"}, "CLM-003"),
    ],
)
def test_the_self_check_says_what_is_wrong(clamd, answers: dict[str, str], code: str) -> None:
    with clamd(answers=answers) as scanner:
        (finding,) = self_check(scanner)
    assert finding.code == code


def test_the_self_check_reports_a_silent_scanner() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    (finding,) = self_check(ClamdScanner("127.0.0.1", port, timeout_s=1))
    assert finding.code == "CLM-001"


def test_the_fake_finds_what_the_server_finds() -> None:
    assert FakeScanner().scan(EICAR).verdict is Verdict.INFECTED
    assert FakeScanner().scan(b"harmless").verdict is Verdict.CLEAN
    assert FakeScanner(answers=False).scan(EICAR).verdict is Verdict.UNAVAILABLE
