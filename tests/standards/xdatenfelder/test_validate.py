"""Validation against XML schemas that the caller has; the official ones are not ours to ship, these are tiny."""

from pathlib import Path

import pytest

from rathaus.standards.xdatenfelder import validate
from rathaus.standards.xdatenfelder.validate import XsdCheck
from tests.standards.xdatenfelder.samples import FULL, NAMESPACE, message

XSD = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{NAMESPACE}"
 elementFormDefault="qualified" xmlns:x="{NAMESPACE}">
 <xs:complexType name="Any"><xs:sequence><xs:any maxOccurs="unbounded" processContents="skip"/></xs:sequence>
 </xs:complexType>
 <xs:element name="xdatenfelder.stammdatenschema.0102"><xs:complexType><xs:sequence>
  <xs:element name="header" type="x:Any"/><xs:element name="schema" maxOccurs="unbounded"><xs:simpleType>
  <xs:restriction base="xs:string"><xs:pattern value="{"[a-z]" * 60}"/></xs:restriction></xs:simpleType></xs:element>
 </xs:sequence></xs:complexType></xs:element>
 <xs:element name="xdatenfelder.codeliste.0105"><xs:complexType><xs:sequence>
  <xs:element name="header" type="x:Any"/><xs:element name="genericode"><xs:complexType/></xs:element>
 </xs:sequence></xs:complexType></xs:element></xs:schema>"""


@pytest.fixture
def check(tmp_path: Path) -> XsdCheck:
    (tmp_path / "3.0.0").mkdir()
    (tmp_path / "3.0.0" / "xdatenfelder.xsd").write_text(XSD, encoding="utf-8")
    return XsdCheck(tmp_path)


def test_what_breaks_the_xml_schema_is_a_warning_with_its_line(check: XsdCheck) -> None:
    (found,) = check.check(FULL)
    assert check.check(FULL) == (found,)
    assert (found.code, found.severity, found.where) == ("XDF-039", "warning", "line 1")
    assert "Element 'stammdatenschema'" in found.what.en
    assert "urn:" not in found.what.en


def test_a_pattern_of_all_letters_is_not_printed(check: XsdCheck) -> None:
    (first,) = check.check(message(f"<x:schema>{'7' * 400}</x:schema>"))
    assert f"The value '{'7' * 60}…'" in first.what.en
    assert first.what.en.endswith("has characters outside of String.Latin.")


def test_the_remarks_are_bounded(check: XsdCheck, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validate, "MAX_REMARKS", 3)
    assert len(check.check(message("<x:schema>7</x:schema>" * 10))) == 3


def test_the_list_inside_of_a_code_list_message_is_not_checked(check: XsdCheck) -> None:
    data = message("<x:genericode><any/></x:genericode>", root="xdatenfelder.codeliste.0105")
    assert check.check(data) == ()


@pytest.mark.parametrize("data", [b"no xml", b"<a/>", b"<!DOCTYPE a><a/>"])
def test_what_is_no_message_is_left_to_the_reader(check: XsdCheck, data: bytes) -> None:
    assert check.check(data) == ()


@pytest.mark.parametrize(
    "content", [None, "no schema", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><a/></xs:schema>"]
)
def test_a_missing_or_broken_xml_schema_is_a_warning(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "3.0.0").mkdir()
        (tmp_path / "3.0.0" / "xdatenfelder.xsd").write_text(content, encoding="utf-8")
    (found,) = XsdCheck(tmp_path).check(FULL)
    assert (found.code, found.severity) == ("XDF-041", "warning")
