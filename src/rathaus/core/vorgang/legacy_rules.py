"""Pure: the table of running cases that a body brings along, read line by line, with everything that is wrong in it."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest

from rathaus.core.vorgang.errors import LegacyFileRefused
from rathaus.core.vorgang.legacy_findings import LegacyFinding, Wrong, finding
from rathaus.values.text import Text

OLD_NUMBER, LEISTUNG, ARRIVED, COMPLETE = "Altes Aktenzeichen", "Leistung", "Eingang", "Vollständig seit"
STAND, PLACE, NAME, ADDRESS = "Stand", "Ort", "Name", "Anschrift"
EMAIL, CLERK, DUE, NOTES = "E-Mail", "Zuständig", "Fällig am", "Notizen"
NEEDED = (OLD_NUMBER, LEISTUNG, ARRIVED)
COLUMNS = (*NEEDED, COMPLETE, STAND, PLACE, NAME, ADDRESS, EMAIL, CLERK, DUE, NOTES)
"""The header of the table; columns that are not needed may be left out, and all may stand in any order."""

MOST_ROWS = 1000
"""Cases of one file; more of them are several files."""

LARGEST_BYTES = 1_000_000
"""Bytes of one file: what an upload may cost, however many come at once."""

LONGEST_NUMBER = 60
"""Characters of an old file number."""

OLDEST = timedelta(days=20 * 366)
"""How long ago a running case may have arrived: beyond it, somebody has mistyped the year."""

FARTHEST = timedelta(days=10 * 366)
"""How far ahead a case may be due."""

HEADER_LINE = 1
"""Number of the line with the names of the columns."""

_LONGEST = {NAME: 200, ADDRESS: 600, NOTES: 4000}
_DELIMITERS = ";,\t"
_NEW, _BEGUN = ("", "neu", "offen"), ("in bearbeitung", "wartet")
_EMAIL = re.compile(r"[^@\s;,<>\"]{1,64}@[^@\s;,<>\"]+\.[^@\s;,<>\"]{2,}")


@dataclass(frozen=True, slots=True)
class LegacyLine:
    """One line that could be read.

    Args:
        line: its number, the header being 1.
        old_number: the file number in use so far.
        arrived_on: local day of receipt.
        complete_on: local day since which nothing is missing; None while something is, or nobody knows.
        due_on: local day by which somebody must act; None where the file does not say it.
        has_begun: whether somebody works on it.
        cells: name of column → text of the cells that are not empty.
    """

    line: int
    old_number: str
    arrived_on: date
    complete_on: date | None
    due_on: date | None
    has_begun: bool
    cells: Mapping[str, str]

    def cell(self, column: str) -> str:
        """Return the text of a cell; empty where there is none."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class LegacyTable:
    """What a file says.

    Args:
        lines: the lines that can be read.
        cells: number of line → name of column → text, of all lines, in their order.
        findings: what is wrong.
    """

    lines: tuple[LegacyLine, ...]
    cells: Mapping[int, Mapping[str, str]]
    findings: tuple[LegacyFinding, ...]


def read_table(content: bytes, *, today: date) -> LegacyTable:
    """Read a file: CSV with semicolons, commas or tabs, in UTF-8 or as older spreadsheets write it.

    Args:
        content: its bytes.
        today: local date Europe/Berlin.

    Raises:
        LegacyFileRefused: too large, or no table with a header and lines.
    """
    if len(content) > LARGEST_BYTES:
        raise LegacyFileRefused(bytes=len(content))
    rows = _rows(_text(content))
    if not 2 <= len(rows) <= MOST_ROWS + 1:
        raise LegacyFileRefused(rows=max(0, len(rows) - 1))
    header = [_column(cell) for cell in rows[0]]
    numbered = {number: cells for number, cells in enumerate(rows[1:], start=HEADER_LINE + 1) if any(cells)}
    named = {
        number: {name: cell for name, cell in zip(header, cells, strict=False) if name and cell}
        for number, cells in numbered.items()
    }
    findings = tuple(_header_findings(header))
    if findings:
        return LegacyTable((), named, findings)
    reader = _Reader(header, today)
    lines = [reader.read(number, cells) for number, cells in numbered.items()]
    return LegacyTable(tuple(each for each in lines if each is not None), named, tuple(reader.findings))


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise LegacyFileRefused(encoding="unknown") from error
    if "\0" in text:
        raise LegacyFileRefused(encoding="unknown")
    return text


