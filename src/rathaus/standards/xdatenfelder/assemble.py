"""Puts the model together while the file streams by: a stack of open elements, each emptied when it closes.

Serves the messages 0101 to 0104; :mod:`~rathaus.standards.xdatenfelder.assemble_parts` serves the other two.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from lxml import etree

from rathaus.standards.xdatenfelder.assemble_parts import CodelisteAssembler, UebersetzungAssembler
from rathaus.standards.xdatenfelder.codes import MessageKind
from rathaus.standards.xdatenfelder.dialects import DIALECTS, Dialect
from rathaus.standards.xdatenfelder.model import Content, Element, Header, Regel, Relation, Struktur
from rathaus.standards.xdatenfelder.node import Node
from rathaus.standards.xdatenfelder.stream import Root, discard, local_name
from rathaus.values.messages import FindingSink

_FRAMES = frozenset({"stammdatenschema", "datenfeldgruppe", "datenfeld", "struktur"})
_PROFILES = frozenset({"dokumentsteckbrief", "dokumentensteckbrief"})
_WITH_STRUKTUR = frozenset({"stammdatenschema", "datenfeldgruppe"})


class MessageAssembler(Protocol):
    """Takes the events of ``open_stream``; afterwards ``content`` and ``header`` hold what was found."""

    content: Content | None
    header: Header | None

    def start(self, name: str, element: etree._Element) -> None:
        """Open an element."""

    def end(self, name: str, element: etree._Element) -> None:
        """Close an element."""


def assembler_for(root: Root, sink: FindingSink) -> MessageAssembler:
    """Return what puts this message together."""
    if root.message is MessageKind.UEBERSETZUNG:
        return UebersetzungAssembler(sink)
    if root.message is MessageKind.CODELISTE:
        return CodelisteAssembler(sink)
    return ElementAssembler(root, sink)


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


class ElementAssembler:
    """Builds a profile, a schema, a group or a field."""

    def __init__(self, root: Root, sink: FindingSink) -> None:
        self.content: Content | None = None
        self.header: Header | None = None
        self._dialect: Dialect = DIALECTS[root.version]
        self._wanted = root.message.split(".")[1]
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
            "dokumentsteckbrief": self._close_steckbrief,
            "dokumentensteckbrief": self._close_steckbrief,
            "header": self._close_header,
        }

    def start(self, name: str, element: etree._Element) -> None:
        """Open an element."""
        if name in _FRAMES or (name in _PROFILES and not self._stack):
            self._stack.append(_Frame(name, element))

    def end(self, name: str, element: etree._Element) -> None:
        """Close an element: build its object, hand it to the parent, empty the element."""
        close = self._closers.get(name)
        if close:
            close(element)

    def _close_identifikation(self, element: etree._Element) -> None:
        """Remember the id as soon as it is known: the findings of everything inside carry the path."""
        if self._stack and element.getparent() is self._stack[-1].element:
            self._stack[-1].id = self._dialect.id_of(self._node(element))

    def _close_relation(self, element: etree._Element) -> None:
        relation = self._dialect.build_relation(self._node(element))
        if relation and self._stack:
            self._stack[-1].relation.append(relation)
        discard(element)

    def _close_regel(self, element: etree._Element) -> None:
        node = self._node(element)
        own_id = self._dialect.id_of(node.first("identifikation") or node)
        regel = self._dialect.build_regel(Node(element, f"{node.where} {own_id}".strip(), self._sink))
        if self._stack and self._stack[-1].kind != "struktur":
            self._stack[-1].regel.append(regel)
        else:
            node.add("XDF-026", element="regel")
        discard(element)

    def _close_feld(self, element: etree._Element) -> None:
        node, frame = self._node(element), self._stack.pop()
        self._place(node, self._dialect.build_feld(node, regel=tuple(frame.regel), relation=tuple(frame.relation)))

    def _close_gruppe(self, element: etree._Element) -> None:
        node, frame = self._node(element), self._stack.pop()
        gruppe = self._dialect.build_gruppe(
            node, regel=tuple(frame.regel), struktur=tuple(frame.struktur), relation=tuple(frame.relation)
        )
        self._place(node, gruppe)

    def _place(self, node: Node, element: Element) -> None:
        if self._stack and self._stack[-1].kind == "struktur":
            self._stack[-1].enthaelt.append(element)
            discard(node.element)
        elif self._stack:
            node.add("XDF-026", element=local_name(node.element))
            discard(node.element)
        else:
            self._finish(node, element)

    def _finish(self, node: Node, content: Content) -> None:
        """Take what stands at the top of the message, once, when it is what the message is for."""
        name = local_name(node.element)
        if name.replace("dokumenten", "dokument") != self._wanted:
            node.add("XDF-026", element=name)
        elif self._stack or self.content is not None:
            node.add("XDF-029", element=name)
        else:
            self.content = content
        discard(node.element)

    def _close_struktur(self, element: etree._Element) -> None:
        frame = self._stack.pop()
        path = ".".join(part for part in (self._path(), *(child.id for child in frame.enthaelt[:1])) if part)
        node = Node(element, path or self._top_id(), self._sink)
        struktur = self._dialect.build_struktur(node, enthaelt=tuple(frame.enthaelt))
        if not self._stack or self._stack[-1].kind not in _WITH_STRUKTUR:
            node.add("XDF-026", element="struktur")
        elif struktur:
            self._stack[-1].struktur.append(struktur)
        discard(element)

    def _close_schema(self, element: etree._Element) -> None:
        frame = self._stack.pop()
        node = Node(element, frame.id or "stammdatenschema", self._sink)
        schema = self._dialect.build_schema(
            node, regel=tuple(frame.regel), struktur=tuple(frame.struktur), relation=tuple(frame.relation)
        )
        self._finish(node, schema)

    def _close_steckbrief(self, element: etree._Element) -> None:
        if self._stack and self._stack[-1].element is element:
            frame = self._stack.pop()
            node = Node(element, frame.id or "dokumentsteckbrief", self._sink)
            self._finish(node, self._dialect.build_steckbrief(node, relation=tuple(frame.relation)))

    def _close_header(self, element: etree._Element) -> None:
        self.header = self._dialect.build_header(Node(element, "header", self._sink))

    def _node(self, element: etree._Element) -> Node:
        return Node(element, self._path() or self._top_id(), self._sink)

    def _path(self) -> str:
        """Return the path key of the innermost open group or field; empty at the top of the schema."""
        return ".".join(frame.id or "?" for frame in self._stack if frame.kind in {"datenfeldgruppe", "datenfeld"})

    def _top_id(self) -> str:
        return next((frame.id for frame in self._stack if frame.id), self._wanted)
