"""Code lists in, and one test per thing that can be wrong with them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rathaus.standards.genericode import read as reader
from rathaus.standards.genericode.messages import MAX_FINDINGS, MESSAGES
from rathaus.standards.genericode.model import Codelist, Column, Key
from rathaus.standards.genericode.read import read_codelist
from rathaus.values.findings import Severity
from tests.standards.genericode.samples import (
    COLUMNS,
    IDENTIFICATION,
    KEYS,
    ROWS,
    codelist,
    row,
    value,
    with_prefix,
    with_unqualified_children,
)


def kept(data: bytes) -> Codelist:
    read = read_codelist(data).codelist
    assert read is not None
    return read


def found(data: bytes) -> list[tuple[str, str]]:
    """Code and place of all findings."""
    return [(finding.code, finding.where) for finding in read_codelist(data).findings]


def refusal(data: bytes) -> str:
    """The code of the only finding of a file that gives no list."""
    result = read_codelist(data)
    assert result.codelist is None
    (finding,) = result.findings
    assert finding.severity is Severity.ERROR
    return finding.code


@pytest.mark.parametrize("data", [codelist(), with_prefix(), with_unqualified_children()])
def test_all_three_namespace_styles_mean_the_same(data: bytes) -> None:
    result = read_codelist(data)
    assert result.findings == ()
    assert result.codelist == kept(codelist())


def test_a_list_keeps_its_identification() -> None:
    read = kept(codelist())
    assert (read.uri, read.version, read.version_uri) == ("urn:test:farbe", "2", "urn:test:farbe_2")
    assert (read.short_name, read.long_name) == ("Farbe", "Liste der Farben")


def test_a_list_keeps_its_columns_and_keys() -> None:
    read = kept(codelist())
    assert read.columns == (
        Column("hilfe", "Hilfe"),
        Column("code", "Code", required=True, data_type="token"),
        Column("name", required=True),
    )
    assert read.keys == (Key("codeKey", ("code",)), Key("codenameKey", ("name",)))


def test_the_first_key_holds_the_code_and_the_second_the_name() -> None:
    read = kept(codelist())
    assert (read.code_column, read.name_column) == ("code", "name")
    assert read.entries() == (("01", "rot"), ("02", "grün"))


def test_with_one_key_the_first_other_column_holds_the_name() -> None:
    read = kept(codelist(keys="<Key Id='k'><ColumnRef Ref='code'/></Key>"))
    assert (read.code_column, read.name_column) == ("code", "hilfe")


def test_a_key_over_several_columns_is_passed_over_for_a_single_one() -> None:
    both = "<Key Id='both'><ColumnRef Ref='hilfe'/><ColumnRef Ref='name'/></Key>"
    assert kept(codelist(keys=both + KEYS)).code_column == "code"
    assert kept(codelist(keys=both)).code_column == "hilfe"


def test_a_list_of_one_column_shows_its_codes() -> None:
    read = kept(
        codelist(columns="<Column Id='code'/>", keys="<Key Id='k'><ColumnRef Ref='code'/></Key>", rows=row("1"))
    )
    assert read.name_column == "code"
    assert read.entries() == (("1", "1"),)


def test_a_row_without_name_shows_its_code() -> None:
    assert kept(codelist(rows=row("7"))).entries() == (("7", "7"),)


def test_a_field_may_choose_other_columns_by_column_or_by_key() -> None:
    read = kept(codelist())
    assert read.entries(code_key="name", name_key="code") == (("rot", "01"), ("grün", "02"))
    assert read.entries(code_key="codenameKey", name_key="codeKey") == (("rot", "01"), ("grün", "02"))


def test_a_choice_that_the_list_does_not_know_falls_back_to_its_own_columns() -> None:
    read = kept(codelist())
    assert read.column_for("unknown") is None
    assert read.column_for(None) is None
    assert read.entries(code_key="unknown", name_key=None) == read.entries()


def test_rows_without_a_value_in_the_chosen_code_column_are_left_out_of_the_entries() -> None:
    assert kept(codelist()).entries(code_key="hilfe") == ()


def test_a_value_without_reference_belongs_to_the_next_column() -> None:
    plain = "<Value><SimpleValue>{}</SimpleValue></Value>"
    rows = "<Row>" + "".join(plain.format(text) for text in ("Hilfe", "01", "rot")) + "</Row>"
    read = kept(codelist(rows=rows))
    assert read.rows == ({"hilfe": "Hilfe", "code": "01", "name": "rot"},)


def test_empty_values_are_left_out_of_a_row() -> None:
    rows = f"<Row>{value('code', '01')}<Value ColumnRef='name'/><Value ColumnRef='hilfe'><SimpleValue/></Value></Row>"
    assert kept(codelist(rows=rows)).rows == ({"code": "01"},)


def test_white_space_around_values_does_not_count() -> None:
    assert kept(codelist(rows=row(" 01\n", "hell \n rot "))).entries() == (("01", "hell rot"),)


def test_every_message_speaks_german_and_english() -> None:
    for message in MESSAGES.values():
        assert all((message.what.de, message.what.en, message.remedy.de, message.remedy.en))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", codelist().replace(b"Farbe", b"<<"), b"\xff\xfe\x00"])
def test_what_is_no_xml_is_refused(data: bytes) -> None:
    assert refusal(data) == "GEN-001"


def test_a_truncated_file_is_refused_with_the_line() -> None:
    data = codelist().replace(b"<Row>", b"\n<Row>")
    result = read_codelist(data[: data.rindex(b"<SimpleValue>")])
    assert [(finding.code, finding.where) for finding in result.findings] == [("GEN-002", "line 3")]


@pytest.mark.parametrize("declared", ["", "SYSTEM 'file:///etc/passwd'", "[<!ENTITY e SYSTEM 'file:///etc/passwd'>]"])
def test_a_document_type_is_refused(declared: str) -> None:
    assert refusal(f"<!DOCTYPE CodeList {declared}>".encode() + codelist()) == "GEN-003"


def test_an_entity_bomb_is_refused() -> None:
    entities = "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    assert refusal(f"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>{entities}]><a>&j;</a>".encode()) == "GEN-003"


def test_a_file_above_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 10)
    assert refusal(codelist()) == "GEN-004"


def test_a_list_of_too_many_entries_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_ROWS", 1)
    assert refusal(codelist()) == "GEN-020"
    assert reader.read_codelist(codelist(rows=row("01", "rot"))).codelist is not None


def test_a_tree_that_is_too_deep_is_refused() -> None:
    assert refusal(b"<a>" * 300) == "GEN-018"


@pytest.mark.parametrize("data", [b"<html/>", b"<CodeListSet xmlns='urn:x'/>"])
def test_another_root_is_refused(data: bytes) -> None:
    assert refusal(data) == "GEN-005"


def test_another_namespace_is_a_warning() -> None:
    data = codelist().replace(b"genericode/1.0", b"genericode/0.4")
    assert found(data) == [("GEN-017", "line 1")]
    assert kept(data).entries()


@pytest.mark.parametrize("data", [codelist(columns="", keys=""), b"<CodeList xmlns='x'/>"])
def test_a_list_without_columns_is_refused(data: bytes) -> None:
    result = read_codelist(data)
    assert result.codelist is None
    assert result.findings[-1].code == "GEN-006"


def test_an_empty_list_is_an_error() -> None:
    assert found(codelist(rows="")) == [("GEN-007", "SimpleCodeList")]


def test_a_code_that_stands_twice_is_an_error_at_its_row() -> None:
    assert found(codelist(rows=ROWS + row("01", "rosa"))) == [("GEN-008", "row 3")]


def test_a_row_without_code_is_an_error() -> None:
    assert found(codelist(rows=f"<Row>{value('name', 'rot')}</Row>")) == [("GEN-009", "row 1")]


def test_a_list_without_identification_is_an_error_and_kept() -> None:
    data = codelist(identification="")
    assert found(data) == [("GEN-010", "Identification"), ("GEN-011", "Identification")]
    assert kept(data).entries()


def test_a_list_without_version_is_a_warning() -> None:
    data = codelist(identification=IDENTIFICATION.replace("<Version>2</Version>", ""))
    assert found(data) == [("GEN-011", "Identification")]


@pytest.mark.parametrize("column", ["<Column/>", "<Column Id='code'/>"])
def test_a_column_without_an_id_of_its_own_is_an_error_and_left_out(column: str) -> None:
    data = codelist(columns=COLUMNS + column)
    assert found(data) == [("GEN-012", "ColumnSet")]
    assert len(kept(data).columns) == 3


@pytest.mark.parametrize("stray", [value("farbton", "x"), value("", "x"), value("name", "x") + "<Value/>"])
def test_a_value_of_a_column_that_is_not_described_is_a_warning(stray: str) -> None:
    assert found(codelist(rows=f"<Row>{value('code', '1')}{stray}</Row>")) == [("GEN-013", "row 1")]


@pytest.mark.parametrize("key", ["<Key Id='k'/>", "<Key Id='k'><ColumnRef Ref='x'/></Key>", "<Key><ColumnRef/></Key>"])
def test_a_key_without_a_described_column_is_a_warning(key: str) -> None:
    data = codelist(keys=key + KEYS)
    assert found(data) == [("GEN-014", "ColumnSet")]
    assert kept(data).code_column == "code"


def test_without_keys_the_first_column_counts_as_code_with_a_hint() -> None:
    rows = f"<Row>{value('hilfe', 'a')}</Row>"
    assert found(codelist(keys="", rows=rows)) == [("GEN-015", "ColumnSet")]
    assert kept(codelist(keys="", rows=rows)).code_column == "hilfe"


def test_a_second_value_of_one_column_is_a_warning_and_the_first_counts() -> None:
    data = codelist(rows=f"<Row>{value('code', '1')}{value('name', 'a')}{value('name', 'b')}</Row>")
    assert found(data) == [("GEN-016", "row 1")]
    assert kept(data).entries() == (("1", "a"),)


def test_above_the_limit_one_hint_stands_for_all_other_findings() -> None:
    findings = found(codelist(rows=row("1") * (MAX_FINDINGS + 20)))
    assert len(findings) == MAX_FINDINGS + 1
    assert findings[-1][0] == "GEN-019"


@settings(max_examples=300)
@given(st.integers(0, 1200), st.integers(0, 60), st.sampled_from([b"<", b"<Row>", b"</Row>", b"&e;"]) | st.binary())
def test_whatever_happens_to_the_bytes_the_reader_answers(start: int, length: int, piece: bytes) -> None:
    data = codelist()
    result = read_codelist(data[:start] + piece + data[start + length :])
    assert result.codelist is not None or result.findings
    if result.codelist is not None:
        assert all(code for code, _ in result.codelist.entries())
