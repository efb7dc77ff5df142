"""A small SMTP server that hands nothing on: it keeps every mail as a file, for demonstrations and tests.

Source: RFC 5321 sections 3 and 4.1; no extension is offered.
"""

import secrets
import socketserver
from pathlib import Path
from typing import ClassVar

_MOST_BYTES = 1_000_000
_MOST_KEPT = 200


class _Dialogue(socketserver.StreamRequestHandler):
    """One connection. ``server`` is the Catcher."""

    timeout = 30
    _PLAIN: ClassVar = {
        "EHLO": "250 catcher", "HELO": "250 catcher", "MAIL": "250 OK", "RSET": "250 OK", "NOOP": "250 OK",
    }  # fmt: skip

    server: "Catcher"

    def handle(self) -> None:
        self._say("220 catcher")
        while line := self.rfile.readline(1000):
            verb = line[:4].decode("ascii", "replace").upper()
            if verb == "QUIT":
                self._say("221 bye")
                return
            if verb == "DATA":
                self._take_message()
            elif verb == "RCPT":
                self._say(self.server.refusal or "250 OK")
            else:
                self._say(self._PLAIN.get(verb, "502 not implemented"))

    def _take_message(self) -> None:
        self._say("354 go on")
        content = b""
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            content += line.removeprefix(b".") if len(content) < _MOST_BYTES else b""
        self.server.keep(content)
        self._say("250 kept")

    def _say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())


class Catcher(socketserver.ThreadingTCPServer):
    """The server; ``serve_forever`` runs it.

    Args:
        folder: where mails are kept, one file each, named by their order; created when missing.
        host: address to bind to.
        port: port to bind to; 0 for a free one.
        refusal: what every recipient is answered; empty takes them all.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, folder: Path, *, host: str = "127.0.0.1", port: int = 0, refusal: str = "") -> None:
        super().__init__((host, port), _Dialogue)
        self.folder, self.refusal = folder, refusal
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, content: bytes) -> None:
        """Write one mail; of many the oldest are forgotten."""
        kept = sorted(self.folder.glob("*.eml"))
        number = int(kept[-1].stem.partition("-")[0]) + 1 if kept else 1
        path = self.folder / f"{number:08}-{secrets.token_hex(4)}.part"
        path.write_bytes(content)
        path.rename(path.with_suffix(".eml"))
        for old in kept[: -(_MOST_KEPT - 1)]:
            old.unlink(missing_ok=True)
