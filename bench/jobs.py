"""The job that follows a submission: the receipt is rendered as PDF, stored and delivered."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from bench.accounting import cpu_seconds
from bench.errors import BenchFailed
from bench.servers import CLONE
from rathaus.cli.processes import worker_command
from rathaus.core.vorgang.actions import SEND_RECEIPT

_FIRST_WITHIN_S = 60.0
_STOP_WITHIN_S = 20.0
_POLL_S = 0.1
_WARM_UP = 3


@dataclass(frozen=True, slots=True)
class JobsDone:
    """What one worker did.

    Args:
        count: receipts delivered.
        elapsed_s: meanwhile.
        cpu_s: processor time of worker and database.
    """

    count: int
    elapsed_s: float
    cpu_s: float

    @property
    def per_s(self) -> float:
        """Receipts a second."""
        return self.count / self.elapsed_s

    @property
    def cpu_ms_each(self) -> float:
        """Milliseconds of processor time for one receipt."""
        return 1000 * self.cpu_s / self.count


def measure_receipts(folder: Path, *, database_pid: int, seconds: float) -> JobsDone:
    """Let one worker work on the receipts that the submissions queued.

    Args:
        folder: for the worker's log.
        database_pid: process id of the database server.
        seconds: how long; less when the queue is empty before.

    Raises:
        BenchFailed: a receipt failed, or none was delivered.
    """
    with _worker(folder / "worker.log") as pid:
        _wait_for(_WARM_UP, _FIRST_WITHIN_S)
        before, begun_at, paid = _count("succeeded"), time.monotonic(), cpu_seconds(pid) + cpu_seconds(database_pid)
        _wait_for(before + _count("todo"), seconds)
        done = _count("succeeded") - before
        cpu_s = cpu_seconds(pid) + cpu_seconds(database_pid) - paid
        elapsed_s = time.monotonic() - begun_at
    if not done or _count("failed"):
        raise BenchFailed(f"{done} receipts were delivered, {_count('failed')} failed")
    return JobsDone(done, elapsed_s, cpu_s)


@contextmanager
def _worker(log: Path) -> Iterator[int]:
    with log.open("wb") as output:
        process = subprocess.Popen(worker_command(), cwd=CLONE, env=os.environ, stdout=output, stderr=output)
    try:
        yield process.pid
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_WITHIN_S)
        process.kill()
        process.wait()


def _wait_for(count: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and _count("succeeded") < count:
        time.sleep(_POLL_S)


def _count(status: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND status = %s::procrastinate_job_status",
            [SEND_RECEIPT, status],
        )
        return int(cursor.fetchone()[0])
