"""`python -m bench standards`: the figures are those of the form and of the files."""

import shutil
from pathlib import Path

import pytest

from bench.errors import BenchFailed
from bench.large_form import time_evaluation
from bench.page import PAGE
from bench.standards import run
from tests.standards.xdatenfelder.samples_2 import feld, message_2, schema, struktur

SHIPPED = next((Path(__file__).parents[2] / "leistungen").glob("*hundesteuer*/daten.xdf3.xml"))
TABLE = "| large form | figure |"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return shutil.copy(PAGE, tmp_path / "performance.md")


def test_files_of_both_versions_are_measured_and_written_into_the_page(tmp_path: Path, page: Path) -> None:
    (tmp_path / "xdf3").mkdir()
    (tmp_path / "xdf2" / "old").mkdir(parents=True)
    (tmp_path / "xsd").mkdir()
    shutil.copy(SHIPPED, tmp_path / "xdf3" / "hund.xml")
    (tmp_path / "xdf2" / "old" / "S1.xml").write_bytes(message_2(schema(struktur(feld()))))
    assert run(tmp_path, page) in {0, 1}
    said = page.read_text()
    assert "| files | 2, " in said
    assert "| slowest file | hund, " in said
    assert "validating" in said
    assert said.count(TABLE) == PAGE.read_text().count("<!-- End of the standards. -->") == 1


def test_without_real_schemas_the_page_says_what_is_left_out(tmp_path: Path, page: Path) -> None:
    run(tmp_path / "nothing", page)
    assert "The released schemas were not at hand" in page.read_text()
    assert "real schemas | figure" not in page.read_text()


def test_a_file_that_is_no_schema_and_a_page_without_marks_fail(tmp_path: Path) -> None:
    (tmp_path / "xdf3").mkdir()
    (tmp_path / "xdf3" / "broken.xml").write_bytes(b"<a/>")
    with pytest.raises(BenchFailed, match="cannot be read"):
        run(tmp_path)
    (tmp_path / "page.md").write_text("nothing here")
    with pytest.raises(BenchFailed, match="no place"):
        run(tmp_path / "nothing", tmp_path / "page.md")


def test_the_large_form_has_the_fields_and_the_answers_of_each_copy() -> None:
    one = time_evaluation(SHIPPED.parent, repetitions=2, fields=1)
    more = time_evaluation(SHIPPED.parent, repetitions=2, fields=2 * one.fields + 1)
    assert (more.fields, more.rules, more.answers) == (3 * one.fields, 3 * one.rules, 3 * one.answers)
    assert len(more.whole_s) == 2
