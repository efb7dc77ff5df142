"""Letters: templates with values and conditions become the blocks of a document.

Source: ``docs/reference/ablauf.md``, section on letters. Templates are data: nothing in them is executed.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Final

from rathaus.engine.prozess.facts import STANDARD_FACTS
from rathaus.engine.prozess.markdown import TextBlock, parse_blocks
from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.table import nearest
from rathaus.values.document import Block, Heading, ItemList
from rathaus.values.errors import RathausError
from rathaus.values.findings import Finding, has_errors

type Fact = str | bool | int
"""A value in a letter: text, ISO date, decimal text, yes or no, whole number (cents)."""

_NAME = r"[^\W\d][\w.\[\]-]*"
_TOKEN = re.compile(r"\{\{(?P<value>[^{}\n]*)\}\}|\{%(?P<tag>[^{}%\n]*)%\}|(?P<stray>\{\{|\}\}|\{%|%\})")
_TAG_LINE = re.compile(r"^[ \t]*(\{%[^{}%\n]*%\})[ \t]*(?:\n|\Z)", re.MULTILINE)
_VALUE = re.compile(rf"({_NAME})(?:\s*\|\s*(\S+))?")
_WENN = re.compile(rf'wenn\s+(nicht\s+)?({_NAME})(?:\s*=\s*"([^"]*)")?')
_OPEN, _CLOSE = "\ue000", "\ue001"
_SLOT = re.compile(rf"{_OPEN}(\d+){_CLOSE}")


class BescheidNotRenderable(RathausError):
    """A value that the letter needs is missing or has the wrong kind."""

    code = "PRO-101"


@dataclass(frozen=True, slots=True)
class Literal:
    """Text as it stands in the template."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value; ``filter_name`` is empty, ``datum`` or ``euro``."""

    name: str
    filter_name: str
    line: int


@dataclass(frozen=True, slots=True)
class Wenn:
    """A condition with what stands in it and in its ``sonst``; ``equals`` None asks only whether the fact is there."""

    name: str
    negated: bool
    equals: str | None
    line: int
    then: "tuple[Node, ...]" = ()
    otherwise: "tuple[Node, ...]" = ()

    def holds(self, facts: Mapping[str, Fact]) -> bool:
        """Return whether the condition is true for these facts."""
        fact = facts.get(self.name, "")
        result = bool(fact) if self.equals is None else _plain(fact) == self.equals
        return result is not self.negated


type Node = Literal | Value | Wenn


