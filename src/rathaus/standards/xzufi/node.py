"""An element of the file, asked by local name: namespaces and versions of the standard do not matter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Final

from lxml import etree

from rathaus.standards.xzufi.messages import make_finding
from rathaus.standards.xzufi.prose import Prose, has_active_content, make_prose, one_line
from rathaus.values.findings import Finding
from rathaus.values.text import Text

SIMPLE: Final = "simple"
"""Our name for Leichte Sprache."""

_PREFIX = re.compile(r"<(/?)[\w.-]+:")
_SIMPLE_TAGS: Final = frozenset({"de-simple", "de-ls", "de-leicht", "de-x-ls", "de-x-leicht"})
_BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}


@dataclass(slots=True)
class Report:
    """Collects findings; each language that is not shown is named once."""

    findings: list[Finding] = field(default_factory=list)
    other_languages: set[str] = field(default_factory=set)

    def add(self, code: str, node: "Node", /, **facts: object) -> None:
        """Add a finding about one element."""
        self.findings.append(make_finding(code, node.where, **facts))


@dataclass(frozen=True, slots=True)
class Node:
    """One element with the report that its findings go to."""

    element: etree._Element
    report: Report

    @property
    def name(self) -> str:
        """Return the local name."""
        return etree.QName(self.element).localname

    @property
    def where(self) -> str:
        """Return the place for findings: local name and line."""
        return f"{self.name}:{self.element.sourceline}"

    @property
    def text(self) -> str:
        """Return the element's own text, spaces collapsed."""
        return " ".join((self.element.text or "").split())

    @property
    def language(self) -> str:
        """Return ``de``, ``en``, :data:`SIMPLE`, or the language tag as it stands there; German when there is none."""
        tag = next((str(v).lower() for k, v in self.element.attrib.items() if str(k).endswith("languageCode")), "de")
        if tag in _SIMPLE_TAGS:
            return SIMPLE
        primary = tag.partition("-")[0]
        return primary if primary in {"de", "en"} else tag

    def children(self, *names: str) -> Iterator["Node"]:
        """Yield the direct children with one of these local names."""
        for element in self.element.iterchildren(tag=etree.Element):
            if etree.QName(element).localname in names:
                yield Node(element, self.report)

    def child(self, *names: str) -> "Node | None":
        """Return the first direct child with one of these local names."""
        return next(self.children(*names), None)

    def inner(self, *names: str) -> "Node | None":
        """Return the first element below, at any depth, with one of these local names."""
        found = (e for e in self.element.iterdescendants(tag=etree.Element) if etree.QName(e).localname in names)
        return next((Node(element, self.report) for element in found), None)

    def value(self, *names: str) -> str:
        """Return the text of the first such child; of its ``code`` where it is a coded value; ``""`` when absent."""
        node = self.child(*names)
        if node is None:
            return ""
        coded = node.child("code", "nichtGelisteterWert")
        return coded.text if coded else node.text

    def values(self, *names: str) -> tuple[str, ...]:
        """Return the texts or codes of all such children, empty ones left out."""
        codes = ((node.child("code") or node).text for node in self.children(*names))
        return tuple(code for code in codes if code)

    def flag(self, *names: str) -> bool | None:
        """Return a yes or no; None when absent or unreadable."""
        return _BOOLEANS.get(self.value(*names).lower())

    def integer(self, name: str) -> int | None:
        """Return a whole number from 0; None when absent or, with a finding, unreadable."""
        value = self.value(name)
        if not value or (value.isascii() and value.isdigit()):
            return int(value) if value else None
        self.report.add("XZU-015", self, value=value, expected="eine ganze Zahl", expected_en="a whole number")
        return None

    def cents(self) -> int | None:
        """Return this amount in cents; None, with a finding, when it is unreadable or has parts of a cent."""
        value = self.value("value", "wert") or self.text
        try:
            amount = Decimal(value) * 100
        except InvalidOperation:
            amount = Decimal("NaN")
        if amount.is_finite() and amount >= 0 and amount == amount.to_integral_value():
            return int(amount)
        self.report.add("XZU-015", self, value=value, expected="ein Betrag", expected_en="an amount")
        return None

    def raw_texts(self, *names: str) -> dict[str, str]:
        """Return language → text of the children with one of these names; several in one language are joined."""
        texts: dict[str, str] = {}
        for node in self.children(*names):
            raw = _raw(node.element)
            if not raw.strip():
                continue
            if has_active_content(raw):
                self.report.add("XZU-016", node)
            if node.language not in {"de", "en", SIMPLE} and node.language not in self.report.other_languages:
                self.report.other_languages.add(node.language)
                self.report.add("XZU-018", node, value=node.language)
            texts[node.language] = "\n\n".join(filter(None, [texts.get(node.language), raw]))
        return texts

    def prose(self, *names: str) -> Prose:
        """Return the children with these names as a text of several paragraphs, in German and English."""
        return make_prose(self.checked(self.raw_texts(*names)))

    def line(self, *names: str) -> Text:
        """Return the children with these names as one line, in German and English."""
        texts = self.checked(self.raw_texts(*names))
        return Text(one_line(texts.get("de", "")), one_line(texts.get("en", "")))

    def checked(self, texts: dict[str, str]) -> dict[str, str]:
        """Report a text that lacks German or English; return it."""
        if texts and "de" not in texts:
            self.report.add("XZU-011", self)
        elif texts and "en" not in texts:
            self.report.add("XZU-012", self)
        return texts


def _raw(element: etree._Element) -> str:
    """Return the content of an element; markup that is XML of its own loses its namespace prefixes."""
    text = element.text or ""
    if not len(element):
        return text
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return escape(text, quote=False) + _PREFIX.sub(r"<\1", inner)
