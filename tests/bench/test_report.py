"""The page of figures."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bench.errors import BenchFailed
from bench.figures import Measured
from bench.jobs import JobsDone
from bench.report import PAGE, Report, report_text, write_report
from bench.rows import Row

MANY = Measured([0.001] * 2000, 1.0, {"web": 0.1})
FEW = Measured([0.02] * 100, 1.0, {"web": 0.5, "database": 0.1}, 0.2, 0.1, {"page": [0.02] * 200, "end": [0.1] * 100})
REPORT = Report(
    hello=MANY,
    insert=MANY,
    insert_bytes=1400,
    rows=[Row("service page", FEW, FEW)],
    receipts=JobsDone(count=50, elapsed_s=5.0, cpu_s=4.0),
    proved=12,
    web_memory_bytes=200 * 1024**2,
    facts={"processor": "2 × test"},
)


def test_the_tables_say_rates_shares_and_steps() -> None:
    text = report_text(REPORT)
    assert "| service page | raw WSGI | 5.0 % | ≥ 6 % | 0.833 % |" in text
    assert "| durable insert: 1.4 kB, a transaction each, 16 clients | 2,000 | 1.0 | 1.0 | 0.050 |" in text
    assert "| page | 2 | 20.0 | 20.0 |" in text
    assert "10.0 receipts a second" in text
    assert "12 Antraege were acknowledged" in text


def test_what_people_wrote_around_the_figures_stays(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    write_report(REPORT, page)
    once = page.read_text(encoding="utf-8")
    write_report(REPORT, page)
    assert page.read_text(encoding="utf-8") == once
    assert "## How it is measured" in once
    assert "processor 2 × test" in once


def test_a_page_without_a_place_for_figures_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("# Performance\n", encoding="utf-8")
    with pytest.raises(BenchFailed):
        write_report(REPORT, page)
    assert page.read_text(encoding="utf-8") == "# Performance\n"


def test_a_busy_machine_is_said_and_a_quiet_one_is_not() -> None:
    busy = replace(FEW, other_cpu_s=FEW.elapsed_s * (os.cpu_count() or 1) / 2)
    assert "The machine was busy" not in report_text(replace(REPORT, rows=[]))
    assert "**The machine was busy with other work** (up to 50 % of it)" in report_text(
        replace(REPORT, rows=[Row("service page", FEW, busy)])
    )
