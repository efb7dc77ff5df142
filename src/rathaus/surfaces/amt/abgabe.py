"""Passing a case on to the body that must decide it."""

import uuid

from django.http import HttpResponse

from rathaus.core.leistung.queries import uebernahmen_for
from rathaus.core.stelle.queries import stelle_by_slug
from rathaus.core.vorgang.passing_on import pass_on
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, go_to, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import now
from rathaus.values.text import Text

_LONGEST = 2_000
_BODY_MISSING = Text("Wählen Sie die Stelle aus, die entscheiden muss.", "Choose the body that must decide.")


@acting
def passing_on(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Ask for the body and the reason; on POST pass the case on."""
    row, reason = vorgang_by_public_id(vorgang), request.POST.get("grund", "")[:_LONGEST]
    receiver = stelle_by_slug(request.POST.get("stelle", ""))
    errors: Problems = ()
    if request.method == "POST" and receiver is None:
        errors = (("stelle", _BODY_MISSING),)
    elif request.method == "POST" and receiver is not None:
        errors = attempt(
            lambda: pass_on(actor=request.actor, vorgang=row, receiver=receiver, reason=reason, now=now()),
            field="grund",
        )
        if not errors:
            return go_to("vorgang", row.public_id, note="abgegeben")
    others = [each.stelle for each in uebernahmen_for(row.leistung) if each.stelle_id != row.stelle_id]
    bodies = [(each.slug, each.official_name) for each in others if each.mode == row.stelle.mode]
    context = {**case_head(row), "errors": errors, "bodies": bodies, "typed": request.POST}
    return show(request, "abgabe", context, status=422 if errors else 200)
