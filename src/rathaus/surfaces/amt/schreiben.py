"""The letters of a case as files."""

import uuid

from django.http import Http404, HttpResponse

from rathaus.core.postfach.plain_text import letter_text
from rathaus.core.postfach.queries import message_by_public_id
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import reading
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.text_file import text_response


@reading
def letter_as_text(request: ScopedRequest, vorgang: uuid.UUID, nachricht: uuid.UUID) -> HttpResponse:  # noqa: ARG001  # the scope decides
    """Send a letter of a case as plain text; that an office looks at it opens nothing."""
    row = message_by_public_id(nachricht)
    if row.antrag_id != vorgang_by_public_id(vorgang).antrag.public_id:
        raise Http404
    return text_response(letter_text(row, language=current_language()), name=row.subject)
