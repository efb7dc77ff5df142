"""What checks look at: elements where they stand, rules with their bearer, and facts about the whole file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rathaus.standards.genericode.model import Codelist
from rathaus.standards.xdatenfelder.model import (
    AllgemeineAngaben,
    Bezug,
    CodelisteReferenz,
    Datenfeld,
    Datenfeldgruppe,
    Element,
    Regel,
    Stammdatenschema,
    Struktur,
)

type Parent = Stammdatenschema | Datenfeldgruppe


@dataclass(frozen=True, slots=True)
class Survey:
    """Facts about the whole file.

    Args:
        root: what the message carries.
        codelists: the lists at hand by their version URN.
        versions: id of an element → its versions, empty for none.
        list_versions: identifier of a code list → versions that fields ask for, empty for none.
    """

    root: AllgemeineAngaben
    codelists: Mapping[str, Codelist]
    versions: dict[str, set[str]] = field(default_factory=dict)
    list_versions: dict[str, set[str]] = field(default_factory=dict)

    def note(self, element: Element) -> None:
        """Take an element into account."""
        self.versions.setdefault(element.id, set()).add(element.version or "")
        reference = element.codeliste_referenz if isinstance(element, Datenfeld) else None
        if reference is not None:
            name = reference.canonical_identification or ""
            self.list_versions.setdefault(name, set()).add(reference.version or "")

    def codelist(self, reference: CodelisteReferenz | None) -> Codelist | None:
        """Return the list at hand in exactly the version that is asked for; "the newest" cannot be known."""
        if reference is None or reference.version is None:
            return None
        wanted = (reference.canonical_identification, reference.version)
        return next((each for each in self.codelists.values() if (each.uri, each.version) == wanted), None)


@dataclass(frozen=True, slots=True)
class Place[E: Element]:
    """A group or field where it stands.

    Args:
        where: path key.
        element: what stands there.
        survey: facts about the whole file.
        position: cardinality and legal basis of the place; None for the root of a message.
        parent: what holds it; None for the root of a message.
    """

    where: str
    element: E
    survey: Survey
    position: Struktur | None = None
    parent: Parent | None = None


@dataclass(frozen=True, slots=True)
class RulePlace:
    """A rule at its bearer; ``reachable`` are the ids of the bearer and of everything below it."""

    where: str
    rule: Regel
    reachable: frozenset[str]


@dataclass(frozen=True, slots=True)
class Described:
    """Anything with id, name and texts; ``bezug`` holds the legal bases of element and position."""

    it: AllgemeineAngaben | Regel
    bezug: tuple[Bezug, ...]


def places_of(root: Parent, survey: Survey) -> Iterator[Place[Element]]:
    """Yield everything below a schema or group, parents before children, in document order."""
    start = root.id if isinstance(root, Datenfeldgruppe) else ""
    pending = list(reversed(_children(root, start, survey)))
    while pending:
        place = pending.pop()
        yield place
        if isinstance(place.element, Datenfeldgruppe):
            pending.extend(reversed(_children(place.element, place.where, survey)))


def _children(parent: Parent, path: str, survey: Survey) -> list[Place[Element]]:
    return [
        Place(f"{path}.{child.enthaelt.id}" if path else child.enthaelt.id, child.enthaelt, survey, child, parent)
        for child in parent.struktur
    ]


def reachable_ids(bearer: Parent | Datenfeld) -> frozenset[str]:
    """Return the ids of an element and of everything below it."""
    if isinstance(bearer, Datenfeld):
        return frozenset({bearer.id})
    found, pending = {bearer.id}, list(bearer.struktur)
    while pending:
        element = pending.pop().enthaelt
        found.add(element.id)
        if isinstance(element, Datenfeldgruppe):
            pending.extend(element.struktur)
    return frozenset(found)
