"""What the files say or let one guess about what is asked."""

import re
from dataclasses import dataclass
from typing import Final

from rathaus.engine.package_draft.norms import clean_norms
from rathaus.engine.package_draft.open_values import Suggestion
from rathaus.engine.package_draft.questions import NO_FEE, OWN_FEE, SAME_FEE
from rathaus.engine.prozess.model import Formvorschrift, Rechtsbehelf, Verfahrensrecht
from rathaus.engine.prozess_import.importing import ProzessDraft
from rathaus.engine.prozess_import.names import LONGEST_SLUG, slug_of
from rathaus.standards.xdatenfelder.codes import Feldart
from rathaus.standards.xdatenfelder.model import Datenfeld, Stammdatenschema
from rathaus.standards.xzufi.leika import parse_leika_key
from rathaus.standards.xzufi.model import Dauer, KostenKind, LeistungDescription, TextmodulCode, Zeiteinheit
from rathaus.values.text import Text

FROM_DESCRIPTION: Final = Text("aus der Leistungsbeschreibung (XZuFi)", "from the description (XZuFi)")
FROM_SCHEMA: Final = Text("aus dem Datenschema", "from the schema")
FROM_PROCESS: Final = Text("aus dem Prozess", "from the process")
FROM_NORMS: Final = Text("aus den genannten Vorschriften geschlossen", "inferred from the rules that are named")
FROM_TITLE: Final = Text("aus dem Titel gebildet", "made from the title")

