"""What each act becomes: statements, resolved against the schema, as readings in the machine form."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType

from rathaus.engine.formular.condition import Condition, Operation, Operator, Reference, Today
from rathaus.engine.formular.model import Effect
from rathaus.engine.regeltext.combine import ALWAYS, at_most_one, compare, exactly_one, is_empty, join, opposite
from rathaus.engine.regeltext.model import Act, Mention, Reading, Statement
from rathaus.engine.regeltext.resolve import NO_VALUE, NOT_FILLED, Resolver, Unresolvable
from rathaus.engine.regeltext.subtree import Place
from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart
from rathaus.standards.xdatenfelder.model import Datenfeld
from rathaus.values.text import Text

_SILENT = frozenset({Feldart.LABEL, Feldart.HIDDEN, Feldart.LOCKED})
_DATES = frozenset({Datentyp.DATE, Datentyp.DATETIME, Datentyp.TIME})
_NOT_TWO = Text("hier ist ein einzelnes Element gemeint.", "a single element is meant here.")


@dataclass(frozen=True, slots=True)
class _Case:
    """A statement whose condition and elements are resolved."""

    statement: Statement
    condition: Condition
    places: list[Place]
    resolver: Resolver

    def pairs(self) -> Iterator[tuple[Place, Mention]]:
        return zip(self.places, self.statement.mentions, strict=True)

    def single(self) -> Place:
        """Return the one element that is meant."""
        if len(self.places) > 1:
            first = self.statement.mentions[0].written
            self.resolver.doubt("REG-011", self.statement.span, id=first, reason=_NOT_TWO)
        return self.places[-1]

    def values(self, place: Place) -> list[str | bool]:
        return [self.resolver.literal(place.path, literal) for literal in self.statement.literals]

    def valid(self, demanded: Condition) -> Reading:
        """Demand something while the condition holds: either the condition does not, or the demand does."""
        always = self.condition == ALWAYS
        whole = demanded if always else join(Operator.OR, [opposite(self.condition), demanded])
        return Reading(Effect.VALID, None, whole, land=self.statement.land)


def readings_of(statements: tuple[Statement, ...], resolver: Resolver) -> tuple[list[Reading], int]:
    """Return the readings of all statements that can be resolved, equal ones once, and how many these were.

    Args:
        statements: in the order of the text.
        resolver: notes what is in doubt.
    """
    found: dict[Reading, None] = {}
    resolved = 0
    for statement in statements:
        try:
            condition = ALWAYS if statement.condition is None else resolver.clause(statement.condition)
            case = _Case(statement, condition, [resolver.place(each) for each in statement.mentions], resolver)
        except Unresolvable:
            continue
        found.update(dict.fromkeys(_ACTS[statement.act](case)))
        resolved += 1
    return _join_presets(list(found)), resolved


def _join_presets(readings: list[Reading]) -> list[Reading]:
    """Join "mit 001 vorzubefüllen" and "auszublenden" into one reading."""
    hidden = {(r.target, r.condition, r.land) for r in readings if r.conceal}
    return [
        replace(r, conceal=r.effect is Effect.PRESET and (r.target, r.condition, r.land) in hidden)
        for r in readings
        if not r.conceal
    ]


def _on_each(effect: Effect, case: _Case) -> list[Reading]:
    return [
        Reading(effect, place.path, case.condition, land=case.statement.land)
        for place, mention in case.pairs()
        if effect is not Effect.REQUIRE or _is_fillable(case.resolver, place, mention)
    ]


def _is_fillable(resolver: Resolver, place: Place, mention: Mention) -> bool:
    """A notice that is "mandatory" is shown: there is nothing to fill in. Other silent fields are doubted."""
    if not isinstance(place.element, Datenfeld) or place.element.feldart not in _SILENT:
        return True
    if place.element.feldart is Feldart.LABEL:
        resolver.hint("REG-022", id=mention.written)
    else:
        resolver.doubt("REG-011", mention.span, id=mention.written, reason=NOT_FILLED)
    return False


def _optional(case: _Case) -> list[Reading]:
    """Do nothing: the structure leaves it open already, or the rule cannot mean what it says."""
    for place, mention in case.pairs():
        if place.anzahl.min > 0:
            case.resolver.doubt("REG-014", mention.span, id=mention.written)
    return []


def _preset(case: _Case) -> list[Reading]:
    place = case.single()
    (value,) = case.values(place)
    return [Reading(Effect.PRESET, place.path, case.condition, value=value, land=case.statement.land)]


def _conceal(case: _Case) -> list[Reading]:
    """Mark the preset before it; :func:`_join_presets` joins the two."""
    land = case.statement.land
    return [Reading(Effect.PRESET, place.path, case.condition, land=land, conceal=True) for place in case.places]


def _allow(case: _Case) -> list[Reading]:
    """Allow only some values: empty or one of them, while the condition holds."""
    place = case.single()
    return [case.valid(join(Operator.OR, [is_empty(place.path), compare(place.path, case.values(place), equal=True)]))]


def _disallow(case: _Case) -> list[Reading]:
    place = case.single()
    return [case.valid(compare(place.path, case.values(place), equal=False))]


def _counted(combine: Callable[[list[Condition]], Condition], case: _Case) -> list[Reading]:
    """Demand one or at least one of the elements, filled or with the value that is named."""
    parts = [
        compare(place.path, values, equal=True)
        if (values := case.values(place))
        else case.resolver.filled(mention, filled=True)
        for place, mention in case.pairs()
    ]
    return [case.valid(combine(parts))]


def _earlier(case: _Case) -> list[Reading]:
    for place, mention in case.pairs():
        _check_date(case.resolver, place, mention)
    return [case.valid(Operation(Operator.LESS_THAN, tuple(Reference(place.path) for place in case.places)))]


def _beside_today(case: _Case, *, later: bool, negated: bool) -> list[Reading]:
    """Demand that dates lie after (or before) today, or that they do not."""
    found: list[Reading] = []
    for place, mention in case.pairs():
        _check_date(case.resolver, place, mention)
        operands = (Today(), Reference(place.path)) if later else (Reference(place.path), Today())
        demanded = Operation(Operator.LESS_THAN, operands)
        found.append(case.valid(opposite(demanded) if negated else demanded))
    return found


def _check_date(resolver: Resolver, place: Place, mention: Mention) -> None:
    if not isinstance(place.element, Datenfeld) or place.element.datentyp not in _DATES:
        resolver.doubt("REG-011", mention.span, id=mention.written, reason=NO_VALUE)


def _real_date(case: _Case) -> list[Reading]:
    """Demand that day, month and year make a date of the calendar once all three are there."""
    order = [place.element.name.casefold().split(" ", 1)[0] for place in case.places]
    if order != ["tag", "monat", "jahr"]:
        first = case.statement.mentions[0].written
        case.resolver.doubt("REG-011", case.statement.span, id=first, reason=NO_VALUE)
    return [case.valid(Operation(Operator.IS_VALID_DATE, tuple(Reference(place.path) for place in case.places[:3])))]


_ACTS: Mapping[Act, Callable[[_Case], list[Reading]]] = MappingProxyType(
    {
        Act.FILL: partial(_on_each, Effect.REQUIRE),
        Act.FORBID: partial(_on_each, Effect.FORBID),
        Act.SHOW: partial(_on_each, Effect.SHOW),
        Act.OPTIONAL: _optional,
        Act.PRESET: _preset,
        Act.CONCEAL: _conceal,
        Act.ALLOW: _allow,
        Act.DISALLOW: _disallow,
        Act.EXACTLY_ONE: partial(_counted, exactly_one),
        Act.AT_MOST_ONE: partial(_counted, at_most_one),
        Act.AT_LEAST_ONE: partial(_counted, partial(join, Operator.OR)),
        Act.EARLIER: _earlier,
        Act.REAL_DATE: _real_date,
        Act.AFTER_TODAY: partial(_beside_today, later=True, negated=False),
        Act.NOT_AFTER_TODAY: partial(_beside_today, later=True, negated=True),
        Act.BEFORE_TODAY: partial(_beside_today, later=False, negated=False),
        Act.NOT_BEFORE_TODAY: partial(_beside_today, later=False, negated=True),
    }
)
