"""The quality checks over real released schemas: no crash, no critical error, and facts that are known."""

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from rathaus.engine.compiler.inspection import inspect_file
from rathaus.engine.quality.examine import Report
from rathaus.engine.quality.grades import Grade

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "standards" / "pruefungen.md"
FIM = Path(os.environ.get("RATHAUS_SHARED", Path(__file__).parents[2].parent / "shared")) / "fim"
RELEASED, OLD = sorted((FIM / "xdf3").glob("*.xml")), sorted((FIM / "xdf2").glob("*/S*.xml"))

pytestmark = pytest.mark.skipif(not RELEASED, reason="the corpus of real schemas is not here")


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [inspect_file(path.read_bytes()) for path in RELEASED]


def schemas_with(code: str, reports: list[Report]) -> int:
    return sum(code in {each.code for each in report.meldungen} for report in reports)


def test_every_released_schema_is_examined_and_has_no_critical_error(reports: list[Report]) -> None:
    critical = Counter(each.code for report in reports for each in report.meldungen if each.grade is Grade.KRITISCH)
    assert all(report.content is not None for report in reports)
    assert critical == Counter()


def test_check_1097_speaks_about_nearly_every_released_schema(reports: list[Report]) -> None:
    assert schemas_with("FIM-1097", reports) >= len(reports) - 1
    assert schemas_with("FIM-1096", reports) == 0


def test_the_page_counts_the_official_checks_as_they_are(reports: list[Report]) -> None:
    counts = Counter(each.code for report in reports for each in report.meldungen)
    rows = re.findall(r"^\| (FIM-\d+) \|.*\| (\d+) \| \d+ \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 100
    assert {code: int(places) for code, places in rows} == {code: counts[code] for code, _ in rows}, "run `make docs`"


def test_what_is_said_about_a_schema_stays_readable(reports: list[Report]) -> None:
    assert max(len(report.meldungen) for report in reports) < 200
    assert all(len(each.what.de) < 400 and "{" not in each.what.de for report in reports for each in report.meldungen)


def test_files_of_version_2_are_examined_too() -> None:
    found = [inspect_file(path.read_bytes()) for path in OLD]
    assert len(found) == len(OLD)
    assert all(report.content is not None for report in found)
    assert schemas_with("FIM-1131", found) >= 1  # the one that does not validate because of its letters
