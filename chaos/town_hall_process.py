"""A town hall in processes of its own, kept running as the service manager of an operating system does."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from bench.accounting import family
from bench.servers import CLONE, WEB_WORKERS, free_port
from chaos.errors import ChaosFailed
from rathaus.adapters.postgres.supervisor import open_cluster

_OPEN_WITHIN_S, _END_WITHIN_S = 120.0, 120.0
_RESTART_AFTER_S = 1.0
_WATCH_S = 0.1


class Part(StrEnum):
    """What can be killed; the name is that of the report."""

    JOB_WORKER = "worker of jobs"
    WEB_WORKER = "web worker"
    WEB_SERVER = "web server"
    BACKEND = "a connection's process in the database"
    DATABASE = "database server"
    PARENT = "`rathaus serve`, which watches all of them"
    EVERYTHING = "everything at once"


class TownHallProcess:
    """`rathaus serve` on a state folder; started again one second after it died, until it is asked to end.

    Args:
        state_dir: state folder of the town hall.
        log: file for what its processes say.
    """

    def __init__(self, state_dir: Path, log: Path) -> None:
        self.port = free_port()
        self.starts = 0
        self._cluster = open_cluster(state_dir / "postgres")
        self._state_dir, self._log = state_dir, log
        self._process: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()
        self._manager = threading.Thread(target=self._manage, name="service manager", daemon=True)

    def open(self) -> None:
        """Start it and wait until it answers.

        Raises:
            ChaosFailed: it does not.
        """
        self._start()
        self._manager.start()
        deadline = time.monotonic() + _OPEN_WITHIN_S
        while not self.answers():
            if time.monotonic() > deadline:
                raise ChaosFailed(f"the town hall does not open:\n{self.log_tail()}")
            time.sleep(_WATCH_S)

    def answers(self) -> bool:
        """Return whether it answers now."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/gesund/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def reload(self) -> None:
        """Ask for new processes with the code as it is now, as after an update."""
        assert self._process is not None
        self._process.send_signal(signal.SIGHUP)

    def end(self) -> int:
        """Ask it to end, and return its exit status.

        Raises:
            ChaosFailed: it does not end.
        """
        self._ending.set()
        self._manager.join()
        assert self._process is not None
        self._process.terminate()
        try:
            return self._process.wait(_END_WITHIN_S)
        except subprocess.TimeoutExpired:
            raise ChaosFailed(f"the town hall does not end:\n{self.log_tail()}") from None

    def leftovers(self) -> list[int]:
        """Return the processes that are still there when all have had time to end: nobody watches them."""
        deadline = time.monotonic() + _END_WITHIN_S
        while (found := self._descendants()) and time.monotonic() < deadline:
            time.sleep(_WATCH_S)
        return found

    def kill_for_good(self) -> None:
        """Leave no process behind, whatever happened."""
        self._ending.set()
        for pid in {*self.pids_of(Part.EVERYTHING), *self._descendants()}:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _descendants(self) -> list[int]:
        """Return the living processes that were started for this state folder, whoever their parent is by now."""
        mark = f"RATHAUS_STATE_DIR={self._state_dir}\0".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (folder / "environ").read_bytes() and (folder / "cmdline").read_bytes():
                    found.append(int(folder.name))
        return found

    def pids_of(self, part: Part) -> list[int]:
        """Return the processes of a part; none while it is down."""
        database = self._cluster.running_pid()
        servers = family(database) if database else []
        ours = family(self._process.pid) if self._process and self._process.poll() is None else []
        web = [pid for pid in ours if _has_words(pid, "rathaus.cli.web_server")]  # workers are forked from the server
        found: dict[Part, Callable[[], list[int]]] = {
            Part.PARENT: lambda: ours[:1],
            Part.JOB_WORKER: lambda: [pid for pid in ours if _has_words(pid, "rathaus.cli\0worker")],
            Part.WEB_SERVER: lambda: web[:1],
            Part.WEB_WORKER: lambda: web[1:],
            Part.DATABASE: lambda: servers[:1],
            Part.BACKEND: lambda: [pid for pid in servers[1:] if _has_words(pid, "postgres: rathaus_app")],
            Part.EVERYTHING: lambda: [*ours, *servers],
        }
        return found[part]()

    def log_tail(self) -> str:
        """Return the end of what its processes said."""
        return self._log.read_text(errors="replace")[-3000:] if self._log.exists() else ""

    def _start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "rathaus.cli",
            "serve",
            "--port",
            str(self.port),
            "--workers",
            str(WEB_WORKERS),
        ]
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(command, cwd=CLONE, env=os.environ, stdout=output, stderr=output)
        self.starts += 1

    def _manage(self) -> None:
        while not self._ending.wait(_WATCH_S):
            if self._process is not None and self._process.poll() is not None:
                if self._ending.wait(_RESTART_AFTER_S):
                    return
                self._start()


def _has_words(pid: int, words: str) -> bool:
    with contextlib.suppress(OSError):
        return words in Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    return False
