"""The nodes of a plan: the places of a form, with their rules bound to them."""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rathaus.engine.formular.model import DatePart, Field, Group, Rule
from rathaus.engine.formular.path import Index

if TYPE_CHECKING:
    from rathaus.engine.formular.state import State

type Test = Callable[["State", Index], bool]

#: Largest number of an entry in a path key; a higher one is not part of any form.
MAX_ENTRY = 499


@dataclass(slots=True, eq=False)
class Node:
    """One place of the form, or the form itself (empty path).

    Args:
        path: template path.
        element: the field or group; None for the form itself.
        parent: the enclosing group; None for the form itself.
        depth: how many numbers an index has here, its own included.
        position: place in document order.

    Attributes:
        name: the last part of the path.
        repeats: whether path keys carry a number here.
        field: the field, or None for a group.
    """

    path: str
    element: Field | Group | None
    parent: "Node | None"
    depth: int
    position: int = 0
    page: str = ""
    children: list["Node"] = dataclasses.field(default_factory=list)
    visibility: list["BoundRule"] = dataclasses.field(default_factory=list)
    presets: list["BoundRule"] = dataclasses.field(default_factory=list)
    borne: list["BoundRule"] = dataclasses.field(default_factory=list)
    name: str = dataclasses.field(init=False)
    repeats: bool = dataclasses.field(init=False)
    field: Field | None = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        """Keep what an evaluation asks at every place."""
        self.name = self.path.rpartition(".")[2]
        self.repeats = self.element is not None and self.element.repeats
        self.field = self.element if isinstance(self.element, Field) else None

    def ancestors(self) -> Iterator["Node"]:
        """Yield the node and all that enclose it, the form itself last."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def fields(self) -> Iterator["Node"]:
        """Yield the nodes of all fields in the subtree, itself included."""
        if self.field is not None:
            yield self
        for child in self.children:
            yield from child.fields()


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule with its condition as a closure.

    Args:
        rule: the rule.
        test: whether the condition holds, for the index of the context.
        context: the place whose index the test takes: the target's group, or the bearer where there is no target.
        target: the place acted on.
        sources: the fields and groups that the condition reads.
    """

    rule: Rule
    test: Test
    context: Node
    target: Node | None
    sources: tuple[Node, ...]


@dataclass(slots=True, eq=False)
class Plan:
    """What an evaluation needs to know about a form; never changed once it is made.

    Args:
        root: the form itself.
        nodes: template path → node, in document order; the form itself under the empty path.
        order: nodes so that all that a node's visibility and value depend on come before it.
        parts: template path of a date's number → the merged date's node and the part.
        page_order: page key → place in the order of pages.
    """

    root: Node
    nodes: dict[str, Node]
    order: tuple[Node, ...]
    parts: dict[str, tuple[Node, DatePart]]
    page_order: dict[str, int]

    def source(self, path: str) -> Node:
        """Return the node that a reference reads; for a part of a merged date the date's node."""
        return self.parts[path][0] if path in self.parts else self.nodes[path]
