"""Doubts that one look at one rule cannot see: contradictions, what is left unsaid, values that nobody can compare."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rathaus.engine.formular.condition import Condition, references
from rathaus.engine.formular.model import Answer, Effect, Kind
from rathaus.engine.regeltext.combine import ALWAYS
from rathaus.engine.regeltext.messages import finding
from rathaus.engine.regeltext.model import Doubt, Reading
from rathaus.engine.regeltext.resolve import Uncompared
from rathaus.engine.regeltext.subtree import Subtree, plain_name
from rathaus.engine.regeltext.truth import table
from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart
from rathaus.standards.xdatenfelder.model import Datenfeld, Element, Regel
from rathaus.values.findings import Finding

_SHOWING = frozenset({Effect.SHOW, Effect.REQUIRE})
_NUMBERS = frozenset({Datentyp.NUM, Datentyp.NUM_INT, Datentyp.NUM_CURRENCY})
_OTHER = "~"


@dataclass(slots=True)
class Draft:
    """A rule on its way: what was read so far, and what speaks against it.

    ``prose`` is what the schema says where ``regel`` carries the words of a person instead.
    """

    regel: Regel
    subtree: Subtree
    readings: list[Reading]
    doubts: list[Doubt]
    hints: list[Finding]
    uncompared: list[Uncompared]
    understood: bool = True
    prose: str | None = None

    @property
    def where(self) -> str:
        """Return the place for findings."""
        return f"{self.subtree.bearer_id}/{self.regel.identifikation.id}"

    def doubt(self, code: str, **facts: object) -> None:
        """Add a doubt about the rule as a whole."""
        self.doubts.append(Doubt(finding(code, self.where, **facts)))


def _values(subtree: Subtree, path: str) -> tuple[Kind, tuple[Answer, ...]]:
    element = subtree.places[path].element
    if not isinstance(element, Datenfeld):
        return Kind.TEXT, (_OTHER,)
    if element.datentyp is Datentyp.BOOL:
        return Kind.BOOL, (True, False)
    if element.datentyp in _NUMBERS:
        return Kind.NUM, ("1",)
    values = subtree.values(element)
    return Kind.TEXT, tuple(code for code, _ in values) if values else (_OTHER,)


def doubt_contradictions(drafts: Sequence[Draft]) -> None:
    """Doubt rules of one bearer that show or demand an element and hide it at the same time."""
    for draft in drafts:
        for target in dict.fromkeys(_contradictions(draft, draft)):
            draft.doubt("REG-008", id=target)
    for number, draft in enumerate(drafts):
        for other in drafts[number + 1 :]:
            for target in dict.fromkeys([*_contradictions(draft, other), *_contradictions(other, draft)]):
                draft.doubt("REG-009", id=target, other=other.regel.identifikation.id)
                other.doubt("REG-009", id=target, other=draft.regel.identifikation.id)


def _contradictions(one: Draft, other: Draft) -> Iterator[str]:
    """Yield the targets that one rule shows while the other hides them."""
    for showing in one.readings:
        for hiding in other.readings:
            if hiding.effect is not Effect.FORBID or showing.effect not in _SHOWING:
                continue
            if showing.target == hiding.target and hiding.target is not None and _meet(one.subtree, showing, hiding):
                yield hiding.target


def _meet(subtree: Subtree, one: Reading, other: Reading) -> bool:
    """Return whether both can hold at once."""
    if one.land and other.land and not set(one.land) & set(other.land):
        return False
    rows = rows_of(subtree, [one.condition, other.condition])
    return rows is None or any(all(row) for row in rows)


def rows_of(subtree: Subtree, conditions: list[Condition]) -> Iterator[tuple[bool, ...]] | None:
    """Return the truth table of conditions below one bearer; None when it is too long."""
    paths = {path for condition in conditions for path in references(condition)}
    return table(conditions, {path: _values(subtree, path) for path in paths})


def settle_shows(drafts: Sequence[Draft], mentioned: Mapping[str, int]) -> None:
    """Decide what "show" does.

    Where a rule of the bearer says when the element is hidden, the structure shows it at all other times, and nothing
    is left to do. Where none does: a rule that asks for something else too is taken by the rest of its word. One that
    asks for nothing else, or for what the structure demands anyway, would be void if the element were not hidden at
    all other times; so it is, unless another rule of the schema acts upon the element too.

    Args:
        drafts: all rules of one bearer.
        mentioned: id of an element → number of rules of the schema that act upon it.
    """
    hidden = {r.target for draft in drafts for r in draft.readings if r.effect is Effect.FORBID}
    for draft in drafts:
        shows = [r for r in draft.readings if r.effect is Effect.SHOW]
        others = [r for r in draft.readings if r.effect is not Effect.SHOW]
        says_more = any(not _is_void(draft, reading) for reading in others)
        kept = [r for r in shows if r.target not in hidden and not says_more]
        draft.hints += _hints_about(draft, shows, others)
        for reading in (r for r in shows if r.target not in hidden):
            if says_more:
                draft.hints.append(finding("REG-021", draft.where, id=reading.target))
            elif mentioned.get((reading.target or "").rpartition(".")[2], 0) > 1:
                draft.doubt("REG-010", id=reading.target)
        draft.readings = kept + others


def _is_void(draft: Draft, reading: Reading) -> bool:
    """Return whether a reading demands what the structure demands anyway."""
    return reading.effect is Effect.REQUIRE and draft.subtree.places[reading.target or ""].anzahl.min > 0


def _hints_about(draft: Draft, shows: list[Reading], others: list[Reading]) -> Iterator[Finding]:
    """Yield a hint for each question that is shown, not demanded, and optional in the schema."""
    demanded = {r.target for r in others if r.effect is Effect.REQUIRE}
    for reading in shows:
        place = draft.subtree.places[reading.target or ""]
        if place.anzahl.min == 0 and reading.target not in demanded and _is_question(place.element):
            yield finding("REG-023", draft.where, id=reading.target)


def _is_question(element: Element) -> bool:
    return not isinstance(element, Datenfeld) or element.feldart in {Feldart.INPUT, Feldart.SELECT}


def doubt_concealment(draft: Draft) -> None:
    """Doubt a preset that is concealed only now and then, unless the element is hidden at all other times."""
    for reading in draft.readings:
        if not reading.conceal or (reading.condition == ALWAYS and not reading.land):
            continue
        hiding = [r.condition for r in draft.readings if r.effect is Effect.FORBID and r.target == reading.target]
        rows = rows_of(draft.subtree, [reading.condition, *hiding])
        if reading.land or rows is None or not all(any(row) for row in rows):
            draft.doubt("REG-010", id=reading.target)


def doubt_uncompared(drafts: Sequence[Draft]) -> None:
    """Doubt values of missing lists that the rules of a schema name in two ways.

    Args:
        drafts: all rules of the schema.
    """
    names: dict[tuple[str, str], set[str]] = {}
    codes: dict[tuple[str, str], set[str]] = {}
    for draft in drafts:
        for list_key, value in _listed(draft):
            names.setdefault((list_key, value.code), set()).add(plain_name(value.name))
            codes.setdefault((list_key, plain_name(value.name)), set()).add(value.code)
    for draft in drafts:
        for list_key, value in dict.fromkeys(_listed(draft)):
            plain = plain_name(value.name)
            if len(names[list_key, value.code]) > 1 or len(codes[list_key, plain]) > 1:
                found = sorted({*names[list_key, value.code], *codes[list_key, plain]})
                draft.doubt("REG-013", id=value.path, values=", ".join(found))


def _listed(draft: Draft) -> Iterator[tuple[str, Uncompared]]:
    for value in draft.uncompared:
        element = draft.subtree.places[value.path].element
        reference = element.codeliste_referenz if isinstance(element, Datenfeld) else None
        yield (reference.canonical_identification or "") if reference else "", value


def by_bearer(drafts: Sequence[Draft]) -> Mapping[str, list[Draft]]:
    """Return the rules of each bearing element."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.subtree.bearer_id, []).append(draft)
    return found
