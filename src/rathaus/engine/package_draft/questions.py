"""What is asked about a Leistung beyond its files: the questions, their reasons, and what a right answer is."""

import re
from collections.abc import Iterator
from typing import Final

from rathaus.engine.package_draft.norms import parse_norm
from rathaus.engine.package_draft.open_values import Part, Question, Values, Widget
from rathaus.engine.prozess.model import Ebene, ErgebnisKind, Formvorschrift, Rechtsbehelf, Verfahrensrecht
from rathaus.engine.prozess_import.draft import Draft
from rathaus.standards.xzufi.leika import parse_leika_key
from rathaus.values.text import Text

NO_FEE, SAME_FEE, OWN_FEE = "keine", "fest", "satzung"

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION: Final = re.compile(r"(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})")
_MONEY: Final = re.compile(r"(\d{1,6})(?:[,.](\d{2}))?\s*(?:€|Euro)?", re.IGNORECASE)
_MAX_NUMBER: Final = 3_650

_KINDS: Final = (
    (ErgebnisKind.GRANT.value, Text("bewilligt", "granted")),
    (ErgebnisKind.PARTIAL.value, Text("teilweise bewilligt", "granted in part")),
    (ErgebnisKind.REFUSE.value, Text("abgelehnt", "refused")),
    (ErgebnisKind.WITHDRAW.value, Text("zurückgenommen oder eingestellt", "withdrawn or discontinued")),
)


def read_money(text: str) -> int | None:
    """Return an amount in cents, typed the German way; None when it is none or nothing."""
    match = _MONEY.fullmatch(text)
    cents = int(match[1]) * 100 + int(match[2] or 0) if match else 0
    return cents or None


def questions_for(*, has_description: bool, draft: Draft | None) -> Iterator[Question]:
    """Yield the questions in the order in which they are asked.

    Args:
        has_description: whether a file of XZuFi names the Leistung.
        draft: the procedure of a process that was uploaded; None for the usual one.
    """
    if not has_description:
        yield from _NAMING
    yield from _COMMON
    for result in draft.results if draft else ():
        yield Question(
            f"ergebnis.{result.key}",
            Part.RESULTS,
            Widget.CHOICE,
            Text(f"Wie endet der Fall bei „{result.name}“?", f"How does the case end with “{result.name}”?"),
            Text("Davon hängen Bescheid und Rechtsbehelf ab.", "Letter and remedy depend on it."),
            options=_KINDS,
        )
    for task in draft.tasks if draft else ():
        if task.has_timer and task.frist_tage is None:
            yield Question(
                f"frist.{task.key}",
                Part.RESULTS,
                Widget.NUMBER,
                Text(f"Wie viele Tage Zeit sind für „{task.name}“?", f"How many days are there for “{task.name}”?"),
                Text(
                    "Der Prozess nennt eine Frist ohne Länge. Leer heißt: keine Frist.",
                    "The process has a deadline without length. Empty means: no deadline.",
                ),
                check=_check_number,
                is_needed=_never,
                is_required=False,
            )


def _never(values: Values) -> bool:
    del values
    return False


def _needs_form_norm(values: Values) -> bool:
    return values["formvorschrift"] in {Formvorschrift.SCHRIFTFORM.value, Formvorschrift.PERSOENLICH.value}


def _has_fee(values: Values) -> bool:
    return values["gebuehr"] in {SAME_FEE, OWN_FEE}


def _is_of_state(values: Values) -> bool:
    return values["ebene"] == Ebene.LAND.value


def _check_number(value: str) -> Text | None:
    if value.isascii() and value.isdigit() and len(value) <= 4 and 1 <= int(value) <= _MAX_NUMBER:
        return None
    return Text(
        f"Geben Sie eine ganze Zahl von 1 bis {_MAX_NUMBER} ein.", f"Enter a whole number from 1 to {_MAX_NUMBER}."
    )


def _check_money(value: str) -> Text | None:
    if read_money(value) is not None:
        return None
    return Text("Geben Sie einen Betrag ein, zum Beispiel 12,50.", "Enter an amount such as 12,50.")


def _check_slug(value: str) -> Text | None:
    if _SLUG.fullmatch(value) and len(value) <= 80:
        return None
    return Text(
        "Erlaubt sind kleine Buchstaben, Ziffern und einzelne Bindestriche.",
        "Small letters, digits and single hyphens are allowed.",
    )


def _check_version(value: str) -> Text | None:
    if _VERSION.fullmatch(value) and len(value) <= 20:
        return None
    return Text("Geben Sie drei Zahlen mit Punkten ein, zum Beispiel 1.0.0.", "Enter three numbers such as 1.0.0.")


