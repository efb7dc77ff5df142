"""Start what is measured: the embedded database and the web server, as they are in service."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.errors import BenchFailed

CLONE = Path(__file__).resolve().parents[1]
WEB_WORKERS = 2
_START_WITHIN_S = 60.0
_STOP_WITHIN_S = 20.0
_POLL_S = 0.05
_SHOWN_CHARACTERS = 3000


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], *, port: int, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a web server for a block; yields its process id once it accepts connections.

    Raises:
        BenchFailed: it does not; the message ends with its log.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=CLONE, env=os.environ | dict(environment or {}), stdout=output, stderr=output
        )
    try:
        _wait_until_open(process, port, log)
        yield process.pid
    except BenchFailed as error:
        raise BenchFailed(f"{error}\n\nThe web server says:\n{_tail(log)}") from error
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_WITHIN_S)
        process.kill()
        process.wait()


def _wait_until_open(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_WITHIN_S
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1.0):
            return
        time.sleep(_POLL_S)
    raise BenchFailed(f"the web server does not answer:\n{_tail(log)}")


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-_SHOWN_CHARACTERS:]


def hello_command(command: Sequence[str]) -> tuple[str, ...]:
    """Return the command of the web server with the limit's application in place of ours."""
    return (*command[:-1], "bench.hello:application")
