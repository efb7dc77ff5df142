"""Writer of XDatenfelder 2.0: the way back; what 2.0 has no place for is left out with a finding.

``read_message(write_message_2(x).data)`` gives ``x`` back for everything that was read from a file of version 2.0.
Inline value lists become code lists in files of their own, as version 2.0 demands.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from lxml import etree

from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart, Freigabestatus, Regeltyp, Vorbefuellung
from rathaus.standards.xdatenfelder.ids import downgrade_id, downgrade_prose
from rathaus.standards.xdatenfelder.messages import finding_sink
from rathaus.standards.xdatenfelder.model import (
    AllgemeineAngaben,
    Bezug,
    Codeliste,
    CodelisteReferenz,
    Content,
    Datenfeld,
    Datenfeldgruppe,
    Dokumentsteckbrief,
    Header,
    Identifikation,
    Praezisierung,
    Regel,
    Stammdatenschema,
    Struktur,
    Uebersetzung,
    Wert,
)
from rathaus.standards.xdatenfelder.stream import NAMESPACE_2
from rathaus.standards.xdatenfelder.version_2 import DEFAULT_PROFILE, INTERNAL_LIST, OTHER_DOCUMENT, STATUS
from rathaus.standards.xdatenfelder.write import KINDS, element_name
from rathaus.values.findings import Finding
from rathaus.values.messages import FindingSink
from rathaus.values.xml import parse_xml

_GENERICODE = "http://docs.oasis-open.org/codelist/ns/genericode/1.0/"
_THREE_PARTS = re.compile(r"([0-9]+\.[0-9]+)\.[0-9]+")
_STUB = "function script() {\n\n}"
_FELDARTEN = frozenset({Feldart.INPUT, Feldart.SELECT, Feldart.LABEL})
_DATENTYPEN = frozenset(Datentyp) - {Datentyp.TEXT_LATIN, Datentyp.TIME, Datentyp.DATETIME}
type _Content = Dokumentsteckbrief | Stammdatenschema | Datenfeldgruppe | Datenfeld | Codeliste
_FIELD_ONLY = ("code_key", "name_key", "help_key", "max_size", "media_type")
_RULE_ONLY = ("stichwort", "param", "ziel", "fehler")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Args:
        data: the message, UTF-8 XML bytes.
        codelists: file name to genericode, UTF-8 XML bytes: the value lists that stood in the fields.
        findings: what version 2.0 has no place for.
    """

    data: bytes
    codelists: dict[str, bytes]
    findings: tuple[Finding, ...]


def write_message_2(content: Content, *, header: Header) -> Written:
    """Write a message of version 2.0.

    Args:
        content: what the message carries. Version 2.0 has no translations: they give an empty file and a finding.
        header: head of the message.

    Source: XDatenfelder 2.0, xdatenfelder.xsd and xdatenfelder-baukasten.xsd.
    """
    writer = _Writer()
    if isinstance(content, Uebersetzung):
        writer.sink.add("XDF-042", content.uebersetzt.id, element="uebersetzung", value=content.uebersetzt.id)
        return Written(b"", {}, writer.sink.as_tuple())
    root = etree.Element(f"{{{NAMESPACE_2}}}{KINDS[type(content)]}", nsmap={"xdf": NAMESPACE_2})
    writer.header(root, header)
    writer.content(root, content)
    data = etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
    return Written(data, writer.codelists, writer.sink.as_tuple())


def _child(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE_2}}}{name}")
    element.text = text
    return element


def _optional(parent: etree._Element, name: str, value: str | date | None) -> None:
    if value:
        _child(parent, name, value if isinstance(value, str) else value.isoformat())


def _code(parent: etree._Element, name: str, code: str) -> None:
    element = _child(parent, name)
    element.set("listURI", f"urn:xoev-de:fim:codeliste:xdatenfelder.{name}")
    element.set("listVersionID", "1.0")
    etree.SubElement(element, "code").text = code


