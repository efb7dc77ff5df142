"""What can be wrong in a table of running cases, and what to do about it."""

from dataclasses import dataclass
from enum import Enum

from rathaus.values.findings import Finding, Severity
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class LegacyFinding(Finding):
    """A finding about one cell: the line of the table, counted as spreadsheets do, and the name of the column."""

    line: int = 0
    column: str = ""


class Wrong(Enum):
    """Code, weight, what is wrong, and what to do; ``{detail}`` is a number that the finding names."""

    COLUMN_MISSING = (
        "VOR-101",
        Severity.ERROR,
        Text("Diese Spalte fehlt.", "This column is missing."),
        Text("Nehmen Sie unsere Vorlage. Die erste Zeile nennt die Spalten.", "Use our template, with its header."),
    )
    COLUMN_UNKNOWN = (
        "VOR-102",
        Severity.ERROR,
        Text("Diese Spalte kennt die Vorlage nicht.", "The template does not know this column."),
        Text("Benennen Sie die Spalte wie in der Vorlage, oder löschen Sie sie.", "Rename it, or delete it."),
    )
    COLUMN_TWICE = (
        "VOR-103",
        Severity.ERROR,
        Text("Diese Spalte gibt es mehrmals.", "This column is there several times."),
        Text("Löschen Sie die überzähligen Spalten.", "Delete the ones that are too many."),
    )
    CELLS_TOO_MANY = (
        "VOR-104",
        Severity.ERROR,
        Text("Diese Zeile hat mehr Zellen als die Kopfzeile.", "This line has more cells than the header."),
        Text("Setzen Sie Zellen mit Trennzeichen in Anführungszeichen.", "Quote cells that hold the separator."),
    )
    NUMBER_MISSING = (
        "VOR-105",
        Severity.ERROR,
        Text("Das alte Aktenzeichen fehlt oder ist zu lang.", "The old file number is missing or too long."),
        Text("Tragen Sie es ein, mit höchstens {detail} Zeichen.", "Enter it, {detail} characters at most."),
    )
    NUMBER_TWICE = (
        "VOR-106",
        Severity.ERROR,
        Text("Dieses Aktenzeichen steht schon in Zeile {detail}.", "Line {detail} has this number already."),
        Text("Löschen Sie eine der beiden Zeilen.", "Delete one of the two lines."),
    )
    NO_DAY = (
        "VOR-107",
        Severity.ERROR,
        Text("Das ist kein Tag.", "This is no day."),
        Text("Schreiben Sie ihn als 31.12.2025.", "Write it as 31.12.2025."),
    )
    DAY_OUT_OF_RANGE = (
        "VOR-108",
        Severity.ERROR,
        Text("Dieser Tag kann nicht stimmen.", "This day cannot be right."),
        Text(
            "Nur „Fällig am“ darf in der Zukunft liegen. Kein Tag liegt vor dem Eingang oder 20 Jahre zurück.",
            "Only “Fällig am” may lie ahead. No day lies before the receipt or 20 years back.",
        ),
    )
    NO_PLACE = (
        "VOR-109",
        Severity.ERROR,
        Text("Für diesen Ort ist Ihre Stelle nicht zuständig.", "Your body is not competent for this place."),
        Text(
            "Geben Sie die Gemeinde genau an, zum Beispiel mit der Postleitzahl.",
            "Say the municipality exactly, with its postal code.",
        ),
    )
    NOT_OFFERED = (
        "VOR-110",
        Severity.ERROR,
        Text("Diese Leistung bietet Ihre Stelle heute nicht an.", "Your body does not offer this service today."),
        Text(
            "Nehmen Sie den Schlüssel aus der Liste bei der Vorlage, oder bieten Sie die Leistung zuerst an.",
            "Use the key from the list beside the template, or adopt the service first.",
        ),
    )
    NO_CLERK = (
        "VOR-111",
        Severity.ERROR,
        Text("Wir finden niemanden mit diesem Namen in Ihrem Team.", "Nobody in your team has this name."),
        Text(
            "Schreiben Sie den Namen wie unter „Team“, oder lassen Sie die Zelle leer.",
            "Write the name as under “Team”, or leave the cell empty.",
        ),
    )
    NO_EMAIL = (
        "VOR-112",
        Severity.ERROR,
        Text("Das ist keine E-Mail-Adresse.", "This is no e-mail address."),
        Text("Berichtigen Sie sie, oder lassen Sie die Zelle leer.", "Correct it, or leave the cell empty."),
    )
    TOO_LONG = (
        "VOR-113",
        Severity.ERROR,
        Text("Dieser Text ist zu lang.", "This text is too long."),
        Text("Kürzen Sie ihn auf {detail} Zeichen.", "Shorten it to {detail} characters."),
    )
    NOT_RUNNING = (
        "VOR-114",
        Severity.ERROR,
        Text(
            "Diesen Stand kennen wir nicht, oder der Vorgang läuft nicht mehr.",
            "We do not know this state, or the case has ended.",
        ),
        Text(
            "Schreiben Sie „neu“, „offen“, „in Bearbeitung“ oder „wartet“. Löschen Sie Zeilen beendeter Vorgänge.",
            "Write “neu”, “offen”, “in Bearbeitung” or “wartet”. Delete lines of ended cases.",
        ),
    )


def finding(wrong: Wrong, *, line: int, column: str = "", detail: str = "") -> LegacyFinding:
    """Return an error at one cell, or at a line as a whole."""
    code, severity, what, remedy = wrong.value
    where = f"line {line}" + (f", column {column}" if column else "")
    what, remedy = (Text(each.de.format(detail=detail), each.en.format(detail=detail)) for each in (what, remedy))
    return LegacyFinding(code, severity, where, what, remedy, line=line, column=column)