@dataclass(frozen=True, slots=True)
class BescheidTemplate:
    """A letter's template: file name, parts in order, and every name that it uses."""

    name: str
    nodes: tuple[Node, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class TemplateResult:
    """What parsing gave: a template unless a finding is an error, and all findings."""

    template: BescheidTemplate | None
    findings: tuple[Finding, ...]


def parse_bescheid_template(source: str, name: str, known: Collection[str]) -> TemplateResult:
    """Parse and check a template.

    Args:
        source: the text of the file.
        name: path for findings, such as ``bescheid/bewilligung.md``.
        known: names that may be used besides :data:`STANDARD_FACTS`, mostly template paths of the form's fields.
    """
    text = source.replace("\r\n", "\n").replace(_OPEN, "").replace(_CLOSE, "").removeprefix("\ufeff")
    parser = _Parser(name, frozenset(known) | STANDARD_FACTS.keys())
    nodes = parser.parse(text)
    findings = (*parser.findings, *_check_markdown(text, name))
    template = BescheidTemplate(name, nodes, frozenset(parser.used))
    return TemplateResult(None if has_errors(findings) else template, findings)


def render_bescheid(
    template: BescheidTemplate, facts: Mapping[str, Fact], *, shown: Mapping[str, str] = MappingProxyType({})
) -> tuple[Block, ...]:
    """Return the blocks of the letter. Values are inserted after the Markdown is read, so they stay plain text.

    Args:
        template: a parsed template.
        facts: name → value; a name that is absent, empty or false makes its condition false.
        shown: name → what a reader sees where no filter stands, such as the label of a code; conditions and filters
            use ``facts``.

    Raises:
        BescheidNotRenderable: a value outside of a condition is missing, or a filter does not fit it.
    """
    values: list[str] = []
    text = "".join(_Filler(template.name, facts, shown, values).fill(template.nodes))
    return tuple(_insert(block, values) for _, block in parse_blocks(text))


class _Parser:
    """Builds the tree of one template and collects findings and used names."""

    def __init__(self, name: str, known: frozenset[str]) -> None:
        self.name = name
        self.known = known
        self.findings: list[Finding] = []
        self.used: set[str] = set()

    def parse(self, text: str) -> tuple[Node, ...]:
        branches: list[list[Node]] = [[]]
        opened: list[tuple[Wenn, tuple[Node, ...] | None]] = []
        position = 0
        for token in _TOKEN.finditer(text):
            branches[-1].append(Literal(_literal(text, position, token.start())))
            position = token.end()
            line = text.count("\n", 0, token.start()) + 1
            if token["value"] is not None:
                branches[-1] += self._value(token["value"].strip(), line)
            elif token["tag"] is None:
                self._report("PRO-034", line, tag=token["stray"])
            else:
                self._tag(token["tag"].strip(), line, branches, opened)
        branches[-1].append(Literal(_literal(text, position, len(text))))
        for block, _ in opened:
            self._report("PRO-032", block.line)
        return tuple(branches[0])

    def _value(self, content: str, line: int) -> list[Node]:
        match = _VALUE.fullmatch(content)
        if match is None:
            self._report("PRO-034", line, tag=content)
            return []
        self._use(match[1], line)
        if match[2] and match[2] not in _FILTERS:
            self._report("PRO-035", line, name=match[2], hint=", ".join(_FILTERS))
        return [Value(match[1], match[2] or "", line)]

    def _tag(
        self,
        content: str,
        line: int,
        branches: list[list[Node]],
        opened: list[tuple[Wenn, tuple[Node, ...] | None]],
    ) -> None:
        if match := _WENN.fullmatch(content):
            self._use(match[2], line)
            opened.append((Wenn(match[2], negated=bool(match[1]), equals=match[3], line=line), None))
            branches.append([])
        elif content in {"sonst", "ende"} and opened:
            block, then = opened.pop()
            body = tuple(branches.pop())
            if content == "ende":
                sides = (body, ()) if then is None else (then, body)
                branches[-1].append(Wenn(block.name, block.negated, block.equals, block.line, *sides))
                return
            if then is not None:
                self._report("PRO-033", line, tag=content)
            opened.append((block, body))
            branches.append([])
        else:
            self._report("PRO-033" if content in {"sonst", "ende"} else "PRO-034", line, tag=content)

    def _use(self, name: str, line: int) -> None:
        self.used.add(name)
        if name not in self.known and re.sub(r"\[\d+\]", "", name) not in self.known:
            self._report("PRO-031", line, name=name, hint=nearest(name, self.known))

    def _report(self, code: str, line: int, **facts: object) -> None:
        self.findings.append(make_finding(code, f"{self.name}:{line}", **facts))


def _literal(text: str, start: int, end: int) -> str:
    """Return the text between two tokens; the rest of a line that holds only a tag disappears."""
    if _stands_alone(text, start, before=True):
        newline = text.find("\n", start)
        start = newline + 1 if newline >= 0 else len(text)
    if _stands_alone(text, end, before=False):
        end = text.rfind("\n", 0, end) + 1
    return text[start:end] if start < end else ""


def _stands_alone(text: str, position: int, *, before: bool) -> bool:
    """Return whether the token that ends (``before``) or begins here is a tag with a line of its own."""
    start = text.rfind("\n", 0, position - 1 if before else position) + 1
    match = _TAG_LINE.match(text, start)
    return match is not None and (match.end(1) if before else match.start(1)) == position


def _check_markdown(text: str, name: str) -> list[Finding]:
    without_tags = re.sub(r"\{%[^{}%\n]*%\}", "", text)
    findings = []
    blocks = parse_blocks(without_tags)
    if not blocks or not (isinstance(blocks[0][1], Heading) and blocks[0][1].level == 1):
        findings.append(make_finding("PRO-037", f"{name}:{blocks[0][0] if blocks else 1}"))
    for line, block in blocks:
        texts = block.items if isinstance(block, ItemList) else (block.text,)
        if any("**" in part for part in texts):
            findings.append(make_finding("PRO-036", f"{name}:{line}"))
        if isinstance(block, Heading) and block.level > 2:
            findings.append(make_finding("PRO-038", f"{name}:{line}"))
    return findings


@dataclass(frozen=True, slots=True)
class _Filler:
    """Writes the nodes of one template as text with slots, and collects the values for them."""

    template: str
    facts: Mapping[str, Fact]
    shown: Mapping[str, str]
    values: list[str]

    def fill(self, nodes: tuple[Node, ...]) -> list[str]:
        parts: list[str] = []
        for node in nodes:
            if isinstance(node, Literal):
                parts.append(node.text)
            elif isinstance(node, Wenn):
                parts += self.fill(node.then if node.holds(self.facts) else node.otherwise)
            else:
                self.values.append(self._format(node))
                parts.append(f"{_OPEN}{len(self.values) - 1}{_CLOSE}")
        return parts

    def _format(self, node: Value) -> str:
        where = f"{self.template}:{node.line}"
        fact = self.facts.get(node.name, "")
        if fact == "":
            raise BescheidNotRenderable(where=where, name=node.name, reason="missing")
        if not node.filter_name:
            return _plain(self.shown.get(node.name, fact))
        try:
            return _FILTERS[node.filter_name](fact)
        except (ValueError, InvalidOperation) as error:
            raise BescheidNotRenderable(where=where, name=node.name, reason=node.filter_name) from error


def _plain(fact: Fact) -> str:
    if isinstance(fact, bool):
        return "ja" if fact else "nein"
    return " ".join(str(fact).split())


def _datum(fact: Fact) -> str:
    """Return ``22.11.2026`` for an ISO date, ``11.2026`` for a month and ``2026`` for a year."""
    parts = str(fact).split("-")
    date.fromisoformat("-".join([*parts, "01", "01"][:3]))
    return ".".join(reversed(parts))


def _euro(fact: Fact) -> str:
    """Return ``1.234,50 Euro`` for whole cents or for a decimal text in euros."""
    amount = Decimal(fact) / 100 if isinstance(fact, int) and not isinstance(fact, bool) else Decimal(str(fact))
    written = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{written} Euro"


_FILTERS: Final[Mapping[str, Callable[[Fact], str]]] = {"datum": _datum, "euro": _euro}


def _insert(block: TextBlock, values: list[str]) -> Block:
    def filled(text: str) -> str:
        return _SLOT.sub(lambda match: values[int(match[1])], text)

    if isinstance(block, ItemList):
        return replace(block, items=tuple(filled(item) for item in block.items))
    return replace(block, text=filled(block.text))
