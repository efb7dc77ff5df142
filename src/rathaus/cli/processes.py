"""Run the processes of a town hall together: web server and worker; a process that dies is started again.

Both end with this process, however it ends: they are told its id, and the kernel tells them when it is gone.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

import structlog

_log = structlog.get_logger()
_RESTART_AFTER_S = 1.0
_STOP_TIMEOUT_S = 40.0
_WATCH_S = 0.2
_NEW_WORKER_READY_AFTER_S = 8.0
"""After a SIGHUP an old web worker goes on for as long as a new one may need to load."""
_RENEWS_ITSELF = {"web"}
"""Takes SIGHUP to put new processes in the place of its old ones, one by one, on the same port."""

# Python lets one thread compute at a time, so one heap is enough; more of them keep what pages gave back.
_ONE_HEAP = ("env", "MALLOC_ARENA_MAX=1", "MALLOC_TRIM_THRESHOLD_=131072")


def web_command(*, host: str, port: int, workers: int) -> tuple[str, ...]:
    """Return the command of the web server.

    Args:
        host: address to bind to.
        port: port to bind to.
        workers: processes.
    """
    return (
        *_ONE_HEAP, sys.executable, "-m", "rathaus.cli.web_server", str(os.getpid()),
        "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers),
        "--blocking-threads", "4", "--no-ws", "--log-level", "warning",
        "--respawn-failed-workers", "--respawn-interval", str(_NEW_WORKER_READY_AFTER_S),
        "--workers-kill-timeout", "30", "rathaus.config.wsgi:application",
    )  # fmt: skip


def worker_command() -> tuple[str, ...]:
    """Return the command of the worker."""
    return (sys.executable, "-m", "rathaus.cli", "worker", "--parent", str(os.getpid()))


def mail_catcher_command(*, port: int, folder: Path) -> tuple[str, ...]:
    """Return the command of the server that keeps the mails of a demonstration.

    Args:
        port: port to bind to, on this machine only.
        folder: where mails are kept.
    """
    return (sys.executable, "-m", "rathaus.cli.mail_catcher", str(os.getpid()), str(port), str(folder))


def payment_simulator_command(*, port: int) -> tuple[str, ...]:
    """Return the command of the payment provider of a demonstration.

    Args:
        port: port to bind to, on this machine only.
    """
    return (sys.executable, "-m", "rathaus.cli.payment_simulator", str(os.getpid()), str(port))


class Processes:
    """Named child processes that live as long as this one.

    Args:
        commands: name → command.
        log: file to which they write what they log; None writes it to the stderr of this process.
    """

    def __init__(self, commands: Mapping[str, Sequence[str]], *, log: Path | None = None) -> None:
        self._commands, self._log = commands, log
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping, self._renewing = threading.Event(), threading.Event()

    def start(self) -> None:
        """Start all of them; SIGTERM and SIGINT end them in order from now on, SIGHUP lets them load the code anew."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask_to_stop)
        signal.signal(signal.SIGHUP, self._ask_to_renew)
        for name, command in self._commands.items():
            self._running[name] = self._begin(command)

    def watch(self) -> None:
        """Start dead processes again until we are asked to stop, then stop all."""
        died_at: dict[str, float] = {}
        while not self._stopping.wait(_WATCH_S):
            if self._renewing.is_set():
                self._renew()
            for name, process in self._running.items():
                if process.poll() is None:
                    continue
                if name not in died_at:
                    _log.warning("process_died", name=name, status=process.returncode)
                    died_at[name] = time.monotonic()
                elif time.monotonic() - died_at[name] > _RESTART_AFTER_S:
                    del died_at[name]
                    self._running[name] = self._begin(self._commands[name])
        self.stop()

    def _begin(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        if self._log is None:
            return subprocess.Popen(command, start_new_session=True)
        with self._log.open("ab") as log:
            return subprocess.Popen(command, start_new_session=True, stderr=log)

    def _ask_to_stop(self, signal_number: int, frame: FrameType | None) -> None:
        del signal_number, frame
        self._stopping.set()

    def _ask_to_renew(self, signal_number: int, frame: FrameType | None) -> None:
        del signal_number, frame
        self._renewing.set()

    def _renew(self) -> None:
        """Let the web server renew its workers without missing a request; all else ends what it does and comes back."""
        self._renewing.clear()
        for name, process in self._running.items():
            process.send_signal(signal.SIGHUP if name in _RENEWS_ITSELF else signal.SIGTERM)

    def stop(self) -> None:
        """End all of them in order; one that does not end is killed."""
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(_STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
