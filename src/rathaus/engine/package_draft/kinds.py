"""What a file is, by what it holds: the name never counts.

Source: root elements of XDatenfelder 2.0 and 3.0.0, XZuFi, XProzess, BPMN 2.0 and genericode 1.0.
"""

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from io import BytesIO
from typing import Final

from lxml import etree

from rathaus.engine.package_draft.archive import is_archive, why_packed
from rathaus.engine.package_draft.messages import make_finding
from rathaus.standards.genericode.read import read_codelist
from rathaus.standards.xdatenfelder.codes import MessageKind
from rathaus.standards.xdatenfelder.model import Codeliste
from rathaus.standards.xdatenfelder.read import read_message
from rathaus.values.findings import Finding
from rathaus.values.xml import hardened_options

_FIM: Final = "urn:xoev-de:fim:standard:xdatenfelder_"
_OLD: Final = f"{_FIM}2"


class FileKind(StrEnum):
    """What a file is to a package."""

    SCHEMA = "schema"
    TRANSLATION = "translation"
    CODELIST = "codelist"
    DESCRIPTION = "description"
    PROCESS = "process"
    PROCEDURE = "procedure"
    PART = "part"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """One file of an upload.

    Args:
        name: as it was uploaded, or its path in the archive; only shown.
        kind: what it is.
        content: what goes into the package: the bytes, or the code list inside of a message 0105.
        findings: what is wrong with it as a file.
        is_old: whether it is a schema of XDatenfelder 2.0.
        path: its place in the package; empty as long as it has none.
    """

    name: str
    kind: FileKind
    content: bytes
    findings: tuple[Finding, ...] = ()
    is_old: bool = False
    path: str = ""


def recognise(name: str, content: bytes) -> UploadedFile:
    """Return what a file is; whatever the bytes hold, the answer is a file with findings, never an exception.

    Args:
        name: for showing and for findings.
        content: the bytes of the file.
    """
    unknown = UploadedFile(name, FileKind.UNKNOWN, content)
    if is_archive(content):
        return replace(unknown, findings=(make_finding("PAK-005", name, reason=why_packed(content)),))
    if not content.strip():
        return replace(unknown, findings=(make_finding("PAK-006", name),))
    if not _looks_like_xml(content):
        is_procedure = _is_procedure(content)
        kind = FileKind.PROCEDURE if is_procedure else FileKind.UNKNOWN
        return replace(unknown, kind=kind, findings=() if is_procedure else (make_finding("PAK-001", name),))
    return _recognise_xml(unknown)


def _looks_like_xml(content: bytes) -> bool:
    return b"<" in content[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]


def _is_procedure(content: bytes) -> bool:
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return False
    return "leistung" in table and "aufgabe" in table


def _recognise_xml(file: UploadedFile) -> UploadedFile:
    try:
        _, root = next(iter(etree.iterparse(BytesIO(file.content), events=("start",), **hardened_options())))
    except etree.XMLSyntaxError as error:
        return replace(file, findings=(make_finding("PAK-002", file.name, reason=error.msg),))
    namespace, _, name = str(root.tag).removeprefix("{").rpartition("}")
    if namespace.startswith(_FIM):
        return _recognise_message(replace(file, is_old=namespace == _OLD), name)
    kind = _kind_of(namespace.lower(), name)
    if kind is FileKind.UNKNOWN:
        return replace(file, findings=(make_finding("PAK-003", file.name, root=name),))
    return replace(file, kind=kind)


def _kind_of(namespace: str, name: str) -> FileKind:
    if "xzufi" in namespace:
        return FileKind.DESCRIPTION
    if "xprozess" in namespace or (name == "definitions" and "bpmn" in namespace):
        return FileKind.PROCESS
    return FileKind.CODELIST if name == "CodeList" else FileKind.UNKNOWN


def _recognise_message(file: UploadedFile, name: str) -> UploadedFile:
    """Return what a message of XDatenfelder is to a package; an unknown one goes to the reader of schemas."""
    if name == MessageKind.CODELISTE:
        return _take_list_out(file)
    kinds = {MessageKind.UEBERSETZUNG: FileKind.TRANSLATION, MessageKind.STAMMDATENSCHEMA: FileKind.SCHEMA}
    parts = {MessageKind.DOKUMENTSTECKBRIEF, MessageKind.DATENFELDGRUPPE, MessageKind.DATENFELD}
    if name in parts:
        return replace(file, kind=FileKind.UNKNOWN, findings=(make_finding("PAK-004", file.name, message=name),))
    known = {str(message): kind for message, kind in kinds.items()}
    return replace(file, kind=known.get(name, FileKind.SCHEMA))


def _take_list_out(file: UploadedFile) -> UploadedFile:
    result = read_message(file.content)
    if isinstance(result.content, Codeliste):
        return replace(file, kind=FileKind.CODELIST, content=result.content.genericode.encode())
    return replace(file, findings=result.findings)


def list_name(content: bytes) -> str:
    """Return what a code list calls itself with its version; empty when it cannot be read."""
    codelist = read_codelist(content).codelist
    return " ".join(part for part in (codelist.uri, codelist.version) if part) if codelist else ""
