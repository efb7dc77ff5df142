"""The documents of a case: shown inside the page, or saved."""

import uuid
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import Http404, HttpResponse

from rathaus.core.datei.queries import content_of, datei_by_public_id
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import reading
from rathaus.surfaces.ui.audience import ScopedRequest

if TYPE_CHECKING:
    from rathaus.core.datei.models import Datei
    from rathaus.core.vorgang.models import Vorgang

_SHOWN = {"application/pdf", "image/jpeg", "image/png"}
"""What a browser may show; everything else is saved. Uploads are examined for active content when they arrive."""

_IN_FRAME = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""For the frame of the case alone. No sandbox: the PDF viewers of browsers refuse to work in one."""


@reading
def document(request: ScopedRequest, vorgang: uuid.UUID, datei: uuid.UUID) -> HttpResponse:
    """Send one document of a case; only our own page may frame it."""
    row = vorgang_by_public_id(vorgang)
    file = datei_of(row, datei)
    is_shown = file.media_type in _SHOWN and "speichern" not in request.GET
    return send(content_of(file), media_type=file.media_type, name=file.name, is_shown=is_shown)


def datei_of(row: "Vorgang", public_id: uuid.UUID) -> "Datei":
    """Return a file of the body that keeps a case.

    Raises:
        Http404: it belongs to another body.
        DateiNotFound: unknown.
    """
    file = datei_by_public_id(public_id)
    if file.stelle_id != row.stelle_id:
        raise Http404
    return file


def send(content: bytes, *, media_type: str, name: str, is_shown: bool) -> HttpResponse:
    """Return bytes to be shown inside our own page, or to be saved."""
    response = HttpResponse(content, content_type=media_type)
    how = "inline" if is_shown else "attachment"
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = _IN_FRAME if is_shown else "default-src 'none'; sandbox"
    response.headers["X-Frame-Options"] = "SAMEORIGIN" if is_shown else "DENY"
    return response
