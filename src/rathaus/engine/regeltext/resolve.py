"""Statements → readings: ids become paths, names and values are compared with the schema, acts become effects."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rathaus.engine.formular.condition import Condition, Constant, Operation, Operator, Reference, Today
from rathaus.engine.formular.model import Effect
from rathaus.engine.regeltext.messages import finding
from rathaus.engine.regeltext.model import (
    Act,
    Clause,
    Compare,
    Content,
    Doubt,
    Junction,
    Literal,
    Mention,
    Negation,
    Others,
    Range,
    Reading,
    Span,
    Statement,
)
from rathaus.engine.regeltext.subtree import Place, Subtree, same_name
from rathaus.engine.regeltext.vocabulary import FALSE_WORDS, TRUE_WORDS
from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart
from rathaus.standards.xdatenfelder.model import Datenfeld
from rathaus.values.findings import Finding
from rathaus.values.text import Text

ALWAYS = Constant(value=True)

_GLUED = re.compile(r"(\S+)\s+(.+)")
_NO_VALUE = Text("es hat keinen Wert.", "it has no value.")
_NOT_FILLED = Text("niemand füllt es aus.", "nobody fills it in.")
_NOT_TWO = Text("hier ist ein einzelnes Element gemeint.", "a single element is meant here.")
_SILENT = frozenset({Feldart.LABEL, Feldart.HIDDEN, Feldart.LOCKED})
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
        resolved: number of statements that could be resolved.
    """

    def __init__(self, subtree: Subtree, where: str) -> None:
        self.doubts: list[Doubt] = []
        self.hints: dict[Finding, None] = {}
        self.uncompared: list[Uncompared] = []
        self._subtree = subtree
        self._where = where
        self._named: dict[str, dict[str | bool, None]] = {}
        self.resolved = 0

    def readings(self, statements: tuple[Statement, ...]) -> list[Reading]:
        """Return the readings of all statements that can be resolved; equal ones once."""
        self._collect(statements)
        found: dict[Reading, None] = {}
        for statement in statements:
            try:
                found.update(dict.fromkeys(self._statement(statement)))
                self.resolved += 1
            except Unresolvable:
                continue
        return _join_presets(list(found))

    def _collect(self, statements: tuple[Statement, ...]) -> None:
        """Note all values that the rule names for each field: "alle anderen" are the rest."""
        silent = Resolver(self._subtree, self._where)
        for compare in (part for s in statements if s.condition for part in _compares(s.condition)):
            try:
                path = silent.place(compare.mention).path
                values = [silent.literal(path, literal) for literal in compare.literals]
            except Unresolvable:
                continue
            self._named.setdefault(path, {}).update(dict.fromkeys(values))

    def _statement(self, statement: Statement) -> list[Reading]:
        condition = ALWAYS if statement.condition is None else self._clause(statement.condition)
        places = [self.place(mention) for mention in statement.mentions]
        return _ACTS[statement.act](self, statement, condition, places)

    def place(self, mention: Mention) -> Place:
        """Return the one place that a mention means, and doubt its name when it is another.

        Raises:
            Unresolvable: there is none, or several.
        """
        found = self._subtree.find(mention.written)
        if not found:
            self._doubt("REG-002", mention.span, id=mention.written)
            raise Unresolvable
        if len(found) > 1:
            self._doubt("REG-003", mention.span, id=mention.written, places=", ".join(found))
            raise Unresolvable
        place = self._subtree.places[found[0]]
        names = self._subtree.names(place.element.id)
        if mention.label and not any(same_name(mention.label, name) for name in names):
            self._doubt("REG-004", mention.span, id=mention.written, name=place.element.name, label=mention.label)
        return place

    def _clause(self, clause: Clause) -> Condition:
        match clause:
            case Compare(mention, literals, equal):
                path = self.place(mention).path
                return _compare(path, [self.literal(path, literal) for literal in literals], equal=equal)
            case Others(mention):
                path = self.place(mention).path
                named = list(self._named.get(path, ()))
                if not named:
                    self._doubt("REG-001", mention.span, part=mention.written)
                    raise Unresolvable
                return _compare(path, named, equal=False)
            case Content(mentions, filled, every):
                parts = [self._filled(mention, filled=filled) for mention in mentions]
                return _join(Operator.AND if every else Operator.OR, parts)
            case Range(mention, low, high):
                path = self._select(mention)
                reference = Reference(path)
                bounds = [Constant(self.literal(path, bound, bound=True)) for bound in (low, high)]
                below = Operation(Operator.LESS_THAN, (reference, bounds[0]))
                within = Operation(Operator.LESS_THAN, (reference, bounds[1]))
                return Operation(Operator.AND, (Operation(Operator.NOT, (below,)), within))
            case Junction(parts, every):
                return _join(Operator.AND if every else Operator.OR, [self._clause(part) for part in parts])
            case _:
                return opposite(self._clause(clause.part))

    def _filled(self, mention: Mention, *, filled: bool) -> Condition:
        place = self.place(mention)
        if isinstance(place.element, Datenfeld) and place.element.feldart is Feldart.LABEL:
            self._doubt("REG-011", mention.span, id=mention.written, reason=_NOT_FILLED)
        empty = Operation(Operator.IS_EMPTY, (Reference(place.path),))
        return Operation(Operator.NOT, (empty,)) if filled else empty

    def _select(self, mention: Mention) -> str:
        place = self.place(mention)
        if not isinstance(place.element, Datenfeld) or place.element.feldart is not Feldart.SELECT:
            self._doubt("REG-011", mention.span, id=mention.written, reason=_NO_VALUE)
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
            self._doubt("REG-011", literal.span, id=path, reason=_NO_VALUE)
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
            self._doubt("REG-005", literal.span, value=literal.code or literal.name, id=path)
        return word in TRUE_WORDS

    def _unlisted(self, path: str, field: Datenfeld, literal: Literal) -> str:
        """Take a code on trust until the list is there: such a form cannot be published without it."""
        reference = field.codeliste_referenz
        urn = reference.canonical_identification if reference else ""
        self.hints[finding("REG-020", self._where, id=path, urn=urn)] = None
        if not literal.code or not literal.name:
            self._doubt("REG-005", literal.span, value=literal.code or literal.name, id=path)
        self.uncompared.append(Uncompared(path, literal.code, literal.name))
        return literal.code or literal.name

    def _listed(self, path: str, literal: Literal, values: tuple[tuple[str, str], ...]) -> str:
        known = dict(values)
        if not literal.code:
            return self._by_text(path, literal, known)
        if literal.code in known:
            if literal.name and not same_name(literal.name, known[literal.code]):
                facts = {"value": literal.code, "name": known[literal.code], "label": literal.name}
                self._doubt("REG-006", literal.span, id=path, **facts)
            return literal.code
        self._doubt("REG-005", literal.span, value=literal.code, id=path)
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
        self._doubt("REG-005", literal.span, value=literal.name, id=path)
        return literal.name

    def _free(self, path: str, field: Datenfeld, literal: Literal) -> str:
        value = literal.code or literal.name
        is_number = value.replace(".", "", 1).isdigit()
        if field.datentyp in _DATES or field.datentyp is Datentyp.FILE or (literal.code and literal.name):
            self._doubt("REG-011", literal.span, id=path, reason=_NO_VALUE)
        elif field.datentyp in _NUMBERS and not is_number:
            self._doubt("REG-005", literal.span, value=value, id=path)
        return value

    def _doubt(self, code: str, span: Span, **facts: object) -> None:
        doubt = Doubt(finding(code, self._where, **facts), span)
        if doubt not in self.doubts:
            self.doubts.append(doubt)

    # What each act becomes. All take the statement, its condition and the places it names.

    def on_each(self, effect: Effect, statement: Statement, condition: Condition, places: list[Place]) -> list[Reading]:
        """Give every named element the effect."""
        return [
            Reading(effect, place.path, condition, land=statement.land)
            for place, mention in zip(places, statement.mentions, strict=True)
            if effect is not Effect.REQUIRE or self._is_fillable(place, mention)
        ]

    def _is_fillable(self, place: Place, mention: Mention) -> bool:
        """A notice that is "mandatory" is shown: there is nothing to fill in. Other silent fields are doubted."""
        if not isinstance(place.element, Datenfeld) or place.element.feldart not in _SILENT:
            return True
        if place.element.feldart is Feldart.LABEL:
            self.hints[finding("REG-022", self._where, id=mention.written)] = None
        else:
            self._doubt("REG-011", mention.span, id=mention.written, reason=_NOT_FILLED)
        return False

    def optional(self, statement: Statement, _condition: Condition, places: list[Place]) -> list[Reading]:
        """Do nothing: the structure leaves it open already, or the rule cannot mean what it says."""
        for place, mention in zip(places, statement.mentions, strict=True):
            if place.anzahl.min > 0:
                self._doubt("REG-014", mention.span, id=mention.written)
        return []

    def preset(self, statement: Statement, condition: Condition, places: list[Place]) -> list[Reading]:
        """Give the field its value."""
        (literal,), place = statement.literals, self._single(statement, places)
        value = self.literal(place.path, literal)
        return [Reading(Effect.PRESET, place.path, condition, value=value, land=statement.land)]

    def allow(self, statement: Statement, condition: Condition, places: list[Place]) -> list[Reading]:
        """Allow only some values: empty or one of them, while the condition holds."""
        place = self._single(statement, places)
        values = [self.literal(place.path, literal) for literal in statement.literals]
        empty = Operation(Operator.IS_EMPTY, (Reference(place.path),))
        allowed = _join(Operator.OR, [empty, _compare(place.path, values, equal=True)])
        return [_valid(statement, condition, allowed)]

    def disallow(self, statement: Statement, condition: Condition, places: list[Place]) -> list[Reading]:
        """Refuse some values while the condition holds."""
        place = self._single(statement, places)
        values = [self.literal(place.path, literal) for literal in statement.literals]
        refused = _compare(place.path, values, equal=False)
        return [_valid(statement, condition, refused)]

    def counted(
        self, operator: Operator, statement: Statement, condition: Condition, places: list[Place]
    ) -> list[Reading]:
        """Demand one (xor) or at least one (or) of the elements, filled or with the value that is named."""
        parts: list[Condition] = []
        for place, mention in zip(places, statement.mentions, strict=True):
            if statement.literals:
                parts.append(_compare(place.path, [self.literal(place.path, statement.literals[0])], equal=True))
            else:
                parts.append(self._filled(mention, filled=True))
        demanded = _exactly_one(parts) if operator is Operator.XOR else _join(operator, parts)
        return [_valid(statement, condition, demanded)]

    def earlier(self, statement: Statement, condition: Condition, places: list[Place]) -> list[Reading]:
        """Demand that one date lies before another."""
        for place, mention in zip(places, statement.mentions, strict=True):
            self._check_date(place, mention)
        before = Operation(Operator.LESS_THAN, tuple(Reference(place.path) for place in places))
        return [_valid(statement, condition, before)]

    def beside_today(
        self, place_of_today: tuple[bool, bool], statement: Statement, condition: Condition, places: list[Place]
    ) -> list[Reading]:
        """Demand that dates lie after (first True) or before today, or that they do not (second True)."""
        later, negated = place_of_today
        found: list[Reading] = []
        for place, mention in zip(places, statement.mentions, strict=True):
            self._check_date(place, mention)
            operands = (Today(), Reference(place.path)) if later else (Reference(place.path), Today())
            demanded = Operation(Operator.LESS_THAN, operands)
            found.append(_valid(statement, condition, opposite(demanded) if negated else demanded))
        return found

    def _check_date(self, place: Place, mention: Mention) -> None:
        if not isinstance(place.element, Datenfeld) or place.element.datentyp not in _DATES:
            self._doubt("REG-011", mention.span, id=mention.written, reason=_NO_VALUE)

    def real_date(self, statement: Statement, condition: Condition, places: list[Place]) -> list[Reading]:
        """Demand that day, month and year make a date of the calendar once all three are there."""
        order = [place.element.name.casefold().split(" ", 1)[0] for place in places]
        if order != ["tag", "monat", "jahr"]:
            self._doubt("REG-011", statement.span, id=statement.mentions[0].written, reason=_NO_VALUE)
        date = Operation(Operator.IS_VALID_DATE, tuple(Reference(place.path) for place in places[:3]))
        return [_valid(statement, condition, date)]

    def _single(self, statement: Statement, places: list[Place]) -> Place:
        if len(places) > 1:
            self._doubt("REG-011", statement.span, id=statement.mentions[0].written, reason=_NOT_TWO)
        return places[-1]


