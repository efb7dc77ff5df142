"""The user of the chaos run looks closely: typing that is lost and pages that are unkind are faults."""

import socket
import threading
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest

from bench.exchange import Request
from bench.visitor import Upload, Visitor
from chaos import browser as module
from chaos.browser import Browser

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def unavailable(*inputs: tuple[str, str], files: tuple[str, ...] = ()) -> bytes:
    """Return the page for moments without a database, with these inputs in its form."""
    hidden = "".join(f'<input type="hidden" name="{name}" value="{value}">' for name, value in inputs)
    chosen = "".join(f'<input type="file" name="{name}">' for name in files)
    return page(503, f'<form id="nochmal">{hidden}{chosen}</form>')


def page(status: int, content: str) -> bytes:
    body = f"<html><body>{content}</body></html>".encode()
    return b"HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n" % (status, len(body)) + body


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., tuple[Browser, list[bytes]]]]:
    """Return what answers request after request with the given bytes, none for a broken connection."""
    monkeypatch.setattr(module, "_PAUSE_S", (0.0, 0.01))
    listener = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []

    def answer_with(*answers: bytes) -> tuple[Browser, list[bytes]]:
        def answer() -> None:
            for each in answers:
                connection, _ = listener.accept()
                with connection:
                    heard.append(connection.recv(65_536))
                    connection.sendall(each)

        threading.Thread(target=answer, daemon=True).start()
        return Browser(listener.getsockname()[1]), heard

    with listener:
        yield answer_with


def test_what_broke_is_asked_for_again(serve: Callable[..., tuple[Browser, list[bytes]]]) -> None:
    browser, heard = serve(b"", b"HTTP/1.1 200", OK)
    assert browser.ask(Visitor(1).get("page", "/")).text == "ok"
    browser.close()
    assert (len(heard), browser.seen.broken, browser.seen.faults) == (3, 2, [])


def test_the_button_sends_what_the_page_kept(serve: Callable[..., tuple[Browser, list[bytes]]]) -> None:
    kept = unavailable(("csrfmiddlewaretoken", "fresh"), ("F1", "Jörg"), ("F1", ""))
    browser, heard = serve(kept, OK)
    asked = Visitor(1, token="old").post("page POST", "/x/", [("F1", "Jörg"), ("F1", "")])
    browser.ask(asked)
    browser.close()
    assert heard[1].partition(b"\r\n\r\n")[2].decode() == urlencode(
        [("csrfmiddlewaretoken", "fresh"), ("F1", "Jörg"), ("F1", "")]
    )
    assert (browser.seen.sent_again, browser.seen.kind_pages["POST"], browser.seen.faults) == (1, 1, [])


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (unavailable(("F1", "Jörg")), "typing was lost"),
        (unavailable(("F1", "Jorg"), ("F2", "x")), "typing was lost"),
        (page(503, "<p>Sorry"), "without the form"),
        (page(500, "<p>Oh no"), "unkind page with status 500"),
    ],
)
def test_lost_typing_and_unkind_pages_are_faults(
    serve: Callable[..., tuple[Browser, list[bytes]]], answer: bytes, fault: str
) -> None:
    browser, _ = serve(answer, OK)
    browser.ask(Visitor(1).post("page POST", "/x/", [("F1", "Jörg"), ("F2", "x")]))
    browser.close()
    assert len(browser.seen.faults) == 1
    assert fault in browser.seen.faults[0]


@pytest.mark.parametrize(("files", "faults"), [(("F2",), 0), ((), 1)])
def test_a_file_must_be_asked_for_again(
    serve: Callable[..., tuple[Browser, list[bytes]]], files: tuple[str, ...], faults: int
) -> None:
    browser, heard = serve(unavailable(("F1", "x"), files=files), OK)
    upload = Upload("F2", "a.jpg", "image/jpeg", b"\xff\xd8")
    asked: Request = Visitor(1).post_files("photo", "/x/", form=[("F1", "x")], uploads=[upload])
    browser.ask(asked)
    browser.close()
    assert heard[1] == asked.data
    assert len(browser.seen.faults) == faults
