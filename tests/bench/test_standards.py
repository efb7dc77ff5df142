"""`python -m bench standards` on a shipped schema: the figures are those of the files."""

import shutil
from pathlib import Path

import pytest

from bench.errors import BenchFailed
from bench.standards import run
from tests.standards.xdatenfelder.samples_2 import feld, message_2, schema, struktur

SHIPPED = next((Path(__file__).parents[2] / "leistungen").glob("*hundesteuer*/daten.xdf3.xml"))


def test_files_of_both_versions_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "xdf3").mkdir()
    (tmp_path / "xdf2" / "old").mkdir(parents=True)
    (tmp_path / "xsd").mkdir()
    shutil.copy(SHIPPED, tmp_path / "xdf3" / "hund.xml")
    (tmp_path / "xdf2" / "old" / "S1.xml").write_bytes(message_2(schema(struktur(feld()))))
    assert run(tmp_path) == 0
    said = capsys.readouterr().out
    assert "| files | 2, " in said
    assert "| slowest file | hund, " in said
    assert "validating" in said


def test_an_empty_folder_and_a_broken_file_fail(tmp_path: Path) -> None:
    with pytest.raises(BenchFailed, match="no schemas"):
        run(tmp_path)
    (tmp_path / "xdf3").mkdir()
    (tmp_path / "xdf3" / "broken.xml").write_bytes(b"<a/>")
    with pytest.raises(BenchFailed, match="cannot be read"):
        run(tmp_path)
