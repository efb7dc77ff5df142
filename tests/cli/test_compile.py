"""`rathaus compile` on the shipped packages, on single files and on broken ones."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rathaus.cli.main import main
from tests.cli.conftest import CONTENT, HUNDESTEUER, UNTERHALT, Shell

PACKAGES = sorted(path.parent for path in CONTENT.glob("*/ablauf.toml"))


@pytest.mark.parametrize("folder", PACKAGES, ids=lambda folder: folder.name)
def test_every_shipped_package_compiles_without_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "0 errors" in said
    assert "── 1. " in said


def test_a_single_schema_compiles_to_its_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", str(HUNDESTEUER / "daten.xdf3.xml"), "--rules", str(HUNDESTEUER / "regeln.json")]) == 0
    said = capsys.readouterr().out
    assert "G06900001007.F06900000001" in said
    assert " require " in said or " show " in said


def test_without_the_rules_file_the_certain_prose_rules_act(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", str(HUNDESTEUER / "daten.xdf3.xml"), "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "   require G06900001007.F06900000001 " in said
    assert "   show G06900001007.F06900000001 " in said
    assert "hint REG-023 G06900001004/R06900001043: The rule shows F06900001024" in said


def test_code_lists_are_read_from_a_folder_and_other_files_are_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(UNTERHALT / "leistung.xzufi.xml", tmp_path)
    (tmp_path / "laender.xml").write_text(
        '<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/"><Identification>'
        "<ShortName>l</ShortName><LongName>L</LongName><Version>1</Version><CanonicalUri>urn:l</CanonicalUri>"
        "<CanonicalVersionUri>urn:l_1</CanonicalVersionUri></Identification><ColumnSet>"
        '<Column Id="code" Use="required"><ShortName>code</ShortName></Column>'
        '<Key Id="k"><ShortName>k</ShortName><ColumnRef Ref="code"/></Key></ColumnSet><SimpleCodeList><Row>'
        '<Value ColumnRef="code"><SimpleValue>06</SimpleValue></Value></Row></SimpleCodeList></gc:CodeList>',
        encoding="utf-8",
    )
    assert main(["compile", str(HUNDESTEUER / "daten.xdf3.xml"), "--codelists", str(tmp_path)]) == 0
    assert "0 errors" in capsys.readouterr().out


def test_a_path_that_leads_nowhere_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", "nowhere.xml"]) == 1
    assert "nowhere.xml does not exist" in capsys.readouterr().out


def test_a_file_that_is_no_schema_gives_a_finding_and_no_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", str(HUNDESTEUER / "ablauf.toml"), "--language", "en"]) == 1
    said = capsys.readouterr().out
    assert "error XDF-001" in said
    assert said.endswith("1 error, 0 warnings, 0 hints\n")


def test_an_entity_bomb_is_refused_with_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bomb = tmp_path / "bomb.xml"
    bomb.write_text('<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>', "utf-8")
    assert main(["compile", str(bomb)]) == 1
    assert "error XDF-" in capsys.readouterr().out


def test_a_package_with_errors_shows_all_of_them_and_no_form(
    package: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    broken = package("1.0.1", regeln_json='{"version": 1, "rules": "none"}')
    assert main(["compile", str(broken)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("error ")
    assert "── 1. " not in said


def test_a_folder_that_is_no_package_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile", str(tmp_path)]) == 1
    assert "ablauf.toml is missing" in capsys.readouterr().err


def test_no_settings_and_no_database_are_needed(shell: Shell) -> None:
    outcome = shell.run("compile", str(UNTERHALT), RATHAUS_DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")
    assert (outcome.status, outcome.err) == (0, "")
    assert list(shell.state_dir.iterdir()) == []
