"""Pass 3, simplify: what to ask, in the simplest form: one date instead of three numbers, no helper fields, widgets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rathaus.engine.compiler import bob
from rathaus.engine.compiler.messages import finding
from rathaus.engine.compiler.tree import DateNode, FieldNode, GroupNode, Tree, TreeNode
from rathaus.engine.formular.condition import Reference, references
from rathaus.engine.formular.model import Effect, Kind, Rule
from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart
from rathaus.values.findings import Finding

#: A text that may be longer than this gets a large box, in characters.
TEXTAREA_FROM = 255

_SIGNATURE = re.compile(r"\b(Unterschrift|Signatur)\b", re.IGNORECASE)
_OF_WHOM = r"( (der|des|für)( die| den| das)? [\w-]+| privat| dienstlich| geschäftlich| tagsüber| \([^)]*\))?$"
_NAMED = (
    (re.compile(r"IBAN\b"), Kind.IBAN),
    (re.compile(rf"E-?Mail([ -]?adresse)?{_OF_WHOM}", re.IGNORECASE), Kind.EMAIL),
    (
        re.compile(rf"(Telefon|Telefax|Fax|Mobil(telefon|funk)|Handy|Festnetz)([ -]?nummer)?{_OF_WHOM}", re.IGNORECASE),
        Kind.TEL,
    ),
)
_DATE_PARTS = ("tag", "monat", "jahr")

_KINDS = {
    Datentyp.DATE: Kind.DATE,
    Datentyp.TIME: Kind.TIME,
    Datentyp.DATETIME: Kind.DATETIME,
    Datentyp.BOOL: Kind.BOOL,
    Datentyp.NUM: Kind.NUM,
    Datentyp.NUM_INT: Kind.INT,
    Datentyp.NUM_CURRENCY: Kind.CURRENCY,
    Datentyp.FILE: Kind.FILE,
}
_FIELDARTEN = {Feldart.LABEL: Kind.LABEL, Feldart.HIDDEN: Kind.HIDDEN, Feldart.LOCKED: Kind.LOCKED}


@dataclass(frozen=True, slots=True)
class Simplified:
    """The tree of what is asked, the rules that still have a target, and what was found."""

    tree: Tree
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]


def simplify(tree: Tree, rules: Iterable[Rule], *, concealed: frozenset[str] = frozenset()) -> Simplified:
    """Simplify a resolved tree.

    Args:
        tree: from ``resolve``.
        rules: rules with template paths; what a condition reads stays in the form, at least hidden.
        concealed: template paths of fields that a preset fills and nobody sees.
    """
    rules = tuple(rules)
    simplifier = _Simplifier(rules, concealed)
    simple = simplifier.children(tree)
    left = _paths(simple)
    kept = tuple(rule for rule in rules if rule.target is None or rule.target in left)
    dropped = (finding("COM-031", rule.bearer, id=rule.target) for rule in rules if rule not in kept)
    return Simplified(simple, kept, (*simplifier.findings, *dropped))


def _paths(tree: Tree) -> set[str]:
    """Return all places that a rule may still name, numbers of merged dates included."""
    out: set[str] = set()
    for node in tree:
        out.add(node.path)
        if isinstance(node, GroupNode):
            out |= _paths(node.children)
        elif isinstance(node, DateNode):
            out.update(part.path for part in node.parts)
    return out


class _Simplifier:
    def __init__(self, rules: tuple[Rule, ...], concealed: frozenset[str]) -> None:
        self.findings: list[Finding] = []
        self._concealed = concealed
        self._read = {path for rule in rules for path in references(rule.condition)} | {rule.bearer for rule in rules}
        moved = {Effect.FORBID, Effect.SHOW, Effect.PRESET}
        self._moved = {rule.target for rule in rules if rule.effect in moved}
        self._consents = {
            rule.condition.path
            for rule in rules
            if rule.effect is Effect.VALID and isinstance(rule.condition, Reference)
        }

    def children(self, tree: Tree) -> Tree:
        """Simplify the places inside one group."""
        return tuple(simple for node in tree if (simple := self._node(node)) is not None)

    def _node(self, node: TreeNode) -> TreeNode | None:
        if isinstance(node, GroupNode):
            return self._date(node) or self._group(node)
        assert isinstance(node, FieldNode)  # noqa: S101 - dates are made here
        return self._field(node)

    def _group(self, node: GroupNode) -> GroupNode | None:
        children = self.children(node.children)
        if not node.children:
            self.findings.append(finding("COM-008", node.path))
        if not children and node.path not in self._read:
            return None
        wraps = len(children) == 1 and isinstance(children[0], GroupNode) and "." in node.path
        return replace(node, children=children, transparent=wraps and not node.anzahl.repeats)

    def _date(self, node: GroupNode) -> DateNode | None:
        """Merge day, month and year, unless a rule shows, hides or presets one of them."""
        parts = _date_parts(node)
        if parts is None or node.anzahl.repeats or any(part.path in self._moved for part in parts):
            return None
        whole = all(part.anzahl.min > 0 for part in parts)
        kind = Kind.DATE if whole else Kind.PARTIAL_DATE
        return DateNode(
            path=node.path, element=node.element, anzahl=node.anzahl, bezug=node.bezug, parts=parts, kind=kind
        )

    def _field(self, node: FieldNode) -> FieldNode | None:
        code = _superfluous(node)
        if code is not None:
            self.findings.append(finding(code, node.path, label=node.element.bezeichnung_eingabe))
            return replace(node, kind=Kind.HIDDEN) if node.path in self._read else None
        kind = self._kind(node)
        if kind is Kind.BOOL and node.anzahl.min > 0:
            self.findings.append(finding("COM-012", node.path))
        return replace(node, kind=kind)

    def _kind(self, node: FieldNode) -> Kind:
        element = node.element
        if node.path in self._concealed:
            return Kind.HIDDEN
        if element.feldart in _FIELDARTEN:
            return _FIELDARTEN[element.feldart]
        if element.feldart is Feldart.SELECT or node.options:
            return Kind.CONSENT if len(node.options) == 1 and not node.anzahl.repeats else Kind.CHOICE
        if element.datentyp is Datentyp.BOOL and node.path in self._consents:
            return Kind.CONSENT
        return _KINDS.get(element.datentyp) or _text_kind(node)


def _date_parts(node: GroupNode) -> tuple[FieldNode, ...] | None:
    """Return the fields for day, month and year when a group consists of just these."""
    fields = [child for child in node.children if isinstance(child, FieldNode)]
    if len(fields) != 3 or len(node.children) != 3:
        return None
    if any(field.element.datentyp is not Datentyp.NUM_INT or field.anzahl.repeats for field in fields):
        return None
    known = {field.element.id: field for field in fields}
    if known.keys() == {bob.DAY, bob.MONTH, bob.YEAR}:
        return known[bob.DAY], known[bob.MONTH], known[bob.YEAR]
    named = {field.element.name.casefold().split(" ", 1)[0]: field for field in fields}
    return tuple(named[part] for part in _DATE_PARTS) if named.keys() == set(_DATE_PARTS) else None


def _superfluous(node: FieldNode) -> str | None:
    """Return the code that says why a field is not asked."""
    element = node.element
    if element.feldart is not Feldart.LABEL and _SIGNATURE.search(f"{element.name} {element.bezeichnung_eingabe}"):
        return "COM-010"
    if element.feldart is Feldart.LOCKED and not element.inhalt:
        return "COM-011"
    return "COM-013" if element.datentyp is Datentyp.OBJ else None


def _text_kind(node: FieldNode) -> Kind:
    element = node.element
    block = bob.BUILDING_BLOCKS.get(element.id)
    if block is not None and block.kind is not None:
        return block.kind
    limits = element.praezisierung
    for shape, kind in _NAMED:
        if shape.match(element.name) or shape.match(element.bezeichnung_eingabe):
            return kind
    if limits is not None and element.name.startswith("Postleitzahl") and limits.min_length == limits.max_length == 5:
        return Kind.POSTAL_CODE
    return Kind.TEXTAREA if limits is not None and (limits.max_length or 0) > TEXTAREA_FROM else Kind.TEXT
