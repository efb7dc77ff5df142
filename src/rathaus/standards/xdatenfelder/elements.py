"""From one complete XML element to one object of the model.

Nested positions, rules and relations were handled before (they arrive as arguments), so that no tree is kept.
"""

import re
from dataclasses import fields
from typing import Any

from rathaus.standards.xdatenfelder.codes import (
    AbleitungRepraesentation,
    AbleitungStruktur,
    Datenqualitaet,
    Datentyp,
    Feldart,
    Freigabestatus,
    Gruppenart,
    RegelParamTyp,
    Regeltyp,
    Relationsart,
    Schemaelementart,
    Vorbefuellung,
)
from rathaus.standards.xdatenfelder.model import (
    AllgemeineAngaben,
    Anzahl,
    Bezug,
    CodelisteReferenz,
    Datenfeld,
    Datenfeldgruppe,
    Dokumentart,
    Dokumentsteckbrief,
    Element,
    Fehlermeldung,
    Header,
    Identifikation,
    Praezisierung,
    Regel,
    RegelParameter,
    RegelZiel,
    Relation,
    Stammdatenschema,
    Stichwort,
    Struktur,
    Wert,
)
from rathaus.standards.xdatenfelder.node import Node

_ANZAHL = re.compile(r"([0-9]{1,9}):(\*|[0-9]{1,9})")
_MEDIA_TYPE = re.compile(r"\w+/[-+.\w]+")


def _children_of(model: type[AllgemeineAngaben | Regel | Struktur]) -> dict[str, frozenset[str]]:
    """Return the names of the children that the standard knows: the fields of the model in camel case."""
    repeated = {part.name for part in fields(model) if part.default == () and part.name != "werte"}
    names = {part.name: re.sub("_(.)", lambda match: match[1].upper(), part.name) for part in fields(model)}
    return {
        "single": frozenset(name for part, name in names.items() if part not in repeated),
        "many": frozenset(name for part, name in names.items() if part in repeated),
    }


_STECKBRIEF = _children_of(Dokumentsteckbrief)
_SCHEMA = _children_of(Stammdatenschema)
_GRUPPE = _children_of(Datenfeldgruppe)
_FELD = _children_of(Datenfeld)
_STRUKTUR = _children_of(Struktur)
_REGEL = _children_of(Regel)


def build_steckbrief(node: Node, *, relation: tuple[Relation, ...]) -> Dokumentsteckbrief:
    """Build a document profile from its element."""
    node.report_strangers(**_STECKBRIEF)
    art = node.first("dokumentart")
    code = art.token("code") if art else None
    if code is None:
        node.add("XDF-024", element="dokumentart")
    return Dokumentsteckbrief(
        **_allgemeine_angaben(node, letter="D", relation=relation),
        ist_abstrakt=node.boolean("istAbstrakt") or False,
        dokumentart=Dokumentart(code, art.attribute("listVersionID")) if art and code else None,
        bezeichnung=node.needed_text("bezeichnung"),
        hilfetext=node.text("hilfetext"),
    )


def build_schema(
    node: Node, *, regel: tuple[Regel, ...], struktur: tuple[Struktur, ...], relation: tuple[Relation, ...]
) -> Stammdatenschema:
    """Build the schema from its element."""
    node.report_strangers(**_SCHEMA)
    if not struktur:
        node.add("XDF-020", element="stammdatenschema")
    steckbrief = node.first("dokumentsteckbrief")
    if not steckbrief:
        node.add("XDF-024", element="dokumentsteckbrief")
    return Stammdatenschema(
        **_allgemeine_angaben(node, letter="S", relation=relation),
        bezeichnung=node.needed_text("bezeichnung"),
        hilfetext=node.text("hilfetext"),
        ableitungsmodifikationen_struktur=node.needed_code("ableitungsmodifikationenStruktur", AbleitungStruktur),
        ableitungsmodifikationen_repraesentation=node.needed_code(
            "ableitungsmodifikationenRepraesentation", AbleitungRepraesentation
        ),
        dokumentsteckbrief=steckbrief.identity(letter="D", element="dokumentsteckbrief") if steckbrief else None,
        regel=regel,
        struktur=struktur,
    )


def build_gruppe(
    node: Node, *, regel: tuple[Regel, ...], struktur: tuple[Struktur, ...], relation: tuple[Relation, ...]
) -> Datenfeldgruppe:
    """Build a group from its element."""
    node.report_strangers(**_GRUPPE)
    if not struktur:
        node.add("XDF-044")
    return Datenfeldgruppe(
        **_schemaelementangaben(node, letter="G", relation=relation),
        art=node.code("art", Gruppenart),
        regel=regel,
        struktur=struktur,
    )


