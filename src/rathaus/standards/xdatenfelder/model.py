"""The model of XDatenfelder 3.0.0: frozen, one class per type of the standard; files of version 2.0 are upgraded to it.

Texts are stripped at both ends; a missing optional text is an empty string, a missing optional value is ``None``.
Codes of value lists are strings, always: leading zeros count. Source: XDatenfelder 3.0.0, xdatenfelder-baukasten.xsd.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

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


@dataclass(frozen=True, slots=True)
class Identifikation:
    """Id and version of an element; the same id may stand at several positions of one schema.

    Args:
        id: letter S, D, G, F or R and 11 digits.
        version: three numbers with dots such as ``1.0.0``; None means "the newest".
    """

    id: str
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Bezug:
    """A legal basis (Rechtsbezug) as free text, such as ``§ 28 (1) MuSchG``, with an optional link."""

    text: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Stichwort:
    """A keyword with the address of the vocabulary that it comes from."""

    text: str
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another element; the reader leaves out "is derived from", which is noise in real exports."""

    praedikat: Relationsart
    objekt: Identifikation


@dataclass(frozen=True, slots=True)
class Anzahl:
    """Cardinality of a position; ``max`` None means unbounded (``*``). Says "required if shown", not "shown"."""

    min: int
    max: int | None

    @property
    def repeats(self) -> bool:
        """Return whether more than one entry is allowed."""
        return self.max is None or self.max > 1

    def __str__(self) -> str:
        """Return the form of the standard, such as ``0:*``."""
        return f"{self.min}:{'*' if self.max is None else self.max}"


@dataclass(frozen=True, slots=True)
class Praezisierung:
    """Restriction of the values of a field.

    Args:
        min_length: characters, at least; None = no limit.
        max_length: characters, at most; None = no limit.
        min_value: lowest number, date, time or instant, as written.
        max_value: highest number, date, time or instant, as written.
        pattern: regular expression in XSD syntax; always matches the whole value.
        text: free text of the restriction; nearly always empty.
    """

    min_length: int | None = None
    max_length: int | None = None
    min_value: str | None = None
    max_value: str | None = None
    pattern: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Wert:
    """One entry of an inline value list (Werteliste)."""

    code: str
    name: str
    hilfe: str = ""


@dataclass(frozen=True, slots=True)
class CodelisteReferenz:
    """Reference to a code list that stands elsewhere (GenericodeIdentification); no version means "the newest"."""

    canonical_identification: str | None = None
    version: str | None = None
    canonical_version_uri: str | None = None


@dataclass(frozen=True, slots=True)
class RegelParameter:
    """What triggers a rule: the element, the name in the script and what is handed over."""

    element: str
    name: str
    typ: RegelParamTyp | None


@dataclass(frozen=True, slots=True)
class RegelZiel:
    """What a rule acts upon: the element and its name in the script."""

    element: str
    name: str


