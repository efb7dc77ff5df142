"""What the passes hand on: the schema as a tree whose places have paths."""

from collections.abc import Iterator
from dataclasses import dataclass

from rathaus.engine.formular.model import Kind
from rathaus.engine.formular.options import Option
from rathaus.engine.formular.path import is_within
from rathaus.standards.xdatenfelder.model import Anzahl, Bezug, Datenfeld, Datenfeldgruppe


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldNode:
    """A field at its place.

    Args:
        path: template path.
        element: the element of the schema.
        anzahl: cardinality of the position.
        bezug: legal bases of the position and the element, each once.
        options: entries of the value list or code list.
        codelist: version URN of the code list that was found.
        kind: what the form asks; ``simplify`` decides it.
    """

    path: str
    element: Datenfeld
    anzahl: Anzahl
    bezug: tuple[Bezug, ...] = ()
    options: tuple[Option, ...] = ()
    codelist: str | None = None
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class DateNode:
    """A group of day, month and year that became one date; ``parts`` are the fields in this order."""

    path: str
    element: Datenfeldgruppe
    anzahl: Anzahl
    bezug: tuple[Bezug, ...]
    parts: tuple[FieldNode, ...]
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNode:
    """A group at its place; ``transparent`` when it only wraps one child."""

    path: str
    element: Datenfeldgruppe
    anzahl: Anzahl
    bezug: tuple[Bezug, ...] = ()
    children: tuple["TreeNode", ...] = ()
    transparent: bool = False


type TreeNode = FieldNode | DateNode | GroupNode
type Tree = tuple[TreeNode, ...]


def walk(tree: Tree) -> Iterator[TreeNode]:
    """Yield every place, parents before children, in document order."""
    for node in tree:
        yield node
        if isinstance(node, GroupNode):
            yield from walk(node.children)


class Places:
    """The places of a tree by path, and where an id written in a rule leads."""

    def __init__(self, tree: Tree) -> None:
        self.nodes: dict[str, TreeNode] = {node.path: node for node in walk(tree)}
        self._by_id: dict[str, list[str]] = {}
        for path in self.nodes:
            self._by_id.setdefault(path.rpartition(".")[2], []).append(path)

    def of_element(self, element_id: str) -> list[str]:
        """Return all places of an element id."""
        return self._by_id.get(element_id, [])

    def find(self, written: str, bearer: str) -> list[str]:
        """Return the places that an identifier may mean: one when it is clear, none when it is unknown.

        ``self`` is the bearer. An id or dotted path is looked for among the bearer's children, then in its subtree,
        then in the group around it, and so on outwards; the first of these that has it decides.

        Args:
            written: as written in the rule, with or without ``self.``.
            bearer: template path of the bearing group; empty for the form.
        """
        name = written.removeprefix("self").removeprefix(".") if written.startswith("self") else written
        if not name:
            return [bearer]
        ends = [path for path in self.of_element(name.rpartition(".")[2]) if f".{path}".endswith(f".{name}")]
        while True:
            child = f"{bearer}.{name}" if bearer else name
            inside = [child] if child in ends else [path for path in ends if is_within(path, bearer)]
            if inside or not bearer:
                return inside
            bearer = bearer.rpartition(".")[0]
