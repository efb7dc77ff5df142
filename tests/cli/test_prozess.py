"""`rathaus prozess` on exports, diagrams, procedures and files that are none of it."""

from pathlib import Path

import pytest

from rathaus.cli.main import main
from rathaus.engine.prozess.read import read_ablauf
from tests.cli.conftest import HUNDESTEUER
from tests.engine.prozess_import.dmn_samples import column, decision, dmn, output, rule
from tests.standards.xprozess.samples import bpmn, export, prozess


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "prozess.xml"
    path.write_bytes(export(prozess()))
    return path


def test_findings_and_steps_are_printed(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prozess", str(sample)]) == 0
    said = capsys.readouterr().out
    assert "warning IMP-017 gebuehr.art: Die Datei sagt nichts zu gebuehr.art" in said
    assert "  1. Empfangen (automatisch): Antrag empfangen" in said


def test_the_draft_is_printed_apart_from_its_findings(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prozess", str(sample), "--ablauf", "--language", "en"]) == 0
    said = capsys.readouterr()
    assert read_ablauf(said.out.encode()).prozess is not None
    assert "IMP-013 antrag_bewilligt: The result" in said.err


def test_a_procedure_of_the_house_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prozess", str(HUNDESTEUER / "ablauf.toml"), "--svg"]) == 0
    assert capsys.readouterr().out.startswith("<svg ")


@pytest.mark.parametrize("how", [["--svg"], []])
def test_conditions_of_a_package_name_the_questions_of_its_form(
    how: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (plant,) = HUNDESTEUER.parent.glob("*-anlagengenehmigung")
    assert main(["prozess", str(plant / "ablauf.toml"), *how]) == 0
    said = capsys.readouterr().out
    assert "F06900005023" not in said
    assert "Welcher Buchstabe" in said


def test_a_bare_diagram_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ablauf.bpmn"
    path.write_bytes(bpmn())
    assert main(["prozess", str(path), "--svg"]) == 0
    assert "Antrag formell prüfen" in capsys.readouterr().out


def test_a_file_without_a_process_ends_with_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "nothing.xml"
    path.write_bytes(b"<x/>")
    assert main(["prozess", str(path)]) == 1
    assert main(["prozess", str(path), "--svg"]) == 1
    assert main(["prozess", str(tmp_path / "missing.xml")]) == 1
    assert "XPZ-002" in capsys.readouterr().out


def test_decision_tables_of_dmn_are_printed_as_rules_or_as_a_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gebuehr.dmn"
    path.write_bytes(dmn(decision(column("Alter"), output("x"), rule(["< 18"], ['"frei"']))))
    assert main(["prozess", str(path)]) == 0
    said = capsys.readouterr().out
    assert "Regel 1 der Tabelle „Höhe der Gebühr“: Alter unter 18." in said
    assert "PRO-053 tabelle[hoehe_der_gebuehr]: Bei Alter ab 18 greift keine Regel." in said
    assert main(["prozess", str(path), "--ablauf"]) == 0
    drafted = capsys.readouterr()
    assert "[[tabelle]]" in drafted.out
    assert "PRO-053" in drafted.err
    path.write_bytes(dmn())
    assert main(["prozess", str(path)]) == 1
