"""`rathaus pruefe` on shipped, broken and old files."""

import json
from pathlib import Path

import pytest

from rathaus.cli import pruefe
from rathaus.cli.main import main
from rathaus.engine.quality.examine import Report
from tests.cli.conftest import HUNDESTEUER
from tests.engine.quality.samples import xml_field, xml_position, xml_schema

BROKEN = xml_schema(xml_position(xml_field(feldart="")))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.xml"
    path.write_bytes(BROKEN)
    return path


def test_critical_errors_come_first_and_end_with_status_1(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pruefe", str(broken)]) == 1
    said = capsys.readouterr().out
    assert said.index("Kritische Fehler: ") < said.index("Warnungen: ") < said.index("Hinweise: ")
    assert "    FIM-1027 F01000000001: Die Feldart fehlt oder ist unbekannt." in said


def test_everything_can_be_said_in_english(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pruefe", "--language", "en", str(broken)]) == 1
    said = capsys.readouterr().out
    assert "Critical errors: " in said
    assert "The kind of field is missing or unknown." in said


def test_machines_get_json(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pruefe", "--json", str(broken)]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert report["sound"] is False
    found = next(each for each in report["meldungen"] if each["code"] == "FIM-1027")
    assert found["grade"] == "FehlerKritisch"
    assert found["where"] == "F01000000001"
    assert found["what"]["en"] == "The kind of field is missing or unknown."


def test_several_files_are_printed_one_after_the_other(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shipped = HUNDESTEUER / "daten.xdf3.xml"
    assert main(["pruefe", str(shipped), str(broken)]) == 1
    said = capsys.readouterr().out
    assert said.index("daten.xdf3.xml\n") < said.index("broken.xml\n")


def test_a_file_without_anything_to_say_says_so(
    broken: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pruefe, "inspect_file", lambda data, codelists: Report(None, ()))
    assert main(["pruefe", str(broken)]) == 0
    assert "Keine Meldungen." in capsys.readouterr().out


def test_lists_beside_the_schema_are_read(broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "farbe.xml").write_text(
        '<gc:CodeList xmlns:gc="http://docs.oasis-open.org/codelist/ns/genericode/1.0/"><Identification>'
        "<ShortName>f</ShortName><Version>2026-01-01</Version><CanonicalUri>urn:test:farbe</CanonicalUri>"
        "<CanonicalVersionUri>urn:test:farbe_2026-01-01</CanonicalVersionUri></Identification><ColumnSet>"
        '<Column Id="code" Use="required"><ShortName>code</ShortName><Data Type="string"/></Column>'
        '<Key Id="k"><ShortName>k</ShortName><ColumnRef Ref="code"/></Key></ColumnSet><SimpleCodeList><Row>'
        '<Value ColumnRef="code"><SimpleValue>1</SimpleValue></Value></Row></SimpleCodeList></gc:CodeList>',
        encoding="utf-8",
    )
    reference = (
        "<x:codelisteReferenz><x:canonicalIdentification>urn:test:farbe</x:canonicalIdentification>"
        "<x:version>2026-01-01</x:version></x:codelisteReferenz>"
    )
    broken.write_bytes(xml_schema(xml_position(xml_field(reference, feldart="select"))))
    main(["pruefe", "--codelists", str(lists), str(broken)])
    assert "FIM-1044" in capsys.readouterr().out
    main(["pruefe", str(broken)])
    assert "FIM-1044" not in capsys.readouterr().out


def test_what_is_no_file_is_named(broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pruefe", str(tmp_path / "nothing.xml")]) == 1
    assert "nothing.xml is no file." in capsys.readouterr().out
    assert main(["pruefe", str(tmp_path)]) == 1
    assert "is no file." in capsys.readouterr().out
    assert main(["pruefe", str(broken), "--codelists", str(broken)]) == 1
    assert "broken.xml is no folder." in capsys.readouterr().out


def test_what_is_no_schema_is_critical(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "letter.xml"
    path.write_text("<letter/>", encoding="utf-8")
    assert main(["pruefe", str(path)]) == 1
    assert "XDF-005" in capsys.readouterr().out