_QUESTIONS_PER_MINUTE: Final = 4
_SENTENCE: Final = (15, 200)
"""Characters of a text that can be one sentence."""
_KEY: Final = re.compile(r"(?<!\d)99\d{12}(?!\d)")
_DAYS: Final = {
    Zeiteinheit.JAHR: 365.0,
    Zeiteinheit.MONAT: 30.0,
    Zeiteinheit.WOCHE: 7.0,
    Zeiteinheit.TAG: 1.0,
    Zeiteinheit.WERKTAG: 7 / 6,
    Zeiteinheit.ARBEITSTAG: 7 / 5,
}
_CODES: Final = (
    (re.compile(r"\bSGB\b"), Verfahrensrecht.SGB_X),
    (re.compile(r"\bAO\b|\bKAG\b|[Ss]teuer"), Verfahrensrecht.AO),
    (re.compile(r"\bVwVfG\b"), Verfahrensrecht.VWVFG),
)
_REMEDIES: Final = (Rechtsbehelf.WIDERSPRUCH, Rechtsbehelf.EINSPRUCH, Rechtsbehelf.KLAGE)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read from the files; None for what was not there or could not be read."""

    schema: Stammdatenschema | None = None
    leistung: LeistungDescription | None = None
    process: ProzessDraft | None = None

    @property
    def title(self) -> str:
        """Return what the Leistung is called; empty when no file says so."""
        described = self.leistung.name.de if self.leistung else ""
        of_schema = (self.schema.bezeichnung or self.schema.name) if self.schema else ""
        of_process = self.process.head.title if self.process and self.process.head else ""
        return " ".join((described or of_schema or of_process).split())


def next_version(newest: str) -> Suggestion:
    """Suggest the number of a version: that of a change after the newest one that was published.

    Args:
        newest: three numbers with points between; empty when nothing was published yet.
    """
    if not newest:
        return Suggestion("1.0.0", settles=True)
    major, minor, _ = newest.split(".")
    source = Text(f"folgt auf die veröffentlichte Version {newest}", f"follows the published version {newest}")
    return Suggestion(f"{major}.{int(minor) + 1}.0", source, settles=True)


def suggest(facts: Facts) -> dict[str, Suggestion]:
    """Return suggestions by key of the value; what no file says is left out."""
    found = {"version": next_version(""), **_naming(facts), **_key(facts), **_norms(facts)}
    if facts.schema is not None:
        found["minuten"] = _minutes(facts.schema)
    if facts.leistung is not None:
        found |= {**_fee(facts.leistung), **_form(facts.leistung), **_days(facts.leistung), **_remedy(facts.leistung)}
    for result in facts.process.draft.results if facts.process and facts.process.draft else ():
        found[f"ergebnis.{result.key}"] = Suggestion(result.kind.value, FROM_PROCESS)
    return found


def _naming(facts: Facts) -> dict[str, Suggestion]:
    title = facts.title
    if not title:
        return {}
    slug = slug_of(title, separator="-", fallback="leistung", longest=LONGEST_SLUG)
    teaser = " ".join(facts.schema.hilfetext.split()) if facts.schema else ""
    return {
        "titel": Suggestion(title, FROM_SCHEMA if facts.schema else FROM_PROCESS, settles=True),
        "slug": Suggestion(slug, FROM_TITLE, settles=True),
        **({"teaser": Suggestion(teaser, FROM_SCHEMA)} if _SENTENCE[0] <= len(teaser) <= _SENTENCE[1] else {}),
    }


def _key(facts: Facts) -> dict[str, Suggestion]:
    described = facts.leistung.leika_keys[0] if facts.leistung else ""
    if described:
        return {"schluessel": Suggestion(described, FROM_DESCRIPTION, settles=True, is_known=True)}
    if facts.process and facts.process.head and facts.process.head.schluessel:
        return {"schluessel": Suggestion(facts.process.head.schluessel, FROM_PROCESS, settles=True, is_known=True)}
    texts = f"{facts.schema.beschreibung} {facts.schema.definition}" if facts.schema else ""
    named = [key for key in _KEY.findall(texts) if parse_leika_key(key)]
    return {"schluessel": Suggestion(named[0], FROM_SCHEMA)} if named else {}


def _norms(facts: Facts) -> dict[str, Suggestion]:
    """Return the citations of the first file that names some, and the code of procedure that they point to."""
    described = facts.leistung.legal_basis.prose.plain.de.splitlines() if facts.leistung else []
    process = (
        [norm.citation for norm in facts.process.head.rechtsgrundlagen] if facts.process and facts.process.head else []
    )
    schema = [bezug.text for bezug in facts.schema.bezug] if facts.schema else []
    sources = ((described, FROM_DESCRIPTION), (process, FROM_PROCESS), (schema, FROM_SCHEMA))
    for lines, source in sources:
        if norms := clean_norms(lines):
            text = "\n".join(norms)
            codes = [code for pattern, code in _CODES if pattern.search(text)]
            inferred = {"verfahrensrecht": Suggestion(codes[0].value, FROM_NORMS)} if codes else {}
            return {"norm": Suggestion(text, source, settles=True), **inferred}
    return {}


def _minutes(schema: Stammdatenschema) -> Suggestion:
    elements = [position.enthaelt for _, position in schema.walk()]
    count = sum(isinstance(each, Datenfeld) and each.feldart in {Feldart.INPUT, Feldart.SELECT} for each in elements)
    minutes = max(2, -(-count // _QUESTIONS_PER_MINUTE))
    return Suggestion(str(minutes), Text(f"geschätzt aus {count} Fragen", f"estimated from {count} questions"))


def _fee(leistung: LeistungDescription) -> dict[str, Suggestion]:
    kinds = {kosten.kind for kosten in leistung.kosten}
    if kinds == {KostenKind.FREI}:
        return {"gebuehr": Suggestion(NO_FEE, FROM_DESCRIPTION, settles=True)}
    if kinds & {KostenKind.VARIABEL}:
        return {"gebuehr": Suggestion(OWN_FEE, FROM_DESCRIPTION)}
    fixed = [kosten.betrag_cent for kosten in leistung.kosten if kosten.betrag_cent]
    if not fixed:
        return {}
    amount = f"{fixed[0] // 100},{fixed[0] % 100:02}"
    return {"gebuehr": Suggestion(SAME_FEE, FROM_DESCRIPTION), "betrag": Suggestion(amount, FROM_DESCRIPTION)}


def _form(leistung: LeistungDescription) -> dict[str, Suggestion]:
    hints = leistung.formular
    if hints.persoenlich:
        return {"formvorschrift": Suggestion(Formvorschrift.PERSOENLICH.value, FROM_DESCRIPTION)}
    if hints.schriftform:
        return {"formvorschrift": Suggestion(Formvorschrift.SCHRIFTFORM.value, FROM_DESCRIPTION)}
    if hints.formlos or (hints.schriftform is False and hints.persoenlich is False):
        return {"formvorschrift": Suggestion(Formvorschrift.KEINE.value, FROM_DESCRIPTION, settles=True)}
    return {}


def _days(leistung: LeistungDescription) -> dict[str, Suggestion]:
    lengths = [_in_days(frist.dauer) for frist in leistung.bearbeitungsdauern if frist.dauer is not None]
    return {"bearbeitung_tage": Suggestion(str(max(lengths)), FROM_DESCRIPTION, settles=True)} if lengths else {}


def _in_days(dauer: Dauer) -> int:
    """Return a length in days, a range by its end; less than a day is one day."""
    count, unit = dauer.anzahl, dauer.einheit
    if dauer.bis is not None:
        count, unit = dauer.bis, dauer.bis_einheit or unit
    return max(1, round(count * _DAYS.get(unit, 0)))


def _remedy(leistung: LeistungDescription) -> dict[str, Suggestion]:
    text = leistung.module(TextmodulCode.RECHTSBEHELF).prose.plain.de.lower()
    named = [remedy for remedy in _REMEDIES if remedy.value in text]
    return {"rechtsbehelf": Suggestion(named[0].value, FROM_DESCRIPTION)} if named else {}