def _check_key(value: str) -> Text | None:
    if parse_leika_key(value) is not None:
        return None
    return Text(
        "Der Schlüssel hat 14 Ziffern und beginnt mit 99; ein Detail braucht eine Verrichtung.",
        "The key has 14 digits and begins with 99; a detail needs a Verrichtung.",
    )


def _check_norms(value: str) -> Text | None:
    wrong = [line for line in value.splitlines() if line.strip() and parse_norm(line) is None]
    if not wrong:
        return None
    return Text(
        f"Nennen Sie Paragraf und Gesetz, zum Beispiel § 17 BMG. Nicht verstanden: {wrong[0]}",
        f"Name paragraph and law, such as § 17 BMG. Not understood: {wrong[0]}",
    )


_NAMING: Final = (
    Question(
        "titel",
        Part.NAMING,
        Widget.TEXT,
        Text("Wie heißt die Leistung?", "What is the service called?"),
        Text(
            "So finden Menschen sie. Wählen Sie Wörter aus dem Alltag.", "People find it by this. Use everyday words."
        ),
    ),
    Question(
        "teaser",
        Part.NAMING,
        Widget.TEXT,
        Text("Worum geht es, in einem Satz?", "What is it about, in one sentence?"),
        Text("Der Satz steht in der Suche und oben auf der Seite.", "It appears in the search and on top of the page."),
        is_needed=_never,
        is_required=False,
    ),
)

