"""From one complete XML element of version 2.0 to one object of the model of 3.0.0: the upgrade.

What changes: ids and versions get three digits and a part more, also inside of rules; ``bezug`` is split at ";";
``praezisierung`` is JSON in a text; the status becomes a Freigabestatus; ``fachlicherErsteller`` and ``freigabedatum``
become who set the status and when; the last change is the instant of the message; a schema gets the default profile.
Code lists stay references here; ``engine.compiler.internal_lists`` puts internal ones into the schema.

Source: XDatenfelder 2.0, xdatenfelder-baukasten.xsd.
"""

import json
import re
from datetime import datetime
from typing import Any

from rathaus.standards.xdatenfelder import elements
from rathaus.standards.xdatenfelder.codes import (
    AbleitungRepraesentation,
    AbleitungStruktur,
    Datentyp,
    Feldart,
    Freigabestatus,
    Schemaelementart,
)
from rathaus.standards.xdatenfelder.elements import read_codeliste_referenz
from rathaus.standards.xdatenfelder.ids import upgrade_id, upgrade_prose
from rathaus.standards.xdatenfelder.model import (
    Bezug,
    Codeliste,
    CodelisteReferenz,
    Datenfeld,
    Datenfeldgruppe,
    Dokumentart,
    Dokumentsteckbrief,
    Element,
    Header,
    Identifikation,
    Praezisierung,
    Regel,
    Relation,
    Stammdatenschema,
    Struktur,
)
from rathaus.standards.xdatenfelder.node import Node, read_instant
from rathaus.standards.xdatenfelder.stream import NAMESPACE_2

#: What the URN of a list begins with that belongs to the schema: its entries become values of the field.
INTERNAL_LIST = "urn:de:fim:"
DEFAULT_PROFILE = Identifikation("D99000000001")
OTHER_DOCUMENT = Dokumentart("999")
STATUS = {
    "inVorbereitung": Freigabestatus.IN_BEARBEITUNG,
    "aktiv": Freigabestatus.FACHLICH_FREIGEGEBEN_GOLD,
    "inaktiv": Freigabestatus.INAKTIV,
}

_LIMITS = frozenset({"minLength", "maxLength", "minValue", "maxValue", "pattern"})
_PROSE = re.compile(r"(?=.*[A-Za-zÄÖÜäöüß]{3})[^\\\[\](){}.*+?|^$]+", re.DOTALL)
"""A "pattern" of plain words: a remark, because nobody could answer with anything but these words."""
_EMPTY_SCRIPT = re.compile(r"function script\(\)\s*\{\s*\}")
_DOCUMENT_CODE = re.compile(r"[0-9]{3}")
_GENERAL = frozenset(
    "identifikation name bezeichnungEingabe bezeichnungAusgabe beschreibung definition bezug status gueltigAb "
    "gueltigBis fachlicherErsteller versionshinweis freigabedatum veroeffentlichungsdatum".split()
)
_SHOWN = _GENERAL | {"schemaelementart", "hilfetextEingabe", "hilfetextAusgabe"}
_FELD = _SHOWN | {"feldart", "datentyp", "praezisierung", "inhalt", "codelisteReferenz"}
_SCHEMA = _GENERAL | {"hilfetext", "ableitungsmodifikationenStruktur", "ableitungsmodifikationenRepraesentation"}
_STECKBRIEF = _GENERAL | {"isReferenz", "dokumentart", "hilfetext"}
_CODELISTE = _GENERAL | {"genericodeIdentification", "langname", "genericode"}
_RULES_AND_POSITIONS = frozenset({"regel", "struktur"})
_NONE: frozenset[str] = frozenset()


def id_of(node: Node) -> str:
    """Return the upgraded id that stands in an ``identifikation``."""
    return upgrade_id(Identifikation(elements.id_of(node))).id


def build_header(node: Node) -> Header:
    """Build the head of the message, of which version 2.0 has the first three entries."""
    return elements.build_header(node)


def build_relation(node: Node) -> Relation | None:  # noqa: ARG001 - the signature of the dialect
    """Leave a relation out: version 2.0 knows none, and the element around it reports that."""
    return None


