"""Circles: an element that is hidden depending on an answer that is hidden depending on the element."""

from collections.abc import Iterable, Sequence
from graphlib import CycleError, TopologicalSorter

from rathaus.engine.formular.condition import references
from rathaus.engine.formular.model import Effect
from rathaus.engine.regeltext.doubt import Draft
from rathaus.standards.xdatenfelder.model import Stammdatenschema

_MOVING = frozenset({Effect.FORBID, Effect.SHOW, Effect.PRESET})


def doubt_circles(schema: Stammdatenschema, drafts: Sequence[Draft]) -> None:
    """Doubt the rules that make visibility depend on itself; without them no circle is left.

    Args:
        schema: an element bears its rules at each of its places.
        drafts: those without doubts so far are looked at.
    """
    places: dict[str, list[str]] = {schema.id: [""]}
    for path, position in schema.walk():
        places.setdefault(position.enthaelt.id, []).append(path)
    while circle := _circle(places, [draft for draft in drafts if not draft.doubts]):
        shown = " → ".join(circle)
        for draft in drafts:
            if not draft.doubts and _moves(draft, places, set(circle)):
                draft.doubt("REG-012", places=shown)


def _circle(places: dict[str, list[str]], drafts: Iterable[Draft]) -> tuple[str, ...]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for paths in places.values():
        for path in paths:
            sorter.add(path, *([path.rpartition(".")[0]] if path else []))
    for draft in drafts:
        for bearer in places[draft.subtree.bearer_id]:
            for target, sources in _edges(draft, bearer):
                sorter.add(target, *(found for source in sources for found in _inside(draft, bearer, source)))
    try:
        sorter.prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def _edges(draft: Draft, bearer: str) -> Iterable[tuple[str, list[str]]]:
    for reading in draft.readings:
        if reading.effect in _MOVING and reading.target is not None:
            yield _absolute(bearer, reading.target), list(references(reading.condition))


def _inside(draft: Draft, bearer: str, source: str) -> list[str]:
    """Return a source and, of a group, everything in it: a group is empty when all of it is."""
    found = [path for path in draft.subtree.places if path == source or path.startswith(f"{source}.")]
    return [_absolute(bearer, path) for path in found]


def _absolute(bearer: str, path: str) -> str:
    """Return the path in the whole schema; a field that bears rules about itself stands at its own place."""
    if bearer.rpartition(".")[2] == path:
        return bearer
    return f"{bearer}.{path}" if bearer else path


def _moves(draft: Draft, places: dict[str, list[str]], circle: set[str]) -> bool:
    bearers = places[draft.subtree.bearer_id]
    return any(target in circle for bearer in bearers for target, _ in _edges(draft, bearer))
