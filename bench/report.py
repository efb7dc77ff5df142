"""The tables of docs/reference/performance.md; what people wrote around them stays."""

from pathlib import Path

from bench.aims import aims_text, share_aims
from bench.figures import cpu_share, percentile, rate_share
from bench.fleet import CLIENTS, GENERATOR_PROCESSES
from bench.growth import drawings, growth_text
from bench.loads import Row
from bench.page import PAGE, write_between
from bench.result import LIMIT_OF, Report
from bench.servers import WEB_WORKERS
from bench.tables import ms, percent, speed, table

NOTES = Path(__file__).parent / "notes" / "tried.md"
"""What people tried and found; stands in front of the figures."""
_BEGIN, _END = "<!-- Written by `make bench`; do not edit. -->", "<!-- End of what `make bench` wrote. -->"
_QUIET = 0.1
"""Share of the machine that others may take before the page warns."""


def report_text(report: Report) -> str:
    """Return the tables as Markdown."""
    parts = [
        NOTES.read_text(encoding="utf-8").strip(),
        "## Figures",
        _facts(report),
        *_disturbance(report),
        aims_text(report),
        _limits(report),
        _shares(report),
        _loads(report),
        *(_steps(row) for row in report.rows if len(row.half.steps_s) > 1),
        growth_text(report),
        *_export(report),
        _receipts(report),
        _proof(report),
    ]
    return "\n\n".join(parts)


def write_report(report: Report, page: Path = PAGE) -> None:
    """Put notes and tables into the page between their marks, and the growth curves beside it.

    Raises:
        BenchFailed: the page has no marks.
    """
    write_between(page, report_text(report), begin=_BEGIN, end=_END)
    for name, drawing in drawings(report).items():
        (page.parent / name).write_text(drawing, encoding="utf-8")


def _facts(report: Report) -> str:
    facts = " · ".join(f"{name} {value}" for name, value in report.facts.items())
    return f"{facts} · {WEB_WORKERS} web workers · {CLIENTS} clients from {GENERATOR_PROCESSES} processes here"


def _disturbance(report: Report) -> list[str]:
    loads = [report.hello, report.insert, *(each for row in report.rows for each in (row.full, row.half))]
    most = max(each.machine_share(each.other_cpu_s) for each in loads)
    if most <= _QUIET:
        return []
    warning = (
        f"**The machine was busy with other work** (up to {percent(most)} of it): rates and times are worse than what"
        " it can do, and rates at different moments cannot be compared. The shares by CPU time can."
    )
    return [warning]


def _limits(report: Report) -> str:
    kilobytes = f"{report.insert_bytes / 1000:.1f} kB"
    rows = [
        ("raw WSGI: a greeting by the same web server", report.hello),
        (f"durable insert: {kilobytes}, a transaction each, {CLIENTS} clients", report.insert),
    ]
    cells = [(name, *speed(each), ms(each.all_cpu_ms_each)) for name, each in rows]
    return "### Limits\n\n" + table(["limit", "a second", "p50 ms", "p95 ms", "CPU ms each"], cells)


def _shares(report: Report) -> str:
    head = ["what", "limit", "share of its rate", "aim", "share by CPU time"]
    cells = [
        (
            row.name,
            LIMIT_OF.get(row.name, "raw WSGI"),
            percent(rate_share(row.full, report.limit_of(row))),
            f"≥ {100 * share_aims()[row.name]:g} %" if row.name in share_aims() else "",
            percent(cpu_share(row.full, report.limit_of(row))),
        )
        for row in report.rows
    ]
    return "### Shares of the limits\n\n" + table(head, cells)


def _loads(report: Report) -> str:
    head = ["what", "load", "a second", "p50 ms", "p95 ms", "web CPU ms", "database CPU ms", "generator", "others"]
    cells = [
        (
            row.name,
            load,
            *speed(each),
            ms(each.cpu_ms_each("web")),
            ms(each.cpu_ms_each("database")),
            percent(each.machine_share(each.generator_cpu_s)),
            percent(each.machine_share(each.other_cpu_s)),
        )
        for row in report.rows
        for load, each in (("full", row.full), ("half", row.half))
    ]
    return "### Rows\n\n" + table(head, cells)


def _steps(row: Row) -> str:
    each = row.half
    cells = [
        (step, f"{len(durations) / each.operations:.0f}", ms(1000 * percentile(durations, 0.5)),
         ms(1000 * percentile(durations, 0.95)))
        for step, durations in each.steps_s.items()
    ]  # fmt: skip
    total = f"{each.requests / each.operations:.0f} requests, at half load."
    return f"### Steps: {row.name}\n\n{total}\n\n" + table(["step", "times", "p50 ms", "p95 ms"], cells)


def _export(report: Report) -> list[str]:
    each = report.exported
    if each is None:
        return []
    text = (
        f"A clerk took a list of {each.cases:,} open cases out as CSV, {len(each.durations_s)} times: in"
        f" {ms(1000 * percentile(each.durations_s, 0.5))} ms at the median, {ms(each.ms_each)} ms for each case;"
        f" {ms(each.cpu_ms_each)} ms of CPU time of web server and database for each case. At its peak the web server"
        f" took {each.grown_bytes / 1e6:.1f} MB more of memory than before."
    )
    return ["### Export", text]


def _receipts(report: Report) -> str:
    each = report.receipts
    errand = next((row.full for row in report.rows if row.name == "whole errand"), None)
    total = f", {ms(errand.all_cpu_ms_each + each.cpu_ms_each)} ms together with its errand" if errand else ""
    return (
        "### Receipts\n\n"
        f"One worker delivered {each.per_s:.1f} receipts a second (rendered as PDF, stored, delivered); worker and"
        f" database spent {ms(each.cpu_ms_each)} ms of CPU time on each{total}."
    )


def _proof(report: Report) -> str:
    return (
        f"{report.proved} Antraege were acknowledged; exactly these {report.proved} are stored, each once, each with"
        f" its Vorgang and its receipt in the queue. The web server took"
        f" {report.web_memory_bytes / 1024**2:.0f} MiB of memory at the end (proportional set size)."
    )
