"""Reading an export of XProzess 2.0.

Source: XProzess 2.0, ``alleInhalte.export.0303``; no XSD was available, so elements are found by local name and the
order of elements does not matter. See ``docs/reference/standards/xprozess.md``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from rathaus.standards.xprozess.archive import unpack
from rathaus.standards.xprozess.bpmn import BpmnDiagram
from rathaus.standards.xprozess.messages import make_sink
from rathaus.standards.xprozess.model import (
    Aktivitaetengruppe,
    Handlungsgrundlage,
    ProzessExport,
    Prozessklasse,
    Referenzaktivitaet,
    Stammprozess,
    Teilnehmer,
    Zustand,
)
from rathaus.standards.xprozess.read_bpmn import local_name, one_line, parsed, place_of, read_bpmn
from rathaus.values.findings import Finding, has_errors
from rathaus.values.messages import FindingSink
from rathaus.values.text import Text

_NAMESPACE: Final = "http://www.regierung-mv.de/xprozess/2"
_VERSION: Final = "2.0"
_TEXT_LIMIT: Final = 20_000
"""Characters of one description that are kept."""


@dataclass(frozen=True, slots=True)
class XprozessResult:
    """What reading gave: an export unless a finding is an error, and all findings, those of diagrams included."""

    export: ProzessExport | None
    findings: tuple[Finding, ...]


def read_xprozess(data: bytes) -> XprozessResult:
    """Read an export with all its processes and their diagrams.

    Args:
        data: XML bytes in the encoding that they declare.
    """
    sink = make_sink()
    root = parsed(data, sink, code="XPZ-001")
    if root is None:
        return XprozessResult(None, sink.as_tuple())
    name = etree.QName(root)
    if not name.localname.startswith("alleInhalte.export"):
        sink.add("XPZ-002", place_of(root), value=name.localname)
        return XprozessResult(None, sink.as_tuple())
    version = root.get("xprozessVersion", "")
    if version != _VERSION:
        sink.add("XPZ-003", place_of(root), value=version)
    if name.namespace != _NAMESPACE:
        sink.add("XPZ-004", place_of(root), value=name.namespace or "")
    embedded: list[Finding] = []
    export = ProzessExport(
        version,
        root.get("produkt", ""),
        tuple(_read_klasse(e) for catalogue in _all(root, "prozesskatalog") for e in _all(catalogue, "prozessklasse")),
        tuple(
            _read_prozess(e, sink, embedded) for lib in _all(root, "prozessbibliothek") for e in _all(lib, "prozess")
        ),
    )
    if not export.prozesse:
        sink.add("XPZ-005", place_of(root))
    findings = (*sink.as_tuple(), *embedded)
    return XprozessResult(None if has_errors(sink.as_tuple()) else export, findings)


def _all(element: etree._Element, *path: str) -> Iterator[etree._Element]:
    """Yield what stands at a path of local names below an element."""
    if not path:
        yield element
        return
    for child in element.iterchildren(tag=etree.Element):
        if local_name(child) == path[0]:
            yield from _all(child, *path[1:])


def _words(element: etree._Element, *path: str) -> str:
    """Return the first text at a path, blanks collapsed; of its ``code`` where it is a coded value."""
    for found in _all(element, *path):
        coded = next(_all(found, "code"), found)
        return one_line(coded.text)
    return ""


def _lines(element: etree._Element, name: str) -> str:
    """Return a text whose lines are kept."""
    text = next(_all(element, name), None)
    return "" if text is None else (text.text or "").strip()[:_TEXT_LIMIT]


def _codes(element: etree._Element, *path: str) -> tuple[str, ...]:
    return tuple(one_line(next(_all(found, "code"), found).text) for found in _all(element, *path))


def _read_klasse(element: etree._Element) -> Prozessklasse:
    words = (one_line(word) for word in _words(element, "schlagwort").split("|"))
    return Prozessklasse(
        id=_words(element, "id"),
        version=_words(element, "version"),
        name=_words(element, "name"),
        definition=_lines(element, "definition"),
        handlungsgrundlagen=_read_grundlagen(element),
        schlagworte=tuple(filter(None, words)),
        zustand=_read_zustand(element),
    )


def _read_zustand(element: etree._Element) -> Zustand:
    return Zustand(
        _words(element, "zustandsangaben", "status"),
        _words(element, "zustandsangaben", "gueltigkeitszeitraum", "beginn"),
        _words(element, "zustandsangaben", "gueltigkeitszeitraum", "ende"),
    )


def _read_grundlagen(element: etree._Element) -> tuple[Handlungsgrundlage, ...]:
    found = (
        Handlungsgrundlage(_words(each, "name"), _words(each, "art"), _words(each, "uri"))
        for each in _all(element, "handlungsgrundlage")
    )
    return tuple(each for each in found if each.name)


def _read_prozess(element: etree._Element, sink: FindingSink, embedded: list[Finding]) -> Stammprozess:
    brief = "prozesssteckbrief"
    prozess = Stammprozess(
        id=_words(element, "id"),
        version=_words(element, "version"),
        name=_words(element, "name"),
        bezeichnung=_words(element, "bezeichnung"),
        formulare=tuple(filter(None, _codes(element, brief, "ausloeser", "formularID"))),
        teilnehmer=tuple(
            Teilnehmer(_words(each, "name"), _words(each, "rolle"))
            for each in _all(element, brief, "prozessteilnehmer")
        ),
        detaillierungsstufe=_words(element, brief, "detaillierungsstufe"),
        laender=_codes(element, brief, "verwaltungspolitischeKodierung", "bundesland"),
        schritte=_read_schritte(element, sink),
        zustand=_read_zustand(element),
    )
    if not prozess.schritte:
        sink.add("XPZ-006", place_of(element))
    prozess = replace(prozess, diagram=_read_diagram(element, sink, embedded))
    _check_elements(prozess, sink)
    return prozess


def _read_schritte(element: etree._Element, sink: FindingSink) -> tuple[Aktivitaetengruppe, ...]:
    path = ("prozessstrukturbeschreibung", "strukturbeschreibungFIM", "aktivitaetengruppe")
    schritte = []
    for each in _all(element, *path):
        schritt = _read_schritt(each)
        if schritt.typ not in Referenzaktivitaet:
            sink.add("XPZ-007", place_of(each), name=schritt.name, value=schritt.typ)
        schritte.append(schritt)
    return tuple(schritte)


def _read_schritt(element: etree._Element) -> Aktivitaetengruppe:
    special = [child for each in _all(element, "spezifischeAttribute") for child in each.iterchildren(etree.Element)]
    return Aktivitaetengruppe(
        id=_words(element, "id"),
        typ=_words(element, "referenzaktivitaetengruppeTyp"),
        element_id=_words(element, "subProzessID"),
        name=_words(element, "name"),
        beschreibung=_lines(element, "beschreibung"),
        handlungsgrundlagen=_read_grundlagen(element),
        empfangen=_documents(special, "empfangeneDaten"),
        bereitgestellt=_documents(special, "bereitgestellteDaten"),
        pruefungen=tuple(code for each in special for code in _codes(each, "formellePruefung")),
        entscheidungsart=next((_words(each, "entscheidungsart") for each in special), ""),
    )


def _documents(special: list[etree._Element], name: str) -> tuple[str, ...]:
    """Return the names of documents: every text below ``formularverweis``, whichever way it is nested."""
    references = (ref for each in special for data in _all(each, name) for ref in _all(data, "formularverweis"))
    return tuple(filter(None, (one_line(" ".join(str(text) for text in ref.itertext())) for ref in references)))


def _read_diagram(element: etree._Element, sink: FindingSink, embedded: list[Finding]) -> BpmnDiagram | None:
    content = next(_all(element, "prozessmodell", "prozessmodelldatei", "inhalt"), None)
    if content is None or not (content.text or "").strip():
        sink.add("XPZ-010", place_of(element))
        return None
    data = unpack(content.text or "")
    if isinstance(data, Text):
        sink.add("XPZ-011", place_of(content), reason=data)
        return None
    result = read_bpmn(data)
    embedded.extend(result.findings)
    return result.diagram


def _check_elements(prozess: Stammprozess, sink: FindingSink) -> None:
    seen: set[str] = set()
    known = {node.id for process in prozess.diagram.processes for node in process.nodes} if prozess.diagram else set()
    for schritt in prozess.schritte:
        if schritt.element_id in seen:
            sink.add("XPZ-009", f"aktivitaetengruppe:{schritt.id}", value=schritt.element_id)
        elif prozess.diagram and schritt.element_id not in known:
            sink.add("XPZ-008", f"aktivitaetengruppe:{schritt.id}", name=schritt.name)
        seen.add(schritt.element_id)
