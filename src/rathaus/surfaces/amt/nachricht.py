"""A message to the person that asks nothing: the case goes on."""

import uuid

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.postfach.rules import MAX_MESSAGE
from rathaus.core.vorgang.correspondence import write_to_citizen
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, go_to, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest


@acting
def message(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        text = request.POST.get("text", "")
        errors = attempt(
            lambda: write_to_citizen(actor=request.actor, vorgang=row, text=text, now=timezone.now()), field="text"
        )
        if not errors:
            return go_to("vorgang", row.public_id, note="geschrieben")
    context = {**case_head(row), "errors": errors, "typed": request.POST.get("text", ""), "longest": MAX_MESSAGE}
    return show(request, "nachricht", context, status=422 if errors else 200)
