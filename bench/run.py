"""The run: set up, measure the limits, then the rows, prove that nothing was lost, report."""

import time
from pathlib import Path

from bench.errors import BenchFailed
from bench.jobs import measure_receipts
from bench.limits import measure_hello, measure_inserts
from bench.machine import machine_facts
from bench.proof import prove
from bench.report import Report, report_text, write_report
from bench.rows import QUICK, Rows, Times
from bench.town_hall import open_town_hall, typical_payload
from rathaus.adapters.postgres.supervisor import open_cluster
from rathaus.cli.database import database
from rathaus.config.database import state_dir


def run(folder: Path, *, is_quick: bool) -> int:
    """Measure everything; returns the exit status.

    Args:
        folder: for logs.
        is_quick: spend little time and write nothing.

    Raises:
        BenchFailed: an answer was wrong, or what was acknowledged is not what is stored.
    """
    begun_at = time.monotonic()
    with database():
        report = _measure(folder, QUICK if is_quick else Times())
    print(report_text(report))
    if not is_quick:
        write_report(report)
    print(f"bench: done after {time.monotonic() - begun_at:.0f} s")
    return 0


def _measure(folder: Path, times: Times) -> Report:
    print("bench: preparing the town hall …", flush=True)
    town_hall, cluster = open_town_hall(), open_cluster(state_dir())
    database_pid = cluster.running_pid()
    if database_pid is None:
        raise BenchFailed("the database is not running")
    print("bench: measuring the limits …", flush=True)
    hello = measure_hello(folder, times)
    payload = typical_payload(town_hall)
    insert = measure_inserts(cluster, payload=payload, database_pid=database_pid, times=times)
    rows = Rows(folder, town_hall=town_hall, database_pid=database_pid, times=times)
    measured = rows.measure()
    stored = town_hall.stored()
    prove(rows.acknowledged, stored)
    print("bench: letting a worker deliver receipts …", flush=True)
    receipts = measure_receipts(folder, database_pid=database_pid, seconds=times.page)
    return Report(
        hello=hello,
        insert=insert,
        insert_bytes=len(payload.encode()),
        rows=measured,
        receipts=receipts,
        proved=len(stored.antraege),
        web_memory_bytes=rows.web_memory_bytes,
        facts=machine_facts(),
    )
