"""Findings of the reader: code, severity, what is wrong and what to do, in German and English."""

from types import MappingProxyType

from rathaus.values.findings import Finding
from rathaus.values.messages import FindingSink, error, hint, warning
from rathaus.values.text import Text

MAX_FINDINGS = 200


_LOAD_AGAIN = Text(
    "Laden Sie die Codeliste erneut aus dem XRepository und laden Sie die neue Datei hoch.",
    "Download the code list from the XRepository again and upload the new file.",
)
_ASK_PUBLISHER = Text(
    "Korrigieren Sie die Codeliste oder fragen Sie die herausgebende Stelle nach einer berichtigten Fassung.",
    "Correct the code list, or ask its publisher for a corrected version.",
)
_NEED_CODELIST = Text(
    "Benötigt wird eine einzelne Codeliste im Format genericode 1.0 (Wurzelelement CodeList).",
    "One single code list in the format genericode 1.0 (root element CodeList) is needed.",
)

MESSAGES = MappingProxyType(
    {
        "GEN-001": error(
            Text(
                "Die Datei ist kein lesbares XML (Zeile {line}: {reason}).",
                "The file is not readable XML (line {line}: {reason}).",
            ),
            _LOAD_AGAIN,
        ),
        "GEN-002": error(
            Text("Die Datei bricht in Zeile {line} ab.", "The file breaks off in line {line}."),
            _LOAD_AGAIN,
        ),
        "GEN-003": error(
            Text(
                "Die Datei enthält einen Dokumenttyp (DOCTYPE) oder eigene Entitäten. "
                "Beides wird aus Sicherheitsgründen nie gelesen.",
                "The file contains a document type (DOCTYPE) or entities of its own. "
                "For security, neither is ever read.",
            ),
            Text("Entfernen Sie die DOCTYPE-Angabe und die Entitäten.", "Remove the DOCTYPE and the entities."),
        ),
        "GEN-004": error(
            Text("Die Datei ist größer als {limit} MB.", "The file is larger than {limit} MB."),
            _NEED_CODELIST,
        ),
        "GEN-005": error(
            Text(
                "Das ist keine Codeliste: Wurzelelement „{root}“, Namensraum „{namespace}“.",
                "This is not a code list: root element “{root}”, namespace “{namespace}”.",
            ),
            _NEED_CODELIST,
        ),
        "GEN-006": error(
            Text("Die Codeliste beschreibt keine Spalten.", "The code list describes no columns."),
            _ASK_PUBLISHER,
        ),
        "GEN-007": error(
            Text("Die Codeliste enthält keine Einträge.", "The code list contains no entries."),
            _ASK_PUBLISHER,
        ),
        "GEN-008": error(
            Text(
                "Der Code „{code}“ steht mehrfach in der Liste.", "The code “{code}” stands more than once in the list."
            ),
            _ASK_PUBLISHER,
        ),
        "GEN-009": error(
            Text(
                "Dem Eintrag fehlt ein Wert in der Code-Spalte „{column}“.",
                "The entry has no value in the code column “{column}”.",
            ),
            _ASK_PUBLISHER,
        ),
        "GEN-010": error(
            Text(
                "Der Codeliste fehlt ihre Kennung (CanonicalUri).",
                "The code list has no identification (CanonicalUri).",
            ),
            _ASK_PUBLISHER,
        ),
        "GEN-011": warning(
            Text("Der Codeliste fehlt ihre Version.", "The code list has no version."),
            Text(
                "Felder, die eine bestimmte Version verlangen, finden diese Liste nicht: Ergänzen Sie die Version.",
                "Fields that ask for a certain version do not find this list: add the version.",
            ),
        ),
        "GEN-012": error(
            Text("Eine Spalte hat keine eigene Kennung (Id „{id}“).", "A column has no id of its own (Id “{id}”)."),
            _ASK_PUBLISHER,
        ),
        "GEN-013": warning(
            Text(
                "Die Spalte „{column}“ ist nicht beschrieben; ihr Wert wird nicht übernommen.",
                "The column “{column}” is not described; its value is left out.",
            ),
            _ASK_PUBLISHER,
        ),
        "GEN-014": warning(
            Text(
                "Der Schlüssel „{key}“ verweist auf keine beschriebene Spalte.",
                "The key “{key}” refers to no column that is described.",
            ),
            _ASK_PUBLISHER,
        ),
        "GEN-015": hint(
            Text(
                "Die Liste nennt keinen Schlüssel; als Code gilt die Spalte „{column}“.",
                "The list names no key; the column “{column}” counts as code.",
            ),
            Text("Prüfen Sie, ob das die richtige Spalte ist.", "Check whether that is the right column."),
        ),
        "GEN-016": warning(
            Text(
                "Der Eintrag nennt die Spalte „{column}“ mehrfach; nur der erste Wert zählt.",
                "The entry names the column “{column}” more than once; only the first value counts.",
            ),
            _ASK_PUBLISHER,
        ),
        "GEN-017": warning(
            Text(
                "Der Namensraum „{namespace}“ ist nicht der von genericode 1.0; gelesen wurde die Datei trotzdem.",
                "The namespace “{namespace}” is not that of genericode 1.0; the file was read nevertheless.",
            ),
            _NEED_CODELIST,
        ),
        "GEN-018": error(
            Text(
                "Die Datei ist in Zeile {line} zu tief verschachtelt oder enthält dort einen zu langen Text.",
                "In line {line} the file is nested too deeply, or it holds a text that is too long.",
            ),
            _NEED_CODELIST,
        ),
        "GEN-020": error(
            Text("Die Liste hat mehr als {limit} Einträge.", "The list has more than {limit} entries."),
            Text(
                "Teilen Sie die Liste, oder fragen Sie mit einem Textfeld: So lange Listen zeigt kein Formular.",
                "Split the list, or ask with a text field: no form shows lists as long as that.",
            ),
        ),
        "GEN-019": hint(
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
)


def finding(code: str, where: str, /, **facts: object) -> Finding:
    """Return the finding with its facts filled in.

    Args:
        code: key of ``MESSAGES``.
        where: ``line N``, ``row N`` or the part of the list.
        facts: values for the braces of the texts; long ones are cut.
    """
    return MESSAGES[code].finding(code, where, **facts)


def finding_sink() -> FindingSink:
    """Return an empty collection for one file."""
    return FindingSink(MESSAGES, limit=MAX_FINDINGS, beyond="GEN-019")
