"""The small Markdown of letters: headings, paragraphs, lists, strong paragraphs; nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rathaus.values.document import Heading, ItemList, Paragraph

type TextBlock = Heading | Paragraph | ItemList
"""What the small Markdown can say."""

_HEADING = re.compile(r"(#+)(?:\s+(.*))?")
_BULLET = re.compile(r"[-*](?:\s+(.*))?")
_NUMBER = re.compile(r"\d+[.)](?:\s+(.*))?")


@dataclass(slots=True)
class _Part:
    """Lines that belong together: one heading, one paragraph or one item."""

    kind: str
    line: int
    level: int = 0
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(word for word in self.words if word)


def parse_blocks(source: str) -> tuple[tuple[int, TextBlock], ...]:
    """Return the blocks of a text, each with the number of its first line (from 1).

    Items of one kind form one list even with empty lines between them. Blocks without any text are left out.
    """
    blocks: list[tuple[int, TextBlock]] = []
    items: list[_Part] = []
    for part in (*_parts(source), _Part("end", 0)):
        if items and part.kind != items[0].kind:
            texts = tuple(item.text for item in items if item.text)
            if texts:
                blocks.append((items[0].line, ItemList(texts, numbered=items[0].kind == "number")))
            items = []
        if part.kind in {"bullet", "number"}:
            items.append(part)
        elif part.text:
            blocks.append((part.line, _block(part)))
    return tuple(blocks)


def _parts(source: str) -> Iterator[_Part]:
    current: _Part | None = None
    for number, line in enumerate(source.split("\n"), start=1):
        started = _start(number, line)
        if started and current and current.kind == "paragraph" and _continues(line):
            started = None
        if started is None and line.strip() and current and (current.kind == "paragraph" or line[0].isspace()):
            current.words.append(line.strip())
            continue
        if current:
            yield current
        current = started
        if started is None and line.strip():
            current = _Part("paragraph", number, words=[line.strip()])
        if current and current.kind == "heading":
            yield current
            current = None
    if current:
        yield current


def _start(number: int, line: str) -> _Part | None:
    if match := _HEADING.fullmatch(line.strip()):
        return _Part("heading", number, level=len(match[1]), words=[match[2] or ""])
    for kind, pattern in (("bullet", _BULLET), ("number", _NUMBER)):
        if match := pattern.fullmatch(line.strip()):
            return _Part(kind, number, words=[match[1] or ""])
    return None


def _continues(line: str) -> bool:
    """Return whether a number inside a paragraph is no list, as in a date at the beginning of a line."""
    return bool(_NUMBER.fullmatch(line.strip())) and not line.strip().startswith(("1.", "1)"))


def _block(part: _Part) -> TextBlock:
    if part.kind == "heading":
        return Heading(part.level, part.text)
    if len(part.text) > 4 and part.text.startswith("**") and part.text.endswith("**"):
        return Paragraph(part.text[2:-2].strip(), strong=True)
    return Paragraph(part.text)