@dataclass(frozen=True, slots=True)
class Fehlermeldung:
    """The message that a rule shows under a code."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """A rule, borne by a schema, a group or a field; in real files German prose in ``freitext_regel``."""

    identifikation: Identifikation
    name: str = ""
    beschreibung: str = ""
    freitext_regel: str = ""
    bezug: tuple[Bezug, ...] = ()
    stichwort: tuple[Stichwort, ...] = ()
    fachlicher_ersteller: str = ""
    letzte_aenderung: datetime | None = None
    typ: Regeltyp = Regeltyp.KOMPLEX
    param: tuple[RegelParameter, ...] = ()
    ziel: tuple[RegelZiel, ...] = ()
    skript: str = ""
    fehler: tuple[Fehlermeldung, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AllgemeineAngaben:
    """What schema, group and field have in common."""

    identifikation: Identifikation
    name: str = ""
    beschreibung: str = ""
    definition: str = ""
    bezug: tuple[Bezug, ...] = ()
    freigabestatus: Freigabestatus | None = None
    status_gesetzt_am: date | None = None
    status_gesetzt_durch: str = ""
    gueltig_ab: date | None = None
    gueltig_bis: date | None = None
    versionshinweis: str = ""
    veroeffentlichungsdatum: date | None = None
    letzte_aenderung: datetime | None = None
    relation: tuple[Relation, ...] = ()
    stichwort: tuple[Stichwort, ...] = ()

    @property
    def id(self) -> str:
        """Return the bare id of the element."""
        return self.identifikation.id

    @property
    def version(self) -> str | None:
        """Return the version of the element."""
        return self.identifikation.version


@dataclass(frozen=True, slots=True, kw_only=True)
class Schemaelementangaben(AllgemeineAngaben):
    """What group and field have in common."""

    bezeichnung_eingabe: str = ""
    bezeichnung_ausgabe: str = ""
    schemaelementart: Schemaelementart | None = None
    hilfetext_eingabe: str = ""
    hilfetext_ausgabe: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Datenfeld(Schemaelementangaben):
    """A field.

    Args:
        werte: inline value list; empty when there is none.
        code_key: id of the column of the referenced code list that holds the codes.
        name_key: id of the column that holds the names.
        help_key: id of the column that holds the help texts.
        max_size: largest file in bytes, only for files; None = platform default.
        media_type: allowed media types, only for files; empty = platform default.
    """

    feldart: Feldart
    datentyp: Datentyp
    praezisierung: Praezisierung | None = None
    inhalt: str = ""
    vorbefuellung: Vorbefuellung = Vorbefuellung.KEINE
    werte: tuple[Wert, ...] = ()
    codeliste_referenz: CodelisteReferenz | None = None
    code_key: str | None = None
    name_key: str | None = None
    help_key: str | None = None
    regel: tuple[Regel, ...] = ()
    max_size: int | None = None
    media_type: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Datenfeldgruppe(Schemaelementangaben):
    """A group of fields and groups; ``art`` AUSWAHLGRUPPE means that exactly one child is used."""

    art: Gruppenart | None = None
    regel: tuple[Regel, ...] = ()
    struktur: tuple["Struktur", ...] = ()


type Element = Datenfeld | Datenfeldgruppe


@dataclass(frozen=True, slots=True, kw_only=True)
class Struktur:
    """One position: cardinality and legal basis belong to the position, not to the element that stands there."""

    anzahl: Anzahl
    enthaelt: Element
    bezug: tuple[Bezug, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stammdatenschema(AllgemeineAngaben):
    """A schema: the data structure of one form. The key of a field is its path of ids, never the bare id."""

    bezeichnung: str = ""
    hilfetext: str = ""
    ableitungsmodifikationen_struktur: AbleitungStruktur | None = None
    ableitungsmodifikationen_repraesentation: AbleitungRepraesentation | None = None
    dokumentsteckbrief: Identifikation | None = None
    regel: tuple[Regel, ...] = ()
    struktur: tuple[Struktur, ...] = ()

    def walk(self) -> Iterator[tuple[str, Struktur]]:
        """Yield every position with its path key (``G1.G2.F3``), parents before children, in document order."""
        return walk_positions(self.struktur)


def walk_positions(struktur: tuple[Struktur, ...]) -> Iterator[tuple[str, Struktur]]:
    """Yield positions and all below them with their path keys, parents before children, in document order."""
    pending = [(position.enthaelt.id, position) for position in reversed(struktur)]
    while pending:
        path, position = pending.pop()
        yield path, position
        if isinstance(position.enthaelt, Datenfeldgruppe):
            children = reversed(position.enthaelt.struktur)
            pending.extend((f"{path}.{child.enthaelt.id}", child) for child in children)


@dataclass(frozen=True, slots=True)
class Dokumentart:
    """Kind of a document: code of an open list, and the version of that list."""

    code: str
    list_version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dokumentsteckbrief(AllgemeineAngaben):
    """Profile of a document: what it is for, without its fields; message 0101.

    Args:
        ist_abstrakt: whether it stands for a class of documents.
    """

    ist_abstrakt: bool = False
    dokumentart: Dokumentart | None = None
    bezeichnung: str = ""
    hilfetext: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codeliste(AllgemeineAngaben):
    """A code list as a message of its own, 0105.

    Args:
        genericode: the list, exclusive canonical XML; the reader of genericode reads it. Version 3.0.0 has nothing
            else, and the id is empty then.
        genericode_identification: identification of the list beside it; version 2.0 only.
        langname: long name; version 2.0 only.
    """

    genericode: str = ""
    genericode_identification: CodelisteReferenz | None = None
    langname: str = ""


@dataclass(frozen=True, slots=True)
class RegelUebersetzung:
    """Messages of a rule in another language."""

    uebersetzt: Identifikation
    fehler: tuple[Fehlermeldung, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementUebersetzung:
    """Texts of one element in another language; an element without version means all its versions."""

    uebersetzt: Identifikation
    bezeichnung_eingabe: str = ""
    bezeichnung_ausgabe: str = ""
    hilfetext_eingabe: str = ""
    hilfetext_ausgabe: str = ""
    inhalt: str = ""
    werte: tuple[Wert, ...] = ()
    regel: tuple[RegelUebersetzung, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sprache:
    """All texts of a schema in one language.

    Args:
        lang: two or three small letters, ISO 639.
        region: two capital letters, ISO 3166-1.
        variant: ``simple`` for Leichte Sprache.
        version: version of the translation.
    """

    lang: str
    version: int
    element: tuple[ElementUebersetzung, ...] = ()
    region: str | None = None
    variant: str | None = None

    @property
    def tag(self) -> str:
        """Return the language tag, such as ``en``, ``pt-BR`` or ``de-simple``."""
        return "-".join(part for part in (self.lang, self.region, self.variant) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uebersetzung:
    """Translations of an element, usually a schema; message 0106. ``de`` ``simple`` is Leichte Sprache."""

    uebersetzt: Identifikation
    sprache: tuple[Sprache, ...] = ()


type Content = Dokumentsteckbrief | Stammdatenschema | Datenfeldgruppe | Datenfeld | Codeliste | Uebersetzung
"""What a message carries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Head of a message; real exports carry only the first two."""

    nachricht_id: str = ""
    erstellungszeitpunkt: datetime | None = None
    referenz_id: str = ""
    produktbezeichnung: str = ""
    produkthersteller: str = ""
    produktversion: str = ""
    datenqualitaet: Datenqualitaet | None = None