def _valid(statement: Statement, condition: Condition, demanded: Condition) -> Reading:
    """Demand something while a condition holds: either the condition does not, or the demand does."""
    whole = demanded if condition == ALWAYS else _join(Operator.OR, [opposite(condition), demanded])
    return Reading(Effect.VALID, None, whole, land=statement.land)


def _conceal(_resolver: Resolver, statement: Statement, condition: Condition, places: list[Place]) -> list[Reading]:
    """Mark the preset before it; :func:`_join_presets` joins the two."""
    return [Reading(Effect.PRESET, place.path, condition, land=statement.land, conceal=True) for place in places]


def _join_presets(readings: list[Reading]) -> list[Reading]:
    """Join "mit 001 vorzubefüllen" and "auszublenden" into one reading."""
    hidden = {(r.target, r.condition, r.land) for r in readings if r.conceal}
    return [
        replace(r, conceal=r.effect is Effect.PRESET and (r.target, r.condition, r.land) in hidden)
        for r in readings
        if not r.conceal
    ]


type _Act = Callable[[Resolver, Statement, Condition, list[Place]], list[Reading]]


def _each(effect: Effect) -> _Act:
    return lambda resolver, statement, condition, places: resolver.on_each(effect, statement, condition, places)


def _counted(operator: Operator) -> _Act:
    return lambda resolver, statement, condition, places: resolver.counted(operator, statement, condition, places)


