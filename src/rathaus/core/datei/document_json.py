"""The JSON form of a structured document: stored beside a letter, handed to the template of the PDF."""

from collections.abc import Mapping
from typing import Any

from rathaus.values.document import Document
from rathaus.values.plain import from_plain, to_plain


def document_to_json(document: Document) -> dict[str, Any]:
    """Return the JSON form; :func:`document_from_json` reads it back to an equal document."""
    plain: dict[str, Any] = to_plain(document)
    return plain


def document_from_json(data: Mapping[str, Any]) -> Document:
    """Read the form that :func:`document_to_json` writes."""
    return from_plain(Document, data)
