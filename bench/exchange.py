"""HTTP/1.1 over one kept-alive connection: messages to send, answers read as the bytes arrive.

Much cheaper than ``http.client``, because the load generator shares the processor with what it measures.
"""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bench.errors import WrongAnswer

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
_SET_COOKIE = re.compile(rb"\r\nset-cookie: *([^=\r]+)=([^;\r]*)", re.IGNORECASE)
_GZIPPED = re.compile(rb"\r\ncontent-encoding: *gzip", re.IGNORECASE)
_END_OF_HEAD = b"\r\n\r\n"
_NO_BODY = {204, 304}


@dataclass(frozen=True, slots=True)
class Request:
    """A whole message.

    Args:
        step: name of the step, for the figures by step.
        data: the bytes to send.
    """

    step: str
    data: bytes


def request(
    step: str, target: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes = b""
) -> Request:
    """Build a message to this machine as a browser would send it."""
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip", "Accept-Language: de"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return Request(step, "\r\n".join([*lines, "", ""]).encode() + body)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer; everything beyond the status is read only when it is asked for."""

    status: int
    head: bytes
    body: bytes

    @property
    def location(self) -> str:
        """The target of a redirect, without scheme and host; empty without one."""
        found = _LOCATION.search(self.head)
        return re.sub(r"^https?://[^/]+", "", found[1].decode().strip()) if found else ""

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies that it sets."""
        return {name.decode().strip(): value.decode() for name, value in _SET_COOKIE.findall(self.head)}

    @property
    def content(self) -> bytes:
        """What was answered, unpacked."""
        return gzip.decompress(self.body) if _GZIPPED.search(self.head) else self.body

    @property
    def text(self) -> str:
        """The page."""
        return self.content.decode()


class ResponseReader:
    """Takes bytes as they arrive and gives an answer when it is complete."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._head_length = 0
        self._length = 0

    def feed(self, data: bytes) -> Response | None:
        """Take more bytes; return the answer when they complete it."""
        self._buffer += data
        if not self._head_length:
            end = self._buffer.find(_END_OF_HEAD)
            if end < 0:
                return None
            self._head_length = end + len(_END_OF_HEAD)
            self._length = self._head_length + _body_length(bytes(self._buffer[:end]))
        if len(self._buffer) < self._length:
            return None
        return self._take()

    def _take(self) -> Response:
        message, head_length = bytes(self._buffer[: self._length]), self._head_length
        del self._buffer[: self._length]
        self._head_length = self._length = 0
        return Response(int(message[9:12]), message[:head_length], message[head_length:])


def _body_length(head: bytes) -> int:
    found = _LENGTH.search(head)
    if found is not None:
        return int(found[1])
    if int(head[9:12]) in _NO_BODY:
        return 0
    raise WrongAnswer(f"an answer without Content-Length: {head.decode(errors='replace')[:500]}")