def build_feld(node: Node, *, regel: tuple[Regel, ...], relation: tuple[Relation, ...]) -> Datenfeld:
    """Build a field from its element; an unusable Feldart becomes input, an unusable Datentyp text, with an error."""
    node.report_strangers(**_FELD)
    return Datenfeld(
        **_schemaelementangaben(node, letter="F", relation=relation),
        feldart=node.vital_code("feldart", Feldart, fallback=Feldart.INPUT),
        datentyp=node.vital_code("datentyp", Datentyp, fallback=Datentyp.TEXT),
        praezisierung=_praezisierung(node.first("praezisierung")),
        inhalt=node.text("inhalt"),
        vorbefuellung=node.needed_code("vorbefuellung", Vorbefuellung) or Vorbefuellung.KEINE,
        werte=read_werte(node.first("werte")),
        codeliste_referenz=read_codeliste_referenz(node.first("codelisteReferenz")),
        code_key=node.token("codeKey"),
        name_key=node.token("nameKey"),
        help_key=node.token("helpKey"),
        regel=regel,
        max_size=node.positive("maxSize"),
        media_type=_media_types(node),
    )


def build_struktur(
    node: Node, *, enthaelt: tuple[Element, ...], bezug: tuple[Bezug, ...] | None = None
) -> Struktur | None:
    """Build a position; None with an error when nothing stands there.

    Args:
        node: the position.
        enthaelt: what stands there.
        bezug: legal bases where they are written in another way than in 3.0.0.
    """
    node.report_strangers(**_STRUKTUR)
    if not enthaelt:
        node.add("XDF-018")
        return None
    if len(enthaelt) > 1:
        node.add("XDF-019", count=len(enthaelt))
    return Struktur(
        anzahl=read_anzahl(node), bezug=read_bezuege(node) if bezug is None else bezug, enthaelt=enthaelt[0]
    )


def id_of(node: Node) -> str:
    """Return the id that stands in an ``identifikation``."""
    return node.token("id") or ""


def build_regel(node: Node) -> Regel:
    """Build a rule; an unknown type counts as a complex rule."""
    node.report_strangers(**_REGEL)
    return Regel(
        identifikation=(node.first("identifikation") or node).identity(letter="R", element="regel"),
        name=node.needed_text("name"),
        beschreibung=node.text("beschreibung"),
        freitext_regel=node.text("freitextRegel"),
        bezug=read_bezuege(node),
        stichwort=_stichwoerter(node),
        fachlicher_ersteller=node.text("fachlicherErsteller"),
        letzte_aenderung=node.instant("letzteAenderung"),
        typ=node.needed_code("typ", Regeltyp) or Regeltyp.KOMPLEX,
        param=tuple(
            RegelParameter(part.attribute("element"), part.attribute("name"), part.plain_code("typ", RegelParamTyp))
            for part in node.all("param")
        ),
        ziel=tuple(RegelZiel(part.attribute("element"), part.attribute("name")) for part in node.all("ziel")),
        skript=node.text("skript"),
        fehler=read_fehler(node),
    )


def read_fehler(node: Node) -> tuple[Fehlermeldung, ...]:
    """Return the messages of a rule."""
    return tuple(Fehlermeldung(part.attribute("code"), part.content) for part in node.all("fehler"))


def build_relation(node: Node) -> Relation | None:
    """Build a relation; None for "is derived from", which is noise, and for unknown kinds."""
    art, objekt = node.code("praedikat", Relationsart), node.first("objekt")
    if art is None or art is Relationsart.IST_ABGELEITET_VON or objekt is None:
        return None
    return Relation(art, Identifikation(objekt.token("id") or "", objekt.token("version")))


def build_header(node: Node) -> Header:
    """Build the head of the message; everything in it is for information only."""
    return Header(
        nachricht_id=node.text("nachrichtID"),
        erstellungszeitpunkt=node.instant("erstellungszeitpunkt"),
        referenz_id=node.text("referenzID"),
        produktbezeichnung=node.text("produktbezeichnung"),
        produkthersteller=node.text("produkthersteller"),
        produktversion=node.text("produktversion"),
        datenqualitaet=node.code("datenqualitaet", Datenqualitaet),
    )


