"""Pass 2, check: the official quality checks by their numbers (``FIM-1006``), and what a form cannot do without.

An element that stands at several places is reported once, at the first.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import regex  # type: ignore[import-untyped]  # ships no type information

from rathaus.engine.compiler.lint_messages import LINT
from rathaus.engine.compiler.messages import finding
from rathaus.engine.compiler.tree import FieldNode, GroupNode, Tree, TreeNode, walk
from rathaus.engine.formular.checks import decimal_of
from rathaus.engine.formular.dates import is_date, is_datetime, is_time
from rathaus.engine.formular.pattern import compile_pattern
from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart, Freigabestatus, Schemaelementart
from rathaus.standards.xdatenfelder.model import Datenfeld, Praezisierung, Regel, Stammdatenschema
from rathaus.values.findings import Finding

DEFAULT_PROFILE = "D99000000001"

_ID = re.compile(r"[SDGFR]\d{11}")
_TEXTS = frozenset({Datentyp.TEXT, Datentyp.TEXT_LATIN})
_NUMBERS = frozenset({Datentyp.NUM, Datentyp.NUM_INT, Datentyp.NUM_CURRENCY})
_MOMENTS = frozenset({Datentyp.DATE, Datentyp.TIME, Datentyp.DATETIME})
_OPAQUE = frozenset({Datentyp.FILE, Datentyp.OBJ})
_RELEASED = frozenset(Freigabestatus) - {
    Freigabestatus.IN_PLANUNG,
    Freigabestatus.IN_BEARBEITUNG,
    Freigabestatus.VORGESEHEN_ZUM_LOESCHEN,
}

type Numbers = Iterator[int]


def check(schema: Stammdatenschema, tree: Tree) -> tuple[Finding, ...]:
    """Check a schema.

    Args:
        schema: as read.
        tree: from ``resolve``.
    """
    nodes = list(walk(tree))
    found: dict[tuple[str, str], Finding] = {}
    for number in _check_schema(schema, nodes):
        _note(found, _lint(number, schema.id), schema.id)
    for node in nodes:
        for number in (*_check_element(node), *_check_one(node)):
            _note(found, _lint(number, node.path), node.element.id)
        if isinstance(node, FieldNode):
            for problem in _check_usable(node):
                _note(found, problem, node.element.id)
    return tuple(found.values())


def _note(found: dict[tuple[str, str], Finding], problem: Finding, element_id: str) -> None:
    found.setdefault((problem.code, element_id), problem)


def _lint(number: int, where: str) -> Finding:
    severity, what, remedy = LINT[number]
    return Finding(f"FIM-{number}", severity, where, what, remedy)


def _check_schema(schema: Stammdatenschema, nodes: list[TreeNode]) -> Numbers:
    if not schema.name:
        yield 1002
    if not schema.bezeichnung:
        yield 1050
    profile = schema.dokumentsteckbrief
    if profile is None:
        yield 1007
    elif profile.id == DEFAULT_PROFILE:
        yield 1096
    if not _ID.fullmatch(schema.id):
        yield 1039
    if schema.freigabestatus in _RELEASED and schema.status_gesetzt_am is None:
        yield 1143
    yield from _check_rules(schema.regel)
    yield from _check_versions(nodes)


def _check_rules(rules: tuple[Regel, ...]) -> Numbers:
    if any(not rule.freitext_regel for rule in rules):
        yield 1024


def _check_versions(nodes: list[TreeNode]) -> Numbers:
    elements = {(node.element.id, node.element.version) for node in nodes}
    if len(elements) > len({element_id for element_id, _ in elements}):
        yield 1003
    fields = (node.element for node in nodes if isinstance(node, FieldNode))
    lists = {
        (ref.canonical_identification, ref.version) for field in fields if (ref := field.codeliste_referenz) is not None
    }
    if len(lists) > len({uri for uri, _ in lists}):
        yield 1037


def _check_element(node: TreeNode) -> Numbers:
    """Check what fields and groups have in common."""
    element = node.element
    if not element.name:
        yield 1002
    if not element.bezeichnung_eingabe:
        yield 1009
    if not _ID.fullmatch(element.id):
        yield 1039
    if element.schemaelementart is Schemaelementart.RECHTSNORMGEBUNDEN and not node.bezug:
        yield 1006
    if element.schemaelementart is Schemaelementart.HARMONISIERT and not node.bezug:
        yield 1101
    if element.hilfetext_eingabe and element.hilfetext_eingabe == element.bezeichnung_eingabe:
        yield 1098
    elif element.hilfetext_eingabe and element.hilfetext_eingabe == element.name:
        yield 1099
    if node.anzahl.max is not None and node.anzahl.min > node.anzahl.max:
        yield 1047


def _check_one(node: TreeNode) -> Numbers:
    if isinstance(node, GroupNode):
        yield from _check_group(node)
    for field in [node] if isinstance(node, FieldNode) else ():
        for part in (_check_art, _check_limits, _check_list, _check_content):
            yield from part(field)


def _check_group(node: GroupNode) -> Numbers:
    if node.element.schemaelementart is Schemaelementart.ABSTRAKT:
        yield 1013
    if len(node.children) == 1:
        yield 1106
    if node.element.art is not None:
        if len(node.children) < 2:
            yield 1043
        if any((child.anzahl.min, child.anzahl.max) != (0, 1) for child in node.children):
            yield 1118
    yield from _check_rules(node.element.regel)


def _check_art(node: FieldNode) -> Numbers:
    element = node.element
    has_list = bool(element.werte) or element.codeliste_referenz is not None
    if element.schemaelementart is Schemaelementart.ABSTRAKT:
        yield 1014
    if element.feldart is Feldart.SELECT and element.datentyp is not Datentyp.TEXT:
        yield 1011
    if has_list and element.feldart is not Feldart.SELECT:
        yield 1017
    if element.feldart is Feldart.SELECT and not has_list:
        yield 1018
    if element.feldart is Feldart.LABEL and element.datentyp not in _TEXTS | {Datentyp.OBJ}:
        yield 1090
    if element.feldart is Feldart.LABEL and not element.inhalt:
        yield 1109
    if element.datentyp is Datentyp.FILE and node.anzahl.max == 1:
        yield 1139


def _check_limits(node: FieldNode) -> Numbers:
    element, limits = node.element, node.element.praezisierung or Praezisierung()
    has_length = limits.min_length is not None or limits.max_length is not None
    has_range = limits.min_value is not None or limits.max_value is not None
    if has_length and element.feldart in {Feldart.SELECT, Feldart.LABEL}:
        yield 1012
    if has_length and element.datentyp not in _TEXTS:
        yield 1015
    if has_range and element.datentyp not in _NUMBERS | _MOMENTS:
        yield 1016
    if None not in (limits.min_length, limits.max_length) and (limits.min_length or 0) > (limits.max_length or 0):
        yield 1061
    if _is_reversed(element, limits):
        yield 1064
    if element.feldart is Feldart.INPUT:
        if element.datentyp in _TEXTS and not has_length:
            yield 1102
        if element.datentyp in _NUMBERS | {Datentyp.DATE} and not has_range:
            yield 1103


def _is_reversed(element: Datenfeld, limits: Praezisierung) -> bool:
    if limits.min_value is None or limits.max_value is None or not _limits_read(element):
        return False
    if element.datentyp in _NUMBERS:
        return Decimal(limits.min_value) > Decimal(limits.max_value)
    return limits.min_value > limits.max_value


def _check_list(node: FieldNode) -> Numbers:
    element = node.element
    codes = [wert.code for wert in element.werte]
    names = [wert.name for wert in element.werte]
    if len(node.options) == 1 or len(codes) == 1:
        yield 1044
    if len(set(codes)) < len(codes):
        yield 1045
    if len(set(names)) < len(names):
        yield 1093
    reference = element.codeliste_referenz
    if reference is not None and reference.version is not None and not _is_iso_date(reference.version):
        yield 1105


def _is_iso_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_content(node: FieldNode) -> Numbers:
    element = node.element
    if element.datentyp in _OPAQUE:
        if element.inhalt:
            yield 1100
        if element.praezisierung is not None and element.praezisierung.pattern:
            yield 1120
    if element.inhalt and node.options and element.inhalt not in {option.code for option in node.options}:
        yield 1085
    if element.datentyp is not Datentyp.FILE:
        if element.max_size is not None:
            yield 1056
        if element.media_type:
            yield 1057


def _check_usable(node: FieldNode) -> Iterator[Finding]:
    """Yield what a form cannot do without: options, readable patterns and limits."""
    element = node.element
    if element.feldart is Feldart.SELECT and not node.options and element.codeliste_referenz is None:
        yield finding("COM-005", node.path)
    limits = element.praezisierung
    if limits is not None and limits.pattern and not _is_pattern(limits.pattern):
        yield finding("COM-006", node.path, pattern=limits.pattern)
    if limits is not None and not _limits_read(element):
        shown = " … ".join(limit for limit in (limits.min_value, limits.max_value) if limit)
        yield finding("COM-007", node.path, limit=shown)


def _is_pattern(pattern: str) -> bool:
    try:
        compile_pattern(pattern)
    except regex.error:
        return False
    return True


_READERS: dict[Datentyp, Callable[[str], bool]] = {
    Datentyp.DATE: is_date,
    Datentyp.TIME: is_time,
    Datentyp.DATETIME: is_datetime,
    **dict.fromkeys(_NUMBERS, lambda limit: decimal_of(limit) is not None),
}


def _limits_read(element: Datenfeld) -> bool:
    """Return whether the limits fit the data type; limits of other types are never used."""
    reads = _READERS.get(element.datentyp)
    limits = element.praezisierung
    if reads is None or limits is None:
        return True
    return all(reads(limit) for limit in (limits.min_value, limits.max_value) if limit is not None)
