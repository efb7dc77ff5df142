"""Every letter as plain text, with the content of its PDF."""

from rathaus.core.datei.document_json import document_from_json
from rathaus.core.datei.plain_letter import render_text
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.rules import Direction, local_day
from rathaus.core.postfach.texts import written_day
from rathaus.values.document import Document, Letterhead, Paragraph


def letter_text(nachricht: Nachricht, *, language: str) -> str:
    """Return a letter as text in lines of at most 78 characters.

    Args:
        nachricht: the letter, with its body.
        language: ``de`` or ``en``, for the date of a letter that has no structured document.
    """
    return render_text(document_from_json(nachricht.document) if nachricht.document else _document(nachricht, language))


def _document(nachricht: Nachricht, language: str) -> Document:
    day = written_day(local_day(nachricht.provided_at), language)
    is_ours = nachricht.direction == Direction.TO_CITIZEN
    head = Letterhead(nachricht.stelle.official_name if is_ours else "", place_and_date=day)
    paragraphs = tuple(Paragraph(part.strip()) for part in nachricht.body.split("\n\n") if part.strip())
    return Document(language, nachricht.subject, head, paragraphs)
