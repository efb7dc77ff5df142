"""Findings of the compiler about a schema, its rules and its texts."""

from collections.abc import Mapping
from types import MappingProxyType

from rathaus.values.findings import Finding
from rathaus.values.messages import Message, error, hint, warning
from rathaus.values.text import Text

CATALOGUE: Mapping[str, Message] = MappingProxyType(
    {
        "COM-001": error(
            Text("Die Codeliste {urn} ist nicht bekannt.", "The code list {urn} is not known."),
            Text(
                "Laden Sie die Liste (genericode): rathaus codeliste load DATEI. Oder legen Sie sie in den Ordner "
                "„codelisten“ des Pakets. Ohne Datenbank: rathaus compile DATEI --codelists ORDNER. {known}",
                "Load the list (genericode): rathaus codeliste load FILE. Or put it into the folder “codelisten” of "
                "the package. Without a database: rathaus compile FILE --codelists FOLDER. {known}",
            ),
        ),
        "COM-002": warning(
            Text("Die Codeliste hat keine Spalte „{column}“.", "The code list has no column “{column}”."),
            Text("Die Spalte des ersten Schlüssels gilt.", "The column of the first key is used."),
        ),
        "COM-003": error(
            Text("Die Gruppe {id} enthält sich selbst.", "The group {id} contains itself."),
            Text("Lösen Sie den Kreis im Schema auf.", "Break the circle in the schema."),
        ),
        "COM-004": error(
            Text("Das Schema enthält keine Frage.", "The schema asks nothing."),
            Text("Nehmen Sie mindestens ein Datenfeld auf.", "Add at least one field."),
        ),
        "COM-005": error(
            Text("Das Auswahlfeld hat keine Einträge.", "The select has no options."),
            Text("Ergänzen Sie eine Werteliste oder eine Codeliste.", "Add a value list or a code list."),
        ),
        "COM-006": error(
            Text("Das Muster {pattern} ist nicht lesbar.", "The pattern {pattern} cannot be read."),
            Text("Berichtigen Sie den regulären Ausdruck.", "Correct the regular expression."),
        ),
        "COM-007": error(
            Text("Die Wertgrenze {limit} passt nicht zum Datentyp.", "The limit {limit} does not fit the data type."),
            Text("Berichtigen Sie die Grenze.", "Correct the limit."),
        ),
        "COM-008": warning(
            Text("Die Gruppe enthält kein Element.", "The group contains nothing."),
            Text("Sie wird nicht gezeigt.", "It is left out."),
        ),
        "COM-009": error(
            Text("{id} steht in derselben Gruppe zweimal.", "{id} stands twice in the same group."),
            Text("Verwenden Sie eine Multiplizität statt zweier Elemente.", "Use a cardinality instead."),
        ),
        "COM-010": hint(
            Text("Das Unterschriftsfeld entfällt.", "The signature field is left out."),
            Text(
                "Ein Unterschriftsfeld allein verlangt keine Schriftform (EGovG § 13).",
                "A signature field alone does not demand the written form (EGovG § 13).",
            ),
        ),
        "COM-011": warning(
            Text("Das gesperrte Hilfsfeld „{label}“ entfällt.", "The locked helper field “{label}” is left out."),
            Text("Prüfen Sie, ob die Daten anders erfragt werden.", "Check that the data are asked elsewhere."),
        ),
        "COM-012": hint(
            Text("Die Pflichtangabe wird als Frage mit Ja und Nein gezeigt.", "It is shown as a yes/no question."),
            Text(
                "Für ein Häkchen ergänzen Sie eine Regel „valid“, die das Feld bejaht.",
                "For a box to tick add a “valid” rule that demands the field.",
            ),
        ),
        "COM-013": warning(
            Text("Das statische Objekt „{label}“ entfällt.", "The static object “{label}” is left out."),
            Text("Verwenden Sie ein Textfeld mit Inhalt.", "Use a label with text."),
        ),
        "COM-014": hint(
            Text("Die Codeliste {urn} hat keine Version.", "The code list {urn} has no version."),
            Text("Es gilt die neueste geladene Version {version}.", "The newest loaded version {version} is used."),
        ),
        "COM-020": error(
            Text("Die Regeldatei ist kein JSON-Objekt.", "The rules are no JSON object."),
            Text("Schreiben Sie je Element eine Liste von Regeln: {reason}", "Write a list of rules each: {reason}"),
        ),
        "COM-021": error(
            Text("Das Element {id} kommt im Schema nicht vor.", "The element {id} is not in the schema."),
            Text("Prüfen Sie die Kennung.", "Check the id."),
        ),
        "COM-022": error(
            Text("{id} ist hier mehrdeutig: {places}.", "{id} is ambiguous here: {places}."),
            Text("Schreiben Sie den Pfad aus, wie G1.F2.", "Write the path, such as G1.F2."),
        ),
        "COM-023": error(
            Text("„{value}“ ist kein Code von {id}.", "“{value}” is no code of {id}."),
            Text("Verwenden Sie einen der Codes: {codes}.", "Use one of the codes: {codes}."),
        ),
        "COM-024": error(
            Text("Die Bedingung ist nicht lesbar: {reason}.", "The condition cannot be read: {reason}."),
            Text("Erlaubt sind: {operators}.", "Allowed are: {operators}."),
        ),
        "COM-025": error(
            Text("Die Wirkung „{effect}“ gibt es nicht.", "There is no effect “{effect}”."),
            Text("Erlaubt sind: {effects}.", "Allowed are: {effects}."),
        ),
        "COM-026": error(
            Text("Die Sichtbarkeit hängt im Kreis von sich ab: {places}.", "Visibility depends on itself: {places}."),
            Text("Streichen Sie eine der Regeln.", "Remove one of the rules."),
        ),
        "COM-027": error(
            Text("Die Regel nennt kein Ziel.", "The rule names no target."),
            Text("Ergänzen Sie „target“.", "Add “target”."),
        ),
        "COM-028": hint(
            Text("Das Ziel {id} liegt außerhalb der Gruppe.", "The target {id} lies outside of the group."),
            Text("Tragen Sie die Regel bei der umschließenden Gruppe ein.", "Put the rule at the enclosing group."),
        ),
        "COM-029": error(
            Text("Der Wert „{value}“ passt nicht zu {id}.", "The value “{value}” does not fit {id}."),
            Text("Berichtigen Sie den Wert.", "Correct the value."),
        ),
        "COM-030": warning(
            Text("Die Regel hat keinen Satz für die Menschen.", "The rule has no sentence for people."),
            Text("Ergänzen Sie „message“ und „message_en“.", "Add “message” and “message_en”."),
        ),
        "COM-031": hint(
            Text("Die Regel entfällt mit dem Feld {id}.", "The rule is left out with the field {id}."),
            Text("Streichen Sie die Regel.", "Remove the rule."),
        ),
        "COM-032": error(
            Text("Die Gruppe {id} kann keinen Wert haben.", "The group {id} cannot have a value."),
            Text("Nennen Sie ein Feld; Gruppen nur in is_empty.", "Name a field; groups only in is_empty."),
        ),
        "COM-040": warning(
            Text("Der übersetzte Text für {id} hat kein Element.", "The translated text for {id} has no element."),
            Text("Prüfen Sie die Kennung.", "Check the id."),
        ),
        "COM-041": hint(
            Text("{count} Elemente haben keinen englischen Text: {ids}.", "{count} elements lack English: {ids}."),
            Text("Ergänzen Sie texts.en.json.", "Add them to texts.en.json."),
        ),
        "COM-042": warning(
            Text("Das weiche Pflichtfeld {id} kommt nicht vor.", "The soft-required field {id} is not there."),
            Text("Prüfen Sie die Kennung in ablauf.toml.", "Check the id in ablauf.toml."),
        ),
        "COM-043": warning(
            Text("Die Übersetzung gehört zu {id}.", "The translation belongs to {id}."),
            Text("Sie gilt hier nicht: Wählen Sie die Datei des Schemas.", "It is not used: choose the schema's file."),
        ),
        "COM-044": hint(
            Text(
                "Die Übersetzung von {id} ist für Version {version}.",
                "The translation of {id} is for version {version}.",
            ),
            Text("Sie gilt trotzdem: Lesen Sie sie gegen.", "It is used all the same: read it again."),
        ),
        "COM-045": hint(
            Text("Die Übersetzung enthält Deutsch.", "The translation holds German."),
            Text("Es gelten die Texte des Schemas.", "The texts of the schema are used."),
        ),
        "COM-046": hint(
            Text(
                "Die Codeliste {urn}, Version {version}, lag uns nicht vor. Unsere Einträge stammen aus: {source}.",
                "The code list {urn}, version {version}, was not at hand. Our entries come from: {source}.",
            ),
            Text(
                "Vergleichen Sie die Einträge, oder laden Sie die veröffentlichte Liste, die dann statt unserer gilt: "
                "rathaus codeliste load DATEI",
                "Compare the entries, or load the published list, which then replaces ours: "
                "rathaus codeliste load FILE",
            ),
        ),
    }
)


def finding(code: str, where: str, /, **facts: object) -> Finding:
    """Return the finding of a code.

    Args:
        code: key of :data:`CATALOGUE`.
        where: template path or element id.
        facts: values for the names in the sentences; a ``Text`` gives each language its own.
    """
    return CATALOGUE[code].finding(code, where, **facts)
