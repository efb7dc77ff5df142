"""Ask clamd about bytes with the INSTREAM command.

Source: clamd(8), section COMMANDS: ``zINSTREAM``, then chunks of a length (four bytes, network order) and the data,
a chunk of length zero ends the stream; the answer ends with a null byte.
"""

import socket
from dataclasses import dataclass

from django.conf import settings

from rathaus.core.datei.ports import ScanResult, Verdict

_CHUNK_BYTES = 65_536
_ANSWER_LIMIT_BYTES = 4_096
_DEFAULT_PORT = 3310


@dataclass(frozen=True, slots=True)
class ClamdScanner:
    """A FileScanner that asks one clamd.

    Args:
        host: name or address of the machine.
        port: TCP port.
        timeout_s: longest wait in seconds for the connection and for each answer.
    """

    host: str
    port: int = _DEFAULT_PORT
    timeout_s: float = 30.0

    def scan(self, content: bytes) -> ScanResult:
        """Return the verdict of clamd; UNAVAILABLE when it does not answer or says ERROR."""
        try:
            with self._connect() as connection:
                answer = _stream(connection, content)
        except OSError as error:
            return ScanResult(Verdict.UNAVAILABLE, type(error).__name__)
        return _read_verdict(answer)

    def command(self, name: str) -> str:
        """Return the answer to a command without data, such as ``PING`` or ``VERSION``.

        Raises:
            OSError: no connection, or no answer in time.
        """
        with self._connect() as connection:
            connection.sendall(f"z{name}\0".encode())
            return _answer(connection)

    def _connect(self) -> socket.socket:
        return socket.create_connection((self.host, self.port), timeout=self.timeout_s)


def from_settings() -> ClamdScanner:
    """Return the scanner at ``RATHAUS_CLAMD_ADDRESS``: ``host`` or ``host:port``."""
    host, _, port = settings.RATHAUS_CLAMD_ADDRESS.rpartition(":")
    return ClamdScanner(host, int(port)) if host else ClamdScanner(port)


def _stream(connection: socket.socket, content: bytes) -> str:
    try:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _CHUNK_BYTES):
            chunk = content[start : start + _CHUNK_BYTES]
            connection.sendall(len(chunk).to_bytes(4) + chunk)
        connection.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        pass  # clamd answers and hangs up in the middle when the stream is longer than its limit
    return _answer(connection)


def _answer(connection: socket.socket) -> str:
    received = b""
    while b"\0" not in received and len(received) < _ANSWER_LIMIT_BYTES:
        part = connection.recv(_ANSWER_LIMIT_BYTES)
        if not part:
            break
        received += part
    return received.split(b"\0")[0].decode(errors="replace").strip()


def _read_verdict(answer: str) -> ScanResult:
    subject, _, verdict = answer.partition(": ")
    if verdict == "OK":
        return ScanResult(Verdict.CLEAN)
    if verdict.endswith(" FOUND"):
        return ScanResult(Verdict.INFECTED, verdict.removesuffix(" FOUND"))
    if "size limit exceeded" in answer:
        return ScanResult(Verdict.UNAVAILABLE, "size_limit")
    return ScanResult(Verdict.UNAVAILABLE, "error" if subject else "no_answer")
