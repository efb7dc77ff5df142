"""Files of one person: letters as PDF, and what they uploaded themselves."""

import uuid

from django.http import HttpResponse

from rathaus.core.datei.copies import copy_of, preview_of
from rathaus.core.datei.queries import datei_by_public_id
from rathaus.surfaces.portal.frame import show_private, today
from rathaus.surfaces.portal.limits import always, limited
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.file_answer import preview_in_page, save_file


@limited("drawing", when=always)
@audience(Audience.BEARER, for_clerks=True)
def download(request: ScopedRequest, datei: uuid.UUID) -> HttpResponse:  # noqa: ARG001  # the scope decides
    """Send a copy of a file of the open scope; browsers save it and never run it."""
    copy = copy_of(datei_by_public_id(datei), day=today())
    return save_file(copy.content, media_type=copy.media_type, name=copy.name)


@limited("drawing", when=always)
@audience(Audience.BEARER, for_clerks=True)
def preview(request: ScopedRequest, datei: uuid.UUID) -> HttpResponse:
    """Show a photo or the first page of a PDF, and how many pages there are."""
    row = datei_by_public_id(datei)
    shown = preview_in_page(preview_of(row, day=today()), name=row.name)
    return show_private(request, "portal/datei.html", {"datei": row, "preview": shown})
