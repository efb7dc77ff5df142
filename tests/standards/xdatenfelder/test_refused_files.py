"""Files that cannot be read as a whole: one clear finding each, never an exception."""

import pytest

from rathaus.standards.xdatenfelder import stream
from rathaus.standards.xdatenfelder.read import read_schema
from rathaus.values.findings import Finding, Severity
from tests.standards.xdatenfelder.samples import FULL, coded, feld, gruppe, message, schema, struktur, with_field

BOMB = (
    "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)


TANGLED = FULL.replace(b"Test", b"<<")


def refusal(data: bytes) -> Finding:
    """The first finding of a file that gives no schema."""
    result = read_schema(data)
    assert result.schema is None
    assert result.findings[0].severity is Severity.ERROR
    return result.findings[0]


def with_doctype(doctype: str, content: str) -> bytes:
    return FULL.replace(b"<?xml version='1.0'?>", f"<?xml version='1.0'?>{doctype}".encode()).replace(
        b"Testantrag", content.encode()
    )


@pytest.mark.parametrize("data", [b"", b"   ", b"PK\x03\x04\x00", b"%PDF-1.7", b"\x00\xff", b"<a b></a>", TANGLED])
def test_what_is_no_xml_is_refused_with_a_line(data: bytes) -> None:
    found = refusal(data)
    assert (found.code, found.where) == ("XDF-001", "line 1")


def test_an_encoding_that_does_not_exist_is_refused() -> None:
    assert refusal(b"<?xml version='1.0' encoding='klingon'?><a/>").code == "XDF-001"


@pytest.mark.parametrize("kept", [200, 900, -1, -40])
def test_a_truncated_file_is_refused_with_the_line_where_it_breaks_off(kept: int) -> None:
    found = refusal(FULL.replace(b"<x:name>", b"\n<x:name>")[:kept])
    assert found.code == "XDF-002"
    assert found.where.startswith("line ")


def test_findings_from_before_the_break_are_kept() -> None:
    whole = message(schema(struktur(feld(typ="wrong")) + struktur(feld("F99000000002"))))
    codes = [finding.code for finding in read_schema(whole[:-30]).findings]
    assert codes == ["XDF-002", "XDF-021"]


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE x>",
        "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
    ],
)
def test_a_document_type_is_refused(doctype: str) -> None:
    assert refusal(with_doctype(doctype, "harmless")).code == "XDF-003"


def test_an_external_entity_is_never_read() -> None:
    found = refusal(with_doctype("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "&e;"))
    assert found.code == "XDF-003"
    assert "root:" not in found.as_line()


def test_an_entity_bomb_in_a_text_is_refused() -> None:
    assert refusal(with_doctype(BOMB, "&j;")).code == "XDF-003"


def test_an_entity_bomb_in_an_attribute_is_refused() -> None:
    assert refusal(f"{BOMB}<a x='&j;'/>".encode()).code == "XDF-003"


def test_an_entity_without_declaration_is_refused() -> None:
    assert refusal(FULL.replace(b"Testantrag", b"Test&nbsp;antrag")).code == "XDF-003"


def test_a_document_type_in_another_encoding_is_refused() -> None:
    assert refusal("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a><a/>".encode("utf-16")).code == "XDF-003"


def test_a_tree_that_is_too_deep_is_refused() -> None:
    content = feld()
    for number in range(100):
        content = gruppe(struktur(content), f"G{number:011}")
    assert refusal(message(schema(struktur(content)))).code == "XDF-035"


def test_a_text_that_is_too_long_is_refused() -> None:
    assert refusal(FULL.replace(b"Testantrag", b"x" * 11_000_000)).code == "XDF-035"


def test_a_file_above_the_limit_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MAX_BYTES", 3_000_000)
    found = refusal(b" " * 3_000_001)
    assert (found.code, found.what.en) == ("XDF-004", "The file is larger than 3 MB.")


def test_a_file_with_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MAX_ELEMENTS", 100)
    assert refusal(message("<x:praedikat/>" * 101)).code == "XDF-034"


def test_a_flood_of_relations_leaves_no_trace_in_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "MAX_ELEMENTS", 100)
    relation = f"<x:relation>{coded('praedikat', 'ABL')}<x:objekt><x:id>F99000000001</x:id></x:objekt></x:relation>"
    data = with_field(relation * 2_000)
    assert read_schema(data).findings == ()
    ends = [event.element for event in stream.stream_events(data) if event[:2] == ("end", "datenfeld")]
    assert [stream.local_name(child) for child in ends[0]].count("relation") == 1


def test_another_root_is_named() -> None:
    found = refusal(b"<html xmlns='urn:web'/>")
    assert found.code == "XDF-005"
    assert "html" in found.what.de
    assert "urn:web" in found.what.de
    assert "3.0.0" in found.remedy.en


def test_a_root_without_namespace_is_no_schema() -> None:
    assert refusal(b"<xdatenfelder.stammdatenschema.0102/>").code == "XDF-005"


def test_version_1_is_named_together_with_the_way_out() -> None:
    found = refusal(message("", namespace="urn:xoev-de:fim:standard:xdatenfelder_1"))
    assert found.code == "XDF-006"
    assert "XDatenfelder 1; 2.0 and 3.0.0 are read" in found.what.en
    assert "FIM-Portal" in found.remedy.de


def test_an_unknown_version_is_named() -> None:
    found = refusal(message("", namespace="urn:xoev-de:fim:standard:xdatenfelder_4.0.0"))
    assert found.code == "XDF-007"
    assert "xdatenfelder_4.0.0" in found.what.en


def test_another_message_of_the_standard_is_named() -> None:
    found = refusal(message("", root="xdatenfelder.datenfeld.0104"))
    assert found.code == "XDF-008"
    assert "datenfeld.0104" in found.what.en


def test_a_message_without_a_schema_is_refused() -> None:
    assert refusal(message("")).code == "XDF-009"
