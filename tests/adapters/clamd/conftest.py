"""A small server that speaks the INSTREAM protocol."""

import contextlib
import socketserver
import threading
from collections.abc import Callable, Iterator

import pytest

from rathaus.adapters.clamd.eicar import EICAR
from rathaus.adapters.clamd.scanner import ClamdScanner

type Server = Callable[..., contextlib.AbstractContextManager[ClamdScanner]]
NOTHING = -1


class Clamd(socketserver.StreamRequestHandler):
    """One connection: a command that begins with z and ends with a null byte, then chunks with their length."""

    limit_bytes = 1_000_000
    answers: dict[str, str] = {}

    def handle(self) -> None:
        command = self.read_until_null()
        if command in self.answers:
            self.reply(self.answers[command])
        elif command == "zPING":
            self.reply("PONG")
        elif command == "zINSTREAM":
            self.reply(self.judge())

    def read_until_null(self) -> str:
        received = b""
        while not received.endswith(b"\0"):
            received += self.rfile.read(1)
        return received[:-1].decode()

    def judge(self) -> str:
        content = b""
        while length := int.from_bytes(self.rfile.read(4)):
            content += self.rfile.read(length)
            if len(content) > self.limit_bytes:
                return "INSTREAM size limit exceeded. ERROR"
        return "stream: Eicar-Test-Signature FOUND" if EICAR in content else "stream: OK"

    def reply(self, answer: str) -> None:
        if answer:
            self.wfile.write(answer.encode() + b"\0")


@pytest.fixture
def clamd() -> Server:
    """Start a server; ``answers`` replaces the answer to a command, ``limit_bytes`` is its StreamMaxLength."""

    @contextlib.contextmanager
    def start(**attributes: object) -> Iterator[ClamdScanner]:
        handler = type("Handler", (Clamd,), attributes)
        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield ClamdScanner("127.0.0.1", server.server_address[1], timeout_s=5)
            finally:
                server.shutdown()
                thread.join()

    return start
