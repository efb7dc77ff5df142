"""What the findings of this package say: one row per code; ``XPZ`` is the export, ``BPM`` the diagram."""

from typing import Final

from rathaus.values.messages import FindingSink, Message, error, hint, warning
from rathaus.values.text import Text

FINDING_LIMIT: Final = 200
"""Findings that one file can have."""

MESSAGES: dict[str, Message] = {
    "XPZ-001": error(
        Text("Die Datei ist kein lesbares XML: {reason}.", "The file is no readable XML: {reason}."),
        Text(
            "Die Datei ohne Dokumenttyp und vollständig neu exportieren.",
            "Export the file again, complete and without a document type.",
        ),
    ),
    "XPZ-002": error(
        Text("„{value}“ ist kein Export von XProzess.", "“{value}” is no export of XProzess."),
        Text("Eine Nachricht alleInhalte.export.0303 laden.", "Load a message alleInhalte.export.0303."),
    ),
    "XPZ-003": warning(
        Text("Die Version „{value}“ von XProzess kennen wir nicht.", "We do not know version “{value}” of XProzess."),
        Text("Das Gelesene prüfen; bekannt ist 2.0.", "Check what was read; 2.0 is known."),
    ),
    "XPZ-004": warning(
        Text("Den Namensraum „{value}“ kennen wir nicht.", "We do not know the namespace “{value}”."),
        Text("Das Gelesene prüfen.", "Check what was read."),
    ),
    "XPZ-005": error(
        Text("Die Datei enthält keinen Prozess.", "The file holds no process."),
        Text("Einen Export mit prozessbibliothek laden.", "Load an export with prozessbibliothek."),
    ),
    "XPZ-006": warning(
        Text("Der Prozess hat keine Schritte.", "The process has no steps."),
        Text("Einen Export mit strukturbeschreibungFIM laden.", "Load an export with strukturbeschreibungFIM."),
    ),
    "XPZ-007": warning(
        Text(
            "Der Schritt „{name}“ hat den unbekannten RAG-Code „{value}“.",
            "The step “{name}” has the unknown RAG code “{value}”.",
        ),
        Text("Bekannt sind 1 bis 5 und 7.", "1 to 5 and 7 are known."),
    ),
    "XPZ-008": warning(
        Text(
            "Der Schritt „{name}“ gehört zu keinem Element des Diagramms.",
            "The step “{name}” belongs to no element of the diagram.",
        ),
        Text("subProzessID prüfen.", "Check subProzessID."),
    ),
    "XPZ-009": warning(
        Text(
            "Mehrere Schritte nennen dasselbe Element: „{value}“.",
            "Several steps name the same element: “{value}”.",
        ),
        Text("Jedem Schritt sein eigenes Element geben; der erste zählt.", "Give each its own; the first counts."),
    ),
    "XPZ-010": warning(
        Text("Der Prozess enthält kein Diagramm.", "The process holds no diagram."),
        Text(
            "Den Export mit prozessmodelldatei wiederholen oder die BPMN-Datei laden.",
            "Export again with prozessmodelldatei, or load the BPMN file.",
        ),
    ),
    "XPZ-011": warning(
        Text(
            "Die eingebettete Datei kann nicht ausgepackt werden: {reason}.",
            "The embedded file cannot be unpacked: {reason}.",
        ),
        Text("Die BPMN-Datei einzeln laden.", "Load the BPMN file by itself."),
    ),
    "XPZ-099": hint(
        Text("Es gibt mehr als {limit} Meldungen.", "There are more than {limit} findings."),
        Text("Zuerst die genannten beheben.", "Settle those above first."),
    ),
    "BPM-001": error(
        Text("Das Diagramm ist kein lesbares XML: {reason}.", "The diagram is no readable XML: {reason}."),
        Text("Das Diagramm vollständig neu exportieren.", "Export the diagram again, complete."),
    ),
    "BPM-002": error(
        Text("„{value}“ ist kein Diagramm in BPMN 2.0.", "“{value}” is no diagram in BPMN 2.0."),
        Text("Eine Datei mit dem Element definitions laden.", "Load a file with the element definitions."),
    ),
    "BPM-003": error(
        Text("Das Diagramm enthält keinen Schritt.", "The diagram holds no step."),
        Text("Ein Diagramm mit mindestens einer Aktivität laden.", "Load a diagram with at least one activity."),
    ),
    "BPM-004": error(
        Text("Das Diagramm hat mehr als {limit} Elemente.", "The diagram has more than {limit} elements."),
        Text("Den Prozess in mehrere teilen.", "Split the process into several."),
    ),
    "BPM-005": warning(
        Text("Die Kennung „{value}“ kommt mehrfach vor.", "The id “{value}” occurs more than once."),
        Text("Das zweite Element umbenennen; das erste zählt.", "Rename the second element; the first counts."),
    ),
    "BPM-006": warning(
        Text("Ein Pfeil führt von oder zu nichts: „{value}“.", "A flow leads from or to nothing: “{value}”."),
        Text("Den Pfeil neu verbinden; er wurde weggelassen.", "Connect the flow again; it was left out."),
    ),
    "BPM-007": hint(
        Text("Ausführbares im Diagramm: {value}.", "Executable parts of the diagram: {value}."),
        Text("Es wurde nicht gelesen und wird nie ausgeführt.", "It was not read and is never executed."),
    ),
    "BPM-008": warning(
        Text("Das Element „{value}“ kennen wir nicht.", "We do not know the element “{value}”."),
        Text("Es wurde weggelassen: den Ablauf dort prüfen.", "It was left out: check the procedure there."),
    ),
}


def make_sink() -> FindingSink:
    """Return an empty collection for the findings of one file."""
    return FindingSink(MESSAGES, limit=FINDING_LIMIT, beyond="XPZ-099")