def build_regel(node: Node) -> Regel:
    """Build a rule: its prose stands in the definition, and its script is an empty function in real files."""
    node.report_strangers(single=_GENERAL | {"script"}, many=_NONE)
    script = node.text("script")
    return Regel(
        identifikation=_identity(node, letter="R", name="regel"),
        name=node.needed_text("name"),
        beschreibung=upgrade_prose(node.text("beschreibung")),
        freitext_regel=upgrade_prose(node.text("definition")),
        bezug=_bezuege(node),
        fachlicher_ersteller=node.text("fachlicherErsteller"),
        letzte_aenderung=_created_at(node),
        skript="" if _EMPTY_SCRIPT.fullmatch(script) else script,
    )


def build_feld(node: Node, *, regel: tuple[Regel, ...], relation: tuple[Relation, ...]) -> Datenfeld:
    """Build a field from its element."""
    node.report_strangers(single=_FELD, many=frozenset({"regel"}))
    return Datenfeld(
        **_schemaelementangaben(node, letter="F", relation=relation),
        feldart=node.vital_code("feldart", Feldart, fallback=Feldart.INPUT),
        datentyp=node.vital_code("datentyp", Datentyp, fallback=Datentyp.TEXT),
        praezisierung=_praezisierung(node),
        inhalt=node.text("inhalt"),
        codeliste_referenz=_codeliste_referenz(node.first("codelisteReferenz")),
        regel=regel,
    )


def build_gruppe(
    node: Node, *, regel: tuple[Regel, ...], struktur: tuple[Struktur, ...], relation: tuple[Relation, ...]
) -> Datenfeldgruppe:
    """Build a group from its element."""
    node.report_strangers(single=_SHOWN, many=_RULES_AND_POSITIONS)
    if not struktur:
        node.add("XDF-044")
    return Datenfeldgruppe(**_schemaelementangaben(node, letter="G", relation=relation), regel=regel, struktur=struktur)


def build_struktur(node: Node, *, enthaelt: tuple[Element, ...]) -> Struktur | None:
    """Build a position; None with an error when nothing stands there."""
    return elements.build_struktur(node, enthaelt=enthaelt, bezug=_bezuege(node))


def build_schema(
    node: Node, *, regel: tuple[Regel, ...], struktur: tuple[Struktur, ...], relation: tuple[Relation, ...]
) -> Stammdatenschema:
    """Build the schema from its element, with the default profile, because version 2.0 names none."""
    node.report_strangers(single=_SCHEMA, many=_RULES_AND_POSITIONS)
    if not struktur:
        node.add("XDF-020", element="stammdatenschema")
    return Stammdatenschema(
        **_allgemeine_angaben(node, letter="S", relation=relation),
        bezeichnung=node.needed_text("bezeichnungEingabe"),
        hilfetext=node.text("hilfetext"),
        ableitungsmodifikationen_struktur=node.needed_code("ableitungsmodifikationenStruktur", AbleitungStruktur),
        ableitungsmodifikationen_repraesentation=node.needed_code(
            "ableitungsmodifikationenRepraesentation", AbleitungRepraesentation
        ),
        dokumentsteckbrief=DEFAULT_PROFILE,
        regel=regel,
        struktur=struktur,
    )


def build_steckbrief(node: Node, *, relation: tuple[Relation, ...]) -> Dokumentsteckbrief:
    """Build a document profile; a kind of document that is no code becomes 999, with a finding."""
    node.report_strangers(single=_STECKBRIEF, many=_NONE)
    art = node.text("dokumentart")
    if not _DOCUMENT_CODE.fullmatch(art):
        node.add("XDF-040", value=art, code=OTHER_DOCUMENT.code)
    return Dokumentsteckbrief(
        **_allgemeine_angaben(node, letter="D", relation=relation),
        ist_abstrakt=node.boolean("isReferenz") or False,
        dokumentart=Dokumentart(art) if _DOCUMENT_CODE.fullmatch(art) else OTHER_DOCUMENT,
        bezeichnung=node.needed_text("bezeichnungEingabe"),
        hilfetext=node.text("hilfetext"),
    )


def build_codeliste(node: Node, *, genericode: str) -> Codeliste:
    """Build a code list; its own id keeps its form, because 3.0.0 has none for lists.

    Args:
        node: element ``codeliste``.
        genericode: the embedded list, canonical XML.
    """
    node.report_strangers(single=_CODELISTE, many=_NONE)
    general = _allgemeine_angaben(node, letter="C", relation=())
    own_id = node.first("identifikation") or node
    return Codeliste(
        **general | {"identifikation": Identifikation(own_id.token("id") or "", own_id.token("version"))},
        genericode=genericode,
        genericode_identification=read_codeliste_referenz(node.first("genericodeIdentification")),
        langname=node.text("langname"),
    )


