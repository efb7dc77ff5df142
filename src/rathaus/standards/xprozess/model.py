"""An export of XProzess: the catalogue's entry, the process and its steps.

Source: XProzess 2.0, message ``alleInhalte.export.0303``; names as in the standard. Codes whose labels were not
available to us are kept as codes.
"""

from dataclasses import dataclass
from enum import StrEnum

from rathaus.standards.xprozess.bpmn import BpmnDiagram


class Referenzaktivitaet(StrEnum):
    """Codes of ``urn:xoev-de:xprozess:codeliste:referenzaktivitaetengruppe`` (RAG); 6 was never seen."""

    EMPFANGEN = "1"
    BEREITSTELLEN = "2"
    FORMELL_PRUEFEN = "3"
    FACHLICH_PRUEFEN = "4"
    ENTSCHEIDEN = "5"
    BETEILIGEN = "7"


@dataclass(frozen=True, slots=True)
class Handlungsgrundlage:
    """A norm: citation such as ``§ 27 MuSchG``, code of its kind, address; the last two may be empty."""

    name: str
    art: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Teilnehmer:
    """A party of the process with the code of its role (1 was seen on who applies, 2 on authorities)."""

    name: str
    rolle: str = ""


@dataclass(frozen=True, slots=True)
class Zustand:
    """Where an entry stands: code of the status, first and last instant of validity, ISO; each may be empty."""

    status: str = ""
    gueltig_von: str = ""
    gueltig_bis: str = ""


@dataclass(frozen=True, slots=True)
class Aktivitaetengruppe:
    """One step.

    Args:
        id: number of the step in the process.
        typ: code of the reference group, see :class:`Referenzaktivitaet`; other codes are kept.
        element_id: id of the element of the diagram (``subProzessID``).
        name: label.
        beschreibung: words; may have several lines.
        handlungsgrundlagen: norms of this step.
        empfangen: documents that come in, by name.
        bereitgestellt: documents that go out, by name.
        pruefungen: codes of formal checks.
        entscheidungsart: code of the kind of decision; may be empty.
    """

    id: str
    typ: str
    element_id: str
    name: str
    beschreibung: str = ""
    handlungsgrundlagen: tuple[Handlungsgrundlage, ...] = ()
    empfangen: tuple[str, ...] = ()
    bereitgestellt: tuple[str, ...] = ()
    pruefungen: tuple[str, ...] = ()
    entscheidungsart: str = ""


@dataclass(frozen=True, slots=True)
class Prozessklasse:
    """An entry of the catalogue; ``id`` is the LeiKa key."""

    id: str
    version: str
    name: str
    definition: str = ""
    handlungsgrundlagen: tuple[Handlungsgrundlage, ...] = ()
    schlagworte: tuple[str, ...] = ()
    zustand: Zustand = Zustand()


@dataclass(frozen=True, slots=True)
class Stammprozess:
    """A process of the library.

    Args:
        id: LeiKa key.
        version: such as ``01.00.00``.
        name: label.
        bezeichnung: official name of the Leistung.
        formulare: ids of the schemas that trigger it (``D…``).
        teilnehmer: parties.
        detaillierungsstufe: code 101 to 105; may be empty.
        laender: codes 01 to 16 of the states in which it holds.
        schritte: steps, in the order of the file.
        diagram: the embedded BPMN; None when there is none that can be read.
        zustand: where it stands.
    """

    id: str
    version: str
    name: str
    bezeichnung: str = ""
    formulare: tuple[str, ...] = ()
    teilnehmer: tuple[Teilnehmer, ...] = ()
    detaillierungsstufe: str = ""
    laender: tuple[str, ...] = ()
    schritte: tuple[Aktivitaetengruppe, ...] = ()
    diagram: BpmnDiagram | None = None
    zustand: Zustand = Zustand()


@dataclass(frozen=True, slots=True)
class ProzessExport:
    """A whole message: version and product as the file names them, catalogue and library."""

    version: str
    produkt: str
    klassen: tuple[Prozessklasse, ...]
    prozesse: tuple[Stammprozess, ...]

    def klasse_of(self, prozess: Stammprozess) -> Prozessklasse | None:
        """Return the entry of the catalogue that a process belongs to; None when the file has none."""
        return next((klasse for klasse in self.klassen if klasse.id == prozess.id), None)
