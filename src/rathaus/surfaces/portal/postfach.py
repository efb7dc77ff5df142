"""The Postfach: letters of offices, readable here and as PDF. Opening one is an act and noted, so it is a POST."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.bescheid.queries import issued_for
from rathaus.core.datei.document_json import document_from_json
from rathaus.core.postfach.actions import retrieve
from rathaus.core.postfach.queries import letters_of, message_by_public_id
from rathaus.core.postfach.rules import Direction, Kind
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private, today
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.values.text import Text

if TYPE_CHECKING:
    from datetime import date

    from rathaus.core.antrag.models import Antrag
    from rathaus.core.postfach.models import Nachricht

_MOST_LISTED = 100


@audience(Audience.EVERYBODY)
def letters(request: ScopedRequest) -> HttpResponse:
    """List the letters, the newest first; tell who is unknown how to get to theirs."""
    rows = list(letters_of(request.bearers)[:_MOST_LISTED]) if request.bearers else []
    return show_private(request, "portal/postfach.html", {"letters": rows})


@audience(Audience.BEARER)
def letter(request: ScopedRequest, nachricht: uuid.UUID) -> HttpResponse:
    """Show an opened letter; a sealed one shows from whom it is and a button that opens it."""
    row = message_by_public_id(nachricht)
    if row.direction == Direction.TO_CITIZEN and row.is_unread:
        return show_private(request, "portal/brief_ungelesen.html", {"letter": row})
    antrag = antrag_by_public_id(row.antrag_id)
    context = {
        "letter": row, "antrag": antrag, "title": Text.from_json(antrag.version.leistung.title),
        "document": document_from_json(row.document) if row.document else None,
        "paragraphs": [part for part in row.body.split("\n\n") if part.strip()],
        "remedy_until": _remedy_until(row, antrag),
        "may_answer": row.kind == Kind.QUESTION and antrag.status == "waiting",
    }  # fmt: skip
    return show_private(request, "portal/brief.html", context)


@audience(Audience.BEARER, methods=("POST",))
def open_letter(request: ScopedRequest, nachricht: uuid.UUID) -> HttpResponse:
    """Open a letter: the first time is noted for the office."""
    row = message_by_public_id(nachricht)
    if row.direction == Direction.TO_CITIZEN:
        retrieve(actor=actor_for(request, row.bearer), nachricht=row, now=now())
    return go_to("letter", row.public_id)


def _remedy_until(letter: "Nachricht", antrag: "Antrag") -> "date | None":
    """Return the last day for an objection while it has not passed; None for letters that decide nothing."""
    bescheid = issued_for(antrag) if letter.kind == Kind.BESCHEID else None
    until = bescheid.remedy_until if bescheid else None
    return until if until is not None and until >= today() else None
