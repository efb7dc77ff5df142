"""Reader of genericode 1.0 code lists, as published in the XRepository and beside XDatenfelder 2 schemas."""

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from rathaus.standards.genericode.columns import choose_code_column, choose_name_column, read_columns, read_keys
from rathaus.standards.genericode.messages import finding, finding_sink
from rathaus.standards.genericode.model import Codelist, Column
from rathaus.standards.genericode.tree import child, children, split_tag, text_of
from rathaus.values.findings import Finding
from rathaus.values.messages import FindingSink
from rathaus.values.xml import XmlRefused, parse_xml

NAMESPACE = "http://docs.oasis-open.org/codelist/ns/genericode/1.0/"
MAX_BYTES = 20_000_000
MAX_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class CodelistResult:
    """What was read.

    Args:
        codelist: the list; None when the file as a whole could not be read.
        findings: what is wrong, in the order in which it was met.
    """

    codelist: Codelist | None
    findings: tuple[Finding, ...]


def read_codelist(data: bytes) -> CodelistResult:
    """Read a code list; whatever the bytes hold, the answer is a result with findings, never an exception.

    Args:
        data: XML bytes in the encoding that they declare.

    Source: OASIS genericode 1.0; Codelisten-Handbuch 1.2 (KoSIT).
    """
    if len(data) > MAX_BYTES:
        return CodelistResult(None, (finding("GEN-004", "line 1", limit=MAX_BYTES // 1_000_000),))
    try:
        root = parse_xml(data)
    except XmlRefused as refusal:
        return CodelistResult(None, (_explain(refusal),))
    sink = finding_sink()
    codelist = _read_list(root, sink)
    return CodelistResult(codelist, sink.as_tuple())


def _explain(refusal: XmlRefused) -> Finding:
    reason, line = str(refusal.facts["reason"]), max(int(str(refusal.facts["line"])), 1)
    where = f"line {line}"
    if "document type" in reason or "entity" in reason.lower():
        return finding("GEN-003", where)
    if "Excessive depth" in reason or "Resource limit" in reason:
        return finding("GEN-018", where, line=line)
    if "Premature end" in reason:
        return finding("GEN-002", where, line=line)
    return finding("GEN-001", where, line=line, reason=reason)


def _read_list(root: etree._Element, sink: FindingSink) -> Codelist | None:
    namespace, name = split_tag(root)
    if name != "CodeList":
        sink.add("GEN-005", "line 1", root=name, namespace=namespace)
        return None
    if namespace != NAMESPACE:
        sink.add("GEN-017", "line 1", namespace=namespace)
    columns = read_columns(root, sink)
    if not columns:
        sink.add("GEN-006", "ColumnSet")
        return None
    return _build(root, columns, sink)


def _build(root: etree._Element, columns: tuple[Column, ...], sink: FindingSink) -> Codelist | None:
    elements = tuple(children(child(root, "SimpleCodeList"), "Row"))
    if len(elements) > MAX_ROWS:
        sink.add("GEN-020", "SimpleCodeList", limit=MAX_ROWS)
        return None
    identification = child(root, "Identification")
    uri, version_uri = text_of(identification, "CanonicalUri"), text_of(identification, "CanonicalVersionUri")
    version = text_of(identification, "Version")
    if not uri:
        sink.add("GEN-010", "Identification")
    if not version:
        sink.add("GEN-011", "Identification")
    keys = read_keys(root, columns, sink=sink)
    code_column = choose_code_column(columns, keys, sink=sink)
    rows = _read_rows(elements, columns, sink)
    _check_codes(rows, code_column, sink)
    return Codelist(
        uri=uri,
        version=version,
        version_uri=version_uri,
        short_name=text_of(identification, "ShortName"),
        long_name=text_of(identification, "LongName"),
        columns=columns,
        keys=keys,
        code_column=code_column,
        name_column=choose_name_column(columns, keys, code_column=code_column),
        rows=rows,
    )


def _read_rows(
    elements: Iterable[etree._Element], columns: tuple[Column, ...], sink: FindingSink
) -> tuple[dict[str, str], ...]:
    ids = [column.id for column in columns]
    following = dict(zip(["", *ids], [*ids, ""], strict=True))
    return tuple(
        _read_row(element, following, where=f"row {number}", sink=sink)
        for number, element in enumerate(elements, start=1)
    )


def _read_row(row: etree._Element, following: dict[str, str], *, where: str, sink: FindingSink) -> dict[str, str]:
    """Return the values of a row; a value without ``ColumnRef`` belongs to the column after the one before it."""
    values: dict[str, str] = {}
    column = ""
    for element in children(row, "Value"):
        named = str(element.get("ColumnRef", following[column])).strip()
        if not named or named not in following:
            sink.add("GEN-013", where, column=named)
            continue
        column = named
        value = text_of(element, "SimpleValue")
        if column in values:
            sink.add("GEN-016", where, column=column)
        elif value:
            values[column] = value
    return values


def _check_codes(rows: tuple[dict[str, str], ...], code_column: str, sink: FindingSink) -> None:
    if not rows:
        sink.add("GEN-007", "SimpleCodeList")
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        code = row.get(code_column)
        if code is None:
            sink.add("GEN-009", f"row {number}", column=code_column)
        elif code in seen:
            sink.add("GEN-008", f"row {number}", code=code)
        else:
            seen.add(code)