# The dictionaries below are keyword arguments of frozen classes; their values have many types.
def _allgemeine_angaben(node: Node, *, letter: str, relation: tuple[Relation, ...]) -> dict[str, Any]:
    return {
        "identifikation": _identity(node, letter=letter, name=elements.ELEMENT_OF.get(letter, "codeliste")),
        "name": node.needed_text("name"),
        "beschreibung": node.text("beschreibung"),
        "definition": node.text("definition"),
        "bezug": _bezuege(node),
        "freigabestatus": _status(node),
        "status_gesetzt_am": node.date("freigabedatum"),
        "status_gesetzt_durch": node.text("fachlicherErsteller"),
        "gueltig_ab": node.date("gueltigAb"),
        "gueltig_bis": node.date("gueltigBis"),
        "versionshinweis": node.text("versionshinweis"),
        "veroeffentlichungsdatum": node.date("veroeffentlichungsdatum"),
        "letzte_aenderung": _created_at(node),
        "relation": relation,
    }


def _schemaelementangaben(node: Node, *, letter: str, relation: tuple[Relation, ...]) -> dict[str, Any]:
    return _allgemeine_angaben(node, letter=letter, relation=relation) | {
        "bezeichnung_eingabe": node.text("bezeichnungEingabe"),
        "bezeichnung_ausgabe": node.text("bezeichnungAusgabe"),
        "schemaelementart": node.needed_code("schemaelementart", Schemaelementart),
        "hilfetext_eingabe": node.text("hilfetextEingabe"),
        "hilfetext_ausgabe": node.text("hilfetextAusgabe"),
    }


def _identity(node: Node, *, letter: str, name: str) -> Identifikation:
    own_id = node.first("identifikation") or node
    written = upgrade_id(Identifikation(own_id.token("id") or "", own_id.token("version")))
    return written if letter == "C" else own_id.checked(written, letter=letter, name=name)


def _status(node: Node) -> Freigabestatus | None:
    status = node.first("status")
    code = (status.token("code") if status else None) or ""
    if code not in STATUS:
        node.add("XDF-023", element="status", code=code, allowed=", ".join(STATUS))
    return STATUS.get(code)


def _created_at(node: Node) -> datetime | None:
    """Return the instant of the message, which stands before everything else; a bad one is reported there."""
    root = node.element.getroottree().getroot()
    written = root.findtext(f"{{{NAMESPACE_2}}}header/{{{NAMESPACE_2}}}erstellungszeitpunkt") or ""
    try:
        return read_instant(written.strip())
    except ValueError:
        return None


def _bezuege(node: Node) -> tuple[Bezug, ...]:
    texts = (part.strip() for part in node.text("bezug").split(";"))
    return tuple(Bezug(text) for text in texts if text)


def _praezisierung(node: Node) -> Praezisierung | None:
    """Read the restriction: JSON in a text; anything else is kept as text, with a finding."""
    raw = node.text("praezisierung")
    limits = _decoded(raw)
    if not raw or limits == {}:
        return None
    if limits is None or not _LIMITS.issuperset(limits):
        node.add("XDF-037", value=raw)
        return Praezisierung(text=raw)
    pattern = str(limits.get("pattern") or "")
    remark = pattern.strip() if _PROSE.fullmatch(pattern) else ""
    if remark:
        node.add("XDF-038", value=remark)
    shortest, longest = (node.limit(name, str(limits.get(name) or "").strip()) for name in ("minLength", "maxLength"))
    if shortest is not None and longest is not None and shortest > longest:
        node.add("XDF-033", min_length=shortest, max_length=longest)
    return Praezisierung(
        min_length=shortest,
        max_length=longest or None,
        min_value=str(limits.get("minValue") or "").strip() or None,
        max_value=str(limits.get("maxValue") or "").strip() or None,
        pattern=(pattern if not remark else "") or None,
        text=remark,
    )


def _decoded(raw: str) -> dict[str, object] | None:
    """Return the JSON object, None when the text is none."""
    try:
        decoded = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return decoded if isinstance(decoded, dict) else None


def _codeliste_referenz(node: Node | None) -> CodelisteReferenz | None:
    return read_codeliste_referenz(node.first("genericodeIdentification")) if node else None
