"""`rathaus regeln` prints each prose rule with its readings and how sure they are."""

import json
import shutil
from pathlib import Path

import pytest

from rathaus.cli.main import main
from rathaus.standards.xdatenfelder.read import read_schema
from tests.cli.conftest import CONTENT, HUNDESTEUER

SCHEMA = HUNDESTEUER / "daten.xdf3.xml"


def test_every_rule_is_printed_with_its_text_its_reading_and_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regeln", str(SCHEMA)]) == 0
    said = capsys.readouterr().out
    schema = read_schema(SCHEMA.read_bytes()).schema
    assert schema is not None
    for _, position in schema.walk():
        for rule in position.enthaelt.regel:
            assert f"{rule.identifikation.id} · {position.enthaelt.id} · sicher" in said
            assert " ".join(rule.freitext_regel.split()) in said
    assert "Lesart: „IBAN“ muss ausgefüllt sein, wenn „Zahlungsweg“ „Per Lastschrift von meinem Konto“ ist." in said
    assert said.splitlines()[-3].split() == ["sicher", "14", "14"]


def test_doubts_are_printed_with_their_code_in_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(path) for path in sorted(CONTENT.glob("*/daten.xdf3.xml"))]
    assert main(["regeln", *files, "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "doubt: REG-001 This part was not understood" in said
    table = {line.rsplit(maxsplit=2)[0]: line.split()[-2:] for line in said.splitlines()[-3:]}
    assert table.keys() == {"certain", "uncertain", "not understood"}
    assert int(table["certain"][0]) > int(table["certain"][1]) > 40


def test_the_machine_form_can_be_given_to_the_compiler(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regeln", str(SCHEMA), "--json", "--codelists", str(HUNDESTEUER)]) == 0
    written = tmp_path / "regeln.json"
    written.write_text(capsys.readouterr().out, encoding="utf-8")
    rules = json.loads(written.read_text(encoding="utf-8"))
    assert {rule["origin"] for each in rules.values() for rule in each} == {"prose"}
    assert main(["compile", str(SCHEMA), "--rules", str(written)]) == 0
    assert "   require G06900001007.F06900000001 " in capsys.readouterr().out


def test_a_file_that_is_no_schema_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(HUNDESTEUER / "leistung.xzufi.xml", tmp_path / "x.xml")
    assert main(["regeln", str(tmp_path / "x.xml"), str(tmp_path / "missing.xml")]) == 1
    said = capsys.readouterr().out
    assert "x.xml: no schema that can be read." in said
    assert "missing.xml: no schema that can be read." in said
