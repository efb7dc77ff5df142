"""Writer of XDatenfelder 3.0.0: all six messages; ``read_message(write_message(x))`` gives ``x`` back.

The fields of the model stand in the order of the standard's sequences, so one walk over them writes every type. Codes
carry the list and the version that the standard fixes. Written files follow the XML schema when the model holds what
the standard demands; what a file lacked on reading, it lacks again.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from lxml import etree

from rathaus.standards.xdatenfelder.codes import (
    AbleitungRepraesentation,
    AbleitungStruktur,
    Datenqualitaet,
    Datentyp,
    Feldart,
    Freigabestatus,
    Gruppenart,
    MessageKind,
    Regeltyp,
    Relationsart,
    Schemaelementart,
    Vorbefuellung,
)
from rathaus.standards.xdatenfelder.model import (
    Anzahl,
    Bezug,
    Codeliste,
    Content,
    Datenfeld,
    Datenfeldgruppe,
    Dokumentart,
    Dokumentsteckbrief,
    Fehlermeldung,
    Header,
    Praezisierung,
    RegelParameter,
    RegelZiel,
    Sprache,
    Stammdatenschema,
    Stichwort,
    Struktur,
    Uebersetzung,
    Wert,
)
from rathaus.standards.xdatenfelder.stream import NAMESPACE
from rathaus.values.xml import parse_xml

LISTS: Mapping[type[StrEnum], tuple[str, str]] = MappingProxyType(
    {
        AbleitungRepraesentation: (
            "urn:xoev-de:fim:codeliste:xdatenfelder.ableitungsmodifikationenRepraesentation",
            "1.0",
        ),
        AbleitungStruktur: ("urn:xoev-de:fim:codeliste:xdatenfelder.ableitungsmodifikationenStruktur", "1.0"),
        Datenqualitaet: ("urn:xoev-de:fim:codeliste:datenfelder.datenqualitaet", "1.0"),
        Datentyp: ("urn:xoev-de:fim:codeliste:xdatenfelder.datentyp", "2.0"),
        Feldart: ("urn:xoev-de:fim:codeliste:xdatenfelder.feldart", "2.0"),
        Freigabestatus: ("urn:xoev-de:xprozess:codeliste:status", "2022-07-12"),
        Gruppenart: ("urn:xoev-de:fim:codeliste:datenfelder.gruppenart", "1.0"),
        Regeltyp: ("urn:xoev-de:fim:codeliste:xdatenfelder.regeltyp", "1.0"),
        Relationsart: ("urn:xoev-de:fim-datenfelder:codeliste:relation", "1.2"),
        Schemaelementart: ("urn:xoev-de:fim:codeliste:xdatenfelder.schemaelementart", "1.0"),
        Vorbefuellung: ("urn:xoev-de:fim:codeliste:xdatenfelder.vorbefuellung", "1.0"),
    }
)  # fmt: skip
"""Address and version of each closed list. Source: XDatenfelder 3.0.0, xdatenfelder-baukasten.xsd, Code.*."""

KINDS: Mapping[type, MessageKind] = MappingProxyType(
    {
        Dokumentsteckbrief: MessageKind.DOKUMENTSTECKBRIEF,
        Stammdatenschema: MessageKind.STAMMDATENSCHEMA,
        Datenfeldgruppe: MessageKind.DATENFELDGRUPPE,
        Datenfeld: MessageKind.DATENFELD,
        Codeliste: MessageKind.CODELISTE,
        Uebersetzung: MessageKind.UEBERSETZUNG,
    }
)
"""The message that carries a class of the model."""

_DOCUMENT_LIST = "urn:xoev-de:fim-datenfelder:codeliste:dokumentart"
_NEEDED = frozenset({"id", "name", "bezeichnung", "bezeichnungEingabe", "nachrichtID"})
"""Texts that the standard demands: written even when empty."""
_RENAMED = {"nachricht_id": "nachrichtID", "referenz_id": "referenzID"}


def write_message(content: Content, *, header: Header) -> bytes:
    """Write a message of version 3.0.0.

    Args:
        content: what the message carries; the class decides which message it is. Texts hold no control characters.
        header: head of the message.

    Returns:
        UTF-8 XML bytes, ending with a line feed.

    Source: XDatenfelder 3.0.0, xdatenfelder.xsd and xdatenfelder-baukasten.xsd.
    """
    kind = KINDS[type(content)]
    root = etree.Element(f"{{{NAMESPACE}}}{kind}", nsmap={"xdf": NAMESPACE})
    _put(root, "header", header)
    if isinstance(content, Codeliste):
        _child(root, "genericode").append(parse_xml(content.genericode.encode()))
    elif isinstance(content, Uebersetzung):
        _fill(root, content)
    else:
        _put(root, kind.split(".")[1], content)
    pretty = not isinstance(content, Codeliste)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=pretty).rstrip() + b"\n"


def element_name(name: str) -> str:
    """Return the element of the standard that a field of the model stands for: its name in camel case."""
    return _RENAMED.get(name) or re.sub("_(.)", lambda match: match[1].upper(), name)


def _child(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = text
    return element


def _fill(parent: etree._Element, item: Any) -> None:
    """Write the fields of an object in their order."""
    for part in fields(item):
        _put(parent, element_name(part.name), getattr(item, part.name))


def _put(parent: etree._Element, name: str, value: Any) -> None:
    """Write a value as one element, several, or none at all."""
    if value is None or value == () or (value == "" and name not in _NEEDED):
        return
    if isinstance(value, tuple):
        around = _child(parent, name) if name == "werte" else parent
        for each in value:
            _put(around, "wert" if name == "werte" else name, each)
        return
    write = _WRITERS.get(type(value))
    if write is not None:
        write(_child(parent, name), value)
    elif isinstance(value, StrEnum):
        _write_code(_child(parent, name), value, *LISTS[type(value)])
    elif is_dataclass(value):
        _fill(_child(parent, name), value)
    else:
        _child(parent, name, _spelled(value))


def _spelled(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _write_code(element: etree._Element, code: str, uri: str, version: str) -> None:
    element.set("listURI", uri)
    element.set("listVersionID", version)
    etree.SubElement(element, "code").text = code


def _write_struktur(element: etree._Element, value: Struktur) -> None:
    _put(element, "anzahl", value.anzahl)
    _put(element, "bezug", value.bezug)
    name = "datenfeld" if isinstance(value.enthaelt, Datenfeld) else "datenfeldgruppe"
    _put(_child(element, "enthaelt"), name, value.enthaelt)


def _write_praezisierung(element: etree._Element, value: Praezisierung) -> None:
    element.text = value.text or None
    for part in fields(value):
        limit = getattr(value, part.name)
        if part.name != "text" and limit is not None:
            element.set(element_name(part.name), str(limit))


def _write_parameter(element: etree._Element, value: RegelParameter | RegelZiel) -> None:
    element.set("element", value.element)
    element.set("name", value.name)
    if isinstance(value, RegelParameter) and value.typ is not None:
        _child(element, "typ", value.typ)


def _write_sprache(element: etree._Element, value: Sprache) -> None:
    for name in ("lang", "region", "variant", "version"):
        if getattr(value, name) is not None:
            element.set(name, str(getattr(value, name)))
    for each in value.element:
        translated = _child(element, "element")
        for part in fields(each):
            text = getattr(each, part.name)
            if part.name == "bezeichnung_ausgabe":
                _child(translated, "bezeichnungAusgabe", text)
            else:
                _put(translated, element_name(part.name), text)


def _write_wert(element: etree._Element, value: Wert) -> None:
    _child(element, "code", value.code)
    _child(element, "name", value.name)
    _put(element, "hilfe", value.hilfe)


def _with_attribute(attribute: str, of: str) -> Callable[[etree._Element, Any], None]:
    """Return what writes a text with one attribute."""

    def write(element: etree._Element, value: Any) -> None:
        element.text = value.text
        if getattr(value, of) is not None:
            element.set(attribute, getattr(value, of))

    return write


def _write_anzahl(element: etree._Element, value: Anzahl) -> None:
    element.text = str(value)


def _write_dokumentart(element: etree._Element, value: Dokumentart) -> None:
    _write_code(element, value.code, _DOCUMENT_LIST, value.list_version)


_WRITERS: Mapping[type, Callable[[etree._Element, Any], None]] = MappingProxyType(
    {
        Anzahl: _write_anzahl,
        Bezug: _with_attribute("link", "link"),
        Dokumentart: _write_dokumentart,
        Fehlermeldung: _with_attribute("code", "code"),
        Praezisierung: _write_praezisierung,
        RegelParameter: _write_parameter,
        RegelZiel: _write_parameter,
        Sprache: _write_sprache,
        Stichwort: _with_attribute("uri", "uri"),
        Struktur: _write_struktur,
        Wert: _write_wert,
    }
)
