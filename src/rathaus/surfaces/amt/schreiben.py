"""The letters of a case: as files, and noted as read."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.timezone import is_aware

from rathaus.core.postfach.plain_text import letter_text
from rathaus.core.postfach.queries import message_by_public_id, messages_of
from rathaus.core.vorgang.correspondence import note_reading
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import go_to, posting, reading
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.text_file import text_response

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang


@reading
def letter_as_text(request: ScopedRequest, vorgang: uuid.UUID, nachricht: uuid.UUID) -> HttpResponse:  # noqa: ARG001  # the scope decides
    """Send a letter of a case as plain text; that an office looks at it opens nothing."""
    row = message_by_public_id(nachricht)
    if row.antrag_id != vorgang_by_public_id(vorgang).antrag.public_id:
        raise Http404
    return text_response(letter_text(row, language=current_language()), name=row.subject)


@posting
def read_mark(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Note that the clerk has read what the page showed; what came in since stays new."""
    row, shown = vorgang_by_public_id(vorgang), set(request.POST.getlist("schreiben"))
    letters = [each for each in messages_of(row.antrag.public_id) if str(each.public_id) in shown]
    note_reading(actor=request.actor, letters=letters, now=timezone.now())
    return go_to("vorgang", row.public_id, note="gelesen", anchor="schreiben")


def note_reply(request: ScopedRequest, row: "Vorgang") -> None:
    """Note as read what the person had written when the form of the answer was shown; what came in since stays new."""
    shown_at = _instant(request.POST.get("stand", ""))
    if shown_at is not None:
        letters = [each for each in messages_of(row.antrag.public_id) if each.provided_at <= shown_at]
        note_reading(actor=request.actor, letters=letters, now=timezone.now())


def _instant(text: str) -> datetime | None:
    """Return the aware instant that a page has written into its form; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if is_aware(found) else None
