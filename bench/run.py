"""The run: set up, measure the limits, then the rows, prove that nothing was lost, report."""

import time
from pathlib import Path

from bench import lawful, standards
from bench.big_schema import time_compile
from bench.bodies import time_publishing
from bench.errors import BenchFailed
from bench.jobs import measure_receipts
from bench.limits import measure_hello, measure_inserts
from bench.loads import QUICK, Times
from bench.machine import machine_facts
from bench.proof import prove
from bench.report import report_text, write_report
from bench.result import Report
from bench.rows import Rows
from bench.town_hall import SLUG, TownHall, open_town_hall, package_folder, typical_payload
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
        deciding = lawful.measure(TownHall(), is_quick=is_quick)
    print(report_text(report))
    print(deciding)
    if not is_quick:
        write_report(report)
        lawful.write(deciding)
        standards.run(standards.FOLDER)
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
    package = package_folder(SLUG)
    schema_bytes, compile_s = time_compile(package, repetitions=times.repetitions)
    rows = Rows(folder, town_hall=town_hall, cluster=cluster, database_pid=database_pid, times=times)
    measured = rows.measure()
    stored = town_hall.stored()
    prove(rows.acknowledged, stored)
    print("bench: letting a worker deliver receipts …", flush=True)
    receipts = measure_receipts(folder, database_pid=database_pid, seconds=times.page)
    published = time_publishing(package, SLUG, sizes=times.bodies, repetitions=times.repetitions, cluster=cluster)
    return Report(
        hello=hello,
        insert=insert,
        insert_bytes=len(payload.encode()),
        rows=measured,
        inbox=rows.inbox,
        exported=rows.exported,
        finder=rows.finder,
        published=published,
        schema_bytes=schema_bytes,
        compile_s=compile_s,
        receipts=receipts,
        proved=len(stored.antraege),
        web_memory_bytes=rows.web_memory_bytes,
        facts=machine_facts(),
    )
