"""Reading ``[[tabelle]]`` of ``ablauf.toml``."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from rathaus.engine.prozess.entscheidungstabelle import (
    Calculation,
    Entscheidungstabelle,
    HitPolicy,
    TableInput,
    TableOutput,
    TablePurpose,
    TableRule,
    ValueKind,
)
from rathaus.engine.prozess.table import KEY_PATTERN, TableReader

_DAY_OF_ANTRAG: Final = "antrag_datum"
_MOST_PLACES: Final = 6


def read_tables(root: TableReader) -> tuple[Entscheidungstabelle, ...]:
    """Return the decision tables of a procedure.

    Args:
        root: reader of the whole file.
    """
    return tuple(_read_table(table) for table in root.tables("tabelle"))


def _read_table(table: TableReader) -> Entscheidungstabelle:
    tabelle = Entscheidungstabelle(
        key=table.string("key", pattern=KEY_PATTERN.pattern),
        name=table.text("name", required=True),
        zweck=table.choice("zweck", TablePurpose),
        treffer=table.choice("treffer", HitPolicy, default=HitPolicy.EINDEUTIG),
        eingaben=tuple(_read_input(each) for each in table.tables("eingaben", required=True)),
        ausgaben=tuple(_read_output(each) for each in table.tables("ausgaben", required=True)),
        regeln=tuple(_read_rule(each) for each in table.tables("regel", required=True)),
    )
    table.finish()
    return tabelle


def _read_input(table: TableReader) -> TableInput:
    kind = table.choice("art", ValueKind)
    rechnung = table.choice("rechnung", Calculation) if "rechnung" in table.data else None
    places = table.integer("stellen") or 0
    if places > _MOST_PLACES or (places and (kind is not ValueKind.ZAHL or rechnung)):
        table.report("PRO-010", "stellen", key="stellen", other=f"art = {kind}")
        places = 0
    if rechnung is not None and kind is not ValueKind.ZAHL:
        table.report("PRO-010", "rechnung", key="rechnung", other=f"art = {kind}")
    if rechnung is None and "stichtag" in table.data:
        table.report("PRO-003", "rechnung", key="rechnung")
    stichtag = table.string("stichtag", required=False)
    eingabe = TableInput(
        key=table.string("key", pattern=KEY_PATTERN.pattern),
        name=table.text("name", required=True),
        feld=table.string("feld"),
        kind=kind,
        rechnung=rechnung,
        stichtag=(stichtag or _DAY_OF_ANTRAG) if rechnung else "",
        stellen=places,
        von=_read_cell(table, "von"),
        bis=_read_cell(table, "bis"),
        werte=table.strings("werte"),
    )
    for key in ("von", "bis") if not kind.is_ordered else ("werte",):
        if key in table.data:
            table.report("PRO-010", key, key=key, other=f"art = {kind}")
    table.finish()
    return eingabe


def _read_output(table: TableReader) -> TableOutput:
    output = TableOutput(
        key=table.string("key", pattern=KEY_PATTERN.pattern),
        name=table.text("name", required=True),
        kind=table.choice("art", ValueKind),
    )
    table.finish()
    return output


def _read_rule(table: TableReader) -> TableRule:
    rule = TableRule(
        wenn=_read_cells(table, "wenn", required=False),
        dann=_read_cells(table, "dann", required=True),
        grund=table.text("grund"),
        norm=table.string("norm", required=False),
    )
    table.finish()
    return rule


def _read_cells(table: TableReader, key: str, *, required: bool) -> Mapping[str, str]:
    value = table.get(key, required=required)
    if value is None:
        return {}
    if not isinstance(value, dict):
        table.report("PRO-004", key, expected="{ Spalte = Zelle }", expected_en="{ column = cell }")
        return {}
    inner = TableReader(value, f"{table.where}.{key}", table.findings)
    return {column: _read_cell(inner, column) for column in value}


def _read_cell(table: TableReader, key: str) -> str:
    """Return a cell as text; what TOML writes without quotes is taken as it means."""
    value = table.get(key, required=False)
    match value:
        case bool():
            return "ja" if value else "nein"
        case str() | int():
            return str(value).strip()
        case None:
            return ""
        case date() if not isinstance(value, datetime):
            return value.isoformat()
        case _:
            table.report("PRO-004", key, expected="eine Zelle in Anführungszeichen", expected_en="a cell in quotes")
            return ""
