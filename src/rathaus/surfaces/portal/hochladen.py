"""Files in parts, for pages with script: begun, continued after a broken connection, finished as by the form.

The protocol stands in ``docs/reference/uploads.md``. Without script the form sends files by itself.
"""

import re
import uuid
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from rathaus.core.antrag.drafting import Upload, attach_file
from rathaus.core.antrag.errors import EntwurfSubmitted
from rathaus.core.antrag.queries import content_of, entwurf_by_public_id
from rathaus.core.antrag.uploads import upload_terms
from rathaus.core.datei.errors import PartMisplaced, UploadEmpty
from rathaus.core.datei.uploads import (
    Announcement,
    add_part,
    begin_upload,
    forget_upload,
    take_out,
    upload_by_public_id,
)
from rathaus.surfaces.portal.frame import actor_for, now, today
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, View, audience
from rathaus.surfaces.ui.error_text import ErrorText
from rathaus.surfaces.ui.error_texts import error_text
from rathaus.surfaces.ui.link_keeping import keep_draft_link
from rathaus.surfaces.ui.responses import error_json
from rathaus.values.errors import RathausError

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Entwurf
    from rathaus.core.datei.models import PartialUpload

PART_BYTES = 500_000
"""Size of a part that a browser sends; a broken connection costs no more than that."""
OFFSET = "Upload-Offset"
"""Header of a part: where its first byte stands in the file."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME_LENGTH = 300


def _in_json(view: View[HttpResponse]) -> View[HttpResponse]:
    """Let a view refuse in JSON without taking back what it stored: a refused file is forgotten.

    What is refused outside of the view is in JSON too, see ``rathaus.surfaces.ui.responses``.
    """

    @wraps(view)
    def answer(request: ScopedRequest, **parts: Any) -> HttpResponse:
        try:
            return view(request, **parts)
        except RathausError as error:
            received = {"received": error.facts["received_bytes"]} if isinstance(error, PartMisplaced) else {}
            return error_json(error_text(error.code), code=error.code, **received)

    return answer


@limited("upload")
@audience(Audience.BEARER, methods=("POST",), for_clerks=True)
@_in_json
def begin(request: ScopedRequest, entwurf: uuid.UUID) -> HttpResponse:
    """Begin an upload, or say how much of the same file is here already."""
    row = _open_draft(entwurf)
    announcement = _announcement(request, row)
    upload = begin_upload(
        actor=actor_for(request, row.bearer),
        bearer=row.bearer,
        announcement=announcement,
        limit_bytes=upload_terms(content_of(row), announcement.question).max_size,
        now=now(),
    )
    address = reverse("portal:upload", args=[row.public_id, upload.public_id])
    return JsonResponse(_state(upload) | {"address": address, "part": PART_BYTES}, status=HTTPStatus.CREATED)


@limited("part")
@audience(Audience.BEARER, methods=("GET", "POST"), for_clerks=True)
@_in_json
def part(request: ScopedRequest, entwurf: uuid.UUID, upload: uuid.UUID) -> HttpResponse:
    """Say how much of a file is here; on POST take the next part, and with the last one the file."""
    row = _open_draft(entwurf)
    found = upload_by_public_id(upload, target=row.public_id, now=now())
    if request.method == "GET":
        return JsonResponse(_state(found))
    actor = actor_for(request, row.bearer)
    found = add_part(actor=actor, upload=found, begins_at=_offset(request), content=request.body)
    if not found.is_complete:
        return JsonResponse(_state(found))
    return _finish(request, row, found)


def _finish(request: ScopedRequest, row: "Entwurf", upload: "PartialUpload") -> HttpResponse:
    actor = actor_for(request, row.bearer)
    try:
        file = Upload(upload.name, take_out(actor=actor, upload=upload, now=now()))
        finding = attach_file(actor=actor, entwurf=row, path=upload.question, upload=file, now=now())
    except RathausError:
        forget_upload(actor=actor, upload=upload)
        raise
    if finding is not None:
        forget_upload(actor=actor, upload=upload)
        words = ErrorText(HTTPStatus.UNPROCESSABLE_ENTITY, finding.what, finding.remedy)
        return error_json(words, code=finding.code)
    response = JsonResponse({"received": upload.size_bytes, "done": True})
    return keep_draft_link(request, response, entwurf_by_public_id(row.public_id, today=today()))


def _open_draft(public_id: uuid.UUID) -> "Entwurf":
    row = entwurf_by_public_id(public_id, today=today())
    if row.antrag is not None:
        raise EntwurfSubmitted(reference=row.antrag.reference)
    return row


def _announcement(request: ScopedRequest, row: "Entwurf") -> Announcement:
    size, sha256 = request.POST.get("size", ""), request.POST.get("sha256", "")
    if not (size.isascii() and size.isdigit() and len(size) < 16):
        raise UploadEmpty
    return Announcement(
        target=row.public_id,
        question=request.POST.get("question", "")[:_NAME_LENGTH],
        name=request.POST.get("name", "")[:_NAME_LENGTH],
        size_bytes=int(size),
        sha256=sha256 if _SHA256.fullmatch(sha256) else "",
    )


def _offset(request: ScopedRequest) -> int:
    told = request.headers.get(OFFSET, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else -1


def _state(upload: "PartialUpload") -> dict[str, object]:
    return {"received": upload.received_bytes, "done": upload.closed_at is not None}
