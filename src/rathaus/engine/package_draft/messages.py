"""What the findings of this package say: one row per code."""

from typing import Final

from rathaus.values.findings import Finding
from rathaus.values.messages import Message, error, hint, warning
from rathaus.values.text import Text

MESSAGES: Final[dict[str, Message]] = {
    "PAK-001": warning(
        Text("Was das ist, erkennen wir nicht.", "We do not recognise what this is."),
        Text(
            "Die Datei entfernen. Gebraucht werden XDatenfelder, XZuFi, XProzess, BPMN oder Codelisten (genericode).",
            "Remove the file. XDatenfelder, XZuFi, XProzess, BPMN or code lists (genericode) are needed.",
        ),
    ),
    "PAK-002": error(
        Text("Die Datei ist kein lesbares XML ({reason}).", "The file is no readable XML ({reason})."),
        Text(
            "Die Datei noch einmal herunterladen und hier ersetzen; vielleicht ist sie abgeschnitten.",
            "Download the file again and replace it here; it may have been cut off.",
        ),
    ),
    "PAK-003": warning(
        Text(
            "Das XML „{root}“ gehört zu keinem Format, das wir lesen.", "The XML “{root}” is of no format that we read."
        ),
        Text(
            "Die Datei entfernen, oder den Export aus dem FIM-Portal laden.",
            "Remove the file, or load the export of the FIM portal.",
        ),
    ),
    "PAK-004": warning(
        Text(
            "Die Nachricht „{message}“ beschreibt nur einen Teil, kein ganzes Formular.",
            "The message “{message}” describes a part only, not a whole form.",
        ),
        Text("Das Datenschema (Nachricht 0102) hochladen.", "Upload the schema (message 0102)."),
    ),
    "PAK-005": error(
        Text("Das Archiv wurde nicht ausgepackt: {reason}.", "The archive was not unpacked: {reason}."),
        Text(
            "Die Dateien einzeln hochladen, oder ein neues ZIP ohne Archive darin.",
            "Upload the files one by one, or a new ZIP without archives inside.",
        ),
    ),
    "PAK-006": error(
        Text("Die Datei ist leer.", "The file is empty."),
        Text("Die Datei noch einmal herunterladen und hier ersetzen.", "Download the file again and replace it here."),
    ),
    "PAK-007": error(
        Text("Es gibt {count} Dateien dieser Art: {names}.", "There are {count} files of this kind: {names}."),
        Text("Alle bis auf eine entfernen.", "Remove all but one."),
    ),
    "PAK-008": error(
        Text(
            "Das Datenschema fehlt: Ohne es gibt es kein Formular.",
            "The schema is missing: without it there is no form.",
        ),
        Text(
            "Die Datei aus XDatenfelder (Nachricht 0102) dazu hochladen.",
            "Upload the file of XDatenfelder (message 0102), too.",
        ),
    ),
    "PAK-009": hint(
        Text(
            "Eine Leistungsbeschreibung (XZuFi) fehlt; aus Ihren Angaben wird eine kurze.",
            "A description (XZuFi) is missing; your answers become a short one.",
        ),
        Text("Die Datei dazu hochladen, wenn es sie gibt.", "Upload the file, too, if there is one."),
    ),
    "PAK-010": hint(
        Text(
            "Ein Prozess (XProzess, BPMN) fehlt; es gilt der übliche Ablauf in sieben Schritten.",
            "A process (XProzess, BPMN) is missing; the usual procedure of seven steps is taken.",
        ),
        Text("Die Datei dazu hochladen, wenn es sie gibt.", "Upload the file, too, if there is one."),
    ),
    "PAK-011": warning(
        Text(
            "Der Prozess ließ sich nicht übernehmen; es gilt der übliche Ablauf in sieben Schritten.",
            "The process could not be taken over; the usual procedure of seven steps is taken.",
        ),
        Text("Die Meldungen zu dieser Datei ansehen.", "Look at the findings about this file."),
    ),
}


def make_finding(code: str, where: str, /, **facts: object) -> Finding:
    """Return the finding with that code; the facts fill its sentences."""
    return MESSAGES[code].finding(code, where, **facts)
