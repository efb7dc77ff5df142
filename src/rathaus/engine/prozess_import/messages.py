"""What the findings of this package say: one row per code."""

from typing import Final

from rathaus.values.messages import FindingSink, Message, error, hint, warning
from rathaus.values.text import Text

FINDING_LIMIT: Final = 200
"""Findings that one import can have."""

MESSAGES: dict[str, Message] = {
    "IMP-001": error(
        Text("Der Prozess hat mehr als {limit} {what}.", "The process has more than {limit} {what}."),
        Text("Den Prozess in mehrere teilen.", "Split the process into several."),
    ),
    "IMP-002": warning(
        Text(
            "Es gibt kein Diagramm: Die Schritte folgen ihren Nummern.",
            "There is no diagram: the steps follow their numbers.",
        ),
        Text("Die Bedingungen unter nach ergänzen.", "Add the conditions under nach."),
    ),
    "IMP-003": warning(
        Text(
            "Was „{name}“ ist, sagt die Datei nicht; gelesen als {kind}.",
            "The file does not say what “{name}” is; read as {kind}.",
        ),
        Text("Die Art der Aufgabe prüfen.", "Check the kind of the task."),
    ),
    "IMP-004": warning(
        Text("Ein Weg aus „{name}“ hat keine Antwort.", "A way out of “{name}” has no answer."),
        Text("Der Wahl einen Namen geben.", "Give the choice a name."),
    ),
    "IMP-005": warning(
        Text(
            "Bei „{name}“ können mehrere Wege zugleich gelten; der Entwurf lässt einen zu.",
            "Several ways may hold at “{name}”; the draft allows one.",
        ),
        Text("Die Wahl prüfen.", "Check the choice."),
    ),
    "IMP-006": warning(
        Text("Die Frist „{name}“ hat keine Dauer in Tagen.", "The deadline “{name}” has no length in days."),
        Text("frist_tage ergänzen.", "Add frist_tage."),
    ),
    "IMP-007": hint(
        Text("Das Ereignis „{name}“ wurde nicht übernommen.", "The event “{name}” was not taken over."),
        Text("Prüfen, ob eine Aufgabe fehlt.", "Check whether a task is missing."),
    ),
    "IMP-008": warning(
        Text("„{name}“ ist ein eigener Vorgang und wurde nicht übernommen.", "“{name}” is another case, left out."),
        Text("Den Folgevorgang getrennt beschreiben.", "Describe the following case apart."),
    ),
    "IMP-009": hint(
        Text("Das Dokument „{name}“ wurde nicht übernommen.", "The document “{name}” was not taken over."),
        Text("Prüfen, ob Schreiben oder Nachweise fehlen.", "Check whether letters or proofs are missing."),
    ),
    "IMP-010": warning(
        Text("Den Schritt „{name}“ erreicht kein Pfeil.", "No flow reaches the step “{name}”."),
        Text("Er wurde weggelassen; das Diagramm prüfen.", "It was left out; check the diagram."),
    ),
    "IMP-011": warning(
        Text(
            "Es gibt mehrere Entscheidungen; „{name}“ gilt als Prüfung.",
            "There are several decisions; “{name}” counts as a check.",
        ),
        Text("Prüfen, welche Entscheidung den Bescheid trägt.", "Check which decision carries the Bescheid."),
    ),
    "IMP-012": warning(
        Text(
            "Kein Schritt entscheidet; eine Entscheidung wurde ergänzt.",
            "No step decides; a decision was added.",
        ),
        Text("Prüfen, wann sie offen ist.", "Check when it is open."),
    ),
    "IMP-013": warning(
        Text("Das Ergebnis „{name}“ wurde als {kind} gelesen.", "The result “{name}” was read as {kind}."),
        Text("Art, Gründe und Rechtsbehelf prüfen.", "Check kind, reasons and remedy."),
    ),
    "IMP-014": warning(
        Text("Ein Ergebnis der Art {kind} fehlte und wurde ergänzt.", "A result of kind {kind} was missing; added."),
        Text("Prüfen, wann es gilt.", "Check when it holds."),
    ),
    "IMP-015": warning(
        Text("Der Weg zurück zu „{name}“ wurde eine eigene Aufgabe.", "The way back to “{name}” became a task."),
        Text("Prüfen, ob sie gebraucht wird.", "Check whether it is needed."),
    ),
    "IMP-016": warning(
        Text("Der Weg zurück zu „{name}“ wurde nicht übernommen.", "The way back to “{name}” was not taken over."),
        Text("Den Rückweg unter zurueck ergänzen.", "Add the way back under zurueck."),
    ),
    "IMP-017": warning(
        Text(
            "Die Datei sagt nichts zu {key}; im Entwurf steht {value}.", "{key} is not known; the draft says {value}."
        ),
        Text("Die mit TODO markierte Zeile berichtigen.", "Correct the line marked TODO."),
    ),
    "IMP-018": warning(
        Text("Die Rechtsgrundlage „{name}“ ist nicht zerlegbar.", "The legal basis “{name}” cannot be taken apart."),
        Text("Paragraph und Gesetz trennen.", "Separate paragraph and law."),
    ),
    "IMP-019": hint(
        Text("Die Schritte innerhalb von „{name}“ wurden nicht gelesen.", "The steps inside “{name}” were not read."),
        Text("Die Checkliste der Aufgabe ergänzen.", "Add to the checklist of the task."),
    ),
    "IMP-020": warning(
        Text("Aus „{name}“ führen zu viele Wege.", "Too many ways lead out of “{name}”."),
        Text("Die weggelassenen Wege ergänzen.", "Add the ways that were left out."),
    ),
    "IMP-021": warning(
        Text("Ein eindeutiger Anfang fehlt.", "There is no single beginning."),
        Text("Prüfen, welche Aufgabe zuerst offen ist.", "Check which task is open first."),
    ),
    "IMP-022": error(
        Text("Der Entwurf kann so nicht ablaufen.", "The draft cannot run as it is."),
        Text("Die übrigen Meldungen beheben.", "Settle the other findings."),
    ),
    "IMP-023": hint(
        Text("„{name}“ folgt im Entwurf auf die Entscheidung.", "“{name}” follows the decision in the draft."),
        Text("Prüfen, ob es vorher geschehen muss.", "Check whether it must come before."),
    ),
    "IMP-024": warning(
        Text("Das Ereignis „{name}“ an einer Aufgabe wurde eine Wahl.", "The event “{name}” became a choice."),
        Text("Prüfen, wie die Aufgabe dann endet.", "Check how the task ends then."),
    ),
    "IMP-025": hint(
        Text("Die Datei hat weitere Prozesse; der erste zählt.", "The file has more processes; the first counts."),
        Text("Je Prozess eine Datei laden.", "Load one file for each process."),
    ),
    "IMP-050": error(
        Text("Die Datei ist nicht lesbar: {reason}.", "The file cannot be read: {reason}."),
        Text("Eine Datei in DMN 1.3 laden.", "Load a file of DMN 1.3."),
    ),
    "IMP-051": hint(
        Text("Die Datei ist in einer anderen Fassung von DMN: {version}.", "Another version of DMN: {version}."),
        Text("Das Ergebnis mit der Quelle vergleichen.", "Compare the result with the source."),
    ),
    "IMP-052": warning(
        Text(
            "„{name}“ ({kind}) ist keine Tabelle; nicht übernommen.", "“{name}” ({kind}) is no table; not taken over."
        ),
        Text("Als Tabelle schreiben oder weglassen.", "Write it as a table or leave it out."),
    ),
    "IMP-053": warning(
        Text(
            "„{name}“ hat die Trefferart {policy}; nicht übernommen.",
            "“{name}” has the hit policy {policy}; not taken over.",
        ),
        Text("UNIQUE oder FIRST verwenden.", "Use UNIQUE or FIRST."),
    ),
    "IMP-054": warning(
        Text(
            "Die Eingabe „{name}“ ist kein Name; ihre Rechnung wurde nicht übernommen.",
            "The input “{name}” is no name; its calculation was not taken over.",
        ),
        Text("feld und, wo nötig, rechnung angeben.", "Give feld and, where needed, rechnung."),
    ),
    "IMP-055": warning(
        Text("Die Zelle „{cell}“ wurde nicht übernommen: {reason}.", "The cell “{cell}” was not taken over: {reason}."),
        Text(
            "Die Zelle neu schreiben; bis dahin ist die Tabelle nicht lesbar.",
            "Write the cell anew; until then the table cannot be read.",
        ),
    ),
    "IMP-056": warning(
        Text("Der Vorgabewert von „{name}“ wurde nicht übernommen.", "The default of “{name}” was not taken over."),
        Text("Eine Regel dafür schreiben.", "Write a rule for it."),
    ),
    "IMP-057": warning(
        Text("Die Art „{kind}“ gibt es hier nicht; gelesen als Text.", "There is no kind “{kind}” here; read as text."),
        Text("art prüfen.", "Check art."),
    ),
    "IMP-058": warning(
        Text(
            "Die Regel hat nicht für jede Spalte eine Zelle; nicht übernommen.",
            "The rule has not one cell for each column; not taken over.",
        ),
        Text("Die Regel ergänzen.", "Complete the rule."),
    ),
    "IMP-026": hint(
        Text("{element} „{name}“ wurde nicht übernommen.", "{element} “{name}” was not taken over."),
        Text(
            "Was davon zählt, als Aufgabe, Hinweis oder Bedingung schreiben.",
            "Write what matters of it as a task, a hint or a condition.",
        ),
    ),
    "IMP-099": hint(
        Text("Es gibt mehr als {limit} Meldungen.", "There are more than {limit} findings."),
        Text("Zuerst die genannten beheben.", "Settle those above first."),
    ),
}


def make_sink() -> FindingSink:
    """Return an empty collection for the findings of one import."""
    return FindingSink(MESSAGES, limit=FINDING_LIMIT, beyond="IMP-099")
