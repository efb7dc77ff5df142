"""Extending the period of a Genehmigungsfiktion: until when, and why."""

import uuid

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.vorgang.extension import extend_timer
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, go_to, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day


@acting
def extension(request: ScopedRequest, vorgang: uuid.UUID, key: str) -> HttpResponse:
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        to, reason = read_day(request.POST, "bis"), request.POST.get("grund", "")[:2_000]
        errors = (("bis", DAY_MISSING),)
        if to is not None:
            errors = attempt(
                lambda: extend_timer(
                    actor=request.actor, vorgang=row, key=key, to=to, reason=reason, now=timezone.now()
                ),
                field="grund",
            )
        if not errors:
            return go_to("vorgang", vorgang, note="verlaengert", anchor="zeitgeber")
    context = {**case_head(row), "errors": errors, "typed": request.POST, "key": key}
    return show(request, "zeitgeber", context, status=422 if errors else 200)