class _Writer:
    """Writes elements below their parents; keeps the code lists and what was lost."""

    def __init__(self) -> None:
        self.codelists: dict[str, bytes] = {}
        self.sink: FindingSink = finding_sink()

    def header(self, root: etree._Element, header: Header) -> None:
        """Write the head of the message."""
        element = _child(root, "header")
        _child(element, "nachrichtID", header.nachricht_id)
        if header.erstellungszeitpunkt:
            _child(element, "erstellungszeitpunkt", header.erstellungszeitpunkt.isoformat())
        _optional(element, "referenzID", header.referenz_id)
        for part in fields(header)[3:]:
            self._lose("header", part.name, getattr(header, part.name))

    def content(self, root: etree._Element, content: _Content) -> None:
        """Write what the message carries."""
        if isinstance(content, Stammdatenschema):
            self._schema(_child(root, "stammdatenschema"), content)
        elif isinstance(content, Dokumentsteckbrief):
            self._steckbrief(_child(root, "dokumentensteckbrief"), content)
        elif isinstance(content, Codeliste):
            self._codeliste(_child(root, "codeliste"), content)
        else:
            self._element(root, content)

    def _lose(self, where: str, element: str, value: object) -> None:
        """Say that a value that is there has no place."""
        if value not in {None, "", ()}:
            self.sink.add("XDF-042", where, element=element_name(element), value=value)

    def _general(self, parent: etree._Element, item: AllgemeineAngaben, label: str, output: str = "") -> None:
        for lost in ("relation", "stichwort"):
            self._lose(item.id, lost, getattr(item, lost))
        self._identity(parent, item.identifikation, is_list=isinstance(item, Codeliste))
        _child(parent, "name", item.name)
        _child(parent, "bezeichnungEingabe", label)
        _optional(parent, "bezeichnungAusgabe", output)
        _child(parent, "beschreibung", item.beschreibung)
        _child(parent, "definition", item.definition)
        self._bezug(parent, item.bezug, where=item.id)
        self._status(parent, item)
        _optional(parent, "gueltigAb", item.gueltig_ab)
        _optional(parent, "gueltigBis", item.gueltig_bis)
        _optional(parent, "fachlicherErsteller", item.status_gesetzt_durch)
        _optional(parent, "versionshinweis", item.versionshinweis)
        _optional(parent, "freigabedatum", item.status_gesetzt_am)
        _optional(parent, "veroeffentlichungsdatum", item.veroeffentlichungsdatum)

    def _identity(self, parent: etree._Element, identifikation: Identifikation, *, is_list: bool = False) -> None:
        element = _child(parent, "identifikation")
        short = identifikation if is_list else downgrade_id(identifikation)
        _child(element, "id", short.id)
        third_part = _THREE_PARTS.fullmatch(short.version or "")
        _optional(element, "version", third_part[1] if third_part else short.version)
        if third_part:
            self._lose(identifikation.id, "version", short.version)

    def _bezug(self, parent: etree._Element, bezug: tuple[Bezug, ...], *, where: str) -> None:
        _child(parent, "bezug", "; ".join(each.text for each in bezug))
        for each in bezug:
            self._lose(where, "link", each.link)

    def _status(self, parent: etree._Element, item: AllgemeineAngaben) -> None:
        status = item.freigabestatus
        exact = next((code for code, known in STATUS.items() if known is status), None)
        if exact is None:
            self._lose(item.id, "freigabestatus", status)
        _code(parent, "status", exact or _nearest_status(status))

    def _schema(self, parent: etree._Element, schema: Stammdatenschema) -> None:
        if schema.dokumentsteckbrief != DEFAULT_PROFILE:
            self._lose(schema.id, "dokumentsteckbrief", schema.dokumentsteckbrief and schema.dokumentsteckbrief.id)
        self._general(parent, schema, schema.bezeichnung)
        _optional(parent, "hilfetext", schema.hilfetext)
        _code(parent, "ableitungsmodifikationenStruktur", schema.ableitungsmodifikationen_struktur or "3")
        _code(parent, "ableitungsmodifikationenRepraesentation", schema.ableitungsmodifikationen_repraesentation or "1")
        self._rules_and_positions(parent, schema)

    def _steckbrief(self, parent: etree._Element, profile: Dokumentsteckbrief) -> None:
        self._general(parent, profile, profile.bezeichnung)
        _child(parent, "isReferenz", "true" if profile.ist_abstrakt else "false")
        _child(parent, "dokumentart", (profile.dokumentart or OTHER_DOCUMENT).code)
        _optional(parent, "hilfetext", profile.hilfetext)

    def _codeliste(self, parent: etree._Element, codeliste: Codeliste) -> None:
        self._general(parent, codeliste, codeliste.name)
        reference = codeliste.genericode_identification or CodelisteReferenz("", "", "")
        _reference(_child(parent, "genericodeIdentification"), reference)
        _child(parent, "langname", codeliste.langname)
        _child(parent, "genericode").append(parse_xml(codeliste.genericode.encode()))

    def _element(self, parent: etree._Element, item: Datenfeld | Datenfeldgruppe) -> None:
        name = "datenfeld" if isinstance(item, Datenfeld) else "datenfeldgruppe"
        element = _child(parent, name)
        self._general(element, item, item.bezeichnung_eingabe, item.bezeichnung_ausgabe)
        _code(element, "schemaelementart", item.schemaelementart or "ABS")
        _child(element, "hilfetextEingabe", item.hilfetext_eingabe)
        _child(element, "hilfetextAusgabe", item.hilfetext_ausgabe)
        if isinstance(item, Datenfeld):
            self._field(element, item)
        else:
            self._lose(item.id, "art", item.art)
            self._rules_and_positions(element, item)

    def _rules_and_positions(self, parent: etree._Element, item: Stammdatenschema | Datenfeldgruppe) -> None:
        for rule in item.regel:
            self._regel(_child(parent, "regel"), rule)
        for position in item.struktur:
            self._struktur(_child(parent, "struktur"), position)

    def _struktur(self, element: etree._Element, position: Struktur) -> None:
        _child(element, "anzahl", str(position.anzahl))
        self._bezug(element, position.bezug, where=position.enthaelt.id)
        self._element(_child(element, "enthaelt"), position.enthaelt)

    def _regel(self, element: etree._Element, rule: Regel) -> None:
        where = rule.identifikation.id
        for name in _RULE_ONLY:
            self._lose(where, name, getattr(rule, name))
        self._lose(where, "typ", rule.typ if rule.typ is not Regeltyp.KOMPLEX else None)
        self._identity(element, rule.identifikation)
        _child(element, "name", rule.name)
        _child(element, "bezeichnungEingabe", "")
        _child(element, "beschreibung", downgrade_prose(rule.beschreibung))
        _child(element, "definition", downgrade_prose(rule.freitext_regel))
        self._bezug(element, rule.bezug, where=where)
        _code(element, "status", "aktiv")
        _optional(element, "fachlicherErsteller", rule.fachlicher_ersteller)
        _child(element, "script", rule.skript or _STUB)

    def _field(self, element: etree._Element, field: Datenfeld) -> None:
        for name in _FIELD_ONLY:
            self._lose(field.id, name, getattr(field, name))
        if field.vorbefuellung is not Vorbefuellung.KEINE:
            self._lose(field.id, "vorbefuellung", field.vorbefuellung)
        if field.feldart not in _FELDARTEN:
            self._lose(field.id, "feldart", field.feldart)
        if field.datentyp not in _DATENTYPEN:
            self._lose(field.id, "datentyp", field.datentyp)
        _code(element, "feldart", field.feldart if field.feldart in _FELDARTEN else Feldart.INPUT)
        _code(element, "datentyp", field.datentyp if field.datentyp in _DATENTYPEN else Datentyp.TEXT)
        _child(element, "praezisierung", _praezisierung(field.praezisierung))
        _child(element, "inhalt", field.inhalt)
        self._list(element, field)
        for rule in field.regel:
            self._regel(_child(element, "regel"), rule)

    def _list(self, element: etree._Element, field: Datenfeld) -> None:
        reference = field.codeliste_referenz
        if field.werte:
            reference = _internal_reference(field)
            name = f"C{len(self.codelists) + 1:08}"
            self.codelists[f"{name}_genericode.xml"] = _genericode(reference, field.werte)
        elif reference is not None:
            name = f"C{re.sub('[^0-9]', '', field.id)[:8]}"
        else:
            return
        listed = _child(element, "codelisteReferenz")
        _child(_child(listed, "identifikation"), "id", name)
        _reference(_child(listed, "genericodeIdentification"), reference)


