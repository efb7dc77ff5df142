"""Turn a structured document into plain text: the same content as the paper, for screen readers, mails and archives."""

from textwrap import wrap

from rathaus.core.datei.printable import without_unprintable
from rathaus.values.document import Blank, Block, Document, Facts, Heading, ItemList, Paragraph, TickBoxes

WIDTH = 78
"""Characters of a line; a longer word, such as an address of a page, stays whole."""


def render_text(document: Document) -> str:
    """Return the document as text in lines of at most 78 characters, with an empty line between its parts.

    Args:
        document: the content in reading order.
    """
    head = document.letterhead
    references = tuple(f"{label}: {value}" for label, value in head.reference_rows)
    parts = [
        _lines((head.sender, *head.sender_lines)),
        _lines(head.recipient_lines),
        _lines((*references, head.place_and_date)),
        _underlined(document.title, "="),
        *(_block(block) for block in document.blocks),
    ]
    return without_unprintable("\n\n".join(part for part in parts if part.strip())) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return _underlined(text, "-" if level == 1 else ".")
        case Paragraph(text, strong):
            return _wrapped(text, first="> " if strong else "", then="> " if strong else "")
        case ItemList(items, numbered):
            marks = [f"{number}. " if numbered else "- " for number in range(1, len(items) + 1)]
            return "\n".join(
                _wrapped(item, first=mark, then=" " * len(mark)) for mark, item in zip(marks, items, strict=True)
            )
        case Facts(rows):
            return "\n".join(_wrapped(f"{label}: {value}", then="    ") for label, value in rows)
        case Blank(label, note, lines):
            return "\n".join([_wrapped(label), *_note(note), *("_" * WIDTH for _ in range(lines))])
        case TickBoxes(label, options, note):
            boxes = [_wrapped(option, first="[ ] ", then="    ") for option in options]
            return "\n".join([*([_wrapped(label)] if label else []), *_note(note), *boxes])


def _note(note: str) -> list[str]:
    return [_wrapped(note, first="  ", then="  ")] if note else []


def _underlined(text: str, line: str) -> str:
    lines = _wrapped(text).split("\n")
    return "\n".join([*lines, line * max(len(each) for each in lines)])


def _lines(lines: tuple[str, ...]) -> str:
    return "\n".join(_wrapped(line) for line in lines if line.strip())


def _wrapped(text: str, *, first: str = "", then: str = "") -> str:
    """Return text in lines; its own line breaks stay."""
    written: list[str] = []
    for line in text.splitlines() or [""]:
        begin = then if written else first
        written += wrap(
            line, WIDTH, initial_indent=begin, subsequent_indent=then, break_long_words=False, break_on_hyphens=False
        ) or [begin.rstrip()]
    return "\n".join(written)