def _rows(text: str) -> list[list[str]]:
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda mark: sum(_column(cell) in COLUMNS for cell in first.split(mark)))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = [[cell.strip() for cell in row] for row in reader]
    except csv.Error as error:
        raise LegacyFileRefused(rows=0) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _column(typed: str) -> str:
    """Return the name of a column as we write it, whatever its letters and blanks; what is not ours stays."""
    name = " ".join(typed.strip().strip('"').split())
    return next((each for each in COLUMNS if each.casefold() == name.casefold()), name)


def old_number(row: Mapping[str, str]) -> str:
    """Return the old file number of a line, with single blanks."""
    return " ".join(row.get(OLD_NUMBER, "").split())


def _header_findings(header: Sequence[str]) -> Iterator[LegacyFinding]:
    for name in (each for each in NEEDED if each not in header):
        yield finding(Wrong.COLUMN_MISSING, line=HEADER_LINE, column=name)
    for name in (each for each in dict.fromkeys(header) if each):
        if name not in COLUMNS:
            yield finding(Wrong.COLUMN_UNKNOWN, line=HEADER_LINE, column=name)
        elif header.count(name) > 1:
            yield finding(Wrong.COLUMN_TWICE, line=HEADER_LINE, column=name)


class _Reader:
    """Reads line after line, and remembers the numbers that it has seen."""

    def __init__(self, header: Sequence[str], today: date) -> None:
        self.findings: list[LegacyFinding] = []
        self._header, self._today = header, today
        self._seen: dict[str, int] = {}
        self._line = HEADER_LINE

    def read(self, line: int, cells: Sequence[str]) -> LegacyLine | None:
        """Return a line; None where something is wrong in it."""
        before, self._line = len(self.findings), line
        pairs = list(zip_longest(self._header, cells, fillvalue=""))
        if any(cell and not name for name, cell in pairs):
            self._tell(Wrong.CELLS_TOO_MANY)
        row = {name: cell for name, cell in pairs if name and cell}
        number, today = self._old_number(row), self._today
        arrived = self._day(ARRIVED, row.get(ARRIVED, ""), today - OLDEST, today)
        complete = self._day_if_any(COMPLETE, row, arrived or today - OLDEST, today)
        due = self._day_if_any(DUE, row, arrived or today - OLDEST, today + FARTHEST)
        self._texts(row)
        if len(self.findings) > before or arrived is None:
            return None
        has_begun = row.get(STAND, "").casefold() in _BEGUN
        return LegacyLine(line, number, arrived, complete, due, has_begun, row)

    def _tell(self, wrong: Wrong, column: str = "", detail: str = "") -> None:
        self.findings.append(finding(wrong, line=self._line, column=column, detail=detail))

    def _old_number(self, row: Mapping[str, str]) -> str:
        number = old_number(row)
        if not 0 < len(number) <= LONGEST_NUMBER:
            self._tell(Wrong.NUMBER_MISSING, OLD_NUMBER, str(LONGEST_NUMBER))
        elif number in self._seen:
            self._tell(Wrong.NUMBER_TWICE, OLD_NUMBER, str(self._seen[number]))
        self._seen.setdefault(number, self._line)
        return number

    def _day_if_any(self, column: str, row: Mapping[str, str], earliest: date, latest: date) -> date | None:
        return self._day(column, row[column], earliest, latest) if column in row else None

    def _day(self, column: str, typed: str, earliest: date, latest: date) -> date | None:
        day = read_typed_day(typed)
        if day is None:
            self._tell(Wrong.NO_DAY, column)
        elif not earliest <= day <= latest:
            self._tell(Wrong.DAY_OUT_OF_RANGE, column)
        return day

    def _texts(self, row: Mapping[str, str]) -> None:
        for column, most in _LONGEST.items():
            if len(row.get(column, "")) > most:
                self._tell(Wrong.TOO_LONG, column, str(most))
        if row.get(STAND, "").casefold() not in (*_NEW, *_BEGUN):
            self._tell(Wrong.NOT_RUNNING, STAND)
        if EMAIL in row and not (len(row[EMAIL]) <= 254 and _EMAIL.fullmatch(row[EMAIL])):
            self._tell(Wrong.NO_EMAIL, EMAIL)


