"""The law that counts in the state, as dated rows; the coordination office confirms what is not verified."""

from django.http import HttpResponse

from rathaus.surfaces.koordination.frame import acting, go_to, reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.law_pages import confirm_from, law_by_topic, law_page, options_of
from rathaus.surfaces.ui.staff_pages import today


@reading
def law(request: ScopedRequest) -> HttpResponse:
    topics = law_by_topic(None, today())
    waiting = sum(1 for topic in topics for line in topic.lines if line.row is not None and line.row.unverified)
    return show(request, "recht", {"section": "recht", "topics": topics, "waiting": waiting})


@reading
def parameter(request: ScopedRequest, jurisdiction: str, key: str) -> HttpResponse:
    context = law_page(key, jurisdiction, stelle_id=None, day=today())
    return show(request, "parameter", {"section": "recht", **context})


@acting
def confirmation(request: ScopedRequest, jurisdiction: str, key: str) -> HttpResponse:
    context = law_page(key, jurisdiction, stelle_id=None, day=today())
    row = context["open_row"]
    if row is None:
        return go_to("parameter", jurisdiction, key)
    errors = confirm_from(request, row, for_body=False) if request.method == "POST" else ()
    if request.method == "POST" and not errors:
        return go_to("parameter", jurisdiction, key, note="bestaetigt")
    page = {"section": "recht", **context, "options": options_of(row), "typed": request.POST, "errors": errors}
    return show(request, "bestaetigung", page, status=422 if errors else 200)
