"""A structured document: what a letter, a receipt or a paper form says, before it becomes paper or screen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the title of a part, 2 a section below it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text; ``strong`` sets it off, as the operative part of a decision is."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list of short items, numbered or with bullets."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and a value, as in the summary of an Antrag."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to write on paper.

    Args:
        label: what is to be written.
        note: help in small letters; may be empty.
        lines: height in lines.
        width: part of the room that the answer needs, in percent.
    """

    label: str
    note: str = ""
    lines: int = 1
    width: int = 100


@dataclass(frozen=True, slots=True)
class TickBoxes:
    """Boxes to tick on paper.

    Args:
        label: the question; empty when the only box says all.
        options: what stands beside each box.
        note: help in small letters; may be empty.
    """

    label: str
    options: tuple[str, ...]
    note: str = ""


type Block = Heading | Paragraph | ItemList | Facts | Blank | TickBoxes


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes to whom: printed on paper, shown on the screen.

    Args:
        sender: name of the body.
        sender_lines: address and contact of the body, one line each.
        recipient_lines: postal address of the recipient, one line each; empty when there is none.
        reference_rows: label and value of the reference block, such as ``("Aktenzeichen", "…")``.
        place_and_date: such as ``Hanau, 22. November 2026``.
    """

    sender: str
    sender_lines: tuple[str, ...] = ()
    recipient_lines: tuple[str, ...] = ()
    reference_rows: tuple[tuple[str, str], ...] = ()
    place_and_date: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One letter, receipt or paper form.

    Args:
        language: language tag, ``de`` or ``en``; written into the PDF.
        title: title of the document; the PDF's title too.
        letterhead: sender, recipient and references.
        blocks: the content in reading order.
    """

    language: str
    title: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
