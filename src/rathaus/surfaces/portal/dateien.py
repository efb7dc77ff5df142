"""Files of one person: letters as PDF, and what they uploaded themselves."""

import uuid
from urllib.parse import quote

from django.http import HttpResponse

from rathaus.core.datei.queries import content_of, datei_by_public_id
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience


@audience(Audience.BEARER)
def download(request: ScopedRequest, datei: uuid.UUID) -> HttpResponse:  # noqa: ARG001  # the scope decides
    """Send a file of the open scope; browsers save it and never run it."""
    row = datei_by_public_id(datei)
    response = HttpResponse(content_of(row), content_type=row.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.name)}"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