def _nearest_status(status: Freigabestatus | None) -> str:
    if status in {Freigabestatus.FACHLICH_FREIGEGEBEN_SILBER, Freigabestatus.METHODISCH_FREIGEGEBEN}:
        return "aktiv"
    return "inaktiv" if status is Freigabestatus.VORGESEHEN_ZUM_LOESCHEN else "inVorbereitung"


def _praezisierung(limits: Praezisierung | None) -> str:
    """Return the JSON of a restriction; a remark stands alone, or as the pattern of the others."""
    if limits is None:
        return ""
    named = {element_name(part.name): getattr(limits, part.name) for part in fields(limits) if part.name != "text"}
    written = {name: str(value) for name, value in named.items() if value is not None}
    if not written:
        return limits.text
    if limits.text:
        written.setdefault("pattern", limits.text)
    return json.dumps(written, ensure_ascii=False)


def _reference(parent: etree._Element, reference: CodelisteReferenz) -> None:
    _child(parent, "canonicalIdentification", reference.canonical_identification or "")
    _child(parent, "version", reference.version or "")
    _child(parent, "canonicalVersionUri", reference.canonical_version_uri or "")


def _internal_reference(field: Datenfeld) -> CodelisteReferenz:
    uri = f"{INTERNAL_LIST}codeliste:{field.id.lower()}"
    version = field.version or "1.0.0"
    return CodelisteReferenz(uri, version, f"{uri}_{version}")


