"""Reading a Leistung from XZuFi 2.2 or 2.3.

Source: XZuFi 2.3.1, Leistung, and 2.2.0; see ``docs/reference/standards/xzufi.md`` for what is read and what the
reading rests on.
"""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from rathaus.standards.xzufi.leika import parse_leika_key
from rathaus.standards.xzufi.messages import make_finding
from rathaus.standards.xzufi.model import Formularhinweise, LeistungDescription, Status, TextmodulCode
from rathaus.standards.xzufi.modules import (
    read_dokumente,
    read_fristen,
    read_kosten,
    read_leichte_sprache,
    read_search_words,
    read_texts,
)
from rathaus.standards.xzufi.node import Node, Report
from rathaus.values.findings import Finding, has_errors
from rathaus.values.text import Text
from rathaus.values.xml import XmlRefused, parse_xml

_NAMESPACE_VERSION = re.compile(r"/xzufi/(\d+(?:_\d+)*)")
_KNOWN_VERSION = re.compile(r"2\.[23](\.\d+)?")
_EXPECTED: Final = (
    ("Voraussetzungen (09)", "requirements"),
    ("Unterlagen (08)", "needed"),
    ("Verfahrensablauf (11)", "steps"),
    ("Handlungsgrundlagen (07)", "legal_basis"),
    ("Volltext (06)", "description"),
)


@dataclass(frozen=True, slots=True)
class LeistungResult:
    """What reading gave: a description unless a finding is an error, and all findings."""

    leistung: LeistungDescription | None
    findings: tuple[Finding, ...]


def read_leistung(data: bytes) -> LeistungResult:
    """Read the first Leistung of a file: a bare ``leistung`` or one inside of a transfer message.

    Args:
        data: XML bytes in the encoding that they declare.
    """
    try:
        root = parse_xml(data)
    except XmlRefused as refused:
        line, reason = refused.facts["line"], refused.facts["reason"]
        return LeistungResult(None, (make_finding("XZU-001", f"xml:{line}", reason=reason),))
    report = Report()
    found = [e for e in root.iter(tag=etree.Element) if etree.QName(e).localname == "leistung"]
    if not found:
        report.add("XZU-002", Node(root, report))
        return LeistungResult(None, tuple(report.findings))
    if len(found) > 1:
        report.add("XZU-004", Node(root, report), count=len(found))
    leistung = _read(Node(found[0], report), _xzufi_version(root, found[0]))
    _check(leistung, Node(found[0], report))
    return LeistungResult(None if has_errors(report.findings) else leistung, tuple(report.findings))


def _read(node: Node, xzufi_version: str) -> LeistungDescription:
    texts = read_texts(node)
    names = {module.code: Text(*map(_joined, (module.prose.plain.de, module.prose.plain.en))) for module in texts}
    official = names.get(TextmodulCode.BEZEICHNUNG, names.get(TextmodulCode.NAME, Text("")))
    versions = node.child("versionsinformationen", "versionsinformation")
    return LeistungDescription(
        id=node.value("id"),
        xzufi_version=xzufi_version,
        version=versions.value("version") if versions else "",
        leika_keys=node.values("referenzLeistungsschluessel", "referenzLeiKa"),
        name=names.get(TextmodulCode.NAME, official),
        official_name=official,
        teaser=names.get(TextmodulCode.TEASER, names.get(TextmodulCode.KURZTEXT, Text(""))),
        texts=texts,
        fristen=read_fristen(node, module="modulFrist", entry="frist"),
        bearbeitungsdauern=read_fristen(node, module="modulBearbeitungsdauer", entry="bearbeitungsdauer"),
        kosten=read_kosten(node),
        dokumente=read_dokumente(node),
        search_words=read_search_words(node),
        leichte_sprache=read_leichte_sprache(node),
        status=_read_status(node),
        formular=_read_formular(node),
        typisierung=node.values("typisierung"),
        adressaten=node.values("leistungsadressat"),
        sprachen=tuple(
            str(code) for n in node.children("sprachversion") if (code := n.element.get("languageCode") or n.text)
        ),
    )


def _joined(lines: str) -> str:
    return " ".join(lines.split())


def _read_status(node: Node) -> Status:
    validity = node.child("gueltigkeit")
    return Status(
        katalog=node.value("statusKatalog"),
        bibliothek=node.value("statusBibliothek"),
        detailstufe=node.value("detailstufe"),
        gueltig_von=validity.value("beginn", "von") if validity else "",
        gueltig_bis=validity.value("ende", "bis") if validity else "",
    )


def _read_formular(node: Node) -> Formularhinweise:
    return Formularhinweise(
        vertrauensniveau=node.value("vertrauensniveau"),
        schriftform=node.flag("kennzeichenFormularSchriftformerfordernis", "kennzeichenSchriftformerfordernis"),
        persoenlich=node.flag("kennzeichenFormularPersoenlich"),
        formlos=node.flag("kennzeichenFormularFormlos"),
    )


def _xzufi_version(root: etree._Element, leistung: etree._Element) -> str:
    """Return the version that an attribute names, else the one in the namespace; ``""`` when neither does."""
    for element in (leistung, root):
        if version := element.get("xzufiVersion"):
            return version
    match = _NAMESPACE_VERSION.search(etree.QName(leistung).namespace or "")
    return match[1].replace("_", ".") if match else ""


def _check(leistung: LeistungDescription, node: Node) -> None:
    if not _KNOWN_VERSION.fullmatch(leistung.xzufi_version):
        node.report.add("XZU-003", node, value=leistung.xzufi_version)
    if not leistung.leika_keys:
        node.report.add("XZU-005", node)
    for key in leistung.leika_keys:
        if parse_leika_key(key) is None:
            node.report.add("XZU-006", node, value=key)
    if not leistung.name.de:
        node.report.add("XZU-010", node)
    _check_chapters(leistung, node)


def _check_chapters(leistung: LeistungDescription, node: Node) -> None:
    missing = [label for label, chapter in _EXPECTED if getattr(leistung, chapter).prose.is_empty]
    missing += [] if leistung.kosten else ["Kosten"]
    missing += [] if leistung.bearbeitungsdauern else ["Bearbeitungsdauer"]
    for label in missing:
        node.report.add("XZU-013", node, key=label)
    if not leistung.search_words.de:
        node.report.add("XZU-019", node)
    if leistung.leichte_sprache.is_empty:
        node.report.add("XZU-020", node)
