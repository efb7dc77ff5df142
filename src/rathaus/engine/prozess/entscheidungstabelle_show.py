"""A decision table as a page shows it: every rule in words, and a form that asks for the value of each column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rathaus.engine.formular.model import Field
from rathaus.engine.prozess.entscheidungstabelle import (
    ANY,
    REASON_OUTPUT,
    RESULT_OUTPUT,
    Entscheidungstabelle,
    TableInput,
    TableOutput,
    TableRule,
    ValueKind,
)
from rathaus.engine.prozess.entscheidungstabelle_cells import JA, NEIN, Value, domain_of, read_cell
from rathaus.engine.prozess.entscheidungstabelle_check import known_of
from rathaus.engine.prozess.entscheidungstabelle_evaluate import OutputValue
from rathaus.engine.prozess.entscheidungstabelle_values import Absent, plain_value
from rathaus.engine.prozess.entscheidungstabelle_words import Labels, euros, words_of
from rathaus.engine.prozess.model import Prozess
from rathaus.values.text import Text

_ANYTHING: Final = Text("–")
_PERSON: Final = Text("eine Person entscheidet", "a person decides")
_TRUTH: Final = {JA: Text("ja", "yes"), NEIN: Text("nein", "no")}


@dataclass(frozen=True, slots=True)
class ShownRule:
    """One rule in words: number from 1, one text for each input and output, its reason and citation."""

    number: int
    conditions: tuple[Text, ...]
    results: tuple[Text, ...]
    grund: Text
    norm: str


def labels_of(tabelle: Entscheidungstabelle, fields: Mapping[str, Field]) -> dict[str, Labels]:
    """Return key of an input → labels of its codes, as the form has them."""
    return {each.key: known_of(each, fields.get(each.feld)).labels for each in tabelle.eingaben}


def shown_rules(
    prozess: Prozess, tabelle: Entscheidungstabelle, *, fields: Mapping[str, Field]
) -> tuple[ShownRule, ...]:
    """Return every rule of a table in words.

    Args:
        prozess: the procedure, which names results and reasons.
        tabelle: a table without errors.
        fields: template path → field of the form.
    """
    labels = labels_of(tabelle, fields)
    return tuple(
        ShownRule(
            number=number,
            conditions=tuple(_condition(each, rule, labels[each.key]) for each in tabelle.eingaben),
            results=tuple(_result(prozess, rule, each) for each in tabelle.ausgaben),
            grund=rule.grund,
            norm=rule.norm,
        )
        for number, rule in enumerate(tabelle.regeln, start=1)
    )


def shown_output(prozess: Prozess, tabelle: Entscheidungstabelle, *, key: str, value: OutputValue) -> Text:
    """Return the value of an output as people read it; a result by its name.

    Args:
        prozess: the procedure, which names results.
        tabelle: the table.
        key: key of the output.
        value: as :func:`~rathaus.engine.prozess.entscheidungstabelle_evaluate.evaluate_table` gives it.
    """
    output = tabelle.ausgabe(key)
    if output is not None and output.kind is ValueKind.BETRAG:
        return euros(int(value))
    if isinstance(value, bool):
        return _TRUTH[JA if value else NEIN]
    return _named(prozess, key, str(value))


def typed_value(eingabe: TableInput, typed: str) -> Value | Absent:
    """Return what somebody typed for a column in German or ISO notation; what does not fit is absent.

    Args:
        eingabe: the column.
        typed: such as ``12,50``, ``3.4.2026`` or a code.
    """
    typed = typed.strip()
    if not typed:
        return Absent.BLANK
    if eingabe.kind is ValueKind.JA_NEIN:
        return typed if typed in _TRUTH else Absent.UNFIT
    if eingabe.kind is ValueKind.DATUM:
        typed = re.sub(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$", lambda day: f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}", typed)
    elif eingabe.kind.is_ordered:
        typed = typed.replace(",", ".")
    return plain_value(eingabe, typed)


def _condition(eingabe: TableInput, rule: TableRule, labels: Labels) -> Text:
    allowed = read_cell(eingabe, rule.cell(eingabe.key))
    if allowed.is_any:
        return _ANYTHING
    return words_of(eingabe, allowed, labels=labels, possible=domain_of(eingabe))


def _result(prozess: Prozess, rule: TableRule, output: TableOutput) -> Text:
    cell = rule.dann[output.key].strip()
    if cell == ANY:
        return _PERSON
    return (
        _TRUTH.get(cell.casefold(), Text(cell))
        if output.kind is ValueKind.JA_NEIN
        else _named(prozess, output.key, cell)
    )


def _named(prozess: Prozess, key: str, value: str) -> Text:
    if key == RESULT_OUTPUT:
        return {each.key: each.name for each in prozess.ergebnisse}.get(value, Text(value))
    if key == REASON_OUTPUT:
        return {grund.key: grund.text for each in prozess.ergebnisse for grund in each.gruende}.get(value, Text(value))
    return Text(value)
