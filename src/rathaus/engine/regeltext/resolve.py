"""Names of the text → places and values of the schema: ids become paths, names and values are compared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rathaus.engine.formular.condition import Condition, Constant, Operation, Operator, Reference
from rathaus.engine.regeltext.combine import compare, is_empty, join, opposite
from rathaus.engine.regeltext.messages import finding
from rathaus.engine.regeltext.model import (
    Clause,
    Compare,
    Content,
    Doubt,
    Junction,
    Literal,
    Mention,
    Negation,
    Order,
    Others,
    Range,
    Span,
    Statement,
)
from rathaus.engine.regeltext.subtree import Place, Subtree, same_name
from rathaus.engine.regeltext.vocabulary import FALSE_WORDS, TRUE_WORDS
from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart
from rathaus.standards.xdatenfelder.model import Datenfeld
from rathaus.values.findings import Finding
from rathaus.values.text import Text

_GLUED = re.compile(r"(\S+)\s+(.+)")
NO_VALUE = Text("es hat keinen Wert.", "it has no value.")
NOT_FILLED = Text("niemand füllt es aus.", "nobody fills it in.")
_DATES = frozenset({Datentyp.DATE, Datentyp.DATETIME, Datentyp.TIME})
_NUMBERS = frozenset({Datentyp.NUM, Datentyp.NUM_INT, Datentyp.NUM_CURRENCY})


class Unresolvable(Exception):
    """A statement names what the schema does not have; the doubt is noted already."""


@dataclass(frozen=True, slots=True)
class Uncompared:
    """A value of a field whose code list is missing."""

    path: str
    code: str
    name: str


class Resolver:
    """Resolves the statements of one rule.

    Args:
        subtree: what lies below the bearer.
        where: place for findings.

    Attributes:
        doubts: in the order found.
        hints: findings that hinder nothing.
        uncompared: values of missing code lists.
    """

    def __init__(self, subtree: Subtree, where: str) -> None:
        self.doubts: list[Doubt] = []
        self.hints: dict[Finding, None] = {}
        self.uncompared: list[Uncompared] = []
        self._subtree = subtree
        self._where = where
        self._named: dict[str, dict[str | bool, None]] = {}

    def collect(self, statements: tuple[Statement, ...]) -> None:
        """Note all values that the rule names for each field: "alle anderen" are the rest."""
        silent = Resolver(self._subtree, self._where)
        for named in (part for s in statements if s.condition for part in _compares(s.condition)):
            try:
                path = silent.place(named.mention).path
                values = [silent.literal(path, literal) for literal in named.literals]
            except Unresolvable:
                continue
            self._named.setdefault(path, {}).update(dict.fromkeys(values))

    def place(self, mention: Mention) -> Place:
        """Return the one place that a mention means, and doubt its name when it is another.

        Raises:
            Unresolvable: there is none, or several.
        """
        found = self._subtree.find(mention.written)
        if not found:
            self.doubt("REG-002", mention.span, id=mention.written)
            raise Unresolvable
        if len(found) > 1:
            self.doubt("REG-003", mention.span, id=mention.written, places=", ".join(found))
            raise Unresolvable
        place = self._subtree.places[found[0]]
        names = self._subtree.names(place.element.id)
        if mention.label and not any(same_name(mention.label, name) for name in names):
            self.doubt("REG-004", mention.span, id=mention.written, name=place.element.name, label=mention.label)
        return place

    def clause(self, clause: Clause) -> Condition:
        """Return a condition with paths.

        Raises:
            Unresolvable: it names what the schema does not have.
        """
        match clause:
            case Compare(mention, literals, equal):
                path = self.place(mention).path
                return compare(path, [self.literal(path, literal) for literal in literals], equal=equal)
            case Others(mention):
                path = self.place(mention).path
                named = list(self._named.get(path, ()))
                if not named:
                    self.doubt("REG-001", mention.span, part=mention.written)
                    raise Unresolvable
                return compare(path, named, equal=False)
            case Content(mentions, filled, every):
                parts = [self.filled(mention, filled=filled) for mention in mentions]
                return join(Operator.AND if every else Operator.OR, parts)
            case Range(mention, low, high):
                path = self._select(mention)
                reference = Reference(path)
                bounds = [Constant(self.literal(path, bound, bound=True)) for bound in (low, high)]
                below = Operation(Operator.LESS_THAN, (reference, bounds[0]))
                within = Operation(Operator.LESS_THAN, (reference, bounds[1]))
                return Operation(Operator.AND, (Operation(Operator.NOT, (below,)), within))
            case Order():
                return self._order(clause)
            case Junction(parts, every):
                return join(Operator.AND if every else Operator.OR, [self.clause(part) for part in parts])
            case _:
                return opposite(self.clause(clause.part))

    def _order(self, order: Order) -> Condition:
        """Return a comparison of numbers; what is not filled in is neither below nor above."""
        place = self.place(order.mention)
        if not isinstance(place.element, Datenfeld) or place.element.datentyp not in _NUMBERS:
            self.doubt("REG-011", order.mention.span, id=order.mention.written, reason=NO_VALUE)
        bound, path = Constant(self.literal(place.path, order.bound)), Reference(place.path)
        if not order.inclusive:
            return Operation(Operator.LESS_THAN, (path, bound) if order.less else (bound, path))
        beyond = Operation(Operator.LESS_THAN, (bound, path) if order.less else (path, bound))
        return Operation(Operator.AND, (opposite(is_empty(place.path)), opposite(beyond)))

    def filled(self, mention: Mention, *, filled: bool) -> Condition:
        """Return "something is filled in there", or the opposite; a notice cannot be."""
        place = self.place(mention)
        if isinstance(place.element, Datenfeld) and place.element.feldart is Feldart.LABEL:
            self.doubt("REG-011", mention.span, id=mention.written, reason=NOT_FILLED)
        empty = is_empty(place.path)
        return opposite(empty) if filled else empty

    def _select(self, mention: Mention) -> str:
        place = self.place(mention)
        if not isinstance(place.element, Datenfeld) or place.element.feldart is not Feldart.SELECT:
            self.doubt("REG-011", mention.span, id=mention.written, reason=NO_VALUE)
        return place.path

    def literal(self, path: str, literal: Literal, *, bound: bool = False) -> str | bool:
        """Return the value that a literal means for the field at a path; what does not fit is doubted.

        Args:
            path: of the field.
            literal: as written.
            bound: the literal limits a range and need be no value itself.
        """
        field = self._subtree.places[path].element
        if not isinstance(field, Datenfeld):
            self.doubt("REG-011", literal.span, id=path, reason=NO_VALUE)
            return literal.code or literal.name
        if bound:
            return literal.code or literal.name
        if field.datentyp is Datentyp.BOOL:
            return self._truth(path, literal)
        values = self._subtree.values(field)
        if values is None:
            return self._unlisted(path, field, literal)
        return self._listed(path, literal, values) if values else self._free(path, field, literal)

    def _truth(self, path: str, literal: Literal) -> str | bool:
        word = (literal.code or literal.name).strip().lower()
        if word not in TRUE_WORDS | FALSE_WORDS or (literal.code and literal.name):
            self.doubt("REG-005", literal.span, value=literal.code or literal.name, id=path)
        return word in TRUE_WORDS

    def _unlisted(self, path: str, field: Datenfeld, literal: Literal) -> str:
        """Take a code on trust until the list is there: such a form cannot be published without it."""
        reference = field.codeliste_referenz
        urn = reference.canonical_identification if reference else ""
        self.hint("REG-020", id=path, urn=urn)
        if not literal.code or not literal.name:
            self.doubt("REG-005", literal.span, value=literal.code or literal.name, id=path)
        self.uncompared.append(Uncompared(path, literal.code, literal.name))
        return literal.code or literal.name

    def _listed(self, path: str, literal: Literal, values: tuple[tuple[str, str], ...]) -> str:
        known = dict(values)
        if not literal.code:
            return self._by_text(path, literal, known)
        if literal.code in known:
            if literal.name and not same_name(literal.name, known[literal.code]):
                facts = {"value": literal.code, "name": known[literal.code], "label": literal.name}
                self.doubt("REG-006", literal.span, id=path, **facts)
            return literal.code
        self.doubt("REG-005", literal.span, value=literal.code, id=path)
        named = [code for code, name in values if literal.name and same_name(literal.name, name)]
        return named[0] if len(named) == 1 else literal.code

    def _by_text(self, path: str, literal: Literal, known: Mapping[str, str]) -> str:
        """Read a quoted text: the code, the whole name, or code and name glued together."""
        if literal.name in known:
            return literal.name
        exact = [
            code for code, name in known.items() if same_name(literal.name, name) and same_name(name, literal.name)
        ]
        if len(exact) == 1:
            return exact[0]
        glued = _GLUED.fullmatch(literal.name)
        if glued and glued.group(1) in known:
            return self._listed(path, Literal(glued.group(1), glued.group(2), literal.span), tuple(known.items()))
        self.doubt("REG-005", literal.span, value=literal.name, id=path)
        return literal.name

    def _free(self, path: str, field: Datenfeld, literal: Literal) -> str:
        value = literal.code or literal.name
        is_number = value.replace(".", "", 1).isdigit()
        if field.datentyp in _DATES or field.datentyp is Datentyp.FILE or (literal.code and literal.name):
            self.doubt("REG-011", literal.span, id=path, reason=NO_VALUE)
        elif field.datentyp in _NUMBERS and not is_number:
            self.doubt("REG-005", literal.span, value=value, id=path)
        return value

    def hint(self, code: str, **facts: object) -> None:
        """Note what is good to know."""
        self.hints[finding(code, self._where, **facts)] = None

    def doubt(self, code: str, span: Span, **facts: object) -> None:
        """Note a doubt, and the piece of the text that raises it; the same one once."""
        doubt = Doubt(finding(code, self._where, **facts), span)
        if doubt not in self.doubts:
            self.doubts.append(doubt)


def _compares(clause: Clause) -> list[Compare]:
    match clause:
        case Compare():
            return [clause]
        case Junction(parts, _):
            return [found for part in parts for found in _compares(part)]
        case Negation(part):
            return _compares(part)
        case _:
            return []