def read_typed_day(typed: str) -> date | None:
    """Return the day that a cell says, as ``31.12.2025`` or ``2025-12-31``; None for anything else."""
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(typed, pattern).date()  # noqa: DTZ007  # a day without a time
        except ValueError:
            continue
    return None


MEANINGS: Mapping[str, Text] = {
    OLD_NUMBER: Text(
        "Pflicht. Das Aktenzeichen im bisherigen Programm, höchstens 60 Zeichen. Jedes gibt es nur einmal.",
        "Required. The file number in the former software, 60 characters at most. Each one occurs once.",
    ),
    LEISTUNG: Text(
        "Pflicht. Der Schlüssel der Leistung (14 Ziffern) oder ihr kurzer Name, zum Beispiel „bewohnerparkausweis“.",
        "Required. The key of the service (14 digits) or its short name, such as “bewohnerparkausweis”.",
    ),
    ARRIVED: Text(
        "Pflicht. Der Tag, an dem der Antrag einging: 31.12.2025 oder 2025-12-31. Ab diesem Tag laufen die Fristen.",
        "Required. The day on which it was received: 31.12.2025 or 2025-12-31. Periods run from this day.",
    ),
    COMPLETE: Text(
        "Seit wann alle Unterlagen da sind. Leer, wenn etwas fehlt oder Sie es nicht wissen.",
        "Since when all documents are there. Empty while something is missing or you do not know.",
    ),
    STAND: Text(
        "„neu“, „offen“, „in Bearbeitung“ oder „wartet“. Leer heißt „offen“. Beendete Vorgänge bleiben, wo sie sind.",
        "“neu”, “offen”, “in Bearbeitung” or “wartet”. Empty means “offen”. Ended cases stay where they are.",
    ),
    PLACE: Text(
        "Gemeinde oder Postleitzahl, für die der Vorgang läuft. Leer heißt: Ihre eigene Gemeinde.",
        "The municipality that the case is about, by name or postal code. Empty means your own.",
    ),
    NAME: Text("Name der antragstellenden Person.", "Name of the applicant."),
    ADDRESS: Text("Anschrift für Briefe.", "Postal address for letters."),
    EMAIL: Text("E-Mail-Adresse der Person. Das Programm schreibt nicht dorthin.", "E-mail; nothing is sent there."),
    CLERK: Text(
        "Wer den Vorgang bearbeitet: der Name wie unter „Team“. Leer heißt: Noch niemand hat ihn übernommen.",
        "Who works on it: the name as shown under “Team”. Empty means that nobody has claimed it.",
    ),
    DUE: Text(
        "Bis wann jemand handeln muss. Leer heißt: Das Programm rechnet ab dem Eingang.",
        "By when somebody must act. Empty means that it is computed from the receipt.",
    ),
    NOTES: Text("Was die Kolleginnen und Kollegen wissen müssen.", "What colleagues must know."),
}
"""Name of column → what stands in it; in the order of the header."""
