"""The letter that asks an authority outside for its opinion; printed by the clerk."""

from django.utils import timezone

from rathaus.core.beteiligung import texts
from rathaus.core.beteiligung.models import Beteiligung
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.stelle.models import Stelle
from rathaus.recht.dates import letter_date
from rathaus.values.document import Block, Document, Facts, Heading, Letterhead, Paragraph


def request_document(request: Beteiligung, *, title: str) -> Document:
    """Return the letter to those who are asked: the question, the day, the extract of the case.

    Args:
        request: the request with its case and the body that asks.
        title: name of the Leistung, German.
    """
    stelle = request.stelle
    due = texts.DUE.format(day=letter_date(request.due_on))
    intro = texts.INTRO.format(title=title, number=request.vorgang.aktenzeichen)
    blocks: list[Block] = [Paragraph(intro), *(Paragraph(each) for each in request.question.split("\n\n") if each)]
    blocks.append(Paragraph(due, strong=True))
    for section in request.extract:
        blocks += [Heading(1, section["title"]), Facts(tuple((label, value) for label, value in section["rows"]))]
    return Document("de", texts.TITLE, _head(request, stelle), tuple(blocks))


def request_pdf(request: Beteiligung, *, title: str) -> bytes:
    """Return the letter as PDF; the same request gives the same bytes."""
    return render_pdf(request_document(request, title=title), created_at=request.asked_at)


def _head(request: Beteiligung, stelle: Stelle) -> Letterhead:
    day = letter_date(timezone.localdate(request.asked_at))
    return Letterhead(
        sender=stelle.official_name,
        sender_lines=tuple(line for line in (*stelle.address.splitlines(), stelle.phone, stelle.email) if line),
        recipient_lines=(request.name, *(line for line in request.address.splitlines() if line.strip())),
        reference_rows=((texts.REFERENCE, request.vorgang.aktenzeichen),),
        place_and_date=day,
    )
