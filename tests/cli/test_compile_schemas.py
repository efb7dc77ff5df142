"""`rathaus compile` on schemas of both versions: folders, several at once, translations, the official XML schemas."""

from pathlib import Path

import pytest

from rathaus.cli.main import main
from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart
from rathaus.standards.xdatenfelder.model import (
    Datenfeld,
    ElementUebersetzung,
    Header,
    Identifikation,
    Sprache,
    Uebersetzung,
    Wert,
)
from rathaus.standards.xdatenfelder.write import write_message
from rathaus.standards.xdatenfelder.write_2 import write_message_2
from tests.cli.conftest import HUNDESTEUER, UNTERHALT
from tests.standards.xdatenfelder.samples_2 import feld, message_2, reference, schema, struktur


def lone_schemas(tmp_path: Path) -> list[str]:
    """Two folders: a schema of version 2.0 with its list, and one that waits for its list."""
    uri = "urn:de:fim:codeliste:ja"
    content = message_2(schema(struktur(feld(extra=reference(uri), art="select"))))
    for name in ("complete", "waiting"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "S60000001.xml").write_bytes(content)
    codelist = write_message_2(
        Datenfeld(
            identifikation=Identifikation("F1", "2021-01-11"),
            feldart=Feldart.SELECT,
            datentyp=Datentyp.TEXT,
            werte=(Wert("01", "Ja"), Wert("02", "Nein")),
        ),
        header=Header(),
    ).codelists["C00000001_genericode.xml"]
    listed = codelist.replace(b"urn:de:fim:codeliste:f1", uri.encode())
    (tmp_path / "complete" / "C60000001_genericode.xml").write_bytes(listed)
    return [str(tmp_path / name) for name in ("complete", "waiting")]


def test_a_folder_with_a_schema_and_its_code_lists_compiles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    complete, waiting = lone_schemas(tmp_path)
    assert main(["compile", complete]) == 0
    assert "F60000000243" in capsys.readouterr().out
    assert main(["compile", waiting, "--language", "en"]) == 1
    assert "error COM-001 F60000000243: The code list urn:de:fim:codeliste:ja_2021-01-11" in capsys.readouterr().out


def test_a_general_list_needs_not_to_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "S60000001.xml"
    listed = reference("urn:xpersonenstand:schluesseltabelle:geschlecht", "3")
    file.write_bytes(message_2(schema(struktur(feld(extra=listed, art="select")))))
    assert main(["compile", str(file)]) == 0
    assert "choice {d, m, w, x}" in capsys.readouterr().out


def test_several_files_give_a_table_and_the_lists_that_forms_wait_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.md").write_text("no XML", encoding="utf-8")
    paths = [*lone_schemas(tmp_path), str(UNTERHALT), str(tmp_path / "notes.md")]
    assert main(["compile", *paths]) == 0
    said = capsys.readouterr().out
    assert "notes.md: no XML" in said
    assert "    1  urn:de:fim:codeliste:ja_2021-01-11" in said
    assert said.endswith("3 compiled: 2 forms, 1 wait for code lists, 0 failed\n")


def test_one_broken_file_among_several_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.xml").write_text("<a>", encoding="utf-8")
    assert main(["compile", str(tmp_path / "broken.xml"), str(HUNDESTEUER)]) == 1
    assert "1 forms, 0 wait for code lists, 1 failed" in capsys.readouterr().out


def test_translations_beside_a_schema_and_given_ones_are_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    complete, _ = lone_schemas(tmp_path)
    language = Sprache(lang="en", version=1, element=(ElementUebersetzung(uebersetzt=Identifikation("F9")),))
    about = Uebersetzung(uebersetzt=Identifikation("S60000000001"), sprache=(language,))
    data = write_message(about, header=Header(nachricht_id="1"))
    (tmp_path / "complete" / "texts.xml").write_bytes(data)
    (tmp_path / "more.xml").write_bytes(data)
    for arguments in ([complete], [f"{complete}/S60000001.xml", "--texts", str(tmp_path / "more.xml")]):
        main(["compile", *arguments])
        assert "COM-040 F9" in capsys.readouterr().out


def test_the_official_xml_schemas_are_used_when_they_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compile", str(HUNDESTEUER / "daten.xdf3.xml"), "--xsd", str(tmp_path)]) == 0
    assert "XDF-041" in capsys.readouterr().out
