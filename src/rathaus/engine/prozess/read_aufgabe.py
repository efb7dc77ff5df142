"""Reading ``[[aufgabe]]`` of ``ablauf.toml``, and the conditions that other sections share."""

import re
from typing import Final

from rathaus.engine.prozess.condition import Condition, Conditions
from rathaus.engine.prozess.expression import Expression
from rathaus.engine.prozess.model import Aufgabe, AufgabeKind, Beteiligter, Choice, Performer
from rathaus.engine.prozess.read_expression import read_expression
from rathaus.engine.prozess.table import KEY_PATTERN, SLUG_PATTERN, TableReader

_CONDITION: Final = re.compile(rf"({KEY_PATTERN.pattern})(?:\s*=\s*({KEY_PATTERN.pattern}))?")
_OTHERS: Final = {
    AufgabeKind.EMPFANGEN: Performer.SYSTEM,
    AufgabeKind.VERVOLLSTAENDIGEN: Performer.ANTRAGSTELLER,
    AufgabeKind.ANHOEREN: Performer.ANTRAGSTELLER,
    AufgabeKind.ZUSTELLEN: Performer.SYSTEM,
    AufgabeKind.ARCHIVIEREN: Performer.SYSTEM,
}
"""Kinds of tasks that mostly somebody else than the office does."""


def read_aufgabe(table: TableReader, *, is_first: bool) -> Aufgabe:
    """Return one task.

    Args:
        table: reader of its table.
        is_first: whether it is the first task of the file, which needs no ``nach``.
    """
    kind = table.choice("art", AufgabeKind)
    aufgabe = Aufgabe(
        key=read_key(table),
        kind=kind,
        name=table.text("name", required=True),
        performer=table.choice("wer", Performer, default=_OTHERS.get(kind, Performer.AMT)),
        nach=read_conditions(table, required=not is_first),
        checkliste=table.texts("checkliste"),
        choices=tuple(_read_choice(choice) for choice in table.tables("wahl")),
        frist_tage=table.integer("frist_tage", at_least=1),
        zurueck=table.string("zurueck", required=False, pattern=KEY_PATTERN.pattern),
        hinweis=table.text("hinweis"),
        wenn=read_wenn(table),
        wen=tuple(_read_beteiligter(each) for each in table.tables("wen")),
        begruenden=table.flag("begruenden", default=False),
    )
    _check_fit(table, aufgabe)
    table.finish()
    return aufgabe


def read_key(table: TableReader) -> str:
    """Return the key of an entry."""
    return table.string("key", pattern=KEY_PATTERN.pattern)


def read_conditions(table: TableReader, *, required: bool) -> Conditions:
    """Return what must have been done: the entries of ``nach``."""
    entries = []
    for entry in table.strings("nach", required=required):
        matches = [_CONDITION.fullmatch(part.strip()) for part in re.split(r"\s+oder\s+", entry)]
        if not all(matches):
            table.report("PRO-004", "nach", expected="aufgabe = wahl oder …", expected_en="aufgabe = wahl oder …")
            continue
        entries.append(tuple(Condition(match[1], match[2] or "") for match in matches if match))
    return tuple(entries)


def read_wenn(table: TableReader) -> Expression | None:
    """Return the condition under ``wenn``; None when there is none, or it cannot be read."""
    source = table.string("wenn", required=False)
    if not source:
        return None
    result = read_expression(source, f"{table.where}.wenn")
    table.findings += result.findings
    return result.expression


def _check_fit(table: TableReader, aufgabe: Aufgabe) -> None:
    """Report what does not go with the kind of the task."""
    if aufgabe.kind is AufgabeKind.ENTSCHEIDEN:
        for key in ("wahl", "wenn"):
            if key in table.data:
                table.report("PRO-010", key, key=key, other="art = entscheiden")
    if aufgabe.kind is AufgabeKind.BETEILIGEN and not table.data.get("wen"):
        table.report("PRO-041", "wen", key=aufgabe.key)
    if aufgabe.wen and aufgabe.kind is not AufgabeKind.BETEILIGEN:
        table.report("PRO-010", "wen", key="wen", other=f"art = {aufgabe.kind}")
    if aufgabe.begruenden and not aufgabe.choices:
        table.report("PRO-010", "begruenden", key="begruenden", other="wahl")


def _read_choice(table: TableReader) -> Choice:
    choice = Choice(read_key(table), table.own_text())
    table.finish()
    return choice


def _read_beteiligter(table: TableReader) -> Beteiligter:
    beteiligter = Beteiligter(
        key=read_key(table),
        name=table.text("name", required=True),
        stelle=table.string("stelle", required=False, pattern=SLUG_PATTERN),
        frage=table.text("frage", required=True),
    )
    table.finish()
    return beteiligter
