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

from rathaus.engine.prozess.blocks import Baustein
from rathaus.engine.prozess.expression import Expression, holds, names_of, plain_text
from rathaus.engine.prozess.expression import Fact as StatedFact
from rathaus.engine.prozess.facts import STANDARD_FACTS
from rathaus.engine.prozess.markdown import TextBlock, parse_blocks
from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.read_expression import check_names, read_expression
from rathaus.engine.prozess.table import nearest
from rathaus.recht.dates import letter_date, letter_month
from rathaus.values.document import Block, Heading, ItemList
from rathaus.values.errors import RathausError
from rathaus.values.findings import Finding, has_errors

type Fact = StatedFact
"""A value in a letter: text, ISO date, decimal text, yes or no, whole number (cents)."""

BAUSTEIN: Final = "baustein."
"""What the name of a text block begins with."""

_NAME = r"[^\W\d][\w.\[\]-]*"
_TOKEN = re.compile(r"\{\{(?P<value>[^{}\n]*)\}\}|\{%(?P<tag>[^{}%\n]*)%\}|(?P<stray>\{\{|\}\}|\{%|%\})")
_TAG_LINE = re.compile(r"^[ \t]*(\{%[^{}%\n]*%\})[ \t]*(?:\n|\Z)", re.MULTILINE)
_VALUE = re.compile(rf"({_NAME})(?:\s*\|\s*(\S+))?")
_WENN = re.compile(r"wenn\s+(.+)")
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
    """A condition with what stands in it and in its ``sonst``; None where it could not be read."""

    condition: Expression | None
    line: int
    then: "tuple[Node, ...]" = ()
    otherwise: "tuple[Node, ...]" = ()

    def chosen(self, facts: Mapping[str, Fact]) -> "tuple[Node, ...]":
        """Return what stands there for these facts."""
        return self.then if self.condition is not None and holds(self.condition, facts) else self.otherwise


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


def parse_bescheid_template(
    source: str, name: str, known: Collection[str], *, bausteine: Collection[Baustein] = ()
) -> TemplateResult:
    """Parse and check a template.

    Args:
        source: the text of the file.
        name: path for findings, such as ``bescheid/bewilligung.md``.
        known: names that may be used besides :data:`STANDARD_FACTS`, mostly template paths of the form's fields.
        bausteine: text blocks that may be named; what is wrong inside of them is not reported here.
    """
    text = _cleaned(source)
    parser = _Parser(name, frozenset(known) | STANDARD_FACTS.keys(), {block.key: block for block in bausteine})
    nodes = parser.parse(text)
    findings = (*parser.findings, *_check_title(text, name), *_check_markdown(text, name))
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


def check_passage(source: str, name: str, known: Collection[str]) -> tuple[Finding, ...]:
    """Return findings about a text that stands inside of letters: as a template, without a title and text blocks.

    Args:
        source: small Markdown.
        name: place for findings; the number of the line is added.
        known: names that may be used besides :data:`STANDARD_FACTS`.
    """
    text = _cleaned(source)
    parser = _Parser(name, frozenset(known) | STANDARD_FACTS.keys(), {})
    parser.parse(text)
    return (*parser.findings, *_check_markdown(text, name))


def render_passage(
    source: str, facts: Mapping[str, Fact], *, shown: Mapping[str, str] = MappingProxyType({}), name: str = "text"
) -> str:
    """Return a text of one paragraph with its values, such as that of a Nebenbestimmung; it stays plain text.

    Args:
        source: text with values and conditions, checked by :func:`check_passage` when it was loaded.
        facts: name → value.
        shown: name → what a reader sees where no filter stands.
        name: place for the error.

    Raises:
        BescheidNotRenderable: a value outside of a condition is missing, or a filter does not fit it.
    """
    values: list[str] = []
    nodes = _Parser(name, frozenset(), {}).parse(_cleaned(source))
    text = " ".join("".join(_Filler(name, facts, shown, values).fill(nodes)).split())
    return _filled(text, values)


def _cleaned(source: str) -> str:
    return source.replace("\r\n", "\n").replace(_OPEN, "").replace(_CLOSE, "").removeprefix("\ufeff")


