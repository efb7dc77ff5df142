"""The JSON form of a structured document: stored beside a letter, handed to the template of the PDF."""

from collections.abc import Mapping
from typing import Any

from rathaus.values.document import Block, Document, Facts, Heading, ItemList, Letterhead, Paragraph


def document_to_json(document: Document) -> dict[str, Any]:
    """Return the JSON form; :func:`document_from_json` reads it back to an equal document."""
    head = document.letterhead
    return {
        "language": document.language,
        "title": document.title,
        "letterhead": {
            "sender": head.sender,
            "sender_lines": list(head.sender_lines),
            "recipient_lines": list(head.recipient_lines),
            "reference_rows": [list(row) for row in head.reference_rows],
            "place_and_date": head.place_and_date,
        },
        "blocks": [_block_to_json(block) for block in document.blocks],
    }


def document_from_json(data: Mapping[str, Any]) -> Document:
    """Read the form that :func:`document_to_json` writes."""
    head = data["letterhead"]
    letterhead = Letterhead(
        sender=head["sender"],
        sender_lines=tuple(head["sender_lines"]),
        recipient_lines=tuple(head["recipient_lines"]),
        reference_rows=_pairs(head["reference_rows"]),
        place_and_date=head["place_and_date"],
    )
    blocks = tuple(_block_from_json(block) for block in data["blocks"])
    return Document(data["language"], data["title"], letterhead, blocks)


def _block_to_json(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": text}
        case Paragraph(text, strong):
            return {"kind": "paragraph", "text": text, "strong": strong}
        case ItemList(items, numbered):
            return {"kind": "list", "items": list(items), "numbered": numbered}
    return {"kind": "facts", "rows": [list(row) for row in block.rows]}


def _block_from_json(data: Mapping[str, Any]) -> Block:
    match data["kind"]:
        case "heading":
            return Heading(data["level"], data["text"])
        case "paragraph":
            return Paragraph(data["text"], strong=data["strong"])
        case "list":
            return ItemList(tuple(data["items"]), numbered=data["numbered"])
        case _:
            return Facts(_pairs(data["rows"]))


def _pairs(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in rows)
