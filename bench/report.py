"""The tables of docs/reference/performance.md; what people wrote around them stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.errors import BenchFailed
from bench.figures import Measured, cpu_share, percentile, rate_share
from bench.fleet import CLIENTS, GENERATOR_PROCESSES
from bench.jobs import JobsDone
from bench.rows import Row
from bench.servers import CLONE, WEB_WORKERS

PAGE = CLONE / "docs" / "reference" / "performance.md"
_BEGIN, _END = "<!-- Written by `make bench`; do not edit. -->", "<!-- End of what `make bench` wrote. -->"
_LIMIT_OF = {"final submission": "durable insert"}
_AIMS = {
    "service page": 0.06,
    "form page": 0.025,
    "page POST": 0.025,
    "final submission": 0.05,
    "whole errand": 0.0015,
}
"""Shares of the limit that we aim at."""
_QUIET = 0.1
"""Share of the machine that others may take before the page warns."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a run found.

    Args:
        hello: the limit for pages.
        insert: the limit for submissions.
        insert_bytes: size of the payload of a row of that limit.
        rows: what people do.
        receipts: what a worker did with the receipts of the submissions.
        proved: how many Antraege were acknowledged, and stored with Vorgang and queued receipt, once each.
        web_memory_bytes: proportional memory of the web server at the end.
        facts: about the machine.
    """

    hello: Measured
    insert: Measured
    insert_bytes: int
    rows: Sequence[Row]
    receipts: JobsDone
    proved: int
    web_memory_bytes: int
    facts: Mapping[str, str]

    def limit_of(self, row: Row) -> Measured:
        """Return the limit that a row is compared with."""
        return self.insert if row.name in _LIMIT_OF else self.hello


def report_text(report: Report) -> str:
    """Return the tables as Markdown."""
    parts = [
        _facts(report),
        *_disturbance(report),
        _limits(report),
        _shares(report),
        _loads(report),
        *(_steps(row) for row in report.rows if len(row.half.steps_s) > 1),
        _receipts(report),
        _proof(report),
    ]
    return "\n\n".join(parts)


def write_report(report: Report, page: Path = PAGE) -> None:
    """Put the tables into the page between their marks.

    Raises:
        BenchFailed: the page has no marks.
    """
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise BenchFailed(f"{page.name} has no place for figures: {_BEGIN} … {_END}")
    page.write_text(f"{before}{begin}\n\n{report_text(report)}\n\n{end}{after}", encoding="utf-8")


def _facts(report: Report) -> str:
    facts = " · ".join(f"{name} {value}" for name, value in report.facts.items())
    return f"{facts} · {WEB_WORKERS} web workers · {CLIENTS} clients from {GENERATOR_PROCESSES} processes here"


def _disturbance(report: Report) -> list[str]:
    loads = [report.hello, report.insert, *(each for row in report.rows for each in (row.full, row.half))]
    most = max(each.machine_share(each.other_cpu_s) for each in loads)
    if most <= _QUIET:
        return []
    warning = (
        f"**The machine was busy with other work** (up to {_percent(most)} of it): rates and times are worse than what"
        " it can do, and rates at different moments cannot be compared. The shares by CPU time can."
    )
    return [warning]


def _limits(report: Report) -> str:
    kilobytes = f"{report.insert_bytes / 1000:.1f} kB"
    rows = [
        ("raw WSGI: a greeting by the same web server", report.hello),
        (f"durable insert: {kilobytes}, a transaction each, {CLIENTS} clients", report.insert),
    ]
    cells = [(name, *_speed(each), _ms(each.all_cpu_ms_each)) for name, each in rows]
    return "### Limits\n\n" + _table(["limit", "a second", "p50 ms", "p95 ms", "CPU ms each"], cells)


def _shares(report: Report) -> str:
    head = ["what", "limit", "share of its rate", "aim", "share by CPU time"]
    cells = [
        (
            row.name,
            _LIMIT_OF.get(row.name, "raw WSGI"),
            _percent(rate_share(row.full, report.limit_of(row))),
            f"≥ {100 * _AIMS[row.name]:g} %" if row.name in _AIMS else "",
            _percent(cpu_share(row.full, report.limit_of(row))),
        )
        for row in report.rows
    ]
    return "### Shares of the limits\n\n" + _table(head, cells)


def _loads(report: Report) -> str:
    head = ["what", "load", "a second", "p50 ms", "p95 ms", "web CPU ms", "database CPU ms", "generator", "others"]
    cells = [
        (
            row.name,
            load,
            *_speed(each),
            _ms(each.cpu_ms_each("web")),
            _ms(each.cpu_ms_each("database")),
            _percent(each.machine_share(each.generator_cpu_s)),
            _percent(each.machine_share(each.other_cpu_s)),
        )
        for row in report.rows
        for load, each in (("full", row.full), ("half", row.half))
    ]
    return "### Rows\n\n" + _table(head, cells)


def _steps(row: Row) -> str:
    each = row.half
    cells = [
        (step, f"{len(durations) / each.operations:.0f}", _ms(1000 * percentile(durations, 0.5)),
         _ms(1000 * percentile(durations, 0.95)))
        for step, durations in each.steps_s.items()
    ]  # fmt: skip
    total = f"{each.requests / each.operations:.0f} requests, at half load."
    return f"### Steps: {row.name}\n\n{total}\n\n" + _table(["step", "times", "p50 ms", "p95 ms"], cells)


def _receipts(report: Report) -> str:
    each = report.receipts
    errand = next((row.full for row in report.rows if row.name == "whole errand"), None)
    total = f", {_ms(errand.all_cpu_ms_each + each.cpu_ms_each)} ms together with its errand" if errand else ""
    return (
        "### Receipts\n\n"
        f"One worker delivered {each.per_s:.1f} receipts a second (rendered as PDF, stored, delivered); worker and"
        f" database spent {_ms(each.cpu_ms_each)} ms of CPU time on each{total}."
    )


def _proof(report: Report) -> str:
    return (
        f"{report.proved} Antraege were acknowledged; exactly these {report.proved} are stored, each once, each with"
        f" its Vorgang and its receipt in the queue. The web server took"
        f" {report.web_memory_bytes / 1024**2:.0f} MiB of memory at the end (proportional set size)."
    )


def _speed(each: Measured) -> tuple[str, str, str]:
    per_s = f"{each.per_s:,.0f}" if each.per_s >= 100 else f"{each.per_s:.1f}"
    return per_s, _ms(1000 * percentile(each.durations_s, 0.5)), _ms(1000 * percentile(each.durations_s, 0.95))


def _ms(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.1f}"


def _percent(share: float) -> str:
    percent = 100 * share
    return f"{percent:.0f} %" if percent >= 10 else f"{percent:.1f} %" if percent >= 1 else f"{percent:.3f} %"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))
