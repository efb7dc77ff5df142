"""`python -m bench lawful`: what deciding lawfully costs: a step, a decision, a night of timers, periods by law.

No page and no web server between: each act is the one that pages and jobs call. What is measured bare beside it are
statements of the same run on the same server that do nothing useful.
"""

import statistics
from collections.abc import Iterator
from pathlib import Path

from bench.decisions import Decided, Times, time_decisions
from bench.errors import BenchFailed
from bench.figures import percentile
from bench.machine import machine_facts
from bench.night import Night, measure_night
from bench.office import Office
from bench.page import PAGE, write_between
from bench.periods import Recomputed, time_periods
from bench.tables import ms, table
from bench.town_hall import TownHall, open_town_hall
from rathaus.adapters.postgres.cluster import ADMIN, Cluster
from rathaus.adapters.postgres.supervisor import open_cluster
from rathaus.cli.database import database
from rathaus.config.database import state_dir

CASES, QUICK_CASES = 1_000_000, 10_000
_DECIDED, _QUICK_DECIDED = 100, 12
_PERIODS, _REPETITIONS = 10_000, 5
_ISSUE_MS, _STEP_MS, _PERIODS_PER_S, _NIGHT_S = 150.0, 5.0, 10_000, 60.0
_BEGIN, _END = "<!-- Written by `python -m bench lawful`; do not edit. -->", "<!-- End of what deciding costs. -->"
_NIGHT_PLACE = "kassel"
"""A body without cases of its own."""

type Rows = Iterator[list[str]]


def run(*, is_quick: bool) -> int:
    """Measure in a database of its own, print the table and write it into the page; quick runs write nothing.

    Args:
        is_quick: few cases.

    Raises:
        BenchFailed: something was decided or fired that should not have been, or was not.
    """
    with database():
        text = measure(open_town_hall(), is_quick=is_quick)
    print(text)
    if not is_quick:
        write(text)
    return 1 if "**no**" in text else 0


def measure(hall: TownHall, *, is_quick: bool) -> str:
    """Return the table of a prepared town hall as Markdown.

    Args:
        hall: the town hall; cases are submitted and decided there.
        is_quick: few cases.
    """
    cluster = open_cluster(state_dir())
    pid = cluster.running_pid()
    if pid is None:
        raise BenchFailed("the database is not running")
    url, office = cluster.url(ADMIN), Office(hall.place, login="bench-lawful")
    decided = time_decisions(hall, office, count=_QUICK_DECIDED if is_quick else _DECIDED, url=url)
    periods = time_periods(_PERIODS, url=url, repetitions=_REPETITIONS)
    night = _night(hall, cluster, cases=QUICK_CASES if is_quick else CASES, pid=pid)
    return lawful_text(decided, periods, night)


def write(text: str, page: Path = PAGE) -> None:
    """Write the table into the page."""
    write_between(page, text, begin=_BEGIN, end=_END)


def lawful_text(decided: Decided, periods: Recomputed, night: Night) -> str:
    """Return the table as Markdown."""
    facts = " · ".join(f"{name} {value}" for name, value in machine_facts().items())
    rows = [*_decision_rows(decided), *_period_rows(periods), *_night_rows(night)]
    return f"{facts}\n\n{table(['deciding', 'figure'], rows)}"


def _night(hall: TownHall, cluster: Cluster, *, cases: int, pid: int) -> Night:
    print(f"bench: making {cases:,} open cases with timers …", flush=True)
    return measure_night(cluster, hall.body(_NIGHT_PLACE), cases=cases, database_pid=pid)


def _decision_rows(decided: Decided) -> Rows:
    issues, steps, first = decided.issues, decided.steps, decided.first_steps
    yield [
        f"decided, rendered, sealed, stored and delivered in < {_ISSUE_MS:g} ms (p95)",
        f"{_figures(issues)}: {_verdict(1000 * percentile(issues.wall_s, 0.95) < _ISSUE_MS)}",
    ]
    ratio = statistics.median(issues.wall_s) / statistics.median(decided.raw_issues_s)
    what = f"{ratio:.0f} times as long ({ms(1000 * statistics.median(decided.raw_issues_s))} ms)"
    yield [f"… compared with storing {decided.pdf_bytes / 1000:.0f} kB durably", what]
    yield ["… statements of an issue", str(decided.statements)]
    met = _verdict(1000 * statistics.median(steps.wall_s) < _STEP_MS)
    yield [f"one step, loaded and saved in < {_STEP_MS:g} ms (median)", f"{_figures(steps)}: {met}"]
    yield ["… and the first of a case, which also takes it over", _figures(first)]
    ratio = statistics.median(steps.wall_s) / statistics.median(decided.raw_steps_s)
    what = f"{ratio:.1f} times as long ({ms(1000 * statistics.median(decided.raw_steps_s))} ms)"
    yield ["… compared with its bare statements, two read and two written", what]


def _period_rows(periods: Recomputed) -> Rows:
    per_s = periods.periods / statistics.median(periods.durations_s)
    raw_per_s = periods.periods / statistics.median(periods.raw_s)
    yield [f"≥ {_PERIODS_PER_S:,} periods a second", f"{per_s:,.0f}: {_verdict(per_s >= _PERIODS_PER_S)}"]
    yield [
        "… compared with the database adding a month",
        f"{100 * per_s / raw_per_s:.0f} % of {raw_per_s:,.0f} a second",
    ]


def _night_rows(night: Night) -> Rows:
    took = f"{night.elapsed_s:.1f} s, {night.cpu_s:.1f} s of processor time of worker and database"
    verdict = _verdict(night.elapsed_s < _NIGHT_S)
    yield [f"a night of {night.cases:,} open cases in < {_NIGHT_S:g} s", f"{took}: {verdict}"]
    yield ["… timers that ran, and that fired", f"{night.running:,}, {night.fired:,}"]
    each = f"{night.elapsed_s / night.raw_s:.0f} times as long ({night.raw_s:.2f} s)"
    yield ["… compared with one bare statement that marks the same timers", each]
    yield ["… the hour after, which finds nothing", f"{1000 * night.scan_s:.0f} ms"]


def _figures(times: Times) -> str:
    p95 = 1000 * percentile(times.wall_s, 0.95)
    middle, paid = (ms(1000 * statistics.median(each)) for each in (times.wall_s, times.cpu_s))
    return f"p95 {ms(p95)} ms, median {middle} ms, {paid} ms of processor time"


def _verdict(is_met: bool) -> str:  # noqa: FBT001 - the only word about it
    return "yes" if is_met else "**no**"
