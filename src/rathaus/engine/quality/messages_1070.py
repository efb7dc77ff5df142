"""What checks 1070 to 1144 of the catalogue say, in our words; numbers and grades are its own."""

from collections.abc import Mapping
from types import MappingProxyType

from rathaus.engine.quality.grades import Grade, Wording
from rathaus.values.text import Text

_K, _M, _W, _H = Grade.KRITISCH, Grade.METHODISCH, Grade.WARNUNG, Grade.HINWEIS

#: number → what it says
MESSAGES: Mapping[int, Wording] = MappingProxyType(
    {
        1070: Wording(
            _K,
            Text("Der Inhalt ist keine ganze Zahl{detail}.", "The content is no whole number{detail}."),
            Text("Berichtigen Sie Inhalt oder Datentyp.", "Correct the content or the data type."),
        ),
        1071: Wording(
            _K,
            Text("Der Inhalt ist kein Datum{detail}.", "The content is no date{detail}."),
            Text("Berichtigen Sie Inhalt oder Datentyp.", "Correct the content or the data type."),
        ),
        1072: Wording(
            _K,
            Text(
                "Der Inhalt liegt unter der unteren Grenze{detail}.", "The content lies below the lower limit{detail}."
            ),
            Text("Berichtigen Sie Inhalt oder Grenze.", "Correct the content or the limit."),
        ),
        1073: Wording(
            _K,
            Text("Der Inhalt liegt über der oberen Grenze{detail}.", "The content lies above the upper limit{detail}."),
            Text("Berichtigen Sie Inhalt oder Grenze.", "Correct the content or the limit."),
        ),
        1074: Wording(
            _K,
            Text("Der Inhalt ist kürzer als erlaubt{detail}.", "The content is shorter than allowed{detail}."),
            Text("Berichtigen Sie Inhalt oder Grenze.", "Correct the content or the limit."),
        ),
        1075: Wording(
            _K,
            Text("Der Inhalt ist länger als erlaubt{detail}.", "The content is longer than allowed{detail}."),
            Text("Berichtigen Sie Inhalt oder Grenze.", "Correct the content or the limit."),
        ),
        1076: Wording(
            _M,
            Text("Der Inhalt ist kein Code der Codeliste{detail}.", "The content is no code of the code list{detail}."),
            Text("Verwenden Sie einen Code der Liste.", "Use a code of the list."),
        ),
        1077: Wording(
            _K,
            Text("Der Inhalt ist weder true noch false{detail}.", "The content is neither true nor false{detail}."),
            Text("Berichtigen Sie Inhalt oder Datentyp.", "Correct the content or the data type."),
        ),
        1078: Wording(
            _K,
            Text("Das Schema ist leer.", "The schema is empty."),
            Text("Ergänzen Sie mindestens ein Element.", "Add at least one element."),
        ),
        1079: Wording(
            _K,
            Text("Die untere Grenze ist kein Zeitpunkt{detail}.", "The lower limit is no instant{detail}."),
            Text("Berichtigen Sie die Grenze.", "Correct the limit."),
        ),
        1080: Wording(
            _K,
            Text("Die obere Grenze ist kein Zeitpunkt{detail}.", "The upper limit is no instant{detail}."),
            Text("Berichtigen Sie die Grenze.", "Correct the limit."),
        ),
        1081: Wording(
            _K,
            Text("Die untere Grenze ist keine Uhrzeit{detail}.", "The lower limit is no time{detail}."),
            Text("Berichtigen Sie die Grenze.", "Correct the limit."),
        ),
        1082: Wording(
            _K,
            Text("Die obere Grenze ist keine Uhrzeit{detail}.", "The upper limit is no time{detail}."),
            Text("Berichtigen Sie die Grenze.", "Correct the limit."),
        ),
        1083: Wording(
            _K,
            Text("Der Inhalt ist kein Zeitpunkt{detail}.", "The content is no instant{detail}."),
            Text("Berichtigen Sie Inhalt oder Datentyp.", "Correct the content or the data type."),
        ),
        1084: Wording(
            _K,
            Text("Der Inhalt ist keine Uhrzeit{detail}.", "The content is no time{detail}."),
            Text("Berichtigen Sie Inhalt oder Datentyp.", "Correct the content or the data type."),
        ),
        1085: Wording(
            _M,
            Text(
                "Der Inhalt ist kein Code der Werteliste{detail}.", "The content is no code of the value list{detail}."
            ),
            Text("Verwenden Sie einen Code der Liste.", "Use a code of the list."),
        ),
        1087: Wording(
            _K,
            Text(
                "Die Relation führt zu einem Objekt der falschen Art{detail}.",
                "The relation leads to an object of the wrong kind{detail}.",
            ),
            Text(
                "Erlaubt sind: Schema zu Schema, Element zu Element, Steckbrief zu Steckbrief.",
                "Allowed are: schema to schema, element to element, profile to profile.",
            ),
        ),
        1088: Wording(
            _M,
            Text(
                "Die Relation VKN gibt es nur zwischen Dokumentsteckbriefen.",
                "The relation VKN exists between document profiles only.",
            ),
            Text("Entfernen oder ändern Sie die Relation.", "Remove or change the relation."),
        ),
        1090: Wording(
            _K,
            Text("Ein statisches Feld ist weder Text noch Objekt.", "A label is neither text nor object."),
            Text("Setzen Sie den Datentyp auf Text.", "Set the data type to text."),
        ),
        1091: Wording(
            _K,
            Text("Die Relation nennt kein Objekt.", "The relation names no object."),
            Text("Geben Sie die ID des Objekts an.", "State the id of the object."),
        ),
        1092: Wording(
            _K,
            Text(
                "Ob der Dokumentsteckbrief abstrakt ist, fehlt oder ist nicht lesbar{detail}.",
                "Whether the document profile is abstract is missing or not readable{detail}.",
            ),
            Text("Schreiben Sie true oder false.", "Write true or false."),
        ),
        1093: Wording(
            _W,
            Text("Ein Name steht mehrfach in der Liste{detail}.", "A name stands more than once in the list{detail}."),
            Text("Unterscheiden Sie die Einträge.", "Tell the entries apart."),
        ),
        1094: Wording(
            _M,
            Text(
                "Das Default-Datenfeld steht neben anderen Elementen.",
                "The default field stands beside other elements.",
            ),
            Text("Entfernen Sie F60000000001.", "Remove F60000000001."),
        ),
        1095: Wording(
            _W,
            Text("Nur das Default-Datenfeld ist enthalten.", "Only the default field is inside."),
            Text("Ersetzen Sie F60000000001 durch eigene Elemente.", "Replace F60000000001 by elements of your own."),
        ),
        1096: Wording(
            _W,
            Text("Das Schema hat nur den Default-Steckbrief.", "The schema has only the default profile."),
            Text(
                "Ordnen Sie vor der Freigabe einen eigenen Steckbrief zu.",
                "Assign a profile of its own before release.",
            ),
        ),
        1097: Wording(
            _M,
            Text(
                "Das freigegebene Schema hat nur den Default-Steckbrief.",
                "The released schema has only the default profile.",
            ),
            Text("Ordnen Sie einen eigenen Steckbrief zu.", "Assign a profile of its own."),
        ),
        1098: Wording(
            _M,
            Text("Bezeichnung und Hilfetext sind gleich.", "Label and help text are the same."),
            Text("Erklären Sie die Frage oder streichen Sie die Hilfe.", "Explain the question or remove the help."),
        ),
        1099: Wording(
            _M,
            Text("Name und Hilfetext sind gleich{detail}.", "Name and help text are the same{detail}."),
            Text("Erklären Sie die Frage oder streichen Sie die Hilfe.", "Explain the question or remove the help."),
        ),
        1100: Wording(
            _K,
            Text("Eine Datei oder ein Objekt hat einen Inhalt.", "A file or object has a content."),
            Text("Streichen Sie den Inhalt.", "Remove the content."),
        ),
        1101: Wording(
            _W,
            Text(
                "Ein harmonisiertes Element nennt keine Rechtsgrundlage.", "A harmonised element names no legal basis."
            ),
            Text("Ergänzen Sie sie, wenn es eine gibt.", "Add it if there is one."),
        ),
        1102: Wording(
            _W,
            Text("Ein Textfeld hat nicht beide Längen.", "A text field lacks a length."),
            Text("Geben Sie kleinste und größte Länge an.", "Give the minimum and maximum length."),
        ),
        1103: Wording(
            _W,
            Text("Eine Zahl oder ein Datum hat keine Grenzen.", "A number or date has no limits."),
            Text("Geben Sie einen Wertebereich an.", "Give a range."),
        ),
        1105: Wording(
            _W,
            Text("Die Version der Codeliste ist kein Datum{detail}.", "The code list's version is no date{detail}."),
            Text("Üblich ist eine Form wie 2018-03-01.", "A form such as 2018-03-01 is usual."),
        ),
        1106: Wording(
            _W,
            Text("Die Gruppe hat nur ein Element.", "The group has only one child."),
            Text("Prüfen Sie, ob die Gruppe nötig ist.", "Check whether the group is needed."),
        ),
        1107: Wording(
            _W,
            Text("Der Dokumentsteckbrief hat keinen Hilfetext.", "The document profile has no help text."),
            Text("Erklären Sie, wozu das Dokument dient.", "Explain what the document is for."),
        ),
        1109: Wording(
            _W,
            Text("Ein statisches Feld hat keinen Text.", "A label has no text."),
            Text("Schreiben Sie den Text in den Inhalt.", "Write the text into the content."),
        ),
        1116: Wording(
            _W,
            Text("Das Element ist inaktiv.", "The element is inactive."),
            Text("Verwenden Sie den Nachfolger.", "Use its successor."),
        ),
        1117: Wording(
            _H,
            Text("Der fachliche Ersteller fehlt.", "The expert author is missing."),
            Text("Ergänzen Sie ihn vor der Veröffentlichung.", "Add it before publication."),
        ),
        1118: Wording(
            _K,
            Text(
                "Eine Möglichkeit der Auswahlgruppe ist nicht 0:1{detail}.",
                "An alternative of a choice group is not 0:1{detail}.",
            ),
            Text("Setzen Sie die Multiplizität auf 0:1.", "Set the cardinality to 0:1."),
        ),
        1120: Wording(
            _M,
            Text("Eine Datei oder ein Objekt hat ein Muster.", "A file or object has a pattern."),
            Text("Streichen Sie das Muster.", "Remove the pattern."),
        ),
        1122: Wording(
            _M,
            Text("Die Codeliste hat diese Spalte nicht{detail}.", "The code list does not have this column{detail}."),
            Text("Nennen Sie eine Spalte der Liste.", "Name a column of the list."),
        ),
        1124: Wording(
            _M,
            Text(
                "Der Dokumentsteckbrief stammt nicht aus dem zentralen Katalog{detail}.",
                "The document profile is not from the central catalogue{detail}.",
            ),
            Text("Ordnen Sie einen Steckbrief des Nummernkreises 99 zu.", "Assign a profile of the number range 99."),
        ),
        1127: Wording(
            _H,
            Text("Das Schema ist veröffentlicht, das Element nicht.", "The schema is published, the element is not."),
            Text("Veröffentlichen Sie das Element.", "Publish the element."),
        ),
        1128: Wording(
            _H,
            Text("Die Gruppe ist veröffentlicht, das Element nicht.", "The group is published, the element is not."),
            Text("Veröffentlichen Sie das Element.", "Publish the element."),
        ),
        1129: Wording(
            _H,
            Text(
                "Das Schema ist veröffentlicht, das Element noch nicht einmal Entwurf.",
                "The schema is published, the element is not even a draft.",
            ),
            Text("Heben Sie den Status des Elements.", "Raise the status of the element."),
        ),
        1130: Wording(
            _H,
            Text(
                "Die Gruppe ist veröffentlicht, das Element noch nicht einmal Entwurf.",
                "The group is published, the element is not even a draft.",
            ),
            Text("Heben Sie den Status des Elements.", "Raise the status of the element."),
        ),
        1131: Wording(
            _K,
            Text(
                "Ein Text enthält Zeichen, die String.Latin nicht kennt{detail}.",
                "A text holds characters that String.Latin does not know{detail}.",
            ),
            Text("Ersetzen Sie die Zeichen.", "Replace the characters."),
        ),
        1132: Wording(
            _W,
            Text(
                "Ein Bezug nennt mehrere Rechtsgrundlagen{detail}.", "One reference names several legal bases{detail}."
            ),
            Text("Geben Sie jede einzeln an.", "State each on its own."),
        ),
        1133: Wording(
            _W,
            Text(
                "Der Link der Rechtsgrundlage ist keine Webadresse{detail}.",
                "The link of the legal basis is no web address{detail}.",
            ),
            Text(
                "Verwenden Sie eine Adresse wie https://www.gesetze-im-internet.de/….",
                "Use an address such as https://www.gesetze-im-internet.de/….",
            ),
        ),
        1134: Wording(
            _H,
            Text(
                "Die Arbeitskopie verwendet eine feste Version eines eigenen Elements{detail}.",
                "The working copy uses a fixed version of an element of its own{detail}.",
            ),
            Text("Verwenden Sie die Arbeitskopie des Elements.", "Use the working copy of the element."),
        ),
        1135: Wording(
            _K,
            Text(
                "Ein Element ohne Version steht in einem versionierten Schema oder einer versionierten Gruppe.",
                "An element without version stands in a versioned schema or group.",
            ),
            Text("Versionieren Sie das Element zuerst.", "Give the element a version first."),
        ),
        1136: Wording(
            _H,
            Text("Ein Text ist länger als empfohlen{detail}.", "A text is longer than recommended{detail}."),
            Text("Kürzen Sie ihn.", "Shorten it."),
        ),
        1137: Wording(
            _H,
            Text("Eine URI ist länger als empfohlen{detail}.", "A URI is longer than recommended{detail}."),
            Text("Verwenden Sie eine kürzere.", "Use a shorter one."),
        ),
        1139: Wording(
            _H,
            Text(
                "Ein Dateifeld nimmt nur eine begrenzte Zahl von Dateien.",
                "A file field takes a limited number of files only.",
            ),
            Text("Üblich ist eine Multiplizität wie 1:*.", "A cardinality such as 1:* is usual."),
        ),
        1140: Wording(
            _M,
            Text(
                "Das Element nennt den FIM-Baustein als fachlichen Ersteller, trägt aber nicht dessen Nummernkreis.",
                "The element names the FIM building block as its author without bearing its number range.",
            ),
            Text("Nennen Sie die Stelle, die das Element verantwortet.", "Name the body that answers for the element."),
        ),
        1141: Wording(
            _M,
            Text(
                "Das Schema nennt den FIM-Baustein als fachlichen Ersteller, trägt aber nicht dessen Nummernkreis.",
                "The schema names the FIM building block as its author without bearing its number range.",
            ),
            Text("Nennen Sie die Stelle, die das Schema verantwortet.", "Name the body that answers for the schema."),
        ),
        1142: Wording(
            _K,
            Text(
                "Das Element ist mindestens Entwurf, aber das Datum seines Status fehlt.",
                "The element is at least a draft, but the date of its status is missing.",
            ),
            Text("Ergänzen Sie, seit wann der Status gilt.", "Add since when the status holds."),
        ),
        1143: Wording(
            _K,
            Text(
                "Das Schema ist mindestens Entwurf, aber das Datum seines Status fehlt.",
                "The schema is at least a draft, but the date of its status is missing.",
            ),
            Text("Ergänzen Sie, seit wann der Status gilt.", "Add since when the status holds."),
        ),
        1144: Wording(
            _K,
            Text(
                "Der Dokumentsteckbrief ist mindestens Entwurf, aber das Datum seines Status fehlt.",
                "The document profile is at least a draft, but the date of its status is missing.",
            ),
            Text("Ergänzen Sie, seit wann der Status gilt.", "Add since when the status holds."),
        ),
    }
)
