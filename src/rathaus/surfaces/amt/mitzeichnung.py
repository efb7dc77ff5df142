"""Reading a colleague's draft: what changed since one read it last, then signing or sending it back."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.bescheid.errors import DraftOutdated
from rathaus.core.bescheid.mitzeichnung import cosign, drafter_name, reading_of, send_back
from rathaus.core.bescheid.queries import draft_of
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.engine.prozess.text import BescheidNotRenderable
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.core.bescheid.models import Bescheid

_MAX_REASON = 4000


@acting
def reading_page(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Show the draft with its changes; a POST signs it or sends it back."""
    row = vorgang_by_public_id(vorgang)
    bescheid = draft_of(row)
    errors: Problems = ()
    if bescheid is not None and request.method == "POST":
        errors = _say(request, bescheid)
        if not errors:
            return go_to("vorgang", vorgang, note="zurueckgegeben" if "zurueck" in request.POST else "mitgezeichnet")
        bescheid = draft_of(row)
    if bescheid is None or bescheid.cosign_asked_at is None:
        return go_to("vorgang", vorgang)
    try:
        reading = reading_of(bescheid, konto_id=desk_of(request).konto_id, on=today())
    except (BescheidNotRenderable, DraftOutdated):
        return go_to("vorgang", vorgang)
    context = {
        **case_head(row),
        "errors": errors,
        "bescheid": bescheid,
        "reading": reading,
        "drafter": drafter_name(bescheid),
        "is_own": bescheid.drafted_by_id == desk_of(request).konto_id,
        "reason": request.POST.get("grund", ""),
    }
    return show(request, "mitzeichnung", context, status=422 if errors else 200)


def _say(request: ScopedRequest, bescheid: "Bescheid") -> Problems:
    """Sign the draft as it was read, or send it back."""
    fassung, now = request.POST.get("fassung", ""), timezone.now()
    if "zurueck" not in request.POST:
        return attempt(lambda: cosign(actor=request.actor, bescheid=bescheid, fassung=fassung, now=now))
    reason = request.POST.get("grund", "")[:_MAX_REASON]
    return attempt(
        lambda: send_back(actor=request.actor, bescheid=bescheid, fassung=fassung, reason=reason, now=now),
        field="grund",
    )
