"""The page of figures."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bench.bodies import Published
from bench.errors import BenchFailed
from bench.export import Exported
from bench.figures import Measured
from bench.growth import BODIES, CASES
from bench.jobs import JobsDone
from bench.loads import Row
from bench.report import PAGE, report_text, write_report
from bench.result import Report
from bench.rows import FinderAlone, InboxPoint

MANY = Measured([0.001] * 2000, 1.0, {"web": 0.1})
FEW = Measured([0.02] * 100, 1.0, {"web": 0.5, "database": 0.1}, 0.2, 0.1, {"page": [0.02] * 200, "end": [0.1] * 100})
REPORT = Report(
    hello=MANY,
    insert=MANY,
    insert_bytes=1400,
    rows=[Row("service page", FEW, FEW)],
    inbox=[InboxPoint(1_000, 8, FEW), InboxPoint(1_000_000, 8, FEW)],
    exported=Exported(24_000, (2.4, 2.6, 4.8), 7.2, 3_000_000),
    finder=FinderAlone(5_000, [0.01] * 20),
    published=[Published(421, [0.1], [0.2]), Published(10_751, [0.1], [1.2])],
    schema_bytes=1_050_000,
    compile_s=[0.2, 0.4, 0.25],
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


def test_each_aim_is_met_or_not_by_the_figures_of_the_run() -> None:
    text = report_text(REPORT)
    assert "| service page | ≥ 6 % of its limit | 5.0 % | **no** |" in text
    assert "- **service page**: The page is made once" in text
    assert "| compile of a schema | 1.05 MB in < 300 ms | 250.0 ms | yes |" in text
    assert "| publish to 421 bodies | < 1000 ms | 300.0 ms | yes |" in text
    assert "| publish to 10,751 bodies | < 1000 ms | 1300.0 ms | **no** |" in text
    assert "| statements of the inbox | the same at every size | 8 · 8 | yes |" in text
    assert "| export of 24,000 cases | < 0.5 ms each, < 10 MB more memory | 0.108 ms, 3.0 MB | yes |" in text
    assert "not looked into yet" not in text


def test_a_list_held_in_memory_misses_its_aim_and_one_not_taken_out_is_not_measured() -> None:
    held = replace(REPORT, exported=Exported(24_000, (2.4,), 2.4, 60_000_000))
    assert "| 0.100 ms, 60.0 MB | **no** |" in report_text(held)
    assert "0.100 ms of CPU time of web server and database for each case" in report_text(held)
    assert "more memory | – | not measured |" in report_text(replace(REPORT, exported=None))


def test_a_row_whose_number_of_statements_grows_misses_its_aim() -> None:
    growing = replace(REPORT, inbox=[InboxPoint(1_000, 8, FEW), InboxPoint(10_000, 58, FEW)])
    assert "| statements of the inbox | the same at every size | 8 · 58 | **no** |" in report_text(growing)


def test_what_people_wrote_around_the_figures_stays(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    write_report(REPORT, page)
    once = page.read_text(encoding="utf-8")
    write_report(REPORT, page)
    assert page.read_text(encoding="utf-8") == once
    assert "## How it is measured" in once
    assert once.count("## What was tried") == 1
    assert (tmp_path / CASES).read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / BODIES).exists()
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