class _Parser:
    """Builds the tree of one template and collects findings and used names."""

    def __init__(self, name: str, known: frozenset[str], bausteine: Mapping[str, Baustein]) -> None:
        self.name = name
        self.known = known
        self.bausteine = bausteine
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
        if match[1].startswith(BAUSTEIN) and not match[2]:
            return self._baustein(match[1], line)
        self._use(match[1], line)
        if match[2] and match[2] not in _FILTERS:
            self._report("PRO-035", line, name=match[2], hint=", ".join(_FILTERS))
        return [Value(match[1], match[2] or "", line)]

    def _baustein(self, name: str, line: int) -> list[Node]:
        """Return what a text block holds; its own mistakes are reported where it is written."""
        block = self.bausteine.get(name.removeprefix(BAUSTEIN))
        if block is None:
            names = [f"{BAUSTEIN}{key}" for key in self.bausteine]
            self._report("PRO-031", line, name=name, hint=nearest(name, names))
            return []
        inner = _Parser(f"{self.name}:{line} {name}", self.known, {})
        nodes = inner.parse(_cleaned(block.text.de))
        self.used |= inner.used
        if block.wenn is None:
            return list(nodes)
        self.used.update(names_of(block.wenn))
        return [Wenn(block.wenn, line, nodes)]

    def _tag(
        self,
        content: str,
        line: int,
        branches: list[list[Node]],
        opened: list[tuple[Wenn, tuple[Node, ...] | None]],
    ) -> None:
        if match := _WENN.fullmatch(content):
            opened.append((Wenn(self._condition(match[1], line), line), None))
            branches.append([])
        elif content in {"sonst", "ende"} and opened:
            block, then = opened.pop()
            body = tuple(branches.pop())
            if content == "ende":
                sides = (body, ()) if then is None else (then, body)
                branches[-1].append(Wenn(block.condition, block.line, *sides))
                return
            if then is not None:
                self._report("PRO-033", line, tag=content)
            opened.append((block, body))
            branches.append([])
        else:
            self._report("PRO-033" if content in {"sonst", "ende"} else "PRO-034", line, tag=content)

    def _condition(self, source: str, line: int) -> Expression | None:
        result = read_expression(source, f"{self.name}:{line}")
        self.findings += result.findings
        if result.expression is not None:
            self.used.update(names_of(result.expression))
            self.findings += check_names(result.expression, self.known, f"{self.name}:{line}")
        return result.expression

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


def _check_title(text: str, name: str) -> list[Finding]:
    blocks = parse_blocks(_without_tags(text))
    if blocks and isinstance(blocks[0][1], Heading) and blocks[0][1].level == 1:
        return []
    return [make_finding("PRO-037", f"{name}:{blocks[0][0] if blocks else 1}")]


def _without_tags(text: str) -> str:
    return re.sub(r"\{%[^{}%\n]*%\}", "", text)


def _check_markdown(text: str, name: str) -> list[Finding]:
    findings = []
    for line, block in parse_blocks(_without_tags(text)):
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
                parts += self.fill(node.chosen(self.facts))
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
            return plain_text(self.shown.get(node.name, fact))
        try:
            return _FILTERS[node.filter_name](fact)
        except (ValueError, InvalidOperation) as error:
            raise BescheidNotRenderable(where=where, name=node.name, reason=node.filter_name) from error


def _datum(fact: Fact) -> str:
    """Return ``22. November 2026`` for an ISO date, ``November 2026`` for a month and ``2026`` for a year."""
    parts = str(fact).split("-")
    day = date.fromisoformat("-".join([*parts, "01", "01"][:3]))
    return (str(day.year), letter_month(day), letter_date(day))[len(parts) - 1]


def _euro(fact: Fact) -> str:
    """Return ``1.234,50 Euro`` for whole cents or for a decimal text in euros."""
    amount = Decimal(fact) / 100 if isinstance(fact, int) and not isinstance(fact, bool) else Decimal(str(fact))
    written = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{written} Euro"


_FILTERS: Final[Mapping[str, Callable[[Fact], str]]] = {"datum": _datum, "euro": _euro}


def _insert(block: TextBlock, values: list[str]) -> Block:
    if isinstance(block, ItemList):
        return replace(block, items=tuple(_filled(item, values) for item in block.items))
    return replace(block, text=_filled(block.text, values))


def _filled(text: str, values: list[str]) -> str:
    return _SLOT.sub(lambda match: values[int(match[1])], text)
