"""Decision tables of DMN 1.3 as the draft of ``[[tabelle]]``: the subset that maps, and by name what does not.

Taken over: decision tables with the hit policies UNIQUE and FIRST, inputs that are a name, unary tests with
comparisons, ranges, lists, negation, dates and booleans, results that are literals or simple arithmetic.
Source: DMN 1.3 (OMG formal/2021-01-01), sections 8 and 10. Nothing of the file is ever executed.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from rathaus.engine.prozess.entscheidungstabelle import (
    Entscheidungstabelle,
    HitPolicy,
    TableInput,
    TableOutput,
    TablePurpose,
    TableRule,
    ValueKind,
)
from rathaus.engine.prozess.entscheidungstabelle_cells import read_cell
from rathaus.engine.prozess.entscheidungstabelle_cover import check_cover
from rathaus.engine.prozess.entscheidungstabelle_read import read_tables
from rathaus.engine.prozess.entscheidungstabelle_tokens import CellError
from rathaus.engine.prozess.table import TableReader
from rathaus.engine.prozess_import.dmn_feel import cell_of_result, cell_of_tests, listed_texts
from rathaus.engine.prozess_import.dmn_write import STAND_IN, write_tables
from rathaus.engine.prozess_import.messages import make_sink
from rathaus.engine.prozess_import.names import KeyRing
from rathaus.values.findings import Finding
from rathaus.values.messages import FindingSink
from rathaus.values.text import Text
from rathaus.values.xml import XmlRefused, parse_xml

_FAMILY: Final = re.compile(r"https?://www\.omg\.org/spec/DMN/")
DMN_1_3: Final = "https://www.omg.org/spec/DMN/20191111/MODEL/"

BYTE_LIMIT: Final = 2_000_000
"""Bytes of a file."""

TABLE_LIMIT: Final = 40
"""Decision tables of one file."""

RULE_LIMIT: Final = 300
"""Rules of one table."""

_POLICIES: Final = {"UNIQUE": HitPolicy.EINDEUTIG, "FIRST": HitPolicy.ERSTE}
_KINDS: Final = {
    "string": ValueKind.TEXT,
    "boolean": ValueKind.JA_NEIN,
    "date": ValueKind.DATUM,
    **dict.fromkeys(("number", "integer", "long", "double"), ValueKind.ZAHL),
}
_RULES, _TABLES, _BYTES = Text("Regeln", "rules"), Text("Tabellen", "tables"), Text("Bytes", "bytes")


@dataclass(frozen=True, slots=True)
class DmnDraft:
    """What an import gave.

    Args:
        text: the ``[[tabelle]]`` entries for ``ablauf.toml``; empty when nothing could be taken over.
        tabellen: what the text says, read again.
        findings: what was not taken over, with the id of the element; gaps and overlaps of what was.
    """

    text: str
    tabellen: tuple[Entscheidungstabelle, ...]
    findings: tuple[Finding, ...]


def is_dmn(data: bytes) -> bool:
    """Return whether a file looks like DMN.

    Args:
        data: XML bytes.
    """
    return re.search(rb"omg\.org/spec/DMN/[^\"']*MODEL|omg\.org/spec/DMN/\d+/dmn\.xsd", data[:20_000]) is not None


def import_dmn(data: bytes) -> DmnDraft:
    """Read a file of DMN and write the draft of its decision tables.

    Args:
        data: XML bytes; document types and entities are refused.
    """
    sink = make_sink()
    root = _root(data, sink)
    tables = [] if root is None else list(_read_tables(root, sink))
    text = write_tables(tables)
    found: list[Finding] = []
    again = read_tables(TableReader(tomllib.loads(text), "", found)) if tables else ()
    cover = [
        finding for tabelle in again if is_readable(tabelle) for finding in check_cover(tabelle, {}, is_closed=True)
    ]
    own = [finding for finding in found if finding.code != "PRO-006"]
    return DmnDraft(text, again, (*sink.as_tuple(), *own, *cover))


def _root(data: bytes, sink: FindingSink) -> etree._Element | None:
    if len(data) > BYTE_LIMIT:
        sink.add("IMP-001", "dmn", limit=BYTE_LIMIT, what=_BYTES)
        return None
    try:
        root = parse_xml(data)
    except XmlRefused as error:
        sink.add("IMP-050", "dmn", reason=error)
        return None
    name = etree.QName(root)
    if name.localname != "definitions" or not _FAMILY.match(name.namespace or ""):
        sink.add("IMP-050", "dmn", reason=Text("kein DMN", "no DMN"))
        return None
    if name.namespace != DMN_1_3:
        sink.add("IMP-051", "definitions", version=name.namespace)
    return root


def _read_tables(root: etree._Element, sink: FindingSink) -> Iterator[Entscheidungstabelle]:
    keys, count = KeyRing(), 0
    for element in root:
        if _local(element) in _QUIET:
            continue
        table = _child(element, "decisionTable")
        if _local(element) != "decision" or table is None:
            sink.add("IMP-052", _id(element), name=_name(element), kind=_kind_of_logic(element))
            continue
        count += 1
        tabelle = _read_table(element, table, keys, sink) if count <= TABLE_LIMIT else None
        if count == TABLE_LIMIT + 1:
            sink.add("IMP-001", _id(element), limit=TABLE_LIMIT, what=_TABLES)
        if tabelle is not None:
            yield tabelle


_QUIET: Final = {
    "description",
    "extensionElements",
    "inputData",
    "itemDefinition",
    "DMNDI",
    "import",
    "knowledgeSource",
}


def _kind_of_logic(element: etree._Element) -> str:
    """Return what stands where a table is expected, such as ``literalExpression``."""
    known = (
        "literalExpression",
        "context",
        "invocation",
        "relation",
        "list",
        "functionDefinition",
        "encapsulatedLogic",
    )
    return next((name for name in known if _child(element, name) is not None), _local(element))


def _read_table(
    decision: etree._Element, table: etree._Element, keys: KeyRing, sink: FindingSink
) -> Entscheidungstabelle | None:
    policy = (table.get("hitPolicy") or "UNIQUE").upper()
    rules = _children(table, "rule")
    if policy not in _POLICIES:
        sink.add("IMP-053", _id(table), policy=policy, name=_name(decision))
        return None
    if len(rules) > RULE_LIMIT:
        sink.add("IMP-001", _id(table), limit=RULE_LIMIT, what=_RULES)
        return None
    inputs_asked, outputs_asked = _children(table, "input"), _children(table, "output")
    rules = [rule for rule in rules if _is_complete(rule, len(inputs_asked), len(outputs_asked), sink)]
    columns = KeyRing()
    inputs = [_read_input(each, rules, number, columns, sink) for number, each in enumerate(inputs_asked)]
    outputs = [_read_output(each, decision, columns, sink) for each in outputs_asked]
    names = {eingabe.name.de: eingabe.key for eingabe in inputs}
    return Entscheidungstabelle(
        key=keys.key(_name(decision), fallback="tabelle"),
        name=Text(_name(decision)),
        zweck=TablePurpose.VORAUSSETZUNG,
        treffer=_POLICIES[policy],
        eingaben=tuple(inputs),
        ausgaben=tuple(outputs),
        regeln=tuple(_read_rule(rule, inputs, outputs, names) for rule in rules),
    )


def _is_complete(rule: etree._Element, inputs: int, outputs: int, sink: FindingSink) -> bool:
    """Return whether a rule has a cell for each column; another one would say more or less than was meant."""
    counts = (len(_children(rule, "inputEntry")), len(_children(rule, "outputEntry")))
    if counts != (inputs, outputs):
        sink.add("IMP-058", _id(rule))
    return counts == (inputs, outputs)


def _read_input(
    element: etree._Element, rules: list[etree._Element], number: int, keys: KeyRing, sink: FindingSink
) -> TableInput:
    expression = _child(element, "inputExpression")
    written = "" if expression is None else _text(expression)
    if not re.fullmatch(r"[^\W\d][\w .-]*", written):
        sink.add("IMP-054", _id(element), name=written or "–")
    values = listed_texts(_text(_child(element, "inputValues")))
    name = written or element.get("label") or STAND_IN
    kind = _kind(None if expression is None else expression.get("typeRef"), values, _id(element), sink)
    entries = [_children(rule, "inputEntry")[number] for rule in rules]
    cells = [_text(entry) for entry in entries]
    places = max((len(match) for cell in cells for match in re.findall(r"\d\.(\d+)", cell)), default=0)
    eingabe = TableInput(
        key=keys.key(name, fallback="eingabe"),
        name=Text(name),
        feld=STAND_IN,
        kind=kind,
        stellen=min(places, 6) if kind is ValueKind.ZAHL else 0,
        werte=values if kind is ValueKind.AUSWAHL else (),
    )
    for entry in entries:
        _report_unreadable(eingabe, entry, sink)
    return eingabe


def _report_unreadable(eingabe: TableInput, entry: etree._Element, sink: FindingSink) -> None:
    try:
        read_cell(eingabe, cell_of_tests(_text(entry)))
    except CellError as error:
        sink.add("IMP-055", _id(entry), cell=_text(entry), reason=error.reason)


def _read_output(element: etree._Element, decision: etree._Element, keys: KeyRing, sink: FindingSink) -> TableOutput:
    name = element.get("label") or element.get("name") or _name(decision)
    values = listed_texts(_text(_child(element, "outputValues")))
    if _child(element, "defaultOutputEntry") is not None:
        sink.add("IMP-056", _id(element), name=name)
    kind = _kind(element.get("typeRef"), values, _id(element), sink)
    return TableOutput(keys.key(element.get("name") or name, fallback="ausgabe"), Text(name), kind)


def _kind(type_ref: str | None, values: tuple[str, ...], where: str, sink: FindingSink) -> ValueKind:
    written = (type_ref or "string").rpartition(":")[2]
    kind = _KINDS.get(written)
    if kind is None and not values:
        sink.add("IMP-057", where, kind=written)
    return ValueKind.AUSWAHL if values and kind in {None, ValueKind.TEXT} else kind or ValueKind.TEXT


def _read_rule(
    rule: etree._Element, inputs: list[TableInput], outputs: list[TableOutput], names: dict[str, str]
) -> TableRule:
    tests = [cell_of_tests(_text(entry)) for entry in _children(rule, "inputEntry")]
    results = [cell_of_result(_text(entry), names) for entry in _children(rule, "outputEntry")]
    notes = [_text(note) for note in (*_children(rule, "annotationEntry"), *_children(rule, "description"))]
    return TableRule(
        wenn={column.key: cell for column, cell in zip(inputs, tests, strict=True) if cell != "-"},
        dann={column.key: cell for column, cell in zip(outputs, results, strict=True)},
        grund=Text(next(filter(None, notes), "")),
    )


def is_readable(tabelle: Entscheidungstabelle) -> bool:
    """Return whether every cell of a table can be read; what was not taken over cannot."""
    try:
        for rule in tabelle.regeln:
            for eingabe in tabelle.eingaben:
                read_cell(eingabe, rule.cell(eingabe.key))
    except CellError:
        return False
    return True


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [each for each in element if _local(each) == name]


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next(iter(_children(element, name)), None)


def _text(element: etree._Element | None) -> str:
    """Return what an element says: its ``text`` child in DMN, else its own text."""
    if element is None:
        return ""
    inner = _child(element, "text")
    return " ".join("".join(map(str, (element if inner is None else inner).itertext())).split())


def _id(element: etree._Element) -> str:
    return element.get("id") or _local(element)


def _name(element: etree._Element) -> str:
    return element.get("label") or element.get("name") or _id(element)
