"""Checks of the decision tables of a procedure: what refers to what, what can be read, what the form says."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Final

from rathaus.engine.formular.model import Field, Kind
from rathaus.engine.prozess.entscheidungstabelle import (
    ANY,
    FEE_OUTPUT,
    REASON_OUTPUT,
    RESULT_OUTPUT,
    Entscheidungstabelle,
    TableInput,
    TableOutput,
    TablePurpose,
    TableRule,
    ValueKind,
)
from rathaus.engine.prozess.entscheidungstabelle_arithmetic import (
    Quantity,
    names_in,
    quantity_of,
    read_expression,
)
from rathaus.engine.prozess.entscheidungstabelle_cells import (
    LIMIT,
    domain_of,
    expected,
    read_cell,
    read_literal,
)
from rathaus.engine.prozess.entscheidungstabelle_cover import check_cover
from rathaus.engine.prozess.entscheidungstabelle_fee import check_fees
from rathaus.engine.prozess.entscheidungstabelle_parts import Known
from rathaus.engine.prozess.entscheidungstabelle_tokens import CellError, Tokens
from rathaus.engine.prozess.facts import STANDARD_FACTS
from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.model import Ergebnis, Prozess
from rathaus.engine.prozess.table import nearest
from rathaus.values.findings import Finding, has_errors

_KIND_OF: Final = {
    Kind.BOOL: ValueKind.JA_NEIN,
    Kind.CONSENT: ValueKind.JA_NEIN,
    Kind.INT: ValueKind.ZAHL,
    Kind.NUM: ValueKind.ZAHL,
    Kind.CURRENCY: ValueKind.BETRAG,
    Kind.DATE: ValueKind.DATUM,
    Kind.PARTIAL_DATE: ValueKind.DATUM,
    Kind.CHOICE: ValueKind.AUSWAHL,
}
"""Every other kind of question gives a text. A date without its day is not decidable."""


def check_tables(prozess: Prozess) -> list[Finding]:
    """Return findings about keys, cells and results of the tables; needs no form."""
    findings: list[Finding] = []
    keys: set[str] = set()
    for tabelle in prozess.tabellen:
        where = f"tabelle[{tabelle.key}]"
        if tabelle.key and tabelle.key in keys:
            findings.append(make_finding("PRO-011", "tabelle", key=tabelle.key))
        keys.add(tabelle.key)
        findings += _check_columns(tabelle, where)
        findings += _check_rules(tabelle, where, {each.key: each for each in prozess.ergebnisse})
    return findings


def check_tables_against_form(prozess: Prozess, fields: Mapping[str, Field] | None) -> tuple[Finding, ...]:
    """Return findings about paths, codes, gaps, overlaps and fees that nobody may charge.

    Args:
        prozess: a procedure without errors in its tables.
        fields: template path → field of the form; None when the form is not at hand, then a choice has only the
            values that cells mention.
    """
    findings: list[Finding] = []
    for tabelle in prozess.tabellen:
        about_form = [] if fields is None else list(_check_fields(tabelle, fields))
        findings += about_form
        if not has_errors(about_form):
            known = {each.key: known_of(each, (fields or {}).get(each.feld)) for each in tabelle.eingaben}
            findings += check_cover(tabelle, known, is_closed=fields is None)
            findings += check_fees(tabelle, prozess.gebuehr, known=known)
    return tuple(findings)


def known_of(eingabe: TableInput, field: Field | None) -> Known:
    """Return what the form says about an input: labels of its codes and limits of its values."""
    if field is None or eingabe.rechnung is not None:
        return Known({})
    labels = {option.code: option.label for option in field.options} if eingabe.kind is ValueKind.AUSWAHL else {}
    if not eingabe.kind.is_ordered or field.kind is Kind.PARTIAL_DATE:
        return Known(labels)
    return Known(labels, (_limit(eingabe, field.min_value, -LIMIT), _limit(eingabe, field.max_value, LIMIT)))


def _limit(eingabe: TableInput, written: str | None, unlimited: int) -> int:
    if not written:
        return unlimited
    if eingabe.kind is ValueKind.DATUM:
        tokens = Tokens(written[:10])
        return int(read_literal(ValueKind.DATUM, tokens.take()))
    places = 2 if eingabe.kind is ValueKind.BETRAG else eingabe.stellen
    return int(Decimal(written).scaleb(places))


def _check_fields(tabelle: Entscheidungstabelle, fields: Mapping[str, Field]) -> Iterator[Finding]:
    for eingabe in tabelle.eingaben:
        where = f"tabelle[{tabelle.key}].eingaben[{eingabe.key}]"
        wanted = ValueKind.DATUM if eingabe.rechnung else eingabe.kind
        for path in eingabe.fields:
            field = fields.get(path)
            if field is None and path not in STANDARD_FACTS:
                yield make_finding("PRO-021", where, path=path, hint=nearest(path, (*fields, *STANDARD_FACTS)))
            elif field is not None and _KIND_OF.get(field.kind, ValueKind.TEXT) is not wanted:
                yield make_finding("PRO-057", where, path=path, kind=wanted)
        field = fields.get(eingabe.feld)
        if field is not None and eingabe.kind is ValueKind.AUSWAHL:
            yield from _check_codes(tabelle, eingabe, [option.code for option in field.options])


def _check_codes(tabelle: Entscheidungstabelle, eingabe: TableInput, codes: Collection[str]) -> Iterator[Finding]:
    for number, rule in enumerate(tabelle.regeln, start=1):
        for word in sorted(read_cell(eingabe, rule.cell(eingabe.key)).words):
            if codes and word not in codes:
                where = f"tabelle[{tabelle.key}].regel[{number}].wenn.{eingabe.key}"
                yield make_finding("PRO-058", where, value=word, name=eingabe.name, hint=nearest(word, codes))


def _check_columns(tabelle: Entscheidungstabelle, where: str) -> Iterator[Finding]:
    columns: tuple[TableInput | TableOutput, ...] = (*tabelle.eingaben, *tabelle.ausgaben)
    seen: set[str] = set()
    for column in columns:
        if column.key and column.key in seen:
            yield make_finding("PRO-011", where, key=column.key)
        seen.add(column.key)
    for eingabe in tabelle.eingaben:
        try:
            domain_of(eingabe)
        except CellError as error:
            place = f"{where}.eingaben[{eingabe.key}]"
            yield make_finding("PRO-050", place, cell=f"{eingabe.von} {eingabe.bis}".strip(), reason=error.reason)
    needed, kind = (
        (FEE_OUTPUT, ValueKind.BETRAG) if tabelle.zweck is TablePurpose.GEBUEHR else (RESULT_OUTPUT, ValueKind.AUSWAHL)
    )
    output = tabelle.ausgabe(needed)
    if output is None:
        yield make_finding("PRO-003", f"{where}.ausgaben", key=needed)
    elif output.kind is not kind:
        yield make_finding("PRO-010", f"{where}.ausgaben[{needed}]", key=f"art = {output.kind}", other=needed)


def _check_rules(tabelle: Entscheidungstabelle, where: str, results: Mapping[str, Ergebnis]) -> Iterator[Finding]:
    inputs, outputs = ({column.key for column in each} for each in (tabelle.eingaben, tabelle.ausgaben))
    for number, rule in enumerate(tabelle.regeln, start=1):
        place = f"{where}.regel[{number}]"
        for part, cells, known in (("wenn", rule.wenn, inputs), ("dann", rule.dann, outputs)):
            for key in cells.keys() - known:
                yield make_finding("PRO-012", f"{place}.{part}", value=key, hint=nearest(key, known))
        for key in sorted(outputs - rule.dann.keys()):
            yield make_finding("PRO-003", f"{place}.dann", key=key)
        for eingabe in tabelle.eingaben:
            yield from _check_cell(eingabe, rule, f"{place}.wenn.{eingabe.key}")
        for output in tabelle.ausgaben:
            if rule.dann.get(output.key, ANY).strip() != ANY:
                yield from _check_result(tabelle, output, rule, place=f"{place}.dann.{output.key}")
        yield from _check_reference(tabelle, rule, place, results)


def _check_cell(eingabe: TableInput, rule: TableRule, place: str) -> Iterator[Finding]:
    cell = rule.cell(eingabe.key)
    try:
        words = read_cell(eingabe, cell).words
    except CellError as error:
        yield make_finding("PRO-050", place, cell=cell, reason=error.reason)
        return
    for word in sorted(words):
        if eingabe.werte and word not in eingabe.werte:
            hint = nearest(word, eingabe.werte)
            yield make_finding("PRO-058", place, value=word, name=eingabe.name, hint=hint)


def _check_result(
    tabelle: Entscheidungstabelle, output: TableOutput, rule: TableRule, *, place: str
) -> Iterator[Finding]:
    cell = rule.dann[output.key]
    if output.kind in {ValueKind.ZAHL, ValueKind.BETRAG}:
        yield from _check_arithmetic(tabelle, output, cell, place)
    elif output.kind in {ValueKind.DATUM, ValueKind.JA_NEIN} or not cell.strip():
        try:
            tokens = Tokens(cell)
            read_literal(output.kind, tokens.take())
            tokens.finish()
        except CellError as error:
            yield make_finding("PRO-050", place, cell=cell, reason=error.reason)


def _check_arithmetic(tabelle: Entscheidungstabelle, output: TableOutput, cell: str, place: str) -> Iterator[Finding]:
    names = {
        each.key: Quantity(each.kind is ValueKind.BETRAG, is_whole=not each.stellen)
        for each in tabelle.eingaben
        if each.kind in {ValueKind.ZAHL, ValueKind.BETRAG}
    }
    names.setdefault(FEE_OUTPUT, Quantity(is_amount=True))
    try:
        expression = read_expression(cell)
        unknown = sorted(set(names_in(expression)) - names.keys())
        for name in unknown:
            yield make_finding("PRO-012", place, value=name, hint=nearest(name, names))
        if unknown:
            return
        quantity = quantity_of(expression, names)
        if quantity.is_amount != (output.kind is ValueKind.BETRAG):
            raise expected(output.kind)
    except CellError as error:
        yield make_finding("PRO-050", place, cell=cell, reason=error.reason)
        return
    if not (quantity.is_whole if quantity.is_amount else quantity.is_decimal):
        yield make_finding("PRO-051", place, cell=cell)


def _check_reference(
    tabelle: Entscheidungstabelle, rule: TableRule, place: str, results: Mapping[str, Ergebnis]
) -> Iterator[Finding]:
    """Yield findings about a result or reason that the procedure does not have."""
    if tabelle.zweck is not TablePurpose.VORAUSSETZUNG:
        return
    key, reason = (rule.dann.get(each, ANY).strip() for each in (RESULT_OUTPUT, REASON_OUTPUT))
    if key not in {ANY, "", *results}:
        yield make_finding("PRO-012", f"{place}.dann.{RESULT_OUTPUT}", value=key, hint=nearest(key, results))
    reasons = {each.key for each in results[key].gruende} if key in results else set()
    if key in results and reason not in {ANY, "", *reasons}:
        yield make_finding("PRO-012", f"{place}.dann.{REASON_OUTPUT}", value=reason, hint=nearest(reason, reasons))
