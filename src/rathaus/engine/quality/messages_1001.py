"""What checks 1001 to 1069 of the catalogue say, in our words; numbers and grades are its own."""

from collections.abc import Mapping
from types import MappingProxyType

from rathaus.engine.quality.grades import Grade, Wording
from rathaus.values.text import Text

_K, _M, _W = Grade.KRITISCH, Grade.METHODISCH, Grade.WARNUNG

#: number → what it says
MESSAGES: Mapping[int, Wording] = MappingProxyType(
    {
        1001: Wording(
            _M,
            Text(
                "Die Regel nennt Elemente, die nicht in ihrer Gruppe liegen{detail}.",
                "The rule names elements outside of its group{detail}.",
            ),
            Text(
                "Tragen Sie die Regel an der Gruppe ein, die alle diese Elemente enthält.",
                "Put the rule at the group that holds all of these elements.",
            ),
        ),
        1002: Wording(_K, Text("Der Name fehlt.", "The name is missing."), Text("Ergänzen Sie ihn.", "Add it.")),
        1003: Wording(
            _W,
            Text(
                "Das Element kommt in mehreren Versionen vor{detail}.",
                "The element occurs in several versions{detail}.",
            ),
            Text("Verwenden Sie überall dieselbe Version.", "Use the same version everywhere."),
        ),
        1004: Wording(
            _W,
            Text(
                "In der Gruppe steht dasselbe Element mehrfach{detail}.",
                "The same element stands several times in the group{detail}.",
            ),
            Text("Erhöhen Sie stattdessen die Multiplizität.", "Raise the cardinality instead."),
        ),
        1005: Wording(
            _K,
            Text(
                "Die Kennung der Codeliste ist keine URN{detail}.", "The identifier of the code list is no URN{detail}."
            ),
            Text("Verwenden Sie die URN aus dem XRepository.", "Use the URN from the XRepository."),
        ),
        1006: Wording(
            _K,
            Text(
                "Ein rechtsnormgebundenes Element nennt keine Rechtsgrundlage.",
                "A norm-bound element names no legal basis.",
            ),
            Text("Ergänzen Sie die Rechtsgrundlage.", "Add the legal basis."),
        ),
        1007: Wording(
            _K,
            Text("Ein Dokumentsteckbrief ist nicht zugeordnet.", "No document profile is assigned."),
            Text("Ordnen Sie einen zu.", "Assign one."),
        ),
        1008: Wording(
            _K,
            Text("Der Dokumentsteckbrief nennt keine Rechtsgrundlage.", "The document profile names no legal basis."),
            Text("Ergänzen Sie die Rechtsgrundlage.", "Add the legal basis."),
        ),
        1009: Wording(
            _K,
            Text("Die Bezeichnung für die Eingabe fehlt.", "The label for input is missing."),
            Text("Schreiben Sie die Frage in klaren Worten.", "Write the question in plain words."),
        ),
        1010: Wording(
            _K,
            Text("Die Bezeichnung für die Ausgabe fehlt.", "The label for output is missing."),
            Text("Schreiben Sie, wie die Angabe im Bescheid heißt.", "Write what the entry is called in a letter."),
        ),
        1011: Wording(
            _K,
            Text("Ein Auswahlfeld hat nicht den Datentyp Text.", "A select does not have the data type text."),
            Text("Setzen Sie den Datentyp auf Text.", "Set the data type to text."),
        ),
        1012: Wording(
            _M,
            Text("Eine Auswahl oder ein statisches Feld hat eine Feldlänge.", "A select or label has a length."),
            Text("Streichen Sie die Länge.", "Remove the length."),
        ),
        1013: Wording(
            _M,
            Text("Ein abstraktes Element steht im Schema.", "An abstract element stands inside the schema."),
            Text("Verwenden Sie ein harmonisiertes oder rechtsnormgebundenes.", "Use a harmonised or norm-bound one."),
        ),
        1014: Wording(
            _K,
            Text("Ein Datenfeld ist abstrakt.", "A field is abstract."),
            Text("Machen Sie es harmonisiert oder rechtsnormgebunden.", "Make it harmonised or norm-bound."),
        ),
        1015: Wording(
            _K,
            Text(
                "Eine Feldlänge steht an einem Feld, das kein Text ist.", "A length stands at a field that is no text."
            ),
            Text("Streichen Sie die Länge.", "Remove the length."),
        ),
        1016: Wording(
            _K,
            Text(
                "Ein Wertebereich steht an einem Feld, das weder Zahl noch Zeit ist.",
                "A range stands at a field that is neither number nor time.",
            ),
            Text("Streichen Sie die Grenzen.", "Remove the limits."),
        ),
        1017: Wording(
            _K,
            Text("Ein Feld mit einer Liste ist keine Auswahl.", "A field with a list is no select."),
            Text("Setzen Sie die Feldart auf Auswahl.", "Set the kind of field to select."),
        ),
        1018: Wording(
            _W,
            Text("Eine Auswahl hat keine Liste oder zwei.", "A select has no list, or two."),
            Text("Geben Sie genau eine an: Werteliste oder Codeliste.", "State exactly one: value list or code list."),
        ),
        1019: Wording(
            _M,
            Text(
                "Die Regel nennt Elemente mit ihrer Version{detail}.",
                "The rule names elements with their version{detail}.",
            ),
            Text("Nennen Sie nur die ID.", "Name the id only."),
        ),
        1021: Wording(
            _K,
            Text("Die Multiplizität fehlt.", "The cardinality is missing."),
            Text("Geben Sie eine an, zum Beispiel 1:1.", "State one, for example 1:1."),
        ),
        1022: Wording(
            _M,
            Text(
                "Am harmonisierten oder abstrakten Element steht nicht, welche Rechtsgrundlage es hier verlangt.",
                "A harmonised or abstract element does not say which legal basis demands it here.",
            ),
            Text(
                "Geben Sie an der Multiplizität die Rechtsgrundlage an.",
                "State the legal basis beside the cardinality.",
            ),
        ),
        1023: Wording(
            _K,
            Text("Die Gruppe ist leer.", "The group is empty."),
            Text("Ergänzen Sie Elemente oder entfernen Sie die Gruppe.", "Add elements or remove the group."),
        ),
        1024: Wording(
            _M,
            Text("Die Regel hat keinen Text.", "The rule has no prose."),
            Text("Beschreiben Sie die Regel.", "Describe the rule."),
        ),
        1025: Wording(
            _M,
            Text(
                "Oben im Schema steht dasselbe Element mehrfach{detail}.",
                "The same element stands several times at the top of the schema{detail}.",
            ),
            Text("Erhöhen Sie stattdessen die Multiplizität.", "Raise the cardinality instead."),
        ),
        1026: Wording(
            _K,
            Text("Die Gruppe enthält sich selbst.", "The group contains itself."),
            Text("Entfernen Sie die innere Verwendung.", "Remove the inner use."),
        ),
        1027: Wording(
            _K,
            Text("Die Feldart fehlt oder ist unbekannt{detail}.", "The kind of field is missing or unknown{detail}."),
            Text(
                "Erlaubt sind input, select, label, hidden und locked.",
                "Allowed are input, select, label, hidden and locked.",
            ),
        ),
        1028: Wording(
            _K,
            Text("Der Datentyp fehlt oder ist unbekannt{detail}.", "The data type is missing or unknown{detail}."),
            Text("Wählen Sie einen Datentyp des Standards.", "Choose a data type of the standard."),
        ),
        1029: Wording(
            _K,
            Text(
                "Die Art der Relation fehlt oder ist unbekannt{detail}.",
                "The kind of relation is missing or unknown{detail}.",
            ),
            Text("Erlaubt sind ABL, ERS, EQU und VKN.", "Allowed are ABL, ERS, EQU and VKN."),
        ),
        1030: Wording(
            _K,
            Text(
                "Die Art der Vorbefüllung fehlt oder ist unbekannt{detail}.",
                "The kind of prefilling is missing or unknown{detail}.",
            ),
            Text("Erlaubt sind keine, optional und verpflichtend.", "Allowed are keine, optional and verpflichtend."),
        ),
        1031: Wording(
            _K,
            Text(
                "Die Strukturelementart fehlt oder ist unbekannt{detail}.",
                "The kind of element is missing or unknown{detail}.",
            ),
            Text("Erlaubt sind ABS, HAR und RNG.", "Allowed are ABS, HAR and RNG."),
        ),
        1032: Wording(
            _K,
            Text("Der Status fehlt oder ist unbekannt{detail}.", "The status is missing or unknown{detail}."),
            Text("Wählen Sie einen Status der Liste, 1 bis 8.", "Choose a status of the list, 1 to 8."),
        ),
        1033: Wording(
            _K,
            Text(
                "Wie sich die Struktur ändern darf, fehlt oder ist unbekannt{detail}.",
                "How the structure may change is missing or unknown{detail}.",
            ),
            Text("Erlaubt sind 0, 1, 2 und 3.", "Allowed are 0, 1, 2 and 3."),
        ),
        1034: Wording(
            _K,
            Text(
                "Ob sich die Darstellung ändern darf, fehlt oder ist unbekannt{detail}.",
                "Whether the presentation may change is missing or unknown{detail}.",
            ),
            Text("Erlaubt sind 0 und 1.", "Allowed are 0 and 1."),
        ),
        1037: Wording(
            _W,
            Text(
                "Die Codeliste wird in mehreren Versionen benutzt{detail}.",
                "The code list is used in several versions{detail}.",
            ),
            Text("Verwenden Sie überall dieselbe Version.", "Use the same version everywhere."),
        ),
        1038: Wording(_K, Text("Die ID fehlt.", "The id is missing."), Text("Ergänzen Sie sie.", "Add it.")),
        1039: Wording(
            _K,
            Text("Die ID ist nicht richtig gebildet{detail}.", "The id is not well formed{detail}."),
            Text("Nötig sind der Buchstabe der Art und elf Ziffern.", "Use the letter of its kind and eleven digits."),
        ),
        1040: Wording(
            _K,
            Text("Die Codeliste hat keine Kennung.", "The code list has no identifier."),
            Text("Geben Sie die URN der Liste an.", "State the URN of the list."),
        ),
        1041: Wording(
            _M,
            Text(
                "Die Regel nennt Elemente mit der alten, kurzen ID{detail}.",
                "The rule names elements by the old, short id{detail}.",
            ),
            Text("Schreiben Sie die ID mit elf Ziffern.", "Write the id with eleven digits."),
        ),
        1042: Wording(
            _K,
            Text("Die Gruppenart ist unbekannt{detail}.", "The kind of group is unknown{detail}."),
            Text(
                "Erlaubt ist X für eine Auswahlgruppe; sonst entfällt die Angabe.",
                "X is allowed for a choice group; otherwise leave it out.",
            ),
        ),
        1043: Wording(
            _M,
            Text("Die Auswahlgruppe hat weniger als zwei Elemente.", "The choice group has fewer than two children."),
            Text("Ergänzen Sie eine Möglichkeit.", "Add an alternative."),
        ),
        1044: Wording(
            _M,
            Text("Die Liste hat weniger als zwei Einträge.", "The list has fewer than two entries."),
            Text("Prüfen Sie, ob eine Ja/Nein-Frage gemeint ist.", "Check whether a yes/no question is meant."),
        ),
        1045: Wording(
            _K,
            Text("Ein Code steht mehrfach in der Liste{detail}.", "A code stands more than once in the list{detail}."),
            Text("Vergeben Sie jeden Code einmal.", "Use each code once."),
        ),
        1046: Wording(
            _K,
            Text("Die Multiplizität ist nicht lesbar{detail}.", "The cardinality is not readable{detail}."),
            Text("Erlaubt ist eine Form wie 0:1, 1:1 oder 0:*.", "A form such as 0:1, 1:1 or 0:* is allowed."),
        ),
        1047: Wording(
            _K,
            Text("Die kleinste Anzahl ist größer als die größte{detail}.", "The minimum exceeds the maximum{detail}."),
            Text("Berichtigen Sie die Multiplizität.", "Correct the cardinality."),
        ),
        1048: Wording(
            _M,
            Text(
                "Die URN der Codeliste ist nicht richtig gebildet{detail}.",
                "The URN of the code list is not well formed{detail}.",
            ),
            Text(
                "Umlaute und Leerzeichen sind in einer URN nicht erlaubt.",
                "Umlauts and spaces are not allowed in a URN.",
            ),
        ),
        1049: Wording(
            _K,
            Text("Die Definition des Dokumentsteckbriefs fehlt.", "The definition of the document profile is missing."),
            Text("Sagen Sie, was das Dokument ist.", "Say what the document is."),
        ),
        1050: Wording(
            _K, Text("Die Bezeichnung fehlt.", "The title is missing."), Text("Ergänzen Sie sie.", "Add it.")
        ),
        1051: Wording(
            _K,
            Text("Das Schema nennt keine Rechtsgrundlage.", "The schema names no legal basis."),
            Text("Ergänzen Sie die Rechtsgrundlage.", "Add the legal basis."),
        ),
        1052: Wording(
            _K,
            Text(
                "Der konkrete Dokumentsteckbrief nennt keine Rechtsgrundlage.",
                "The concrete document profile names no legal basis.",
            ),
            Text("Ergänzen Sie sie; nur ein abstrakter kommt ohne aus.", "Add it; only an abstract one does without."),
        ),
        1053: Wording(
            _K,
            Text(
                "Dem konkreten Dokumentsteckbrief sind andere zugeordnet{detail}.",
                "Other profiles are assigned to a concrete document profile{detail}.",
            ),
            Text("Streichen Sie die Zuordnung oder machen Sie ihn abstrakt.", "Remove them or make it abstract."),
        ),
        1054: Wording(
            _K,
            Text(
                "Dem abstrakten Dokumentsteckbrief sind weniger als zwei andere zugeordnet.",
                "Fewer than two profiles are assigned to an abstract document profile.",
            ),
            Text("Ordnen Sie die Steckbriefe zu, für die er steht.", "Assign the profiles that it stands for."),
        ),
        1055: Wording(
            _K,
            Text(
                "Die Dokumentart fehlt oder ist unbekannt{detail}.",
                "The kind of document is missing or unknown{detail}.",
            ),
            Text("Erlaubt sind 001 bis 014 und 999.", "Allowed are 001 to 014 and 999."),
        ),
        1056: Wording(
            _K,
            Text("Eine Dateigröße steht an einem Feld ohne Datei.", "A file size stands at a field without files."),
            Text("Streichen Sie die Größe.", "Remove the size."),
        ),
        1057: Wording(
            _K,
            Text("Dateitypen stehen an einem Feld ohne Datei.", "Media types stand at a field without files."),
            Text("Streichen Sie die Typen.", "Remove the types."),
        ),
        1058: Wording(
            _M,
            Text("Spalten sind benannt, aber keine Codeliste.", "Columns are named, but no code list."),
            Text(
                "Geben Sie die Codeliste an oder streichen Sie die Spalten.",
                "State the code list or remove the columns.",
            ),
        ),
        1059: Wording(
            _K,
            Text(
                "Die kleinste Länge ist keine ganze Zahl ab 0{detail}.",
                "The minimum length is no whole number from 0{detail}.",
            ),
            Text("Berichtigen Sie die Länge.", "Correct the length."),
        ),
        1060: Wording(
            _K,
            Text(
                "Die größte Länge ist keine ganze Zahl ab 1{detail}.",
                "The maximum length is no whole number from 1{detail}.",
            ),
            Text("Berichtigen Sie die Länge.", "Correct the length."),
        ),
        1061: Wording(
            _K,
            Text(
                "Die kleinste Länge übersteigt die größte{detail}.", "The minimum length exceeds the maximum{detail}."
            ),
            Text("Berichtigen Sie die Längen.", "Correct the lengths."),
        ),
        1062: Wording(
            _K,
            Text("Die untere Grenze ist keine Zahl{detail}.", "The lower limit is no number{detail}."),
            Text("Berichtigen Sie die Grenze.", "Correct the limit."),
        ),
        1063: Wording(
            _K,
            Text("Die obere Grenze ist keine Zahl{detail}.", "The upper limit is no number{detail}."),
            Text("Berichtigen Sie die Grenze.", "Correct the limit."),
        ),
        1064: Wording(
            _K,
            Text("Die untere Grenze übersteigt die obere{detail}.", "The lower limit exceeds the upper{detail}."),
            Text("Berichtigen Sie die Grenzen.", "Correct the limits."),
        ),
        1065: Wording(
            _K,
            Text("Die untere Grenze ist keine ganze Zahl{detail}.", "The lower limit is no whole number{detail}."),
            Text("Berichtigen Sie die Grenze.", "Correct the limit."),
        ),
        1066: Wording(
            _K,
            Text("Die obere Grenze ist keine ganze Zahl{detail}.", "The upper limit is no whole number{detail}."),
            Text("Berichtigen Sie die Grenze.", "Correct the limit."),
        ),
        1067: Wording(
            _K,
            Text("Die untere Grenze ist kein Datum{detail}.", "The lower limit is no date{detail}."),
            Text("Berichtigen Sie die Grenze.", "Correct the limit."),
        ),
        1068: Wording(
            _K,
            Text("Die obere Grenze ist kein Datum{detail}.", "The upper limit is no date{detail}."),
            Text("Berichtigen Sie die Grenze.", "Correct the limit."),
        ),
        1069: Wording(
            _K,
            Text("Der Inhalt ist keine Zahl{detail}.", "The content is no number{detail}."),
            Text("Berichtigen Sie Inhalt oder Datentyp.", "Correct the content or the data type."),
        ),
    }
)
