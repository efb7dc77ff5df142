"""What the findings of this package say: one row per code."""

from rathaus.values.findings import Finding
from rathaus.values.messages import Message, error, hint, warning
from rathaus.values.text import Text

MESSAGES: dict[str, Message] = {
    "XZU-001": error(
        Text("Die Datei ist kein lesbares XML: {reason}.", "The file is no readable XML: {reason}."),
        Text("Die Datei ohne Dokumenttyp neu exportieren.", "Export the file again, without a document type."),
    ),
    "XZU-002": error(
        Text("Die Datei enthält keine Leistung.", "The file holds no Leistung."),
        Text("Eine Datei mit dem Element leistung laden.", "Load a file with the element leistung."),
    ),
    "XZU-003": warning(
        Text("Die Version „{value}“ von XZuFi kennen wir nicht.", "We do not know version “{value}” of XZuFi."),
        Text("Das Gelesene prüfen; bekannt sind 2.2 und 2.3.", "Check what was read; 2.2 and 2.3 are known."),
    ),
    "XZU-004": warning(
        Text(
            "Die Datei enthält {count} Leistungen; die erste zählt.",
            "The file holds {count} Leistungen; the first counts.",
        ),
        Text("Je Leistung eine Datei laden.", "Load one file for each Leistung."),
    ),
    "XZU-005": error(
        Text("Der Leistungsschlüssel fehlt.", "The LeiKa key is missing."),
        Text("referenzLeistungsschluessel angeben.", "Give referenzLeistungsschluessel."),
    ),
    "XZU-006": error(
        Text("„{value}“ ist kein Leistungsschlüssel.", "“{value}” is no LeiKa key."),
        Text("14 Ziffern angeben, beginnend mit 99.", "Give 14 digits that begin with 99."),
    ),
    "XZU-010": error(
        Text("Der deutsche Name der Leistung fehlt.", "The German name of the Leistung is missing."),
        Text("Textmodul 03 oder 02 auf Deutsch angeben.", "Give text module 03 or 02 in German."),
    ),
    "XZU-011": warning(
        Text("Der deutsche Text fehlt.", "The German text is missing."),
        Text("Den Text mit languageCode „de“ ergänzen.", "Add the text with languageCode “de”."),
    ),
    "XZU-012": warning(
        Text("Der englische Text fehlt.", "The English text is missing."),
        Text("Den Text mit languageCode „en“ ergänzen.", "Add the text with languageCode “en”."),
    ),
    "XZU-013": warning(
        Text("Ein Abschnitt fehlt: {key}.", "A chapter is missing: {key}."),
        Text(
            "Das Modul ergänzen; die Seite der Leistung zeigt es.", "Add the module; the page of the Leistung shows it."
        ),
    ),
    "XZU-014": warning(
        Text("Das Textmodul „{value}“ kennen wir nicht.", "We do not know the text module “{value}”."),
        Text("Den Code prüfen; der Text wird nicht gezeigt.", "Check the code; the text is not shown."),
    ),
    "XZU-015": error(
        Text("„{value}“ ist nicht lesbar; erwartet wird {expected}.", "“{value}” cannot be read as {expected_en}."),
        Text("Den Wert berichtigen.", "Correct the value."),
    ),
    "XZU-016": warning(
        Text(
            "Skripte, Bilder oder Formulare im Text wurden entfernt.",
            "Scripts, images or forms were removed from the text.",
        ),
        Text("Nur Absätze, Listen und Links verwenden.", "Use paragraphs, lists and links alone."),
    ),
    "XZU-017": warning(
        Text("Die Adresse „{value}“ wird nicht gezeigt.", "The address “{value}” is not shown."),
        Text("Eine Adresse mit https angeben.", "Give an address with https."),
    ),
    "XZU-018": hint(
        Text("Die Sprache „{value}“ wird nicht gezeigt.", "The language “{value}” is not shown."),
        Text("Gezeigt werden Deutsch, Englisch und Leichte Sprache.", "German, English and Leichte Sprache are shown."),
    ),
    "XZU-019": hint(
        Text("Es gibt keine Suchwörter.", "There are no words to search for."),
        Text(
            "Unter modulBegriffImKontext ergänzen, was Menschen suchen.",
            "Add what people search for under modulBegriffImKontext.",
        ),
    ),
    "XZU-020": hint(
        Text("Es gibt keinen Text in Leichter Sprache.", "There is no text in Leichte Sprache."),
        Text(
            "Einen kurzen Text mit languageCode „de-simple“ ergänzen.",
            "Add a short text with languageCode “de-simple”.",
        ),
    ),
    "XZU-021": error(
        Text("„{value}“ enthält kein Objekt von XZuFi.", "“{value}” holds no object of XZuFi."),
        Text(
            "Eine Datei mit leistung, organisationseinheit, onlinedienst oder zustaendigkeit laden.",
            "Load a file with leistung, organisationseinheit, onlinedienst or zustaendigkeit.",
        ),
    ),
    "XZU-022": hint(
        Text("Das Element „{value}“ wurde nicht gelesen.", "The element “{value}” was not read."),
        Text(
            "Es bleibt beim Schreiben erhalten; nichts ist zu tun.", "It is kept when writing; there is nothing to do."
        ),
    ),
}


def make_finding(code: str, where: str, /, **facts: object) -> Finding:
    """Return the finding with that code; the facts fill its sentences."""
    return MESSAGES[code].finding(code, where, **facts)