def _beside_today(*, later: bool, negated: bool) -> _Act:
    return lambda resolver, statement, condition, places: resolver.beside_today(
        (later, negated), statement, condition, places
    )


_ACTS: Mapping[Act, _Act] = MappingProxyType(
    {
        Act.FILL: _each(Effect.REQUIRE),
        Act.FORBID: _each(Effect.FORBID),
        Act.SHOW: _each(Effect.SHOW),
        Act.OPTIONAL: Resolver.optional,
        Act.PRESET: Resolver.preset,
        Act.CONCEAL: _conceal,
        Act.ALLOW: Resolver.allow,
        Act.DISALLOW: Resolver.disallow,
        Act.EXACTLY_ONE: _counted(Operator.XOR),
        Act.AT_LEAST_ONE: _counted(Operator.OR),
        Act.EARLIER: Resolver.earlier,
        Act.REAL_DATE: Resolver.real_date,
        Act.AFTER_TODAY: _beside_today(later=True, negated=False),
        Act.NOT_AFTER_TODAY: _beside_today(later=True, negated=True),
        Act.BEFORE_TODAY: _beside_today(later=False, negated=False),
        Act.NOT_BEFORE_TODAY: _beside_today(later=False, negated=True),
    }
)


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


def _compare(path: str, values: list[str | bool], *, equal: bool) -> Condition:
    operator, joint = (Operator.EQUAL, Operator.OR) if equal else (Operator.NOT_EQUAL, Operator.AND)
    return _join(joint, [Operation(operator, (Reference(path), Constant(value))) for value in dict.fromkeys(values)])


def _join(operator: Operator, parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else Operation(operator, tuple(parts))


def _exactly_one(parts: list[Condition]) -> Condition:
    if len(parts) == 2:
        return Operation(Operator.XOR, tuple(parts))
    alone = [Operation(Operator.AND, tuple(part if part is one else opposite(part) for part in parts)) for one in parts]
    return Operation(Operator.OR, tuple(alone))


def opposite(condition: Condition) -> Condition:
    """Return the opposite of a condition in the simplest form."""
    match condition:
        case Operation(Operator.NOT, (inner,)):
            return inner
        case Operation(Operator.EQUAL, operands):
            return Operation(Operator.NOT_EQUAL, operands)
        case Operation(Operator.NOT_EQUAL, operands):
            return Operation(Operator.EQUAL, operands)
        case _:
            return Operation(Operator.NOT, (condition,))
