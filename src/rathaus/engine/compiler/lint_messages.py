"""The official quality checks that we run: their numbers and severities, our words.

The lists of messages of FIM knows four severities. Released schemas break critical checks, so none of them stops the
compiler: "kritisch" and "methodisch" become warnings, "Warnung" and "Hinweis" become hints. What a form cannot do
without is an error of its own (``messages``).

Source: urn:xoev-de:fim-datenfelder:codeliste:xdfm 1.8 (numbers and severities).
"""

from collections.abc import Mapping
from types import MappingProxyType

from rathaus.values.findings import Severity
from rathaus.values.text import Text

_W, _H = Severity.WARNING, Severity.HINT

#: number → (severity, what is wrong, what to do)
LINT: Mapping[int, tuple[Severity, Text, Text]] = MappingProxyType(
    {
        1002: (_W, Text("Der Name fehlt.", "The name is missing."), Text("Ergänzen Sie ihn.", "Add it.")),
        1003: (
            _H,
            Text("Das Element kommt in mehreren Versionen vor.", "The element occurs in several versions."),
            Text("Verwenden Sie eine Version.", "Use one version."),
        ),
        1006: (
            _W,
            Text("Ein rechtsnormgebundenes Element hat keinen Bezug.", "A norm-bound element names no legal basis."),
            Text("Ergänzen Sie die Rechtsgrundlage.", "Add the legal basis."),
        ),
        1007: (
            _W,
            Text("Ein Dokumentsteckbrief ist nicht zugeordnet.", "No document profile is assigned."),
            Text("Ordnen Sie einen zu.", "Assign one."),
        ),
        1009: (
            _W,
            Text("Die Bezeichnung für die Eingabe fehlt.", "The label for input is missing."),
            Text("Schreiben Sie die Frage in klaren Worten.", "Write the question in plain words."),
        ),
        1011: (
            _W,
            Text("Ein Auswahlfeld hat nicht den Datentyp Text.", "A select does not have the data type text."),
            Text("Setzen Sie den Datentyp auf Text.", "Set the data type to text."),
        ),
        1012: (
            _W,
            Text("Auswahl oder Hinweis hat eine Feldlänge.", "A select or label has a length."),
            Text("Streichen Sie die Länge.", "Remove the length."),
        ),
        1013: (
            _W,
            Text("Ein abstraktes Element steht im Schema.", "An abstract element stands inside the schema."),
            Text("Verwenden Sie ein harmonisiertes oder rechtsnormgebundenes.", "Use a harmonised or norm-bound one."),
        ),
        1014: (
            _W,
            Text("Ein Datenfeld ist abstrakt.", "A field is abstract."),
            Text("Leiten Sie ein Feld davon ab.", "Derive a field from it."),
        ),
        1015: (
            _W,
            Text("Die Feldlänge steht an einem Feld ohne Text.", "A length stands at a field that is no text."),
            Text("Streichen Sie die Länge.", "Remove the length."),
        ),
        1016: (
            _W,
            Text("Der Wertebereich steht an Text oder Ja/Nein.", "A range stands at a field without order."),
            Text("Streichen Sie die Grenzen.", "Remove the limits."),
        ),
        1017: (
            _W,
            Text("Ein Feld mit Liste ist keine Auswahl.", "A field with a list is no select."),
            Text("Setzen Sie die Feldart auf Auswahl.", "Set the kind of field to select."),
        ),
        1018: (
            _H,
            Text("Eine Auswahl hat weder Werteliste noch Codeliste.", "A select has no list."),
            Text("Ergänzen Sie eine Liste.", "Add a list."),
        ),
        1024: (
            _W,
            Text("Eine Regel hat keinen Text.", "A rule has no prose."),
            Text("Beschreiben Sie die Regel.", "Describe the rule."),
        ),
        1037: (
            _H,
            Text("Eine Codeliste wird in mehreren Versionen benutzt.", "One code list is used in several versions."),
            Text("Verwenden Sie eine Version.", "Use one version."),
        ),
        1039: (
            _W,
            Text("Die Kennung ist nicht richtig gebildet.", "The id is not well formed."),
            Text("Erlaubt sind ein Buchstabe und elf Ziffern.", "Use one letter and eleven digits."),
        ),
        1043: (
            _W,
            Text("Die Auswahlgruppe hat weniger als zwei Elemente.", "The choice group has fewer than two children."),
            Text("Ergänzen Sie eine Möglichkeit.", "Add an alternative."),
        ),
        1044: (
            _W,
            Text("Die Liste hat weniger als zwei Einträge.", "The list has fewer than two entries."),
            Text("Prüfen Sie, ob eine Ja/Nein-Frage gemeint ist.", "Check whether a yes/no question is meant."),
        ),
        1045: (
            _W,
            Text("Ein Code kommt in der Liste zweimal vor.", "A code occurs twice in the list."),
            Text("Vergeben Sie jeden Code einmal.", "Use each code once."),
        ),
        1047: (
            _W,
            Text("Die kleinste Anzahl ist größer als die größte.", "The minimum exceeds the maximum."),
            Text("Berichtigen Sie die Multiplizität.", "Correct the cardinality."),
        ),
        1050: (
            _W,
            Text("Die Bezeichnung des Schemas fehlt.", "The title of the schema is missing."),
            Text("Ergänzen Sie sie.", "Add it."),
        ),
        1056: (
            _W,
            Text("Eine Dateigröße steht an einem Feld ohne Datei.", "A file size stands at a field without files."),
            Text("Streichen Sie die Größe.", "Remove the size."),
        ),
        1057: (
            _W,
            Text("Dateitypen stehen an einem Feld ohne Datei.", "Media types stand at a field without files."),
            Text("Streichen Sie die Typen.", "Remove the types."),
        ),
        1061: (
            _W,
            Text("Die kleinste Länge übersteigt die größte.", "The minimum length exceeds the maximum."),
            Text("Berichtigen Sie die Längen.", "Correct the lengths."),
        ),
        1064: (
            _W,
            Text("Die untere Grenze übersteigt die obere.", "The lower limit exceeds the upper."),
            Text("Berichtigen Sie die Grenzen.", "Correct the limits."),
        ),
        1085: (
            _W,
            Text("Der Inhalt ist kein Code der Liste.", "The content is no code of the list."),
            Text("Verwenden Sie einen Code der Liste.", "Use a code of the list."),
        ),
        1090: (
            _W,
            Text("Ein Hinweis hat keinen Text-Datentyp.", "A label has no text type."),
            Text("Setzen Sie den Datentyp auf Text.", "Set the data type to text."),
        ),
        1093: (
            _H,
            Text("Ein Name kommt in der Liste zweimal vor.", "A name occurs twice in the list."),
            Text("Unterscheiden Sie die Einträge.", "Tell the entries apart."),
        ),
        1096: (
            _H,
            Text("Das Schema hat nur den Default-Steckbrief.", "The schema has only the default profile."),
            Text("Ordnen Sie einen eigenen Steckbrief zu.", "Assign a profile of its own."),
        ),
        1098: (
            _W,
            Text("Bezeichnung und Hilfetext sind gleich.", "Label and help text are the same."),
            Text("Erklären Sie die Frage oder streichen Sie die Hilfe.", "Explain the question or remove the help."),
        ),
        1099: (
            _W,
            Text("Name und Hilfetext sind gleich.", "Name and help text are the same."),
            Text("Erklären Sie die Frage oder streichen Sie die Hilfe.", "Explain the question or remove the help."),
        ),
        1100: (
            _W,
            Text("Eine Datei oder ein Objekt hat einen Inhalt.", "A file or object has a content."),
            Text("Streichen Sie den Inhalt.", "Remove the content."),
        ),
        1101: (
            _H,
            Text("Ein harmonisiertes Element hat keinen Bezug.", "A harmonised element names no legal basis."),
            Text("Ergänzen Sie die Rechtsgrundlage, wenn es eine gibt.", "Add the legal basis if there is one."),
        ),
        1102: (
            _H,
            Text("Ein Textfeld hat keine Längen.", "A text field has no lengths."),
            Text("Geben Sie kleinste und größte Länge an.", "Give the minimum and maximum length."),
        ),
        1103: (
            _H,
            Text("Eine Zahl oder ein Datum hat keine Grenzen.", "A number or date has no limits."),
            Text("Geben Sie einen Wertebereich an.", "Give a range."),
        ),
        1105: (
            _H,
            Text("Die Version der Codeliste ist kein Datum.", "The code list's version is no date."),
            Text("Üblich ist eine Form wie 2018-03-01.", "A form such as 2018-03-01 is usual."),
        ),
        1106: (
            _H,
            Text("Die Gruppe hat nur ein Element.", "The group has only one child."),
            Text("Prüfen Sie, ob die Gruppe nötig ist.", "Check whether the group is needed."),
        ),
        1109: (
            _H,
            Text("Ein Hinweis hat keinen Text.", "A label has no text."),
            Text("Schreiben Sie den Text in den Inhalt.", "Write the text into the content."),
        ),
        1118: (
            _W,
            Text("Eine Möglichkeit der Auswahlgruppe ist nicht 0:1.", "An alternative of a choice group is not 0:1."),
            Text("Setzen Sie die Multiplizität auf 0:1.", "Set the cardinality to 0:1."),
        ),
        1120: (
            _W,
            Text("Eine Datei oder ein Objekt hat ein Muster.", "A file or object has a pattern."),
            Text("Streichen Sie das Muster.", "Remove the pattern."),
        ),
        1139: (
            _H,
            Text("Ein Dateifeld nimmt nur eine Datei.", "A file field takes one file only."),
            Text("Üblich ist eine Multiplizität wie 1:*.", "A cardinality such as 1:* is usual."),
        ),
        1143: (
            _W,
            Text("Das Datum des Status fehlt.", "The date of the status is missing."),
            Text("Ergänzen Sie „Status gesetzt am“.", "Add the date of the status."),
        ),
    }
)
