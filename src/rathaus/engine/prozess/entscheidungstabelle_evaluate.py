"""What a decision table says about one case, with the rule and the sentence that explain it.

What a rule asks and nobody has said is never guessed: the outcome is then open, and a person decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from rathaus.engine.prozess.entscheidungstabelle import (
    ANY,
    FEE_OUTPUT,
    Entscheidungstabelle,
    HitPolicy,
    TableOutput,
    TableRule,
    ValueKind,
)
from rathaus.engine.prozess.entscheidungstabelle_arithmetic import calculate, names_in, read_expression
from rathaus.engine.prozess.entscheidungstabelle_cells import JA, Allowed, Value, read_cell
from rathaus.engine.prozess.entscheidungstabelle_values import Absent, Facts, quantity_in, value_of
from rathaus.engine.prozess.entscheidungstabelle_words import Labels, joined_with_and, words_of
from rathaus.values.text import Text

type Given = Mapping[str, Value | Absent]
"""Key of an input → its value."""

type OutputValue = str | int | bool
"""Cents as int; a number as int, or decimal text when it is not whole; a day as ISO text; ja_nein as bool."""

_NO_LABELS: Final[Mapping[str, Labels]] = MappingProxyType({})
_PERSON: Final = Text("Das entscheidet eine Person.", "A person decides this.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a table says about a case.

    Args:
        values: key of an output → value; an output that the rule leaves to a person is not there.
        rules: numbers of the rules that hold, from 1; of a table ``erste`` the first one.
        explanation: one sentence with the rule, its reason and its citation, or why a person decides.
        missing: keys of inputs that were needed and not given, or given so that they cannot be compared.
        is_decided: whether exactly one rule counts and everything it needs is there.
    """

    values: Mapping[str, OutputValue] = field(default_factory=dict)
    rules: tuple[int, ...] = ()
    explanation: Text = _PERSON
    missing: tuple[str, ...] = ()
    is_decided: bool = False


def evaluate_table(
    tabelle: Entscheidungstabelle, facts: Facts, *, labels: Mapping[str, Labels] = _NO_LABELS
) -> Outcome:
    """Return what a table says about a case.

    Args:
        tabelle: a table without errors.
        facts: answers by path key and facts by name.
        labels: key of an input → labels of its codes, for rules that give no reason of their own.
    """
    fee = facts.get(FEE_OUTPUT)
    given = {eingabe.key: value_of(eingabe, facts) for eingabe in tabelle.eingaben}
    return evaluate_values(tabelle, given, fee_cent=fee if isinstance(fee, int) else None, labels=labels)


def evaluate_values(
    tabelle: Entscheidungstabelle,
    given: Given,
    *,
    fee_cent: int | None = None,
    labels: Mapping[str, Labels] = _NO_LABELS,
) -> Outcome:
    """Return what a table says about the values of its columns.

    Args:
        tabelle: a table without errors.
        given: key of every input → its value.
        fee_cent: the fee that the body charges, cents; None while it is not known.
        labels: as of :func:`evaluate_table`.
    """
    verdicts = [(number, rule, _holds(tabelle, rule, given)) for number, rule in enumerate(tabelle.regeln, start=1)]
    if tabelle.treffer is HitPolicy.ERSTE:
        first = next((number for number, _, verdict in verdicts if verdict is not False), len(verdicts))
        verdicts = verdicts[:first]
    unknown = {key for _, rule, verdict in verdicts if verdict is None for key in _asked(tabelle, rule, given)}
    if unknown:
        return _open_for(tabelle, unknown)
    holding = [(number, rule) for number, rule, verdict in verdicts if verdict]
    if len(holding) != 1:
        return Outcome(rules=tuple(number for number, _ in holding), explanation=_no_single_rule(tabelle, holding))
    return _outcome_of(tabelle, *holding[0], quantities=_quantities(tabelle, given, fee_cent), labels=labels)


def _holds(tabelle: Entscheidungstabelle, rule: TableRule, given: Given) -> bool | None:
    """Return whether a rule holds; None when that depends on what nobody has said."""
    verdicts = {_cell_holds(tabelle, rule, key, value) for key, value in given.items()}
    return False if False in verdicts else None if None in verdicts else True


def _cell_holds(tabelle: Entscheidungstabelle, rule: TableRule, key: str, value: Value | Absent) -> bool | None:
    allowed = _allowed(tabelle, rule, key)
    if allowed.is_any:
        return True
    if value is Absent.BLANK and can_be_blank(tabelle, key):
        return allowed.blank
    return None if isinstance(value, Absent) else allowed.holds(value)


def can_be_blank(tabelle: Entscheidungstabelle, key: str) -> bool:
    """Return whether some rule says what holds when an input is empty; then an empty one is a value like others."""
    return any(_allowed(tabelle, rule, key).names_blank for rule in tabelle.regeln)


def _allowed(tabelle: Entscheidungstabelle, rule: TableRule, key: str) -> Allowed:
    eingabe = next(each for each in tabelle.eingaben if each.key == key)
    return read_cell(eingabe, rule.cell(key))


def _asked(tabelle: Entscheidungstabelle, rule: TableRule, given: Given) -> Iterator[str]:
    return (key for key, value in given.items() if _cell_holds(tabelle, rule, key, value) is None)


