"""The documents of a case: copies that are safe to open, shown inside the page, or saved."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse

from rathaus.core.antrag.answers_file import answers_file
from rathaus.core.datei.copies import copy_of, preview_of
from rathaus.core.datei.queries import datei_by_public_id
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.file_answer import answers_format, frame_file, preview_in_page, save_file
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.core.datei.models import Datei
    from rathaus.core.vorgang.models import Vorgang


@reading
def document(request: ScopedRequest, vorgang: uuid.UUID, datei: uuid.UUID) -> HttpResponse:
    """Send a copy of one document of a case; only our own page may frame it."""
    copy = copy_of(datei_of(vorgang_by_public_id(vorgang), datei), day=today())
    send = save_file if "speichern" in request.GET else frame_file
    return send(copy.content, media_type=copy.media_type, name=copy.name)


@reading
def answers(request: ScopedRequest, *, vorgang: uuid.UUID, ending: str) -> HttpResponse:  # noqa: ARG001  # a view takes the request
    """Send the answers of a case for other programs, as JSON or XML."""
    row = vorgang_by_public_id(vorgang)
    file = answers_file(row.antrag, answers_format(ending))
    return save_file(file.content, media_type=file.media_type, name=file.name)


@reading
def preview(request: ScopedRequest, vorgang: uuid.UUID, datei: uuid.UUID) -> HttpResponse:
    """Show a photo or the first page of a document, and how many pages there are."""
    row = vorgang_by_public_id(vorgang)
    file = datei_of(row, datei)
    shown = preview_in_page(preview_of(file, day=today()), name=file.name)
    return show(request, "datei", {"section": "vorgaenge", "vorgang": row, "datei": file, "preview": shown})


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
