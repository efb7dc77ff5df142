"""The way out of cases: the list of those that may go, and what is decided about each."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from rathaus.core.akte.disposal import (
    DisposalPage,
    disposal_list,
    note_archive_answer,
    offer_to_archive,
    waive_archive,
)
from rathaus.core.vorgang.errors import CursorBroken
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.akte import show_file
from rathaus.surfaces.amt.frame import desk_of, go_to, posting, reading, show
from rathaus.surfaces.ui.attempt import attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.listing import with_query
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE, now, title_of, today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang

_ANCHOR = "aussonderung"
_LONGEST = 2_000
_ANSWERS = {"uebernimmt": True, "lehnt_ab": False}
_ANSWER_MISSING = Text("Wählen Sie, ob das Archiv die Akte übernimmt.", "Choose whether the archive takes the file.")


@reading
def disposals(request: ScopedRequest) -> HttpResponse:
    """List the closed cases that may go."""
    page = _page(request)
    context = {
        "section": "vorgaenge",
        "rows": [(row, title_of(row.leistung)) for row in page.rows],
        "next_url": with_query(request, nach=page.next) if page.next else "",
        "first_url": with_query(request, nach=None) if "nach" in request.GET else "",
    }
    return show(request, "aussonderung", context)


@posting
def archive_offer(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Offer the case to the archive."""
    row = vorgang_by_public_id(vorgang)
    return _act(request, row, lambda: offer_to_archive(actor=request.actor, vorgang=row, now=now()))


@posting
def archive_answer(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Note what the archive answered."""
    row, takes = vorgang_by_public_id(vorgang), _ANSWERS.get(request.POST.get("antwort", ""))
    if takes is None:
        return show_file(request, row, errors=(("antwort", _ANSWER_MISSING),))
    reason = request.POST.get("vermerk", "")[:_LONGEST]
    return _act(
        request,
        row,
        lambda: note_archive_answer(actor=request.actor, vorgang=row, takes=takes, reason=reason, now=now()),
        field="vermerk",
    )


@posting
def archive_waiver(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Decide that the case is deleted without an offer."""
    row, reason = vorgang_by_public_id(vorgang), request.POST.get("grund", "")[:_LONGEST]
    return _act(
        request, row, lambda: waive_archive(actor=request.actor, vorgang=row, reason=reason, now=now()), field="grund"
    )


def _act(request: ScopedRequest, row: "Vorgang", act: Callable[[], Any], *, field: str = "") -> HttpResponse:
    errors = attempt(act, field=field)
    if errors:
        return show_file(request, row, errors=errors)
    return go_to("case_file", row.public_id, note="ausgesondert", anchor=_ANCHOR)


def _page(request: ScopedRequest) -> DisposalPage:
    stelle_ids = desk_of(request).stelle_ids
    try:
        return disposal_list(stelle_ids, today=today(), after=request.GET.get("nach", ""), limit=PAGE_SIZE)
    except CursorBroken:
        return disposal_list(stelle_ids, today=today(), limit=PAGE_SIZE)
