"""`rathaus recht` on real files and the suite's database."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome

type Run = Callable[..., Outcome]
pytestmark = pytest.mark.django_db

FILE = """[[parameter]]
key = "zins.basiszinssatz"
jurisdiction = "federal"
value = "1.27"
unit = "percent"
valid_from = 2025-07-01
status = "in_force"
citation = "§ 247 BGB"
source = "test"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "zins.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_rows_are_checked_loaded_once_and_shown(rathaus: Run, file: Path) -> None:
    checked, loaded, again = (rathaus("recht", act, str(file)) for act in ("check", "load", "load"))
    shown = rathaus("recht", "list")
    assert checked.out.endswith("zins.toml: 1 rows\n")
    assert loaded.out.endswith("zins.toml: 1 rows loaded, 0 known already\n")
    assert again.out.endswith("zins.toml: 0 rows loaded, 1 known already\n")
    assert "zins.basiszinssatz@federal/2025-07-01  in_force  1.27 per cent  § 247 BGB\n" in shown.out
    assert "bekanntgabe.fiction_days@HE/2025-01-01  unverified  4 days  § 41 Abs. 2 HVwVfG\n" in shown.out
    assert {checked.status, loaded.status, again.status, shown.status} == {0}


def test_a_bad_file_says_where_and_what_to_do_and_stores_nothing(rathaus: Run, file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(FILE.replace('"percent"', '"lightyears"'), encoding="utf-8")
    outcome = rathaus("recht", "load", str(bad), str(tmp_path / "none.toml"), str(file))
    assert outcome.status == 1
    assert "error RCH-109 bad.toml:1: The unit is unknown. Known are: days" in outcome.out
    assert "bad.toml: not loaded" in outcome.out
    assert "zins.toml: 1 rows loaded" in outcome.out
    assert rathaus("recht", "check", str(bad)).status == 1


def test_a_file_that_is_too_large_is_refused(rathaus: Run, tmp_path: Path) -> None:
    large = tmp_path / "large.toml"
    large.write_text("#" * 1_048_577, encoding="utf-8")
    assert rathaus("recht", "load", str(large)).status == 1
