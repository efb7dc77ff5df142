"""A browser whose user does not give up: loads again what broke, and presses the button that sends again.

The user also looks: a page for moments without a database must hold everything that was typed.
"""

import random
import re
import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from lxml import html
from lxml.html import HtmlElement

from bench.errors import WrongAnswer
from bench.exchange import Request, Response, ResponseReader

_ANSWER_WITHIN_S, _GIVES_UP_AFTER_S = 30.0, 240.0
_CHUNK_BYTES = 262_144
_PAUSE_S = (0.2, 1.5)
_SERVER_ERROR, _UNAVAILABLE = 500, 503
_AGAIN = "nochmal"
_TOKEN = "csrfmiddlewaretoken"
_TEXT_PART = re.compile(rb'form-data; name="([^"]+)"\r\n\r\n(.*?)\r\n--', re.DOTALL)
_FILE_PART = re.compile(rb'form-data; name="([^"]+)"; filename=')


class GaveUp(WrongAnswer):
    """The user got no answer for minutes."""


@dataclass(slots=True)
class Seen:
    """What the user of a browser saw besides pages.

    Args:
        broken: answers that did not come: connection refused, reset or silent.
        kind_pages: pages for moments without a database, by method.
        sent_again: forms that came back with everything typed and were sent again by their button.
        faults: pages that an error made unkind, and typing that was lost.
        longest_wait_s: longest time from asking to an answer.
    """

    broken: int = 0
    kind_pages: Counter[str] = field(default_factory=Counter)
    sent_again: int = 0
    faults: list[str] = field(default_factory=list)
    longest_wait_s: float = 0.0

    def add(self, other: "Seen") -> None:
        """Add what somebody else saw."""
        self.broken += other.broken
        self.kind_pages += other.kind_pages
        self.sent_again += other.sent_again
        self.faults += other.faults
        self.longest_wait_s = max(self.longest_wait_s, other.longest_wait_s)


class Browser:
    """One kept-alive connection to the town hall, opened again when it breaks."""

    def __init__(self, port: int) -> None:
        self.seen = Seen()
        self._port = port
        self._socket: socket.socket | None = None

    def ask(self, asked: Request) -> Response:
        """Return the answer that is not an error of the server, however often the user must try.

        Raises:
            GaveUp: there is none for minutes.
            WrongAnswer: an answer that no browser could read.
        """
        begun_at = time.monotonic()
        while time.monotonic() < begun_at + _GIVES_UP_AFTER_S:
            try:
                response = self._exchange(asked)
            except OSError:
                self.seen.broken += 1
                self.close()
            else:
                if response.status < _SERVER_ERROR:
                    self.seen.longest_wait_s = max(self.seen.longest_wait_s, time.monotonic() - begun_at)
                    return response
                asked = self._look_at(asked, response)
            time.sleep(random.uniform(*_PAUSE_S))
        raise GaveUp(f"{asked.step}: no answer for {_GIVES_UP_AFTER_S:.0f} s")

    def close(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _exchange(self, asked: Request) -> Response:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=_ANSWER_WITHIN_S)
        self._socket.sendall(asked.data)
        reader = ResponseReader()
        while True:
            data = self._socket.recv(_CHUNK_BYTES)
            if not data:
                raise ConnectionResetError
            response = reader.feed(data)
            if response is not None:
                return response

    def _look_at(self, asked: Request, response: Response) -> Request:
        """Return what the user sends next, after an error of the server."""
        method = asked.data.partition(b" ")[0].decode()
        if response.status != _UNAVAILABLE:
            self.seen.faults.append(f"{asked.step}: an unkind page with status {response.status}")
            return asked
        self.seen.kind_pages[method] += 1
        if method != "POST":
            return asked
        form = html.document_fromstring(response.text).find(f".//form[@id='{_AGAIN}']")
        if form is None:
            self.seen.faults.append(f"{asked.step}: a page without the form that was sent")
            return asked
        return self._press_again(asked, form)

    def _press_again(self, asked: Request, form: HtmlElement) -> Request:
        head, _, body = asked.data.partition(b"\r\n\r\n")
        inputs = [
            (each.get("name") or "", each.get("value") or "") for each in form.findall(".//input[@type='hidden']")
        ]
        files = [each.get("name") or "" for each in form.findall(".//input[@type='file']")]
        is_multipart = b"multipart/form-data" in head
        typed = _texts_of(body) if is_multipart else parse_qsl(body.decode(), keep_blank_values=True)
        wanted = [name.decode() for name in _FILE_PART.findall(body)] if is_multipart else []
        if _without_token(inputs) != _without_token(typed) or files != wanted:
            self.seen.faults.append(f"{asked.step}: typing was lost")
            return asked
        self.seen.sent_again += 1
        if is_multipart:  # the user picks the same file again
            return asked
        again = urlencode(inputs).encode()
        head = re.sub(rb"Content-Length: \d+", b"Content-Length: %d" % len(again), head)
        return Request(asked.step, head + b"\r\n\r\n" + again)


def _texts_of(body: bytes) -> list[tuple[str, str]]:
    return [(name.decode(), text.decode()) for name, text in _TEXT_PART.findall(body)]


def _without_token(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted((name, text.replace("\r\n", "\n")) for name, text in pairs if name != _TOKEN)
