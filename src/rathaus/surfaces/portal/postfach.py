"""The Postfach: letters of offices, readable here and as PDF. Opening one is an act and noted, so it is a POST."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.antrag.rules import Status, is_open
from rathaus.core.bescheid.nachweis_queries import can_renew, nachweis_of
from rathaus.core.bescheid.queries import Deadline, deadline_of, issued_with
from rathaus.core.datei.document_json import document_from_json
from rathaus.core.postfach.plain_text import letter_text
from rathaus.core.postfach.queries import letters_of, message_by_public_id
from rathaus.core.postfach.rules import ASKING, Direction, Kind
from rathaus.core.rechtsbehelf.decision import open_letter as open_and_announce
from rathaus.core.rechtsbehelf.queries import offer_for_letter
from rathaus.core.termin.queries import buchung_of
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private, today
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.text_file import text_response
from rathaus.values.text import Text

if TYPE_CHECKING:
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
        deadline = _deadline(row, antrag_by_public_id(row.antrag_id))
        return show_private(request, "portal/brief_ungelesen.html", {"letter": row, "deadline": deadline})
    antrag = antrag_by_public_id(row.antrag_id)
    deadline = _deadline(row, antrag)
    certificate = nachweis_of(antrag) if row.kind in {Kind.BESCHEID, Kind.MESSAGE} else None
    context = {
        "nachweis": certificate, "renewable": certificate is not None and can_renew(certificate, on=today()),
        "bescheid": issued_with(antrag, row.datei_id) if row.kind == Kind.BESCHEID else None,
        "letter": row, "antrag": antrag, "title": Text.from_json(antrag.version.leistung.title),
        "document": document_from_json(row.document) if row.document else None,
        "paragraphs": [part for part in row.body.split("\n\n") if part.strip()],
        "deadline": deadline, "is_remedy_open": _is_remedy_open(deadline), "offer": offer_for_letter(row, on=today()),
        "may_book": row.kind == Kind.INVITATION and is_open(Status(antrag.status)) and not buchung_of(antrag.public_id),
        "may_answer": row.kind in ASKING and antrag.status == "waiting",
    }  # fmt: skip
    return show_private(request, "portal/brief.html", context)


@audience(Audience.BEARER)
def letter_as_text(request: ScopedRequest, nachricht: uuid.UUID) -> HttpResponse:  # noqa: ARG001  # the scope decides
    """Send a letter as plain text; a sealed one must be opened first, but for a receipt, which decides nothing."""
    row = message_by_public_id(nachricht)
    if row.direction == Direction.TO_CITIZEN and row.is_unread and row.kind != Kind.RECEIPT:
        return go_to("letter", row.public_id)
    return text_response(letter_text(row, language=current_language()), name=row.subject)


@audience(Audience.BEARER, methods=("POST",))
def open_letter(request: ScopedRequest, nachricht: uuid.UUID) -> HttpResponse:
    """Open a letter: the first time is noted for the office, and announces a Bescheid."""
    row = message_by_public_id(nachricht)
    if row.direction == Direction.TO_CITIZEN:
        open_and_announce(actor=actor_for(request, row.bearer), nachricht=row, now=now())
    return go_to("letter", row.public_id)


def _deadline(letter: "Nachricht", antrag: "Antrag") -> Deadline | None:
    """Return announcement and remedy of a Bescheid; None for letters that decide nothing."""
    bescheid = issued_with(antrag, letter.datei_id) if letter.kind == Kind.BESCHEID else None
    return deadline_of(bescheid, on=today()) if bescheid else None


def _is_remedy_open(deadline: Deadline | None) -> bool:
    """Whether to show how to disagree: until the last day, or always where no day may be shown."""
    if deadline is None or deadline.sentence is None:
        return False
    return not deadline.is_verified or (deadline.remedy_until is not None and deadline.remedy_until >= today())