def _genericode(reference: CodelisteReferenz, werte: tuple[Wert, ...]) -> bytes:
    """Return a list with the columns code, name and, where there is one, hilfe."""
    root = etree.Element(f"{{{_GENERICODE}}}CodeList", nsmap={None: _GENERICODE})  # type: ignore[dict-item]  # lxml-stubs lack the default namespace
    identification = etree.SubElement(root, f"{{{_GENERICODE}}}Identification")
    names = (("ShortName", ""), ("LongName", ""), ("Version", reference.version))
    uris = (
        ("CanonicalUri", reference.canonical_identification),
        ("CanonicalVersionUri", reference.canonical_version_uri),
    )
    for name, text in (*names, *uris):
        etree.SubElement(identification, f"{{{_GENERICODE}}}{name}").text = text
    columns = ["code", "name", *(["hilfe"] if any(wert.hilfe for wert in werte) else [])]
    column_set = etree.SubElement(root, f"{{{_GENERICODE}}}ColumnSet")
    for column in columns:
        _column(column_set, column)
    key = etree.SubElement(column_set, f"{{{_GENERICODE}}}Key", Id="codeKey")
    etree.SubElement(key, f"{{{_GENERICODE}}}ShortName").text = "CodeKey"
    etree.SubElement(key, f"{{{_GENERICODE}}}ColumnRef", Ref="code")
    rows = etree.SubElement(root, f"{{{_GENERICODE}}}SimpleCodeList")
    for wert in werte:
        row = etree.SubElement(rows, f"{{{_GENERICODE}}}Row")
        for column, text in _cells(wert, columns):
            value = etree.SubElement(row, f"{{{_GENERICODE}}}Value", ColumnRef=column)
            etree.SubElement(value, f"{{{_GENERICODE}}}SimpleValue").text = text
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _column(column_set: etree._Element, name: str) -> None:
    use = "optional" if name == "hilfe" else "required"
    column = etree.SubElement(column_set, f"{{{_GENERICODE}}}Column", Id=name, Use=use)
    etree.SubElement(column, f"{{{_GENERICODE}}}ShortName").text = name
    etree.SubElement(column, f"{{{_GENERICODE}}}Data", Type="string")


def _cells(wert: Wert, columns: list[str]) -> Iterator[tuple[str, str]]:
    for column in columns:
        text = str(getattr(wert, column))
        if text:
            yield column, text
