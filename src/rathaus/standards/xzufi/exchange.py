"""Whole files of XZuFi, in and out: a single object, or a message that writes and deletes objects.

Source: XZuFi 2.2.0 and 2.3.1, transfer messages as seen in public client code; what is not known is kept as it is.
"""

from dataclasses import dataclass
from typing import Final

from lxml import etree

from rathaus.standards.xzufi.binding import (
    NOTHING,
    PREFIX,
    Rest,
    add_rest,
    clean,
    local_name,
    read_record,
    rest_of,
    unknown_elements,
    write_record,
)
from rathaus.standards.xzufi.messages import make_finding
from rathaus.standards.xzufi.records import Leistung, Onlinedienst, Organisationseinheit, ZustaendigkeitRecord
from rathaus.values.findings import Finding
from rathaus.values.xml import XmlRefused, parse_xml

type XzufiRecord = Leistung | Organisationseinheit | Onlinedienst | ZustaendigkeitRecord

OPERATIONS: Final = ("schreibe", "loesche")
_CLASSES: Final[dict[str, type[XzufiRecord]]] = {
    "leistung": Leistung,
    "organisationseinheit": Organisationseinheit,
    "onlinedienst": Onlinedienst,
    "zustaendigkeit": ZustaendigkeitRecord,
}
_NAMES: Final = {cls: name for name, cls in _CLASSES.items()}
_NAMESPACE: Final = "http://xoev.de/schemata/xzufi/{}"
_MESSAGE: Final = "nachricht"
_VERSION_ATTRIBUTE: Final = "xzufiVersion"


@dataclass(frozen=True, slots=True)
class Operation:
    """One act of a message: ``schreibe`` or ``loesche`` with its object, and what else stands there."""

    kind: str
    records: tuple[XzufiRecord, ...]
    rest: Rest = NOTHING


@dataclass(frozen=True, slots=True)
class XzufiFile:
    """A file.

    Args:
        version: version of the standard, such as ``2.3.1``.
        operations: acts in the order of the file; one without a kind for a single object.
        root: local name of the root element of a message; empty when the root is the object itself.
        rest: head of the message and whatever else it holds.
    """

    version: str
    operations: tuple[Operation, ...]
    root: str = ""
    rest: Rest = NOTHING

    @property
    def records(self) -> tuple[XzufiRecord, ...]:
        """Return every object of the file, those to be deleted included."""
        return tuple(record for operation in self.operations for record in operation.records)


@dataclass(frozen=True, slots=True)
class XzufiResult:
    """What reading gave: a file unless a finding is an error, and all findings."""

    file: XzufiFile | None
    findings: tuple[Finding, ...]


def read_xzufi(data: bytes) -> XzufiResult:
    """Read every Leistung, Organisationseinheit, Onlinedienst and Zustaendigkeit of a file.

    Args:
        data: XML bytes in the encoding that they declare.
    """
    try:
        root = parse_xml(data)
    except XmlRefused as refused:
        reason = refused.facts["reason"]
        return XzufiResult(None, (make_finding("XZU-001", f"xml:{refused.facts['line']}", reason=reason),))
    file = _read_file(root)
    where = f"{local_name(root)}:{root.sourceline}"
    if not file.records:
        return XzufiResult(None, (make_finding("XZU-021", where, value=local_name(root)),))
    findings = [] if file.version.startswith(("2.2", "2.3")) else [make_finding("XZU-003", where, value=file.version)]
    unknown = dict.fromkeys(name for record in file.records for name in unknown_elements(record))
    findings += [make_finding("XZU-022", where, value=name) for name in unknown]
    return XzufiResult(file, tuple(findings))


def write_xzufi(file: XzufiFile) -> bytes:
    """Return a file as XML in UTF-8, with the names of its version; signs that XML cannot hold are left out."""
    is_old = file.version.startswith("2.2")
    namespace = _NAMESPACE.format("2_2_0" if is_old else "2_3_1")
    if not file.root and len(file.records) == 1:
        root = _write(file.records[0], namespace, is_old=is_old)
    else:
        root = etree.Element(f"{{{namespace}}}{file.root or _MESSAGE}")
        for operation in file.operations:
            node = etree.SubElement(root, f"{{{namespace}}}{operation.kind or OPERATIONS[0]}")
            node.extend(_write(record, namespace, is_old=is_old) for record in operation.records)
            add_rest(node, operation.rest)
        add_rest(root, file.rest)
    root.set(_VERSION_ATTRIBUTE, clean(file.version))
    whole = etree.Element(root.tag, root.attrib, nsmap={PREFIX: namespace})  # type: ignore[arg-type]  # prefix → uri
    whole.text = root.text
    whole.extend(list(root))
    return etree.tostring(whole, xml_declaration=True, encoding="UTF-8")


def _write(record: XzufiRecord, namespace: str, *, is_old: bool) -> etree._Element:
    return write_record(record, _NAMES[type(record)], namespace=namespace, is_old=is_old)


def _read_file(root: etree._Element) -> XzufiFile:
    version = root.get(_VERSION_ATTRIBUTE, "") or _version_of(etree.QName(root).namespace or "")
    root.attrib.pop(_VERSION_ATTRIBUTE, "")
    if local_name(root) in _CLASSES:
        return XzufiFile(version, (Operation("", (_read(root),)),))
    acts = [child for child in root.iterchildren(tag=etree.Element) if local_name(child) in OPERATIONS]
    operations = tuple(
        Operation(
            local_name(act),
            tuple(_read(child) for child in act.iterchildren(tag=etree.Element) if local_name(child) in _CLASSES),
            rest_of(act, _CLASSES),
        )
        for act in acts
    )
    return XzufiFile(version, operations, local_name(root), rest_of(root, OPERATIONS))


def _read(node: etree._Element) -> XzufiRecord:
    record: XzufiRecord = read_record(_CLASSES[local_name(node)], node)
    return record


def _version_of(namespace: str) -> str:
    """Return the version that the last part of a namespace names, such as ``2_3_1``."""
    return namespace.rpartition("/")[2].replace("_", ".")
