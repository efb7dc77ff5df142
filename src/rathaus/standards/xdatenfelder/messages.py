"""Findings of the reader: code, severity, what is wrong and what to do, in German and English."""

from types import MappingProxyType

from rathaus.values.findings import Finding
from rathaus.values.messages import FindingSink, error, hint, warning
from rathaus.values.text import Text

MAX_FINDINGS = 500


_EXPORT_AGAIN = Text(
    "Exportieren Sie das Schema erneut und laden Sie die neue Datei hoch.",
    "Export the schema again and upload the new file.",
)
_CORRECT_IN_EDITOR = Text(
    "Korrigieren Sie die Angabe im Schema und exportieren Sie es erneut.",
    "Correct the entry in the schema and export it again.",
)
_NEED_SCHEMA = Text(
    "Benötigt wird XDatenfelder 3.0.0, Nachricht 0102 (Stammdatenschema).",
    "XDatenfelder 3.0.0, message 0102 (stammdatenschema), is needed.",
)

_ONE_SCHEMA = Text(
    "Exportieren Sie ein einzelnes Stammdatenschema und prüfen Sie, ob Gruppen sich selbst enthalten.",
    "Export one single schema and check whether groups contain themselves.",
)

_FILE = {
    "XDF-001": error(
        Text(
            "Die Datei ist kein lesbares XML (Zeile {line}: {reason}).",
            "The file is not readable XML (line {line}: {reason}).",
        ),
        _EXPORT_AGAIN,
    ),
    "XDF-002": error(
        Text("Die Datei bricht in Zeile {line} ab.", "The file breaks off in line {line}."),
        Text(
            "Sie wurde unvollständig gespeichert oder übertragen: Exportieren Sie das Schema erneut.",
            "It was stored or transferred incompletely: export the schema again.",
        ),
    ),
    "XDF-003": error(
        Text(
            "Die Datei enthält einen Dokumenttyp (DOCTYPE) oder eigene Entitäten. "
            "Beides wird aus Sicherheitsgründen nie gelesen.",
            "The file contains a document type (DOCTYPE) or entities of its own. For security, neither is ever read.",
        ),
        Text(
            "Entfernen Sie die DOCTYPE-Angabe und die Entitäten; XDatenfelder braucht sie nicht.",
            "Remove the DOCTYPE and the entities; XDatenfelder does not need them.",
        ),
    ),
    "XDF-004": error(
        Text(
            "Die Datei ist größer als {limit} MB.",
            "The file is larger than {limit} MB.",
        ),
        _ONE_SCHEMA,
    ),
    "XDF-005": error(
        Text(
            "Das ist keine XDatenfelder-Datei: Wurzelelement „{root}“, Namensraum „{namespace}“.",
            "This is not an XDatenfelder file: root element “{root}”, namespace “{namespace}”.",
        ),
        _NEED_SCHEMA,
    ),
    "XDF-006": error(
        Text(
            "Die Datei ist im älteren Format XDatenfelder {version}; benötigt wird 3.0.0.",
            "The file is in the older format XDatenfelder {version}; 3.0.0 is needed.",
        ),
        Text(
            "Wählen Sie im FIM-Portal den Export in XDatenfelder 3.0.0 oder wandeln Sie die Datei dort um.",
            "Choose the export in XDatenfelder 3.0.0 in the FIM portal, or convert the file there.",
        ),
    ),
    "XDF-007": error(
        Text(
            "Die Version von XDatenfelder ist unbekannt (Namensraum „{namespace}“); gelesen wird 3.0.0.",
            "The version of XDatenfelder is unknown (namespace “{namespace}”); 3.0.0 is read.",
        ),
        _NEED_SCHEMA,
    ),
    "XDF-008": error(
        Text(
            "Die Datei enthält die Nachricht „{message}“, kein Stammdatenschema.",
            "The file contains the message “{message}”, not a schema.",
        ),
        _NEED_SCHEMA,
    ),
    "XDF-009": error(
        Text("Die Nachricht enthält kein Stammdatenschema.", "The message contains no schema."),
        _EXPORT_AGAIN,
    ),
    "XDF-010": hint(
        Text(
            "Es gibt mehr als {limit} Meldungen; die übrigen werden nicht gezeigt.",
            "There are more than {limit} findings; the others are not shown.",
        ),
        Text(
            "Beheben Sie zuerst die gezeigten und prüfen Sie dann erneut.",
            "Settle the shown ones first, then check again.",
        ),
    ),
}

