"""What we aim at, and whether this run met it. Where it did not, people wrote down why, in ``notes/reasons.toml``."""

import statistics
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.export import Exported
from bench.figures import percentile, rate_share
from bench.result import Report
from bench.rows import EXPORTED
from bench.tables import ms, percent, table

REASONS = Path(__file__).parent / "notes" / "reasons.toml"
_SHARES = {
    "service page": 0.06,
    "form page": 0.025,
    "page POST": 0.025,
    "final submission": 0.05,
    "whole errand": 0.0015,
}
"""Name of a row → the least share of the rate of its limit."""
_PERCENTILES = {
    "finder, 5,000 services": 25.0,
    "Meine Anträge": 50.0,
    "inbox of 10,000 cases": 60.0,
    "inbox of 1,000,000 cases": 60.0,
    "case, one of 1,000,000": 40.0,
    "search in 1,000,000 cases": 60.0,
    "figures of 1,000,000 cases": 100.0,
}
"""Name of a row → the most milliseconds of its 95th percentile at half load."""
_ERRAND_CPU_MS, _COMPILE_MS, _PUBLISH_MS, _MEMORY_BYTES = 50.0, 300.0, 1000.0, 250_000_000
_EXPORT_MS, _EXPORT_BYTES = 0.5, 10_000_000
"""For each case of a list; and for the whole list, which takes more when it is held in memory."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim.

    Args:
        name: of what.
        wanted: in words.
        found: the figure of this run; empty when it was not measured.
        is_met: whether it is reached.
    """

    name: str
    wanted: str
    found: str = ""
    is_met: bool = False


def share_aims() -> Mapping[str, float]:
    """Return the least share of the rate of its limit for each row that has such an aim."""
    return _SHARES


def aims(report: Report) -> list[Aim]:
    """Return every aim with what this run found."""
    return [*_shares(report), *_errand_cpu(report), *_percentiles(report), *_statements(report), *_alone(report)]


def aims_text(report: Report, reasons: Path = REASONS) -> str:
    """Return the table of aims, and for each one that is not met the reason and the next step."""
    found = aims(report)
    cells = [(each.name, each.wanted, each.found or "–", _verdict(each)) for each in found]
    written = tomllib.loads(reasons.read_text(encoding="utf-8"))
    missed = [
        f"- **{each.name}**: {written.get(each.name, 'not looked into yet.')}" for each in found if not each.is_met
    ]
    why = ["What is not met, why, and what comes next:", "\n".join(missed)] if missed else []
    return "\n\n".join(["### Aims", table(["what", "aim", "this run", "met"], cells), *why])


def _verdict(aim: Aim) -> str:
    if not aim.found:
        return "not measured"
    return "yes" if aim.is_met else "**no**"


def _shares(report: Report) -> Iterator[Aim]:
    for name, least in _SHARES.items():
        row = next((row for row in report.rows if row.name == name), None)
        share = rate_share(row.full, report.limit_of(row)) if row else 0.0
        yield Aim(name, f"≥ {100 * least:g} % of its limit", percent(share) if row else "", share >= least)


def _errand_cpu(report: Report) -> Iterator[Aim]:
    row = report.row("whole errand")
    cpu_ms = row.full.all_cpu_ms_each + report.receipts.cpu_ms_each if row else 0.0
    found = f"{ms(cpu_ms)} ms" if row else ""
    yield Aim("CPU time of an errand with its receipt", f"≤ {_ERRAND_CPU_MS:g} ms", found, cpu_ms <= _ERRAND_CPU_MS)


def _percentiles(report: Report) -> Iterator[Aim]:
    alone = 1000 * percentile(report.finder.durations_s, 0.95)
    yield Aim("finder alone, 5,000 services", "p95 < 25 ms", f"{ms(alone)} ms", alone < 25.0)
    for name, most in _PERCENTILES.items():
        row = next((row for row in report.rows if row.name == name), None)
        p95 = 1000 * percentile(row.half.durations_s, 0.95) if row else 0.0
        yield Aim(
            name, f"p95 at half load < {most:g} ms", f"{ms(p95)} ms" if row else "", row is not None and p95 < most
        )


def _statements(report: Report) -> Iterator[Aim]:
    counts = [point.statements for point in report.inbox]
    found = " · ".join(map(str, counts))
    yield Aim("statements of the inbox", "the same at every size", found, len(set(counts)) == 1)


def _alone(report: Report) -> Iterator[Aim]:
    compile_ms = 1000 * statistics.median(report.compile_s)
    megabytes = f"{report.schema_bytes / 1e6:.2f} MB"
    yield Aim(
        "compile of a schema", f"{megabytes} in < {_COMPILE_MS:g} ms", f"{ms(compile_ms)} ms", compile_ms < _COMPILE_MS
    )
    for each in (report.published[0], report.published[-1]):
        took = 1000 * each.both_s
        yield Aim(f"publish to {each.bodies:,} bodies", f"< {_PUBLISH_MS:g} ms", f"{ms(took)} ms", took < _PUBLISH_MS)
    yield _export(report.exported)
    yield Aim(
        "memory of two web workers after the run",
        f"< {_MEMORY_BYTES / 1e6:g} MB",
        f"{report.web_memory_bytes / 1e6:.0f} MB",
        report.web_memory_bytes < _MEMORY_BYTES,
    )


def _export(exported: Exported | None) -> Aim:
    name, wanted = (
        f"export of {EXPORTED:,} cases",
        f"< {_EXPORT_MS:g} ms each, < {_EXPORT_BYTES / 1e6:g} MB more memory",
    )
    if exported is None:
        return Aim(name, wanted)
    found = f"{ms(exported.ms_each)} ms, {exported.grown_bytes / 1e6:.1f} MB"
    return Aim(name, wanted, found, exported.ms_each < _EXPORT_MS and exported.grown_bytes < _EXPORT_BYTES)
