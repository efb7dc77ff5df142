"""What lies below a bearing element: where ids lead, what things are called, which values a field has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rathaus.engine.regeltext.vocabulary import NOUNS
from rathaus.standards.xdatenfelder.model import (
    Anzahl,
    Datenfeld,
    Datenfeldgruppe,
    Element,
    Stammdatenschema,
    Struktur,
)

#: id of a field → (code, name) of the code list that it refers to, as far as the platform holds the list.
type Lists = Mapping[str, tuple[tuple[str, str], ...]]
#: Groups nested deeper are cut: the reader of schemas refuses such files.
MAX_DEPTH = 64

_PARAGRAPH = frozenset({"abs", "absatz"})


@dataclass(frozen=True, slots=True)
class Place:
    """An element below the bearer: its path of ids, what it is and its cardinality there."""

    path: str
    element: Element
    anzahl: Anzahl


class Subtree:
    """The places below one bearing element.

    Args:
        bearer: a group, a field (which bears rules about itself) or the schema.
        lists: known code lists.
    """

    def __init__(self, bearer: Element | Stammdatenschema, lists: Lists) -> None:
        self.bearer_id = bearer.id
        self.places: dict[str, Place] = {}
        self._by_id: dict[str, list[str]] = {}
        self._lists = lists
        if isinstance(bearer, Datenfeld):
            self._add(Place(bearer.id, bearer, Anzahl(0, 1)))
        else:
            for place in _below(bearer.struktur, "", frozenset({bearer.id})):
                self._add(place)

    def _add(self, place: Place) -> None:
        if place.path not in self.places:
            self.places[place.path] = place
            self._by_id.setdefault(place.element.id, []).append(place.path)

    def find(self, written: str) -> list[str]:
        """Return the paths that an id, or ids joined by dots, may mean; a path from the bearer itself goes first."""
        if written in self.places:
            return [written]
        ends = self._by_id.get(written.rpartition(".")[2], [])
        return [path for path in ends if f".{path}".endswith(f".{written}")]

    def names(self, element_id: str) -> tuple[str, ...]:
        """Return the names of an element, the plain name first."""
        paths = self._by_id.get(element_id)
        if not paths:
            return ()
        element = self.places[paths[0]].element
        return tuple(name for name in (element.name, element.bezeichnung_eingabe, element.bezeichnung_ausgabe) if name)

    def values(self, field: Datenfeld) -> tuple[tuple[str, str], ...] | None:
        """Return (code, name) of the values that a field allows; None when its list is missing, () when it has none."""
        if field.werte:
            return tuple((wert.code, wert.name) for wert in field.werte)
        if field.codeliste_referenz is None:
            return ()
        return self._lists.get(field.id)

    def value_names(self, ids: frozenset[str]) -> tuple[str, ...]:
        """Return the names of all values of some fields."""
        found: dict[str, None] = {}
        for element_id in sorted(ids):
            for path in self._by_id.get(element_id, ())[:1]:
                element = self.places[path].element
                values = self.values(element) if isinstance(element, Datenfeld) else None
                found.update((name, None) for _, name in values or ())
        return tuple(found)


def _below(struktur: tuple[Struktur, ...], path: str, around: frozenset[str]) -> Iterator[Place]:
    for position in struktur:
        element = position.enthaelt
        if element.id in around or len(around) > MAX_DEPTH:
            continue
        own = f"{path}.{element.id}" if path else element.id
        yield Place(own, element, position.anzahl)
        if isinstance(element, Datenfeldgruppe):
            yield from _below(element.struktur, own, around | {element.id})


def same_name(written: str, known: str) -> bool:
    """Return whether a name in a text is the known one or a part of it.

    Case, blanks and marks do not count, nor does a word for "field" before it ("Auswahlfeld: …").
    """
    short, long = plain_name(written), plain_name(known)
    head, _, rest = short.partition(" ")
    return bool(short) and (f" {short} " in f" {long} " or (head in NOUNS and rest == long))


def plain_name(name: str) -> str:
    """Return a name in small letters without marks; "Abs. 3" and "(3)" cite the same paragraph."""
    words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    return " ".join(word for word in words if word not in _PARAGRAPH)