def _outcome_of(
    tabelle: Entscheidungstabelle,
    number: int,
    rule: TableRule,
    *,
    quantities: Mapping[str, Fraction | None],
    labels: Mapping[str, Labels],
) -> Outcome:
    known = {key: quantity for key, quantity in quantities.items() if quantity is not None}
    unknown = {key for output in tabelle.ausgaben for key in _names_of(output, rule)} - known.keys()
    if unknown:
        return _open_for(tabelle, unknown)
    try:
        values = {
            each.key: output_value(each, rule.dann[each.key], known=known) for each in _given_outputs(tabelle, rule)
        }
    except ZeroDivisionError:
        return Outcome(rules=(number,), explanation=_sentence(_NO_DIVISION, _PERSON))
    explanation = explain_rule(tabelle, number, labels=labels)
    return Outcome(values, (number,), explanation, is_decided=True)


def _quantities(tabelle: Entscheidungstabelle, given: Given, fee_cent: int | None) -> dict[str, Fraction | None]:
    fee = None if fee_cent is None else Fraction(fee_cent)
    return {FEE_OUTPUT: fee} | {each.key: quantity_in(each, given[each.key]) for each in tabelle.eingaben}


_NO_DIVISION: Final = Text("Die Rechnung teilt durch null.", "The calculation divides by zero.")


def _given_outputs(tabelle: Entscheidungstabelle, rule: TableRule) -> list[TableOutput]:
    return [each for each in tabelle.ausgaben if rule.dann[each.key].strip() != ANY]


def _names_of(output: TableOutput, rule: TableRule) -> tuple[str, ...]:
    cell = rule.dann[output.key]
    is_calculated = output.kind in {ValueKind.ZAHL, ValueKind.BETRAG} and cell.strip() != ANY
    return tuple(names_in(read_expression(cell))) if is_calculated else ()


def output_value(output: TableOutput, cell: str, *, known: Mapping[str, Fraction]) -> OutputValue:
    """Return the value of one result.

    Args:
        output: its column.
        cell: as it is written, without an error.
        known: name → number, or cents.

    Raises:
        ZeroDivisionError: its arithmetic divides by nothing.
    """
    match output.kind:
        case ValueKind.ZAHL | ValueKind.BETRAG:
            return _plain_number(calculate(read_expression(cell), known))
        case ValueKind.JA_NEIN:
            return cell.strip().casefold() == JA
        case ValueKind.DATUM:
            return date.fromisoformat(cell.strip()).isoformat()
        case _:
            return cell.strip()


def _plain_number(number: Fraction) -> int | str:
    """Return a whole number, else its decimals: twos and fives are all that its denominator holds."""
    if number.denominator == 1:
        return number.numerator
    places = next(count for count in range(1, 1_000) if (10**count) % number.denominator == 0)
    digits = f"{abs(number.numerator) * 10**places // number.denominator:0{places + 1}}"
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def explain_rule(tabelle: Entscheidungstabelle, number: int, *, labels: Mapping[str, Labels] = _NO_LABELS) -> Text:
    """Return one sentence: the rule, why it holds and the norm.

    Args:
        tabelle: the table.
        number: number of the rule, from 1.
        labels: key of an input → labels of its codes.
    """
    rule = tabelle.regeln[number - 1]
    reason = rule.grund if rule.grund.de else conditions_of(tabelle, rule, labels=labels)
    norm = f" ({rule.norm})" if rule.norm else ""
    german, english = (reason.in_language(each).rstrip(". ") for each in ("de", "en"))
    return Text(
        f"Regel {number} der Tabelle „{tabelle.name.de}“: {german}{norm}.",
        f"Rule {number} of the table “{tabelle.name.in_language('en')}”: {english}{norm}.",
    )


def conditions_of(tabelle: Entscheidungstabelle, rule: TableRule, *, labels: Mapping[str, Labels] = _NO_LABELS) -> Text:
    """Return what a rule asks in words, such as ``Alter 12 bis 17 und Einkommen unter 600 €``."""
    parts = []
    for eingabe in tabelle.eingaben:
        allowed = read_cell(eingabe, rule.cell(eingabe.key))
        if not allowed.is_any:
            words = words_of(eingabe, allowed, labels=labels.get(eingabe.key, {}))
            parts.append(Text(f"{eingabe.name.de} {words.de}", f"{eingabe.name.in_language('en')} {words.en}"))
    return joined_with_and(parts) if parts else Text("gilt in allen Fällen", "holds in every case")


def _open_for(tabelle: Entscheidungstabelle, keys: set[str]) -> Outcome:
    missing = tuple(each.key for each in tabelle.eingaben if each.key in keys)
    missing += (FEE_OUTPUT,) if FEE_OUTPUT in keys - set(missing) else ()
    names = [eingabe.name for eingabe in tabelle.eingaben if eingabe.key in missing]
    names += [Text("Gebühr", "fee")] if FEE_OUTPUT in missing and tabelle.eingabe(FEE_OUTPUT) is None else []
    listed = joined_with_and(names)
    what = Text(f"Es fehlt: {listed.de}.", f"Missing: {listed.en}.")
    return Outcome(explanation=_sentence(what, _PERSON), missing=missing)


def _no_single_rule(tabelle: Entscheidungstabelle, holding: list[tuple[int, TableRule]]) -> Text:
    name = tabelle.name
    if not holding:
        what = Text(
            f"In der Tabelle „{name.de}“ greift keine Regel.", f"No rule of the table “{name.in_language('en')}” holds."
        )
    else:
        numbers = joined_with_and([Text(str(number)) for number, _ in holding])
        what = Text(
            f"In der Tabelle „{name.de}“ greifen mehrere Regeln: {numbers.de}.",
            f"Several rules of the table “{name.in_language('en')}” hold: {numbers.en}.",
        )
    return _sentence(what, _PERSON)


def _sentence(*texts: Text) -> Text:
    return Text(*(" ".join(text.in_language(each) for text in texts) for each in ("de", "en")))
