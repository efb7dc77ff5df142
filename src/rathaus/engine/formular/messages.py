"""Findings about answers: stable codes, and sentences in the field's own words that say what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rathaus.engine.formular.model import Field
from rathaus.values.findings import Finding, Severity
from rathaus.values.messages import fill
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class FieldFinding(Finding):
    """A finding about one answer.

    Args:
        path: path key of the question; without the number of the entry when the question as a whole is meant.
        page: key of the page where the question stands; empty when it stands on none.
    """

    path: str = ""
    page: str = ""


#: code → (what is wrong, what to do); ``{label}`` is the question, the other names are facts of the finding.
CATALOGUE: Mapping[str, tuple[Text, Text]] = MappingProxyType(
    {
        "FOR-001": (
            Text("„{label}“ fehlt.", "“{label}” is missing."),
            Text("Ergänzen Sie die Angabe.", "Please add it."),
        ),
        "FOR-002": (
            Text("„{label}“ fehlt noch.", "“{label}” is still missing."),
            Text(
                "Sie können den Antrag trotzdem absenden. Die Behörde wird danach fragen.",
                "You can still submit. The authority will ask you for it.",
            ),
        ),
        "FOR-003": (
            Text("Bei „{label}“ fehlen Einträge.", "Entries are missing at “{label}”."),
            Text("Fügen Sie Einträge hinzu. Nötig: mindestens {least}.", "Add entries. Needed: at least {least}."),
        ),
        "FOR-004": (
            Text("Bei „{label}“ sind es zu viele Einträge.", "There are too many entries at “{label}”."),
            Text("Entfernen Sie Einträge. Möglich: höchstens {most}.", "Remove entries. Possible: at most {most}."),
        ),
        "FOR-005": (
            Text("Bei „{label}“ fehlt die Auswahl.", "Nothing is chosen at “{label}”."),
            Text("Füllen Sie genau eine der Möglichkeiten aus.", "Please fill in exactly one of the alternatives."),
        ),
        "FOR-006": (
            Text("Bei „{label}“ ist mehr als eine Möglichkeit ausgefüllt.", "“{label}” has more than one alternative."),
            Text("Füllen Sie nur eine der Möglichkeiten aus.", "Please fill in only one of the alternatives."),
        ),
        "FOR-007": (
            Text("{message}", "{message}"),
            Text("Prüfen Sie die Angabe.", "Please check your answer."),
        ),
        "FOR-008": (
            Text("{message}", "{message}"),
            Text("Ergänzen Sie die Angabe „{label}“.", "Please add “{label}”."),
        ),
        "FOR-009": (
            Text("Zu „{label}“ fehlen Angaben.", "Details are missing at “{label}”."),
            Text("Füllen Sie mindestens ein Feld aus.", "Please fill in at least one field."),
        ),
        "FOR-010": (
            Text("„{label}“ hat eine unlesbare Angabe.", "“{label}” holds something that cannot be read."),
            Text("Machen Sie die Angabe noch einmal.", "Please answer again."),
        ),
        "FOR-011": (
            Text("„{label}“ ist zu kurz.", "“{label}” is too short."),
            Text("Geben Sie mindestens {least} Zeichen ein.", "Please enter at least {least} characters."),
        ),
        "FOR-012": (
            Text("„{label}“ ist zu lang.", "“{label}” is too long."),
            Text("Geben Sie höchstens {most} Zeichen ein.", "Please enter at most {most} characters."),
        ),
        "FOR-013": (
            Text("„{label}“ hat nicht die richtige Form.", "“{label}” does not have the right form."),
            Text("Prüfen Sie die Schreibweise.", "Please check how it is written."),
        ),
        "FOR-014": (
            Text("„{label}“ ließ sich nicht prüfen.", "“{label}” could not be checked."),
            Text("Geben Sie die Angabe kürzer ein.", "Please enter it in a shorter form."),
        ),
        "FOR-015": (
            Text("„{label}“ enthält unsichtbare Steuerzeichen.", "“{label}” contains invisible control characters."),
            Text("Tippen Sie die Angabe neu ein.", "Please type it again."),
        ),
        "FOR-020": (
            Text("„{label}“ ist keine Zahl.", "“{label}” is not a number."),
            Text("Geben Sie eine Zahl ein, zum Beispiel 12 oder 12,50.", "Please enter a number such as 12 or 12,50."),
        ),
        "FOR-021": (
            Text("„{label}“ ist zu klein.", "“{label}” is too small."),
            Text("Geben Sie mindestens {least} ein.", "Please enter at least {least}."),
        ),
        "FOR-022": (
            Text("„{label}“ ist zu groß.", "“{label}” is too large."),
            Text("Geben Sie höchstens {most} ein.", "Please enter at most {most}."),
        ),
        "FOR-023": (
            Text("„{label}“ ist kein Geldbetrag.", "“{label}” is not an amount of money."),
            Text("Geben Sie Euro und Cent ein, zum Beispiel 12,50.", "Please enter euros and cents such as 12,50."),
        ),
        "FOR-024": (
            Text("„{label}“ ist keine ganze Zahl.", "“{label}” is not a whole number."),
            Text("Geben Sie eine ganze Zahl ein, zum Beispiel 3.", "Please enter a whole number such as 3."),
        ),
        "FOR-030": (
            Text("„{label}“ ist kein Datum, das es gibt.", "“{label}” is not a date that exists."),
            Text("Geben Sie Tag, Monat und Jahr ein, zum Beispiel 3.4.2026.", "Please enter a date such as 3.4.2026."),
        ),
        "FOR-031": (
            Text("„{label}“ liegt zu früh.", "“{label}” is too early."),
            Text("Frühestens möglich: {least}.", "Earliest possible: {least}."),
        ),
        "FOR-032": (
            Text("„{label}“ liegt zu spät.", "“{label}” is too late."),
            Text("Spätestens möglich: {most}.", "Latest possible: {most}."),
        ),
        "FOR-033": (
            Text("„{label}“ ist keine Uhrzeit.", "“{label}” is not a time of day."),
            Text("Geben Sie Stunde und Minute ein, zum Beispiel 14:30.", "Please enter a time such as 14:30."),
        ),
        "FOR-034": (
            Text("„{label}“ ist kein Zeitpunkt.", "“{label}” is not a date with a time."),
            Text("Geben Sie zum Beispiel 3.4.2026 14:30 ein.", "Please enter for example 3.4.2026 14:30."),
        ),
        "FOR-035": (
            Text("„{label}“ ist kein Datum, das es gibt.", "“{label}” is not a date that exists."),
            Text(
                "Geben Sie das Jahr ein, und Monat und Tag, wenn Sie sie kennen.",
                "Please enter the year, and month and day if you know them.",
            ),
        ),
        "FOR-040": (
            Text("„{label}“ ist keine E-Mail-Adresse.", "“{label}” is not an e-mail address."),
            Text("Prüfen Sie die Adresse: name@beispiel.de.", "Please check the address: name@example.org."),
        ),
        "FOR-041": (
            Text("„{label}“ ist keine Telefonnummer.", "“{label}” is not a phone number."),
            Text("Geben Sie nur Ziffern ein, zum Beispiel 06181 12345.", "Please enter digits such as 06181 12345."),
        ),
        "FOR-042": (
            Text("„{label}“ ist keine gültige IBAN.", "“{label}” is not a valid IBAN."),
            Text("Vergleichen Sie die Nummer mit Ihrer Bankkarte.", "Please compare it with your bank card."),
        ),
        "FOR-043": (
            Text("„{label}“ ist keine Postleitzahl.", "“{label}” is not a German postcode."),
            Text("Geben Sie fünf Ziffern ein, zum Beispiel 63450.", "Please enter five digits such as 63450."),
        ),
        "FOR-050": (
            Text("Bei „{label}“ ist etwas gewählt, das es hier nicht gibt.", "“{label}” has an unknown choice."),
            Text("Wählen Sie eine der Möglichkeiten aus.", "Please choose one of the options."),
        ),
        "FOR-051": (
            Text("„{label}“ ist nicht beantwortet.", "“{label}” is not answered."),
            Text("Wählen Sie Ja oder Nein.", "Please choose yes or no."),
        ),
        "FOR-052": (
            Text("„{label}“ ist nicht bestätigt.", "“{label}” is not confirmed."),
            Text("Setzen Sie das Häkchen, wenn Sie einverstanden sind.", "Please tick the box if you agree."),
        ),
        "FOR-053": (
            Text("Bei „{label}“ ist noch kein Eintrag der Liste gewählt.", "“{label}” has no chosen entry yet."),
            Text(
                "Wählen Sie einen Treffer aus oder suchen Sie anders.",
                "Please choose one of the results or search differently.",
            ),
        ),
        "FOR-060": (
            Text("Die Datei bei „{label}“ ist zu groß.", "The file at “{label}” is too large."),
            Text("Wählen Sie eine Datei bis {most} MB.", "Please choose a file of up to {most} MB."),
        ),
        "FOR-061": (
            Text("Die Datei bei „{label}“ hat eine andere Art als erlaubt.", "“{label}” does not take this file type."),
            Text("Erlaubt sind: {allowed}.", "Allowed are: {allowed}."),
        ),
        "FOR-062": (
            Text("Die Datei bei „{label}“ ist nicht angekommen.", "The file at “{label}” did not arrive."),
            Text("Laden Sie die Datei noch einmal hoch.", "Please upload it again."),
        ),
        "FOR-070": (
            Text("Die Seite hat eine Angabe geschickt, die es hier nicht gibt.", "The page sent an unknown answer."),
            Text(
                "Laden Sie die Seite neu und machen Sie die Angaben dort.", "Please reload the page and answer there."
            ),
        ),
        "FOR-071": (
            Text("„{label}“ ist viel zu lang.", "“{label}” is far too long."),
            Text("Geben Sie höchstens {most} Zeichen ein.", "Please enter at most {most} characters."),
        ),
        "FOR-072": (
            Text("„{label}“ ist mehrfach beantwortet.", "“{label}” is answered several times."),
            Text("Machen Sie genau eine Angabe.", "Please give exactly one answer."),
        ),
        "FOR-073": (
            Text("Diese Seite gehört nicht zu dem Antrag.", "This page does not belong to the form."),
            Text("Gehen Sie zur Übersicht zurück.", "Please go back to the overview."),
        ),
    }
)


def make_finding(
    code: str,
    *,
    path: str,
    page: str,
    label: Text,
    facts: Mapping[str, object] = MappingProxyType({}),
    severity: Severity = Severity.ERROR,
) -> FieldFinding:
    """Return the finding of a code.

    Args:
        code: key of :data:`CATALOGUE`.
        path: path key of the question.
        page: key of its page.
        label: the question's own words.
        facts: values for the names in the sentences; a ``Text`` gives each language its own.
        severity: see :class:`Severity`.
    """
    what, remedy = CATALOGUE[code]
    facts = {"label": label, **facts}
    return FieldFinding(code, severity, path, fill(what, facts), fill(remedy, facts), path=path, page=page)


def missing_code(field: Field) -> str:
    """Return the code that says "this answer is missing" for a field."""
    return "FOR-002" if field.soft_required else "FOR-001"
