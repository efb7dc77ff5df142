"""The model of a procedure: frozen values with a JSON form.

Source: the notation is ours and defined in ``docs/reference/ablauf.md``. Values of the enumerations are written in
``ablauf.toml`` and in the JSON form exactly as here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

from rathaus.engine.prozess.blocks import Baustein, Nebenbestimmung
from rathaus.engine.prozess.condition import Conditions
from rathaus.engine.prozess.entscheidungstabelle import Entscheidungstabelle
from rathaus.engine.prozess.expression import Expression
from rathaus.engine.prozess.miterklaerung import MiterklaerungRule
from rathaus.engine.prozess.nachweis import NachweisRule
from rathaus.engine.prozess.vertretung import VertretungKind, VertretungRule
from rathaus.engine.prozess.zeitgeber import Zeitgeber
from rathaus.values.plain import from_plain, to_plain
from rathaus.values.text import Text


class Verfahrensrecht(StrEnum):
    """The code of procedure that a Leistung follows."""

    VWVFG = "VwVfG"
    SGB_X = "SGB X"
    AO = "AO"


class Formvorschrift(StrEnum):
    """The form that the law demands of the Antrag; anything stricter than Textform needs its norm."""

    KEINE = "keine"
    TEXTFORM = "Textform"
    SCHRIFTFORM = "Schriftform"
    PERSOENLICH = "persoenlich"

    @property
    def is_strict(self) -> bool:
        """Return whether the form is stricter than Textform."""
        return self in {Formvorschrift.SCHRIFTFORM, Formvorschrift.PERSOENLICH}


class Ebene(StrEnum):
    """The kind of body that is competent.

    ``kreis`` is the county or the county-free city; ``sonderstatus`` is the special-status city, elsewhere the county
    or the county-free city; ``regierungsbezirk`` is the Regierungspräsidium of the place; ``land`` is one named state
    body.
    """

    GEMEINDE = "gemeinde"
    KREIS = "kreis"
    SONDERSTATUS = "sonderstatus"
    REGIERUNGSBEZIRK = "regierungsbezirk"
    LAND = "land"


class GebuehrKind(StrEnum):
    """Whether the Leistung costs a fee."""

    KEINE = "keine"
    FEST = "fest"


class AufgabeKind(StrEnum):
    """What a task is; follows the reference groups of activities of FIM (RAG), plus delivery and filing.

    ``beteiligen`` asks other bodies, ``anhoeren`` hears the person before a burden (VwVfG § 28), ``auslegen`` displays
    the Antrag in public.
    """

    EMPFANGEN = "empfangen"
    VERVOLLSTAENDIGEN = "vervollstaendigen"
    PRUEFEN_FORMELL = "pruefen_formell"
    PRUEFEN_FACHLICH = "pruefen_fachlich"
    BETEILIGEN = "beteiligen"
    ANHOEREN = "anhoeren"
    AUSLEGEN = "auslegen"
    ENTSCHEIDEN = "entscheiden"
    ZUSTELLEN = "zustellen"
    ARCHIVIEREN = "archivieren"


class Performer(StrEnum):
    """Who acts in a task: the office, the applicant, or the software itself."""

    AMT = "amt"
    ANTRAGSTELLER = "antragsteller"
    SYSTEM = "system"


class ErgebnisKind(StrEnum):
    """How a case ends; ``partial`` grants a part and refuses the rest."""

    GRANT = "grant"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    PARTIAL = "partial"

    @property
    def is_burden(self) -> bool:
        """Return whether it refuses something: then it needs reasons, a remedy and mostly a hearing."""
        return self in {ErgebnisKind.REFUSE, ErgebnisKind.PARTIAL}


class Automation(StrEnum):
    """How far the software may decide: never, by a proposal to the clerk, or alone (VwVfG § 35a)."""

    NONE = "none"
    PROPOSAL = "proposal"
    FULL = "full"


class AnhoerungKind(StrEnum):
    """Whether the person must be heard before a result; the words stand in the file."""

    REQUIRED = "pflicht"
    NOT_NEEDED = "entbehrlich"


class Rechtsbehelf(StrEnum):
    """The remedy that the notice in the Bescheid names."""

    WIDERSPRUCH = "widerspruch"
    EINSPRUCH = "einspruch"
    KLAGE = "klage"
    KEINER = "keiner"


_NOTHING: Final = Text("")


@dataclass(frozen=True, slots=True)
class LeistungHead:
    """Which Leistung this procedure belongs to.

    Args:
        schluessel: LeiKa key, 14 digits.
        slug: name in addresses, ``a-z``, digits and hyphens.
        version: ``major.minor.patch``.
        verfahrensrecht: code of procedure.
        verfahrensrecht_hinweis: banner for clerks where rules of that code are not verified; may be empty.
        formvorschrift: form that the law demands.
        formvorschrift_norm: citation of that demand; empty unless it is stricter than Textform.
        ermessen: whether the law leaves the decision to the discretion of the body.
        automation: how far the software may decide.
        automation_norm: citation that allows it to decide alone.
        automation_tabelle: key of the decision table that proposes or decides; empty when there is none.
    """

    schluessel: str
    slug: str
    version: str
    verfahrensrecht: Verfahrensrecht
    verfahrensrecht_hinweis: Text
    formvorschrift: Formvorschrift
    formvorschrift_norm: str
    ermessen: bool = False
    automation: Automation = Automation.NONE
    automation_norm: str = ""
    automation_tabelle: str = ""


@dataclass(frozen=True, slots=True)
class Zustaendigkeit:
    """Which body is competent.

    Args:
        ebene: kind of body.
        stelle: slug of the state body; empty unless ``ebene`` is ``land``.
        rechtsgrundlage: citation.
    """

    ebene: Ebene
    stelle: str
    rechtsgrundlage: str


@dataclass(frozen=True, slots=True)
class Zeiten:
    """How long things take: minutes to fill in the form, days until the decision can be expected."""

    minuten: int
    bearbeitung_tage: int
    hinweis: Text


@dataclass(frozen=True, slots=True)
class Gebuehr:
    """The fee.

    Args:
        kind: none or fixed.
        betrag_cent: cents; 0 when there is no fee.
        rechtsgrundlage: citation, may be empty when there is no fee.
        hinweis: what it is for, or why there is none.
        anpassbar: whether a body may set its own amount in its overlay.
        mindestens_cent: smallest amount a body may set, cents.
        hoechstens_cent: largest amount a body may set, cents; None means no limit.
        vorschuss: citation that lets a body request the fee ahead; empty where none does.
    """

    kind: GebuehrKind
    betrag_cent: int
    rechtsgrundlage: str
    hinweis: Text
    anpassbar: bool
    mindestens_cent: int
    hoechstens_cent: int | None
    vorschuss: str = ""

    def accepts(self, betrag_cent: int) -> bool:
        """Return whether a body may charge this amount (cents) instead of the one given here."""
        if not self.anpassbar:
            return betrag_cent == self.betrag_cent
        return self.mindestens_cent <= betrag_cent and (
            self.hoechstens_cent is None or betrag_cent <= self.hoechstens_cent
        )


@dataclass(frozen=True, slots=True)
class Rechtsgrundlage:
    """One norm: paragraph (``§ 149 Abs. 1``), abbreviation of the law (``AO``) and title."""

    paragraph: str
    gesetz: str
    titel: Text

    @property
    def citation(self) -> str:
        """Return the citation such as ``§ 149 Abs. 1 AO``."""
        return f"{self.paragraph} {self.gesetz}".strip()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that ends a task: key and label."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Beteiligter:
    """A body that is asked in a task of kind ``beteiligen``.

    Args:
        key: unique in the task.
        name: what the clerk reads.
        stelle: slug of the body; empty when the clerk chooses it.
        frage: what it is asked.
    """

    key: str
    name: Text
    stelle: str
    frage: Text


@dataclass(frozen=True, slots=True)
class Aufgabe:
    """One task of a case.

    Args:
        key: unique in the file.
        kind: what it is.
        name: what the clerk reads.
        performer: who acts.
        nach: what must have been done before.
        checkliste: points to tick off.
        choices: possible outcomes; empty means done is done (outcome ``erledigt``). A task of kind ``entscheiden``
            has none: its outcomes are the results.
        frist_tage: days until it is due; None means no deadline.
        zurueck: key of the task that is opened again when this one is done; empty when none.
        hinweis: one sentence of guidance; may be empty.
        wenn: the task applies only where this holds over answers and facts, else it is skipped; None when always.
        wen: the bodies that are asked; only in a task of kind ``beteiligen``.
        begruenden: whether the clerk gives a reason with the choice.
    """

    key: str
    kind: AufgabeKind
    name: Text
    performer: Performer
    nach: Conditions
    checkliste: tuple[Text, ...]
    choices: tuple[Choice, ...]
    frist_tage: int | None
    zurueck: str
    hinweis: Text
    wenn: Expression | None = None
    wen: tuple[Beteiligter, ...] = ()
    begruenden: bool = False


@dataclass(frozen=True, slots=True)
class Grund:
    """One reason that can be selected for a result: key, text in the Bescheid, citation (may be empty)."""

    key: str
    text: Text
    norm: str


@dataclass(frozen=True, slots=True)
class Mitzeichnung:
    """When a second person signs a result before it is issued.

    Args:
        always: whether every time.
        ab_cent: from this amount on, cents; None when no amount matters.
        norm: citation or rule of the house that demands it; may be empty.
    """

    always: bool
    ab_cent: int | None = None
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Anhoerung:
    """Whether the person is heard before a result.

    Args:
        kind: required, or not needed.
        norm: citation; required where a hearing is not needed.
        reason: why it is not needed.
    """

    kind: AnhoerungKind
    norm: str = ""
    reason: Text = _NOTHING

    @property
    def is_required(self) -> bool:
        """Return whether the person must be heard."""
        return self.kind is AnhoerungKind.REQUIRED


@dataclass(frozen=True, slots=True)
class Ergebnis:
    """One result of a case.

    Args:
        key: unique in the file; also the outcome of the deciding task.
        kind: grant, refuse, withdraw or partial.
        name: what the clerk and the citizen read.
        vorlage: path of the letter's template in the package, such as ``bescheid/bewilligung.md``.
        gruende: reasons that can be selected; a refusal and a partial grant have at least one.
        rechtsbehelf: remedy that the notice names.
        mit_gebuehr: whether the fee is charged with this result.
        nach: what must have been done for it to be selectable, besides the deciding task being open.
        mitzeichnung: when a second person signs; None when nobody does.
        anhoerung: whether the person is heard before; None when the file says nothing.
    """

    key: str
    kind: ErgebnisKind
    name: Text
    vorlage: str
    gruende: tuple[Grund, ...]
    rechtsbehelf: Rechtsbehelf
    mit_gebuehr: bool
    nach: Conditions
    mitzeichnung: Mitzeichnung | None = None
    anhoerung: Anhoerung | None = None


@dataclass(frozen=True, slots=True)
class Prozess:
    """The whole procedure; the order of tasks, results and norms is that of the file.

    Args:
        weich: template paths of fields that may be missing because the law demands that an incomplete Antrag is
            accepted.
        nachweis: the certificate that one result hands out; None when there is none.
        ausweis: template paths of questions for identity documents: their copies carry a watermark.
        vertretung: the question of the form that covers some kinds of representation; None when it asks none.
        zeitgeber: timers.
        bausteine: text blocks of letters.
        nebenbestimmungen: ancillary provisions that a clerk may add.
        tabellen: decision tables for requirements and fees.
        besonderheiten: template paths of questions about individual circumstances: an answer makes a person decide.
        miterklaerungen: what a second person declares.
    """

    leistung: LeistungHead
    zustaendigkeit: Zustaendigkeit
    zeiten: Zeiten
    gebuehr: Gebuehr
    weich: tuple[str, ...]
    rechtsgrundlagen: tuple[Rechtsgrundlage, ...]
    aufgaben: tuple[Aufgabe, ...]
    ergebnisse: tuple[Ergebnis, ...]
    nachweis: NachweisRule | None = None
    ausweis: tuple[str, ...] = ()
    vertretung: VertretungRule | None = None
    zeitgeber: tuple[Zeitgeber, ...] = ()
    bausteine: tuple[Baustein, ...] = ()
    nebenbestimmungen: tuple[Nebenbestimmung, ...] = ()
    tabellen: tuple[Entscheidungstabelle, ...] = ()
    besonderheiten: tuple[str, ...] = ()
    miterklaerungen: tuple[MiterklaerungRule, ...] = ()

    def aufgabe(self, key: str) -> Aufgabe:
        """Return the task with that key.

        Raises:
            KeyError: there is none.
        """
        return {aufgabe.key: aufgabe for aufgabe in self.aufgaben}[key]

    def ergebnis(self, key: str) -> Ergebnis:
        """Return the result with that key.

        Raises:
            KeyError: there is none.
        """
        return {ergebnis.key: ergebnis for ergebnis in self.ergebnisse}[key]

    def timer(self, key: str) -> Zeitgeber:
        """Return the timer with that key.

        Raises:
            KeyError: there is none.
        """
        return {zeitgeber.key: zeitgeber for zeitgeber in self.zeitgeber}[key]

    def nachweis_of(self, key: str) -> NachweisRule | None:
        """Return the certificate that the result with that key hands out; None when it hands out none."""
        return self.nachweis if self.nachweis is not None and self.nachweis.ergebnis == key else None

    @property
    def offered_vertretung(self) -> tuple[VertretungKind, ...]:
        """The kinds of representation that are recorded beside the form, because it does not ask for them itself."""
        asked = self.vertretung.arten if self.vertretung else ()
        return tuple(kind for kind in VertretungKind if kind not in asked)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form, nested dicts and lists with the names of the fields."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read the form that :meth:`to_json` writes."""
        return from_plain(cls, data)
