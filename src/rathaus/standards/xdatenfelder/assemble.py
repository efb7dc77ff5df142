"""Puts the model together while the file streams by: a stack of open elements, each emptied when it closes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from rathaus.standards.xdatenfelder import elements
from rathaus.standards.xdatenfelder.model import Element, Header, Regel, Relation, Stammdatenschema, Struktur
from rathaus.standards.xdatenfelder.node import Node
from rathaus.standards.xdatenfelder.stream import local_name
from rathaus.values.messages import FindingSink

_FRAMES = frozenset({"stammdatenschema", "datenfeldgruppe", "datenfeld", "struktur"})
_WITH_STRUKTUR = frozenset({"stammdatenschema", "datenfeldgruppe"})


@dataclass(slots=True)
class _Frame:
    """An element that is still open, with what was already read of it."""

    kind: str
    element: etree._Element
    id: str = ""
    regel: list[Regel] = field(default_factory=list)
    relation: list[Relation] = field(default_factory=list)
    struktur: list[Struktur] = field(default_factory=list)
    enthaelt: list[Element] = field(default_factory=list)


class Assembler:
    """Takes the events of ``stream_events``; afterwards ``schema`` and ``header`` hold what was found."""

    def __init__(self, sink: FindingSink) -> None:
        self.schema: Stammdatenschema | None = None
        self.header: Header | None = None
        self._sink = sink
        self._stack: list[_Frame] = []
        self._closers: dict[str, Callable[[etree._Element], None]] = {
            "identifikation": self._close_identifikation,
            "relation": self._close_relation,
            "regel": self._close_regel,
            "datenfeld": self._close_feld,
            "datenfeldgruppe": self._close_gruppe,
            "struktur": self._close_struktur,
            "stammdatenschema": self._close_schema,
            "header": self._close_header,
        }

    def start(self, name: str, element: etree._Element) -> None:
        """Open an element."""
        if name in _FRAMES:
            self._stack.append(_Frame(name, element))

    def end(self, name: str, element: etree._Element) -> None:
        """Close an element: build its object, hand it to the parent, empty the element."""
        close = self._closers.get(name)
        if close:
            close(element)

    def _close_identifikation(self, element: etree._Element) -> None:
        """Remember the id as soon as it is known: the findings of everything inside carry the path."""
        if self._stack and element.getparent() is self._stack[-1].element:
            self._stack[-1].id = self._node(element).token("id") or ""

    def _close_relation(self, element: etree._Element) -> None:
        relation = elements.build_relation(self._node(element))
        if relation and self._stack:
            self._stack[-1].relation.append(relation)
        element.clear()

    def _close_regel(self, element: etree._Element) -> None:
        node = self._node(element)
        own_id = node.first("identifikation") or node
        identifikation = own_id.identity(letter="R", element="regel")
        rule = Node(element, f"{node.where} {identifikation.id}".strip(), self._sink)
        regel = elements.build_regel(rule, identifikation)
        if self._stack and self._stack[-1].kind != "struktur":
            self._stack[-1].regel.append(regel)
        else:
            node.add("XDF-026", element="regel")
        element.clear()

    def _close_feld(self, element: etree._Element) -> None:
        node, frame = self._node(element), self._stack.pop()
        self._place(node, elements.build_feld(node, regel=tuple(frame.regel), relation=tuple(frame.relation)))

    def _close_gruppe(self, element: etree._Element) -> None:
        node, frame = self._node(element), self._stack.pop()
        gruppe = elements.build_gruppe(
            node, regel=tuple(frame.regel), struktur=tuple(frame.struktur), relation=tuple(frame.relation)
        )
        self._place(node, gruppe)

    def _place(self, node: Node, element: Element) -> None:
        if self._stack and self._stack[-1].kind == "struktur":
            self._stack[-1].enthaelt.append(element)
        else:
            node.add("XDF-026", element=local_name(node.element))
        node.element.clear()

    def _close_struktur(self, element: etree._Element) -> None:
        frame = self._stack.pop()
        path = ".".join(part for part in (self._path(), *(child.id for child in frame.enthaelt[:1])) if part)
        node = Node(element, path or self._schema_id(), self._sink)
        struktur = elements.build_struktur(node, enthaelt=tuple(frame.enthaelt))
        if not self._stack or self._stack[-1].kind not in _WITH_STRUKTUR:
            node.add("XDF-026", element="struktur")
        elif struktur:
            self._stack[-1].struktur.append(struktur)
        element.clear()

    def _close_schema(self, element: etree._Element) -> None:
        frame = self._stack.pop()
        node = Node(element, frame.id or "stammdatenschema", self._sink)
        schema = elements.build_schema(
            node, regel=tuple(frame.regel), struktur=tuple(frame.struktur), relation=tuple(frame.relation)
        )
        if self._stack or self.schema:
            node.add("XDF-029", element="stammdatenschema")
        if not self._stack:
            self.schema = self.schema or schema
        element.clear()

    def _close_header(self, element: etree._Element) -> None:
        self.header = elements.build_header(Node(element, "header", self._sink))

    def _node(self, element: etree._Element) -> Node:
        return Node(element, self._path() or self._schema_id(), self._sink)

    def _path(self) -> str:
        """Return the path key of the innermost open group or field; empty at the top of the schema."""
        return ".".join(frame.id or "?" for frame in self._stack if frame.kind in {"datenfeldgruppe", "datenfeld"})

    def _schema_id(self) -> str:
        return next((frame.id for frame in self._stack if frame.id), "stammdatenschema")
