"""The description of a Leistung as citizens read it.

Source: XZuFi 2.3.1, Leistung; names of the modules as in the standard, names of our chapters in English. Codes whose
labels were not available to us are kept as codes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from rathaus.standards.xzufi.prose import Prose
from rathaus.values.plain import from_plain, to_plain
from rathaus.values.text import Text


class TextmodulCode(StrEnum):
    """Codes of ``urn:de:xzufi:codeliste:leistungstextmodulleika``."""

    BEZEICHNUNG = "02"
    NAME = "03"
    KURZTEXT = "05"
    VOLLTEXT = "06"
    HANDLUNGSGRUNDLAGEN = "07"
    UNTERLAGEN = "08"
    VORAUSSETZUNGEN = "09"
    VERFAHRENSABLAUF = "11"
    FORMULARE = "14"
    WEITERFUEHRENDES = "15"
    HINWEISE = "16"
    URHEBER = "18"
    ZUSTAENDIGE_STELLE = "22"
    ANSPRECHPUNKT = "23"
    TEASER = "24"
    RECHTSBEHELF = "25"


class Zeiteinheit(StrEnum):
    """Units of time of the standard; WERKTAG counts Saturdays, ARBEITSTAG does not."""

    JAHR = "JAHR"
    MONAT = "MONAT"
    WOCHE = "WOCHE"
    TAG = "TAG"
    WERKTAG = "WERKTAG"
    ARBEITSTAG = "ARBEITSTAG"
    STUNDE = "STUNDE"
    MINUTE = "MINUTE"
    SEKUNDE = "SEKUNDE"


class KostenKind(StrEnum):
    """How a cost is given; ``BESCHRIEBEN`` has words alone."""

    FIX = "fix"
    VARIABEL = "variabel"
    FREI = "frei"
    BESCHRIEBEN = "beschrieben"


@dataclass(frozen=True, slots=True)
class Link:
    """A link: address, title (the address where the file gives none), language as in the file."""

    uri: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class TextModule:
    """One text.

    Args:
        code: what it is about; a code that is not in :class:`TextmodulCode` is kept.
        heading: a heading other than the usual one; empty when there is none.
        prose: the text.
        links: further links, those with other schemes than web, mail and telephone left out.
    """

    code: str
    heading: Text
    prose: Prose
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Dauer:
    """A length of time, or a range when ``bis`` is given."""

    anzahl: int
    einheit: Zeiteinheit
    bis: int | None = None
    bis_einheit: Zeiteinheit | None = None


@dataclass(frozen=True, slots=True)
class Frist:
    """A deadline or a duration of processing.

    Args:
        typ: code of the kind of deadline; empty for durations.
        dauer: length; None when it is a day or described in words alone.
        von: first day as written in the file (date or month and day); empty when there is none.
        bis: last day, likewise.
        beschreibung: words.
    """

    typ: str
    dauer: Dauer | None
    von: str
    bis: str
    beschreibung: Prose


@dataclass(frozen=True, slots=True)
class Kosten:
    """A cost.

    Args:
        typ: code of the kind of cost.
        kind: how it is given.
        betrag_cent: amount of a fixed cost, cents.
        mindestens_cent: lower limit of a variable cost, cents.
        hoechstens_cent: upper limit of a variable cost, cents.
        waehrung: currency code.
        beschreibung: words.
        vorkasse: whether it is paid in advance; None when the file does not say.
    """

    typ: str
    kind: KostenKind
    betrag_cent: int | None
    mindestens_cent: int | None
    hoechstens_cent: int | None
    waehrung: str
    beschreibung: Prose
    vorkasse: bool | None


@dataclass(frozen=True, slots=True)
class Dokument:
    """A document that the office needs (``eingehend``) or gives.

    Args:
        eingehend: whether it is needed.
        art: code of its kind, or the free value.
        pflichtangabe: code ``01`` or ``02``; empty when not given.
        bezeichnung: name.
        beschreibung: what is accepted.
    """

    eingehend: bool
    art: str
    pflichtangabe: str
    bezeichnung: Text
    beschreibung: Prose


@dataclass(frozen=True, slots=True)
class SearchWords:
    """Words that people search for, in the order of the file, without repetition."""

    de: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """Where the description stands; codes of the standard, empty when not given.

    Args:
        katalog: status in the catalogue, 1 to 8.
        bibliothek: status in the library, 1 to 8.
        detailstufe: level of detail, 101 to 105.
        gueltig_von: first day, ISO.
        gueltig_bis: last day, ISO.
    """

    katalog: str = ""
    bibliothek: str = ""
    detailstufe: str = ""
    gueltig_von: str = ""
    gueltig_bis: str = ""


@dataclass(frozen=True, slots=True)
class Formularhinweise:
    """What the description says about form and trust; None when it says nothing."""

    vertrauensniveau: str = ""
    schriftform: bool | None = None
    persoenlich: bool | None = None
    formlos: bool | None = None


@dataclass(frozen=True, slots=True)
class LeistungDescription:
    """Everything that the page of a Leistung says, before a body adds its contact, fee and hints.

    Args:
        id: identifier in the file.
        xzufi_version: version of the standard as the file names it.
        version: version of the description; may be empty.
        leika_keys: LeiKa keys, the first one counts.
        name: title as people say it (code 03, else 02).
        official_name: official name (code 02, else 03).
        teaser: one sentence (code 24, else the short text 05).
        texts: all text modules in order of display.
        fristen: deadlines of the citizen.
        bearbeitungsdauern: how long the office needs.
        kosten: what it costs.
        dokumente: documents needed and given.
        search_words: words that people search for.
        leichte_sprache: the short text in Leichte Sprache, German alone; empty when there is none.
        status: where the description stands.
        formular: form and trust.
        typisierung: codes of who regulates and who executes.
        adressaten: codes of who it is for.
        sprachen: languages that the file announces.
    """

    id: str
    xzufi_version: str
    version: str
    leika_keys: tuple[str, ...]
    name: Text
    official_name: Text
    teaser: Text
    texts: tuple[TextModule, ...]
    fristen: tuple[Frist, ...]
    bearbeitungsdauern: tuple[Frist, ...]
    kosten: tuple[Kosten, ...]
    dokumente: tuple[Dokument, ...]
    search_words: SearchWords
    leichte_sprache: Prose
    status: Status
    formular: Formularhinweise
    typisierung: tuple[str, ...]
    adressaten: tuple[str, ...]
    sprachen: tuple[str, ...]

    def module(self, code: str) -> TextModule:
        """Return the first text with that code and the usual heading, else the first with it, else an empty one."""
        with_code = [module for module in self.texts if module.code == code]
        usual = [module for module in with_code if not module.heading.de]
        return next(iter(usual + with_code), TextModule(code, Text(""), Prose()))

    @property
    def description(self) -> TextModule:
        """Return what it is about: the full text (06), else the short text (05)."""
        full = self.module(TextmodulCode.VOLLTEXT)
        return self.module(TextmodulCode.KURZTEXT) if full.prose.is_empty else full

    @property
    def requirements(self) -> TextModule:
        """Return who can apply (09)."""
        return self.module(TextmodulCode.VORAUSSETZUNGEN)

    @property
    def needed(self) -> TextModule:
        """Return what you need (08); ``needed_documents`` lists the same one by one."""
        return self.module(TextmodulCode.UNTERLAGEN)

    @property
    def needed_documents(self) -> tuple[Dokument, ...]:
        """Return the documents that the office needs."""
        return tuple(dokument for dokument in self.dokumente if dokument.eingehend)

    @property
    def steps(self) -> TextModule:
        """Return the procedure step by step (11 with the usual heading)."""
        return self.module(TextmodulCode.VERFAHRENSABLAUF)

    @property
    def next_steps(self) -> TextModule:
        """Return what happens then: a text with code 11 and a heading of its own, besides the steps."""
        steps = self.steps
        others = [text for text in self.texts if text.code == TextmodulCode.VERFAHRENSABLAUF and text is not steps]
        return next(iter(others), TextModule(TextmodulCode.VERFAHRENSABLAUF, Text(""), Prose()))

    @property
    def special_cases(self) -> TextModule:
        """Return special cases and hints (16)."""
        return self.module(TextmodulCode.HINWEISE)

    @property
    def legal_basis(self) -> TextModule:
        """Return paragraphs and names of the laws (07)."""
        return self.module(TextmodulCode.HANDLUNGSGRUNDLAGEN)

    @property
    def competent_body(self) -> TextModule:
        """Return which body is competent, in words (22)."""
        return self.module(TextmodulCode.ZUSTAENDIGE_STELLE)

    @property
    def remedy(self) -> TextModule:
        """Return the remedy in words (25)."""
        return self.module(TextmodulCode.RECHTSBEHELF)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form, nested dicts and lists with the names of the fields."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read the form that :meth:`to_json` writes."""
        return from_plain(cls, data)