_ELEMENT = {
    "XDF-011": error(
        Text("Dem Element „{element}“ fehlt die ID.", "The element “{element}” has no id."), _CORRECT_IN_EDITOR
    ),
    "XDF-012": warning(
        Text(
            "Die ID „{id}“ hat nicht die übliche Form: Buchstabe {letter} und 11 Ziffern.",
            "The id “{id}” does not have the usual form: letter {letter} and 11 digits.",
        ),
        Text(
            "Vergeben Sie eine ID aus Ihrem Nummernkreis, wenn das Schema veröffentlicht werden soll.",
            "Assign an id of your number range if the schema is to be published.",
        ),
    ),
    "XDF-013": error(
        Text(
            "Die ID „{id}“ enthält Zeichen, die in einem Feldpfad nicht vorkommen dürfen.",
            "The id “{id}” contains characters that must not occur in a field's path.",
        ),
        Text(
            "Erlaubt sind Buchstaben, Ziffern, Bindestrich und Unterstrich.",
            "Letters, digits, hyphen and underscore are allowed.",
        ),
    ),
    "XDF-014": warning(
        Text(
            "Die Version „{version}“ hat nicht die Form 1.0.0.", "The version “{version}” does not have the form 1.0.0."
        ),
        _CORRECT_IN_EDITOR,
    ),
    "XDF-015": error(
        Text("Der Struktur fehlt die Anzahl (Multiplizität).", "The position has no cardinality (anzahl)."),
        Text("Geben Sie eine Anzahl an, zum Beispiel 1:1.", "State a cardinality, for example 1:1."),
    ),
    "XDF-016": error(
        Text("Die Anzahl „{value}“ ist nicht lesbar.", "The cardinality “{value}” is not readable."),
        Text("Erlaubt ist die Form 0:1, 1:1 oder 0:*.", "The form 0:1, 1:1 or 0:* is allowed."),
    ),
    "XDF-017": error(
        Text(
            "Die Anzahl „{value}“ ist unmöglich: Das Maximum ist kleiner als das Minimum oder null.",
            "The cardinality “{value}” is impossible: the maximum is less than the minimum, or zero.",
        ),
        Text("Tauschen oder korrigieren Sie die Werte.", "Swap or correct the values."),
    ),
    "XDF-018": error(
        Text(
            "Die Struktur enthält weder ein Datenfeld noch eine Datenfeldgruppe.",
            "The position contains neither a field nor a group.",
        ),
        Text("Ergänzen Sie das Element oder entfernen Sie die Struktur.", "Add the element or remove the position."),
    ),
    "XDF-019": error(
        Text(
            "Die Struktur enthält {count} Elemente; erlaubt ist genau eines.",
            "The position contains {count} elements; exactly one is allowed.",
        ),
        Text("Legen Sie für jedes Element eine eigene Struktur an.", "Make a position of its own for each element."),
    ),
    "XDF-020": error(
        Text("„{element}“ enthält kein einziges Element.", "“{element}” does not contain a single element."),
        Text("Ergänzen Sie Datenfelder oder entfernen Sie die leere Gruppe.", "Add fields or remove the empty group."),
    ),
    "XDF-021": error(
        Text(
            "„{code}“ ist kein Wert von „{element}“; erlaubt sind: {allowed}.",
            "“{code}” is not a value of “{element}”; allowed are: {allowed}.",
        ),
        _CORRECT_IN_EDITOR,
    ),
    "XDF-022": error(
        Text("Dem Datenfeld fehlt die Angabe „{element}“.", "The field lacks the entry “{element}”."),
        Text("Ergänzen Sie einen der Werte: {allowed}.", "Add one of the values: {allowed}."),
    ),
    "XDF-023": warning(
        Text(
            "„{code}“ ist kein Wert von „{element}“; erlaubt sind: {allowed}. Die Angabe wird nicht übernommen.",
            "“{code}” is not a value of “{element}”; allowed are: {allowed}. The entry is left out.",
        ),
        _CORRECT_IN_EDITOR,
    ),
    "XDF-024": warning(
        Text(
            "Die Angabe „{element}“ fehlt, obwohl der Standard sie verlangt.",
            "The entry “{element}” is missing although the standard demands it.",
        ),
        Text("Ergänzen Sie die Angabe im Schema.", "Add the entry to the schema."),
    ),
    "XDF-025": warning(
        Text(
            "Der Wert „{value}“ von „{element}“ ist nicht lesbar und wird nicht übernommen.",
            "The value “{value}” of “{element}” is not readable and is left out.",
        ),
        _CORRECT_IN_EDITOR,
    ),
    "XDF-026": warning(
        Text(
            "Das Element „{element}“ gehört nicht an diese Stelle und wird nicht übernommen.",
            "The element “{element}” does not belong here and is left out.",
        ),
        Text(
            "Prüfen Sie Schreibweise, Stelle und Version des Standards.",
            "Check spelling, place and version of the standard.",
        ),
    ),
    "XDF-027": error(
        Text("Ein Wert der Werteliste hat keinen Code.", "An entry of the value list has no code."), _CORRECT_IN_EDITOR
    ),
    "XDF-028": error(
        Text(
            "Der Code „{code}“ steht mehrfach in der Werteliste.",
            "The code “{code}” stands more than once in the value list.",
        ),
        Text("Geben Sie jedem Wert einen eigenen Code.", "Give each entry a code of its own."),
    ),
    "XDF-029": warning(
        Text(
            "Das Element „{element}“ steht mehrfach; nur das erste zählt.",
            "The element “{element}” stands more than once; only the first counts.",
        ),
        Text("Entfernen Sie die überzähligen Angaben.", "Remove the surplus entries."),
    ),
}