# The dictionaries below are keyword arguments of frozen classes; their values have many types.
def _allgemeine_angaben(node: Node, *, letter: str, relation: tuple[Relation, ...]) -> dict[str, Any]:
    own_id = node.first("identifikation") or node
    return {
        "identifikation": own_id.identity(letter=letter, element=ELEMENT_OF[letter]),
        "name": node.needed_text("name"),
        "beschreibung": node.text("beschreibung"),
        "definition": node.text("definition"),
        "bezug": read_bezuege(node),
        "freigabestatus": node.needed_code("freigabestatus", Freigabestatus),
        "status_gesetzt_am": node.date("statusGesetztAm"),
        "status_gesetzt_durch": node.text("statusGesetztDurch"),
        "gueltig_ab": node.date("gueltigAb"),
        "gueltig_bis": node.date("gueltigBis"),
        "versionshinweis": node.text("versionshinweis"),
        "veroeffentlichungsdatum": node.date("veroeffentlichungsdatum"),
        "letzte_aenderung": node.instant("letzteAenderung"),
        "relation": relation,
        "stichwort": _stichwoerter(node),
    }


#: Name of the element whose ids begin with a letter.
ELEMENT_OF = {"D": "dokumentsteckbrief", "S": "stammdatenschema", "G": "datenfeldgruppe", "F": "datenfeld"}


def _schemaelementangaben(node: Node, *, letter: str, relation: tuple[Relation, ...]) -> dict[str, Any]:
    return _allgemeine_angaben(node, letter=letter, relation=relation) | {
        "bezeichnung_eingabe": node.needed_text("bezeichnungEingabe"),
        "bezeichnung_ausgabe": node.text("bezeichnungAusgabe"),
        "schemaelementart": node.needed_code("schemaelementart", Schemaelementart),
        "hilfetext_eingabe": node.text("hilfetextEingabe"),
        "hilfetext_ausgabe": node.text("hilfetextAusgabe"),
    }


def read_bezuege(node: Node) -> tuple[Bezug, ...]:
    """Return the legal bases of an element."""
    return tuple(Bezug(part.content, part.attribute("link") or None) for part in node.all("bezug"))


def _stichwoerter(node: Node) -> tuple[Stichwort, ...]:
    return tuple(Stichwort(part.content, part.attribute("uri") or None) for part in node.all("stichwort"))


def read_anzahl(node: Node) -> Anzahl:
    """Return the cardinality of a position; 1:1 stands in for an unusable one, which is an error anyway."""
    raw = node.text("anzahl")
    match = _ANZAHL.fullmatch(raw)
    if not match:
        node.add("XDF-016" if raw else "XDF-015", value=raw)
        return Anzahl(1, 1)
    anzahl = Anzahl(int(match[1]), None if match[2] == "*" else int(match[2]))
    if anzahl.max is not None and (anzahl.max < anzahl.min or anzahl.max == 0):
        node.add("XDF-017", value=raw)
        return Anzahl(1, 1)
    return anzahl


def _praezisierung(node: Node | None) -> Praezisierung | None:
    if node is None:
        return None
    shortest, longest = node.count("minLength", of_attribute=True), node.positive("maxLength", of_attribute=True)
    if shortest is not None and longest is not None and shortest > longest:
        node.add("XDF-033", min_length=shortest, max_length=longest)
    return Praezisierung(
        min_length=shortest,
        max_length=longest,
        min_value=node.attribute("minValue") or None,
        max_value=node.attribute("maxValue") or None,
        pattern=node.element.get("pattern") or None,
        text=node.content,
    )


def read_werte(node: Node | None) -> tuple[Wert, ...]:
    """Return the entries with a code, each code once."""
    werte: dict[str, Wert] = {}
    for part in node.all("wert") if node else ():
        code = part.token("code")
        if code is None:
            part.add("XDF-027")
        elif code in werte:
            part.add("XDF-028", code=code)
        else:
            werte[code] = Wert(code, part.needed_text("name"), part.text("hilfe"))
    return tuple(werte.values())


def read_codeliste_referenz(node: Node | None) -> CodelisteReferenz | None:
    """Return a GenericodeIdentification."""
    if node is None:
        return None
    return CodelisteReferenz(
        canonical_identification=node.token("canonicalIdentification"),
        version=node.token("version"),
        canonical_version_uri=node.token("canonicalVersionUri"),
    )


def _media_types(node: Node) -> tuple[str, ...]:
    types = tuple(part.content for part in node.all("mediaType"))
    for media_type in types:
        if not _MEDIA_TYPE.fullmatch(media_type):
            node.add("XDF-025", element="mediaType", value=media_type)
    return tuple(media_type for media_type in types if _MEDIA_TYPE.fullmatch(media_type))
