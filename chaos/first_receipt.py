"""How long the first person waits for the PDF when many receipts are queued and one worker is started."""

import os
import subprocess
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from bench.accounting import cpu_seconds
from bench.servers import CLONE
from bench.town_hall import TownHall
from chaos.errors import ChaosFailed
from chaos.proof import read_queue
from rathaus.cli.processes import worker_command
from rathaus.core.antrag.queries import entwurf_by_public_id
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.actions import receive_antrag

_WITHIN_S, _STOP_WITHIN_S = 60.0, 20.0
_POLL_S = 0.005
_WORKING = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '3 s'"
_DONE = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'vorgang.send_receipt' AND status = 'succeeded'"


@dataclass(frozen=True, slots=True)
class FirstReceipt:
    """What was measured.

    Args:
        queued: receipts in the queue when the worker was started.
        ready_s: from the start of the process until it began to work.
        first_s: from then until the first PDF was stored and delivered.
        cpu_s: processor time of the worker until then; unlike the clock it does not know what else the machine does.
    """

    queued: int
    ready_s: float
    first_s: float
    cpu_s: float


def measure_first_receipt(town_hall: TownHall, *, queued: int) -> FirstReceipt:
    """Queue receipts, start a worker, and look when the first one is there; needs the database alone.

    Raises:
        ChaosFailed: the worker delivers nothing.
    """
    for draft in town_hall.complete_drafts(queued):
        with open_scope(Scope(secrets=frozenset({hash_link_secret(draft.secret)}))):
            row = entwurf_by_public_id(uuid.UUID(draft.public_id), today=timezone.localdate())
            receive_antrag(actor=Actor(Role.LINK), entwurf=row, now=timezone.now())
    waiting, done_before = read_queue().left, _count(_DONE)
    begun_at = time.monotonic()
    process = subprocess.Popen(worker_command(), cwd=CLONE, env=os.environ)
    try:
        working_at = _wait_until_above(0, _WORKING)
        delivered_at = _wait_until_above(done_before, _DONE)
        cpu_s = cpu_seconds(process.pid)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_WITHIN_S)
        process.kill()
        process.wait()
    return FirstReceipt(waiting, working_at - begun_at, delivered_at - working_at, cpu_s)


def _wait_until_above(count: int, query: str) -> float:
    deadline = time.monotonic() + _WITHIN_S
    while _count(query) <= count:
        if time.monotonic() > deadline:
            raise ChaosFailed("the worker delivers nothing")
        time.sleep(_POLL_S)
    return time.monotonic()


def _count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
