"""The law that counts at this body; who leads it confirms what is not verified, for this body alone."""

from django.http import HttpResponse

from rathaus.core.norm.actions import leads_body
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.law_pages import confirm_from, law_by_topic, law_page, options_of
from rathaus.surfaces.ui.staff_pages import today


@reading
def law(request: ScopedRequest) -> HttpResponse:
    topics = law_by_topic(desk_of(request).stelle.pk, today())
    waiting = sum(1 for topic in topics for line in topic.lines if line.row is not None and line.row.unverified)
    return show(request, "recht", {"section": "recht", "topics": topics, "waiting": waiting})


@reading
def parameter(request: ScopedRequest, jurisdiction: str, key: str) -> HttpResponse:
    context = law_page(key, jurisdiction, stelle_id=desk_of(request).stelle.pk, day=today())
    return show(request, "parameter", {"section": "recht", **context, "leads": leads_body(request.actor, today())})


@acting
def confirmation(request: ScopedRequest, jurisdiction: str, key: str) -> HttpResponse:
    context = law_page(key, jurisdiction, stelle_id=desk_of(request).stelle.pk, day=today())
    row = context["open_row"]
    if row is None or not leads_body(request.actor, today()):
        return go_to("parameter", jurisdiction, key)
    errors = confirm_from(request, row, for_body=True) if request.method == "POST" else ()
    if request.method == "POST" and not errors:
        return go_to("parameter", jurisdiction, key, note="bestaetigt")
    page = {"section": "recht", **context, "options": options_of(row), "typed": request.POST, "errors": errors}
    return show(request, "bestaetigung", page, status=422 if errors else 200)
