"""Files are told apart by what they hold; whatever the bytes are, the answer is a file with findings."""

import io
import zipfile

import pytest

from rathaus.engine.package_draft.kinds import FileKind, list_name, recognise
from tests.engine.package_draft.samples import SCHEMA_FILE, XZUFI_FILE
from tests.standards.genericode.samples import codelist, with_prefix
from tests.standards.xdatenfelder.samples import message
from tests.standards.xdatenfelder.samples_2 import message_2
from tests.standards.xdatenfelder.samples_2 import schema as schema_2
from tests.standards.xprozess.samples import bpmn, export, prozess

PROCEDURE = b'[leistung]\nslug = "x"\n[[aufgabe]]\nkey = "a"\n'
EMPTY_LIST = message("<x:genericode/>", root="xdatenfelder.codeliste.0105")


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in files.items():
            target.writestr(f"{name}.xml", content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (SCHEMA_FILE, FileKind.SCHEMA),
        (message_2(schema_2("")), FileKind.SCHEMA),
        (message("", root="xdatenfelder.something.0999"), FileKind.SCHEMA),
        (message("", root="xdatenfelder.uebersetzung.0106"), FileKind.TRANSLATION),
        (codelist(), FileKind.CODELIST),
        (with_prefix(), FileKind.CODELIST),
        (XZUFI_FILE, FileKind.DESCRIPTION),
        (export(prozess()), FileKind.PROCESS),
        (bpmn(), FileKind.PROCESS),
        (PROCEDURE, FileKind.PROCEDURE),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, kind: FileKind) -> None:
    found = recognise("any.name", content)
    assert (found.kind, found.findings) == (kind, ())


def test_a_schema_says_whether_it_is_of_version_2() -> None:
    assert [recognise("x", each).is_old for each in (SCHEMA_FILE, message_2(schema_2("")))] == [False, True]


def test_the_list_inside_of_a_message_is_taken_out() -> None:
    content = codelist().decode()
    found = recognise("x", message(f"<x:genericode>{content}</x:genericode>", root="xdatenfelder.codeliste.0105"))
    assert found.kind is FileKind.CODELIST
    assert list_name(found.content) == "urn:test:farbe 2"


def test_a_message_without_its_list_names_what_is_wrong() -> None:
    found = recognise("x", EMPTY_LIST)
    assert found.kind is FileKind.UNKNOWN
    assert "XDF-045" in [each.code for each in found.findings]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"just words", "PAK-001"),
        (b"\xff\xfe\xfa binary", "PAK-001"),
        (b'[leistung]\nslug = "x"\n', "PAK-001"),
        (b"< broken", "PAK-002"),
        ("<?xml version='1.0' encoding='UTF-8'?><ä/>".encode("latin-1"), "PAK-002"),
        (b"<html><script>alert(1)</script></html>", "PAK-003"),
        (b"<definitions xmlns='urn:else'/>", "PAK-003"),
        (message("", root="xdatenfelder.datenfeldgruppe.0103"), "PAK-004"),
        (zipped(a=b"<a/>"), "PAK-005"),
        (b"PK\x03\x04 cut", "PAK-005"),
        (b"", "PAK-006"),
        (b" \n ", "PAK-006"),
    ],
)
def test_what_is_not_known_is_explained(content: bytes, code: str) -> None:
    found = recognise("x", content)
    assert (found.kind, [each.code for each in found.findings]) == (FileKind.UNKNOWN, [code])
    assert found.findings[0].remedy.de


def test_a_list_that_cannot_be_read_has_no_name() -> None:
    assert list_name(b"<html/>") == ""
