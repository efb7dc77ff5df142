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
    "Benötigt wird XDatenfelder 3.0.0 oder 2.0, Nachricht 0102 (Stammdatenschema).",
    "XDatenfelder 3.0.0 or 2.0, message 0102 (stammdatenschema), is needed.",
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
            "Die Datei ist im alten Format XDatenfelder {version}; gelesen werden 2.0 und 3.0.0.",
            "The file is in the old format XDatenfelder {version}; 2.0 and 3.0.0 are read.",
        ),
        Text(
            "Wählen Sie im FIM-Portal den Export in XDatenfelder 3.0.0 oder wandeln Sie die Datei dort um.",
            "Choose the export in XDatenfelder 3.0.0 in the FIM portal, or convert the file there.",
        ),
    ),
    "XDF-007": error(
        Text(
            "Die Version von XDatenfelder ist unbekannt (Namensraum „{namespace}“); gelesen werden 2.0 und 3.0.0.",
            "The version of XDatenfelder is unknown (namespace “{namespace}”); 2.0 and 3.0.0 are read.",
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
        Text("Die Nachricht „{message}“ hat keinen Inhalt.", "The message “{message}” has no content."),
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

_CONTENT = {
    "XDF-036": warning(
        Text(
            "Der Text von „{element}“ enthält XML-Elemente; nur ihr Text wird übernommen.",
            "The text of “{element}” contains XML elements; only their text is taken.",
        ),
        Text(
            "Schreiben Sie den Text ohne Auszeichnung; er wird immer als reiner Text gezeigt.",
            "Write the text without markup; it is always shown as plain text.",
        ),
    ),
    "XDF-044": warning(
        Text("Die Datenfeldgruppe enthält kein einziges Element.", "The group does not contain a single element."),
        Text(
            "Sie wird im Formular ausgelassen: Ergänzen Sie Datenfelder oder entfernen Sie die Gruppe.",
            "The form leaves it out: add fields or remove the group.",
        ),
    ),
    "XDF-045": error(
        Text("Die Nachricht enthält keine Codeliste.", "The message contains no code list."),
        Text("Betten Sie eine Liste im Format genericode ein.", "Embed a list in the format genericode."),
    ),
    "XDF-046": error(
        Text("Der Übersetzung fehlt die Sprache (lang).", "The translation has no language (lang)."),
        Text('Ergänzen Sie das Attribut, zum Beispiel lang="en".', 'Add the attribute, such as lang="en".'),
    ),
    "XDF-047": warning(
        Text(
            "Die Übersetzung in „{language}“ enthält keinen Text.", "The translation into “{language}” holds no text."
        ),
        Text("Ergänzen Sie Texte oder entfernen Sie die Sprache.", "Add texts or remove the language."),
    ),
    "XDF-048": warning(
        Text(
            "Die Sprache „{language}“ kommt mehrfach vor; die spätere Angabe gilt.",
            "The language “{language}” occurs more than once; the later entry is used.",
        ),
        Text("Führen Sie die Übersetzungen zusammen.", "Merge the translations."),
    ),
}

_VERSION_2 = {
    "XDF-037": warning(
        Text(
            "Die Präzisierung „{value}“ ist nicht lesbar und gilt nicht.",
            "The restriction “{value}” is not readable and is not applied.",
        ),
        Text(
            "Schreiben Sie sie als JSON mit minLength, maxLength, minValue, maxValue und pattern.",
            "Write it as JSON with minLength, maxLength, minValue, maxValue and pattern.",
        ),
    ),
    "XDF-038": warning(
        Text(
            "Das Muster „{value}“ ist eine Bemerkung und gilt nicht: Nur genau diese Wörter wären eine Antwort.",
            "The pattern “{value}” is a remark and is not applied: only these very words would be an answer.",
        ),
        Text("Schreiben Sie Bemerkungen in die Beschreibung.", "Write remarks into the description."),
    ),
    "XDF-040": hint(
        Text(
            "Die Dokumentart „{value}“ ist kein Code; übernommen wird {code} (Sonstiges).",
            "The kind of document “{value}” is no code; {code} (other) is taken.",
        ),
        Text("Wählen Sie die Dokumentart in Version 3.0.0.", "Choose the kind of document in version 3.0.0."),
    ),
    "XDF-042": hint(
        Text(
            "Version 2.0 hat keinen Platz für „{element}“; die Angabe „{value}“ entfällt.",
            "Version 2.0 has no place for “{element}”; the entry “{value}” is left out.",
        ),
        Text("Geben Sie das Schema in Version 3.0.0 weiter.", "Pass the schema on in version 3.0.0."),
    ),
    "XDF-043": hint(
        Text(
            "Die Datei ist in Version 2.0 und wird beim Lesen auf 3.0.0 gehoben: IDs mit 11 Ziffern, "
            "Versionen mit drei Teilen.",
            "The file is in version 2.0 and is upgraded to 3.0.0 on reading: ids with 11 digits, versions with three "
            "parts.",
        ),
        Text(
            "Legen Sie die Codelisten (genericode) neben das Schema.",
            "Put the code lists (genericode) beside the schema.",
        ),
    ),
}

_XSD = {
    "XDF-039": warning(
        Text(
            "Die Datei entspricht nicht dem XML-Schema des Standards (Zeile {line}): {reason}",
            "The file does not follow the standard's XML schema (line {line}): {reason}",
        ),
        Text(
            "Gelesen wird sie trotzdem. Berichtigen Sie die Stelle, bevor andere die Datei bekommen.",
            "It is read all the same. Correct the place before others get the file.",
        ),
    ),
    "XDF-041": warning(
        Text(
            "Das XML-Schema {file} ist nicht lesbar: {reason}",
            "The XML schema {file} cannot be read: {reason}",
        ),
        Text(
            "Nennen Sie den Ordner, in dem 3.0.0/xdatenfelder.xsd und 2.0/xdatenfelder.xsd liegen.",
            "Name the folder that holds 3.0.0/xdatenfelder.xsd and 2.0/xdatenfelder.xsd.",
        ),
    ),
}

MESSAGES = MappingProxyType(_FILE | _ELEMENT | _SCHEMA | _LIMITS | _CONTENT | _VERSION_2 | _XSD)


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
