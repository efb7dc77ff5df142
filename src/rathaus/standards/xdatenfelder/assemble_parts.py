"""Puts together the two messages without form elements: translations (0106) and code lists (0105)."""

from collections.abc import Iterable

from lxml import etree

from rathaus.standards.xdatenfelder import elements
from rathaus.standards.xdatenfelder.elements import read_fehler, read_werte
from rathaus.standards.xdatenfelder.model import (
    Codeliste,
    Content,
    ElementUebersetzung,
    Header,
    Identifikation,
    RegelUebersetzung,
    Sprache,
    Uebersetzung,
)
from rathaus.standards.xdatenfelder.node import Node
from rathaus.standards.xdatenfelder.stream import discard, local_name
from rathaus.standards.xdatenfelder.version_2 import build_codeliste
from rathaus.values.messages import FindingSink

_ELEMENT = {
    "single": frozenset(
        {
            "uebersetzt",
            "bezeichnungEingabe",
            "bezeichnungAusgabe",
            "hilfetextEingabe",
            "hilfetextAusgabe",
            "inhalt",
            "werte",
        }
    ),
    "many": frozenset({"regel"}),
}


class UebersetzungAssembler:
    """Builds the translations; every translated element is emptied as soon as it was read."""

    def __init__(self, sink: FindingSink) -> None:
        self.content: Content | None = None
        self.header: Header | None = None
        self._sink = sink
        self._about = Identifikation("")
        self._translated: list[ElementUebersetzung] = []
        self._languages: list[Sprache] = []

    def start(self, name: str, element: etree._Element) -> None:
        """Nothing begins before it is complete."""

    def end(self, name: str, element: etree._Element) -> None:
        """Close an element of the message."""
        parent = element.getparent()
        inside = local_name(parent) if parent is not None else ""
        if name == "element" and inside == "sprache":
            self._translated.append(_element(Node(element, "uebersetzung", self._sink)))
            discard(element)
        elif name == "sprache":
            self._close_sprache(Node(element, f"sprache {element.get('lang', '?')}", self._sink))
            discard(element)
        elif name == "uebersetzt" and inside.startswith("xdatenfelder."):
            self._about = Node(element, "uebersetzt", self._sink).identity(letter="[SGFD]", element="uebersetzt")
        elif name == "header":
            self.header = elements.build_header(Node(element, "header", self._sink))
        elif parent is None and self._languages:
            self.content = Uebersetzung(uebersetzt=self._about, sprache=tuple(self._languages))

    def _close_sprache(self, node: Node) -> None:
        language, version = node.attribute("lang"), node.positive("version", of_attribute=True)
        if not language:
            node.add("XDF-046")
        elif not self._translated:
            node.add("XDF-047", language=language)
        else:
            sprache = Sprache(
                lang=language,
                version=version or 1,
                element=tuple(self._translated),
                region=node.attribute("region") or None,
                variant=node.attribute("variant") or None,
            )
            if sprache.tag in {other.tag for other in self._languages}:
                node.add("XDF-048", language=sprache.tag)
            self._languages.append(sprache)
        self._translated = []


def _element(node: Node) -> ElementUebersetzung:
    about = node.first("uebersetzt")
    named = about.identity(letter="[SGF]", element="uebersetzt") if about else Identifikation("")
    node = Node(node.element, named.id or node.where, node.sink)
    node.report_strangers(**_ELEMENT)
    if about is None:
        node.add("XDF-011", element="element")
    return ElementUebersetzung(
        uebersetzt=named,
        bezeichnung_eingabe=node.text("bezeichnungEingabe"),
        bezeichnung_ausgabe=node.text("bezeichnungAusgabe"),
        hilfetext_eingabe=node.text("hilfetextEingabe"),
        hilfetext_ausgabe=node.text("hilfetextAusgabe"),
        inhalt=node.text("inhalt"),
        werte=read_werte(node.first("werte")),
        regel=tuple(_rules(node.all("regel"))),
    )


def _rules(nodes: Iterable[Node]) -> Iterable[RegelUebersetzung]:
    for node in nodes:
        about = node.first("uebersetzt")
        named = about.identity(letter="R", element="uebersetzt") if about else Identifikation("")
        yield RegelUebersetzung(named, read_fehler(node))


class CodelisteAssembler:
    """Keeps the embedded list as it is, in canonical form; the reader of genericode reads it."""

    def __init__(self, sink: FindingSink) -> None:
        self.content: Content | None = None
        self.header: Header | None = None
        self._sink = sink

    def start(self, name: str, element: etree._Element) -> None:
        """Nothing begins before it is complete."""

    def end(self, name: str, element: etree._Element) -> None:
        """Close an element of the message."""
        parent = element.getparent()
        inside = local_name(parent) if parent is not None else ""
        if name == "header":
            self.header = elements.build_header(Node(element, "header", self._sink))
        elif name == "genericode" and inside == "xdatenfelder.codeliste.0105":
            self._take(Codeliste(identifikation=Identifikation(""), genericode=_canonical(element)))
        elif name == "codeliste":
            node = Node(element, "codeliste", self._sink)
            inner = node.first("genericode")
            listed = _canonical(inner.element) if inner else ""
            self._take(build_codeliste(node, genericode=listed))

    def _take(self, content: Codeliste) -> None:
        if not content.genericode:
            self._sink.add("XDF-045", "codeliste")
        elif self.content is None:
            self.content = content


def _canonical(element: etree._Element) -> str:
    """Return the first list below an element as exclusive canonical XML, so that it means the same anywhere."""
    for child in element:
        return etree.tostring(child, method="c14n", exclusive=True, with_tail=False).decode()
    return ""
