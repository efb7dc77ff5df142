"""The one table from the code of an error to HTTP status and words: what happened, and what to do next.

A test asserts that every ``RathausError`` of the code base has its line here. Texts are for people: no code, no blame,
one next step. Keep the lines in the order of the codes.
"""

from dataclasses import dataclass

from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What a person reads when a rule of ours stops them.

    Args:
        status: HTTP status of the answer.
        what: one sentence that says what happened.
        remedy: one sentence that says what to do next.
    """

    status: int
    what: Text
    remedy: Text


ERROR_TEXTS: dict[str, ErrorText] = {
    "RAT-000": ErrorText(
        500,
        Text("Das hat nicht geklappt.", "That did not work."),
        Text(
            "Bitte versuchen Sie es in einigen Minuten noch einmal. Ihre gespeicherten Angaben sind noch da.",
            "Please try again in a few minutes. What you have saved is still there.",
        ),
    ),
    "XML-001": ErrorText(
        422,
        Text("Diese Datei ist kein lesbares XML.", "This file is not readable XML."),
        Text(
            "Laden Sie die Datei noch einmal aus dem Katalog herunter. Dateien mit einer DTD oder mit Entities lesen wir nicht.",
            "Download the file from the catalogue again. We do not read files with a DTD or with entities.",
        ),
    ),
}


def error_text(code: str) -> ErrorText:
    """Return the line of a code; an unknown code reads like an unexpected error."""
    return ERROR_TEXTS.get(code, ERROR_TEXTS["RAT-000"])
