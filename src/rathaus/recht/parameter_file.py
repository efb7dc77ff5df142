"""Reading a file of legal parameters: TOML with one ``[[parameter]]`` table for each row.

Everything that is wrong is found at once, with file and line, and nothing of a file with an error is used.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from rathaus.recht.parameters import FALLBACK, ParameterVersion, Status
from rathaus.recht.units import LENGTH_UNITS, ParameterUnit, Value
from rathaus.values.findings import Finding, Severity, has_errors
from rathaus.values.text import Text

LONGEST_TEXT = 300
MOST_ROWS = 2000
_KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_TABLE = re.compile(r"\s*\[\[\s*parameter\s*\]\]")
_NEEDED = ("key", "jurisdiction", "value", "unit", "status", "citation", "source")
_TEXTS = ("key", "jurisdiction", "unit", "status", "citation", "source", "source_url", "note")
_DATES = ("valid_from", "valid_to", "verified_on")
_KNOWN = frozenset((*_NEEDED, *_TEXTS, *_DATES, "alternatives"))

type _Fault = tuple[str, Text, Text]


@dataclass(frozen=True, slots=True)
class ParameterFile:
    """What a file gave.

    Args:
        rows: its rows in order; empty when anything is wrong.
        findings: everything that is wrong.
    """

    rows: tuple[ParameterVersion, ...]
    findings: tuple[Finding, ...]


def read_parameter_file(text: str, name: str) -> ParameterFile:
    """Read a file of legal parameters.

    Args:
        text: TOML.
        name: name of the file, for the place of findings.
    """
    try:
        tables = tomllib.loads(text).get("parameter")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return ParameterFile((), (_finding(name, _broken(str(error)[:120])),))
    if not isinstance(tables, list) or not tables or not all(isinstance(each, dict) for each in tables):
        return ParameterFile((), (_finding(name, _EMPTY),))
    if len(tables) > MOST_ROWS:
        return ParameterFile((), (_finding(name, _too_many()),))
    places = _places(text, name, len(tables))
    findings = [_finding(place, fault) for place, table in zip(places, tables, strict=True) for fault in _faults(table)]
    if findings:
        return ParameterFile((), tuple(findings))
    rows = tuple(_row(table) for table in tables)
    overlaps = tuple(_overlaps(rows, places))
    return ParameterFile(() if has_errors(overlaps) else rows, overlaps)


def _places(text: str, name: str, count: int) -> list[str]:
    """Return file and line of each table; the number of the table where it is not written as one."""
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if _TABLE.match(line)]
    if len(lines) == count:
        return [f"{name}:{line}" for line in lines]
    return [f"{name} [{number}]" for number in range(1, count + 1)]


def _faults(table: Mapping[str, Any]) -> list[_Fault]:
    """Return what is wrong with one row: first its columns, then each of them, then how they fit together."""
    faults = [*_columns(table)] or [*_types(table)]
    if faults:
        return faults
    return [fault for check in _CHECKS for fault in check(table)]


def _columns(table: Mapping[str, Any]) -> Iterable[_Fault]:
    for missing in (each for each in _NEEDED if each not in table):
        yield (
            "RCH-103",
            Text(f"Die Angabe „{missing}“ fehlt.", f"The entry “{missing}” is missing."),
            Text("Ergänzen Sie sie.", "Add it."),
        )
    for unknown in sorted(table.keys() - _KNOWN):
        yield (
            "RCH-104",
            Text(f"Die Angabe „{unknown[:40]}“ ist unbekannt.", f"The entry “{unknown[:40]}” is unknown."),
            Text("Prüfen Sie die Schreibweise oder lassen Sie sie weg.", "Check its spelling or leave it out."),
        )


def _types(table: Mapping[str, Any]) -> Iterable[_Fault]:
    for column in (each for each in _TEXTS if each in table):
        typed = table[column]
        if not isinstance(typed, str) or len(typed) > LONGEST_TEXT or (column in _NEEDED and not typed.strip()):
            yield (
                "RCH-105",
                Text(f"„{column}“ ist kein Text von 1 bis {LONGEST_TEXT} Zeichen.",
                     f"“{column}” is no text of 1 to {LONGEST_TEXT} characters."),
                Text("Schreiben Sie einen kurzen Text in Anführungszeichen.", "Write a short text in quotes."),
            )  # fmt: skip
    for column in (each for each in _DATES if each in table):
        if not _is_day(table[column]):
            yield (
                "RCH-106",
                Text(f"„{column}“ ist kein Tag.", f"“{column}” is no day."),
                Text("Schreiben Sie ihn ohne Anführungszeichen: 2026-01-31.", "Write it without quotes: 2026-01-31."),
            )
    if not isinstance(table.get("alternatives", []), list):
        yield (
            "RCH-105",
            Text("„alternatives“ ist keine Liste.", "“alternatives” is no list."),
            Text("Schreiben Sie sie in eckigen Klammern: [3, 5].", "Write it in square brackets: [3, 5]."),
        )


def _check_names(table: Mapping[str, Any]) -> Iterable[_Fault]:
    if not _KEY.fullmatch(table["key"]):
        yield (
            "RCH-107",
            Text("Der Schlüssel hat nicht die Form „bereich.name“.", "The key does not look like “topic.name”."),
            Text("Nehmen Sie Kleinbuchstaben, Ziffern und Unterstriche.", "Use small letters, digits and underscores."),
        )
    if table["jurisdiction"] not in FALLBACK:
        known = ", ".join(FALLBACK)
        yield (
            "RCH-108",
            Text("Der Geltungsbereich ist unbekannt.", "The jurisdiction is unknown."),
            Text(f"Bekannt sind: {known}.", f"Known are: {known}."),
        )


def _check_value(table: Mapping[str, Any]) -> Iterable[_Fault]:
    if table["unit"] not in [*ParameterUnit]:
        known = ", ".join(ParameterUnit)
        yield (
            "RCH-109",
            Text("Die Einheit ist unbekannt.", "The unit is unknown."),
            Text(f"Bekannt sind: {known}.", f"Known are: {known}."),
        )
        return
    unit = ParameterUnit(table["unit"])
    for typed in (table["value"], *table.get("alternatives", [])):
        value = _value(typed, unit)
        if value is None:
            yield (
                "RCH-110",
                Text(f"Der Wert passt nicht zur Einheit „{unit}“.", f"The value does not fit the unit “{unit}”."),
                _HOW_TO_WRITE[_kind(unit)],
            )
        elif isinstance(value, int | Decimal) and value < 0 and unit is not ParameterUnit.PERCENT:
            yield (
                "RCH-111",
                Text("Der Wert ist negativ.", "The value is negative."),
                Text("Eine Frist oder ein Betrag ist mindestens 0.", "A period or an amount is at least 0."),
            )


def _check_time(table: Mapping[str, Any]) -> Iterable[_Fault]:
    start, end = table.get("valid_from"), table.get("valid_to")
    if start is not None and end is not None and end <= start:
        yield (
            "RCH-112",
            Text("Die Geltung endet, bevor sie beginnt.", "The validity ends before it begins."),
            Text("„valid_to“ ist der erste Tag, an dem die Zeile nicht mehr gilt.",
                 "“valid_to” is the first day on which the row no longer holds."),
        )  # fmt: skip


def _check_status(table: Mapping[str, Any]) -> Iterable[_Fault]:
    status = table["status"]
    if status not in [*Status]:
        known = ", ".join(Status)
        yield (
            "RCH-113",
            Text("Der Stand ist unbekannt.", "The status is unknown."),
            Text(f"Bekannt sind: {known}.", f"Known are: {known}."),
        )
    if status == Status.REPEALED and "valid_to" not in table:
        yield (
            "RCH-114",
            Text("Eine aufgehobene Zeile hat kein Ende.", "A repealed row has no end."),
            Text("Ergänzen Sie „valid_to“.", "Add “valid_to”."),
        )
    if table.get("alternatives") and status != Status.UNVERIFIED:
        yield (
            "RCH-115",
            Text("Nur eine ungeprüfte Zeile nennt andere Werte.", "Only an unverified row names other values."),
            Text("Nehmen Sie „unverified“ oder streichen Sie „alternatives“.",
                 "Use “unverified” or take “alternatives” out."),
        )  # fmt: skip


_CHECKS: tuple[Callable[[Mapping[str, Any]], Iterable[_Fault]], ...] = (
    _check_names,
    _check_value,
    _check_time,
    _check_status,
)


def _overlaps(rows: tuple[ParameterVersion, ...], places: list[str]) -> Iterable[Finding]:
    """Find rows of one key and jurisdiction that hold on the same day; drafts may stand beside anything."""
    seen: dict[tuple[str, str], list[tuple[ParameterVersion, str]]] = {}
    for row, place in zip(rows, places, strict=True):
        if row.status is Status.DRAFT:
            continue
        before = seen.setdefault((row.key, row.jurisdiction), [])
        for other, where in before:
            if _overlap(row, other):
                yield _finding(
                    place,
                    (
                        "RCH-116",
                        Text(f"Die Zeile gilt zur selben Zeit wie {where}.", f"The row holds at the time of {where}."),
                        Text("Beenden Sie die ältere mit „valid_to“ am ersten Tag der neuen.",
                             "End the older one by “valid_to” on the first day of the new one."),
                    ),
                )  # fmt: skip
        before.append((row, place))


def _overlap(one: ParameterVersion, two: ParameterVersion) -> bool:
    starts_before_end = one.valid_from is None or two.valid_to is None or one.valid_from < two.valid_to
    return starts_before_end and (two.valid_from is None or one.valid_to is None or two.valid_from < one.valid_to)


def _row(table: Mapping[str, Any]) -> ParameterVersion:
    """Return the row of a table in which nothing is wrong."""
    unit = ParameterUnit(table["unit"])
    typed = (_value(each, unit) for each in (table["value"], *table.get("alternatives", [])))
    value, *others = [each for each in typed if each is not None]
    rest = {column: each for column, each in table.items() if column not in {"value", "alternatives", "status"}}
    return ParameterVersion(**rest, value=value, alternatives=tuple(others), status=Status(table["status"]))


def _value(typed: object, unit: ParameterUnit) -> Value | None:
    """Return a value as its unit wants it; None where it does not fit. Decimals are written as text, never float."""
    if unit is ParameterUnit.BOOL:
        return typed if isinstance(typed, bool) else None
    if unit is ParameterUnit.DATE:
        return typed if _is_day(typed) else None  # type: ignore[return-value]  # _is_day has looked at it
    if isinstance(typed, int) and not isinstance(typed, bool):
        return typed
    if unit in LENGTH_UNITS or unit is ParameterUnit.INHABITANTS or not isinstance(typed, str):
        return None
    try:
        number = Decimal(typed)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _is_day(typed: object) -> bool:
    return isinstance(typed, date) and not isinstance(typed, datetime)


def _kind(unit: ParameterUnit) -> str:
    if unit in {ParameterUnit.BOOL, ParameterUnit.DATE}:
        return unit.value
    return "whole" if unit in LENGTH_UNITS or unit is ParameterUnit.INHABITANTS else "decimal"


_HOW_TO_WRITE = {
    "bool": Text("Schreiben Sie true oder false.", "Write true or false."),
    "date": Text("Schreiben Sie ihn ohne Anführungszeichen: 2026-01-31.", "Write it without quotes: 2026-01-31."),
    "whole": Text("Schreiben Sie eine ganze Zahl ohne Anführungszeichen.", "Write a whole number without quotes."),
    "decimal": Text(
        "Schreiben Sie eine ganze Zahl oder eine Dezimalzahl in Anführungszeichen: \"1.27\".",
        "Write a whole number, or a decimal number in quotes: \"1.27\".",
    ),
}  # fmt: skip
_EMPTY: _Fault = (
    "RCH-102",
    Text("Die Datei enthält keine Zeile.", "The file holds no row."),
    Text("Schreiben Sie jede Zeile als [[parameter]].", "Write each row as [[parameter]]."),
)


def _broken(reason: str) -> _Fault:
    return (
        "RCH-101",
        Text(f"Die Datei ist kein TOML ({reason}).", f"The file is no TOML ({reason})."),
        Text("Berichtigen Sie die Stelle.", "Correct the place."),
    )


def _too_many() -> _Fault:
    return (
        "RCH-102",
        Text(f"Die Datei hat mehr als {MOST_ROWS} Zeilen.", f"The file has more than {MOST_ROWS} rows."),
        Text("Teilen Sie sie auf.", "Split it."),
    )


def _finding(place: str, fault: _Fault) -> Finding:
    code, what, remedy = fault
    return Finding(code, Severity.ERROR, place, what, remedy)