_COMMON: Final = (
    Question(
        "schluessel",
        Part.NAMING,
        Widget.TEXT,
        Text("Welchen Leistungsschlüssel (LeiKa) hat sie?", "Which LeiKa key does it have?"),
        Text("An ihm erkennen andere Portale dieselbe Leistung.", "Other portals recognise the service by it."),
        hint=Text("14 Ziffern, zum Beispiel 99102013002000.", "14 digits, such as 99102013002000."),
        check=_check_key,
    ),
    Question(
        "slug",
        Part.NAMING,
        Widget.TEXT,
        Text("Welcher Name steht in der Adresse?", "Which name stands in the address?"),
        Text("Er steht im Link zur Leistung und ändert sich nie mehr.", "It stands in the link and never changes."),
        hint=Text("Kleine Buchstaben, Ziffern, Bindestriche.", "Small letters, digits, hyphens."),
        check=_check_slug,
    ),
    Question(
        "version",
        Part.NAMING,
        Widget.TEXT,
        Text("Welche Nummer hat diese Version?", "Which number does this version have?"),
        Text("Jede Änderung bekommt eine neue Nummer.", "Every change gets a new number."),
        check=_check_version,
    ),
    Question(
        "norm",
        Part.LAW,
        Widget.LINES,
        Text("Auf welchen Vorschriften beruht die Leistung?", "On which rules of law is the service based?"),
        Text(
            "Sie stehen auf der Seite der Leistung, und die erste in einer Ablehnung.",
            "They stand on its page, and the first one in a refusal.",
        ),
        hint=Text("Je Zeile eine, zum Beispiel § 17 BMG.", "One in each line, such as § 17 BMG."),
        check=_check_norms,
    ),
    Question(
        "ebene",
        Part.LAW,
        Widget.CHOICE,
        Text("Wer entscheidet?", "Who decides?"),
        Text("Danach richtet sich, welche Stellen die Leistung übernehmen.", "It says which bodies adopt the service."),
        options=(
            (Ebene.GEMEINDE.value, Text("die Stadt oder Gemeinde", "the town or municipality")),
            (Ebene.KREIS.value, Text("der Landkreis oder die kreisfreie Stadt", "the county or county-free city")),
            (
                Ebene.SONDERSTATUS.value,
                Text("die Sonderstatusstadt, sonst der Landkreis", "the special-status city, elsewhere the county"),
            ),
            (
                Ebene.REGIERUNGSBEZIRK.value,
                Text("das Regierungspräsidium am Ort", "the regional administrative authority of the place"),
            ),
            (Ebene.LAND.value, Text("eine Stelle des Landes", "a body of the state")),
        ),
    ),
    Question(
        "stelle",
        Part.LAW,
        Widget.TEXT,
        Text("Welche Stelle des Landes?", "Which body of the state?"),
        Text("Nur nötig, wenn eine Stelle des Landes entscheidet.", "Needed only if a body of the state decides."),
        check=_check_slug,
        is_needed=_is_of_state,
        is_required=False,
    ),
    Question(
        "zustaendigkeit",
        Part.LAW,
        Widget.TEXT,
        Text("Welche Vorschrift sagt, wer entscheidet?", "Which rule says who decides?"),
        Text("Zuständigkeit folgt aus einem Gesetz oder einer Satzung.", "Competence follows from a law or statute."),
        hint=Text("Zum Beispiel § 1 HAGBMG.", "For example § 1 HAGBMG."),
    ),
    Question(
        "verfahrensrecht",
        Part.LAW,
        Widget.CHOICE,
        Text("Nach welchem Gesetz läuft das Verfahren?", "Which law governs the procedure?"),
        Text("Davon hängen Fristen, Bekanntgabe und Rechtsbehelf ab.", "Periods, delivery and remedy depend on it."),
        options=(
            (Verfahrensrecht.VWVFG.value, Text("Verwaltungsverfahrensgesetz (VwVfG)", "Administrative Procedure Act")),
            (Verfahrensrecht.SGB_X.value, Text("Sozialgesetzbuch, Zehntes Buch (SGB X)", "Social Code, Book X")),
            (Verfahrensrecht.AO.value, Text("Abgabenordnung (AO)", "Fiscal Code")),
        ),
    ),
    Question(
        "rechtsbehelf",
        Part.LAW,
        Widget.CHOICE,
        Text("Was kann man gegen den Bescheid tun?", "What can be done against the decision?"),
        Text("Ohne richtige Belehrung gilt ein Jahr Frist.", "Without a right notice the period is one year."),
        options=(
            (Rechtsbehelf.WIDERSPRUCH.value, Text("Widerspruch", "objection (Widerspruch)")),
            (Rechtsbehelf.KLAGE.value, Text("Klage, ohne Widerspruch davor", "court action, without objection")),
            (Rechtsbehelf.EINSPRUCH.value, Text("Einspruch (nur AO)", "Einspruch (Fiscal Code only)")),
            (Rechtsbehelf.KEINER.value, Text("nichts", "nothing")),
        ),
    ),
    Question(
        "formvorschrift",
        Part.LAW,
        Widget.CHOICE,
        Text("Verlangt ein Gesetz eine bestimmte Form?", "Does a law demand a certain form?"),
        Text("Was kein Gesetz verlangt, verlangen wir nicht.", "What no law demands, we do not demand."),
        options=(
            (Formvorschrift.KEINE.value, Text("nein", "no")),
            (Formvorschrift.TEXTFORM.value, Text("Textform: lesbar, ohne Unterschrift", "text form: no signature")),
            (Formvorschrift.SCHRIFTFORM.value, Text("Schriftform: mit Unterschrift", "written form: a signature")),
            (Formvorschrift.PERSOENLICH.value, Text("persönliches Erscheinen", "appearance in person")),
        ),
    ),
    Question(
        "formvorschrift_norm",
        Part.LAW,
        Widget.TEXT,
        Text("Welche Vorschrift verlangt die Form?", "Which rule demands the form?"),
        Text("Nur nötig bei Schriftform oder persönlichem Erscheinen.", "Needed only for written form or appearance."),
        is_needed=_needs_form_norm,
        is_required=False,
    ),
    Question(
        "gebuehr",
        Part.EFFORT,
        Widget.CHOICE,
        Text("Kostet die Leistung etwas?", "Does the service cost something?"),
        Text("Der Preis steht vor dem Antrag und im Bescheid.", "The price stands before the form and in the letter."),
        options=(
            (NO_FEE, Text("nein", "no")),
            (SAME_FEE, Text("ja, überall gleich viel", "yes, the same everywhere")),
            (OWN_FEE, Text("ja, jede Stelle legt es selbst fest", "yes, each body sets it")),
        ),
    ),
    Question(
        "betrag",
        Part.EFFORT,
        Widget.MONEY,
        Text("Wie viel kostet sie?", "How much does it cost?"),
        Text(
            "Nur nötig, wenn sie etwas kostet; legt es jede Stelle fest, ist es ein Vorschlag.",
            "Needed only if it costs something; a suggestion where each body sets it.",
        ),
        check=_check_money,
        is_needed=_has_fee,
        is_required=False,
    ),
    Question(
        "gebuehr_norm",
        Part.EFFORT,
        Widget.TEXT,
        Text("Welche Vorschrift erlaubt die Gebühr?", "Which rule allows the fee?"),
        Text("Nur nötig, wenn sie etwas kostet.", "Needed only if it costs something."),
        is_needed=_has_fee,
        is_required=False,
    ),
    Question(
        "minuten",
        Part.EFFORT,
        Widget.NUMBER,
        Text("Wie viele Minuten dauert das Ausfüllen?", "How many minutes does the form take?"),
        Text("Das lesen Menschen, bevor sie beginnen.", "People read this before they begin."),
        check=_check_number,
    ),
    Question(
        "bearbeitung_tage",
        Part.EFFORT,
        Widget.NUMBER,
        Text("Nach wie vielen Tagen kommt die Entscheidung?", "After how many days does the decision come?"),
        Text("Daraus wird der Tag, den die Bestätigung nennt.", "It becomes the day that the receipt names."),
        check=_check_number,
    ),
)