_SCHEMA = {
    "XDF-030": error(
        Text("Die Gruppe {id} enthält sich selbst.", "The group {id} contains itself."),
        Text("Entfernen Sie die innere Verwendung der Gruppe.", "Remove the inner use of the group."),
    ),
    "XDF-031": error(
        Text(
            "Das Element {id} steht mehrfach in derselben Gruppe; sein Pfad ist damit nicht eindeutig.",
            "The element {id} stands more than once in the same group, so its path is ambiguous.",
        ),
        Text(
            "Erhöhen Sie stattdessen die Anzahl oder verwenden Sie eine eigene Gruppe.",
            "Raise the cardinality instead, or use a group of its own.",
        ),
    ),
    "XDF-032": warning(
        Text(
            "Das Element {id} kommt in den Versionen {versions} vor.",
            "The element {id} occurs in the versions {versions}.",
        ),
        Text("Verwenden Sie innerhalb eines Schemas nur eine Version.", "Use only one version within a schema."),
    ),
    "XDF-033": warning(
        Text(
            "Die Mindestlänge {min_length} ist größer als die Höchstlänge {max_length}.",
            "The minimum length {min_length} is greater than the maximum length {max_length}.",
        ),
        Text("Korrigieren Sie die Präzisierung.", "Correct the restriction (praezisierung)."),
    ),
}

_LIMITS = {
    "XDF-034": error(
        Text("Die Datei hat mehr als {limit} XML-Elemente.", "The file has more than {limit} XML elements."),
        _ONE_SCHEMA,
    ),
    "XDF-035": error(
        Text(
            "Die Datei ist in Zeile {line} zu tief verschachtelt oder enthält dort einen zu langen Text.",
            "In line {line} the file is nested too deeply, or it holds a text that is too long.",
        ),
        _ONE_SCHEMA,
    ),
}

MESSAGES = MappingProxyType(_FILE | _ELEMENT | _SCHEMA | _LIMITS)


def finding(code: str, where: str, /, **facts: object) -> Finding:
    """Return the finding with its facts filled in.

    Args:
        code: key of ``MESSAGES``.
        where: path key of an element, optionally followed by the id of a rule; or ``line N``.
        facts: values for the braces of the texts; long ones are cut.
    """
    return MESSAGES[code].finding(code, where, **facts)


def finding_sink() -> FindingSink:
    """Return an empty collection for one file."""
    return FindingSink(MESSAGES, limit=MAX_FINDINGS, beyond="XDF-010")
