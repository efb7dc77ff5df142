"""`make test` gives its arguments to both runs, and fails when neither selects anything."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source_tree import CLONE

UNITS, JOURNEYS = "--numprocesses auto --ignore tests/journeys", "--numprocesses 2 --dist loadfile tests/journeys"
NONE = int(pytest.ExitCode.NO_TESTS_COLLECTED)
PYTHON = """#!/bin/sh
shift 2
echo "$*"
case "$*" in *--ignore*) exit "$UNITS_END";; *) exit "$JOURNEYS_END";; esac
"""


def make_test(folder: Path, arguments: str, *, units: int = 0, journeys: int = 0) -> tuple[int, list[str]]:
    """Run `make test` with a python that only says what it was told; return the status and what was said."""
    python = folder / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)
    done = subprocess.run(
        ["make", "--no-print-directory", "--old-file=setup", "test", f"bin={folder}", f"ARGS={arguments}"],
        cwd=CLONE, capture_output=True, text=True, check=False,
        env={**os.environ, "UNITS_END": str(units), "JOURNEYS_END": str(journeys), "MAKEFLAGS": ""},
    )  # fmt: skip
    return done.returncode, done.stdout.splitlines()


def test_a_selection_holds_for_both_runs(tmp_path: Path) -> None:
    assert make_test(tmp_path, "-k hundesteuer -x") == (
        0, [f"{UNITS} -k hundesteuer -x", f"{JOURNEYS} -k hundesteuer -x"],
    )  # fmt: skip


def test_coverage_is_for_the_units_alone(tmp_path: Path) -> None:
    told = "--cov --cov-report=term:skip-covered --durations=15"
    assert make_test(tmp_path, told)[1] == [f"{UNITS} {told}", f"{JOURNEYS} --durations=15"]


@pytest.mark.parametrize(
    ("units", "journeys", "is_well", "runs"),
    [
        *[(0, 0, True, 2), (NONE, 0, True, 2), (0, NONE, True, 2)],
        *[(NONE, NONE, False, 2), (1, 0, False, 1), (0, 1, False, 2), (NONE, 1, False, 2)],
    ],
)
def test_a_run_that_selects_nothing_is_well_when_the_other_one_is(
    tmp_path: Path, units: int, journeys: int, runs: int, *, is_well: bool
) -> None:
    status, said = make_test(tmp_path, "", units=units, journeys=journeys)
    assert (status == 0, len(said)) == (is_well, runs)
