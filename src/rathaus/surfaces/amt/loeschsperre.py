"""Legal holds: a clerk keeps a case from being deleted, and lets it go again."""

import uuid
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from rathaus.core.akte.hold import hold_by_public_id, holds_of, lift_hold, set_hold
from rathaus.core.vorgang.queries import clerk_names, vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, go_to, is_lead, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import now

if TYPE_CHECKING:
    from rathaus.core.akte.models import Loeschsperre
    from rathaus.core.vorgang.models import Vorgang

_ANCHOR = "sperre"
_LONGEST = 2_000


@acting
def hold(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Ask why the case must stay; on POST hold it."""
    row, reason = vorgang_by_public_id(vorgang), request.POST.get("grund", "")[:_LONGEST]
    errors: Problems = ()
    if request.method == "POST":
        errors = attempt(lambda: set_hold(actor=request.actor, vorgang=row, reason=reason, now=now()), field="grund")
        if not errors:
            return go_to("case_file", row.public_id, note="gesperrt", anchor=_ANCHOR)
    return _show(request, row, None, errors)


@acting
def hold_end(request: ScopedRequest, vorgang: uuid.UUID, sperre: uuid.UUID) -> HttpResponse:
    """Ask why the hold ends; on POST lift it."""
    row, reason = vorgang_by_public_id(vorgang), request.POST.get("grund", "")[:_LONGEST]
    held = hold_by_public_id(row, sperre)
    errors: Problems = ()
    if request.method == "POST":
        errors = attempt(
            lambda: lift_hold(actor=request.actor, vorgang=row, public_id=sperre, reason=reason, now=now()),
            field="grund",
        )
        if not errors:
            return go_to("case_file", row.public_id, note="entsperrt", anchor=_ANCHOR)
    return _show(request, row, held, errors)


def holds_on_page(request: ScopedRequest, row: "Vorgang") -> dict[str, Any]:
    """Return what a page of a case shows of its holds: those that are not lifted with who may lift them."""
    rows = holds_of(row)
    names = clerk_names(konto for each in rows for konto in (each.set_by_id, each.lifted_by_id))
    return {
        "holds": [
            (each, names.get(each.set_by_id, ""), each.set_by_id == request.actor.konto_id or is_lead(request))
            for each in rows
            if each.lifted_at is None
        ],
        "lifted_holds": [(each, names.get(each.lifted_by_id or 0, "")) for each in rows if each.lifted_at is not None],
    }


def _show(request: ScopedRequest, row: "Vorgang", held: "Loeschsperre | None", errors: Problems) -> HttpResponse:
    context = {**case_head(row), "held": held, "typed": request.POST, "errors": errors}
    return show(request, "loeschsperre", context, status=422 if errors else 200)
