"""How long the cases of each Leistung are kept; who leads the body confirms it, for this body alone."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse

from rathaus.core.akte.retention import Period, confirm_retention, kept_services, retention_history
from rathaus.core.norm.actions import leads_body
from rathaus.core.vorgang.queries import clerk_names
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, reading, show
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import now, title_of, today

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung

_LONGEST = 1000


@reading
def retentions(request: ScopedRequest) -> HttpResponse:
    """List what the body keeps and for how long."""
    desk = desk_of(request)
    rows = kept_services(desk.stelle, stelle_ids=desk.stelle_ids, today=today())
    context = {
        "section": "leistungen",
        "rows": [(each.leistung, title_of(each.leistung), each.period) for each in rows],
    }
    return show(request, "aufbewahrungen", context)


@acting
def retention(request: ScopedRequest, slug: str) -> HttpResponse:
    """Show which periods were confirmed for a Leistung; on POST of who leads the body confirm one."""
    desk, leistung = desk_of(request), _own(request, slug)
    errors: Problems = ()
    if request.method == "POST":
        typed = {name: request.POST.get(name, "")[:_LONGEST] for name in ("jahre", "quelle")}
        period = Period(typed["jahre"], typed["quelle"], confirmed=request.POST.get("geprueft") == "true")
        errors = attempt(
            lambda: confirm_retention(
                actor=request.actor, stelle=desk.stelle, leistung=leistung, period=period, now=now()
            ),
            field="jahre",
        )
        if not errors:
            return go_to("retention", slug, note="aufbewahrung")
    history = retention_history(leistung, stelle_ids=desk.stelle_ids)
    names = clerk_names(each.confirmed_by_id for each in history)
    context = {
        "section": "leistungen", "leistung": leistung, "title": title_of(leistung), "errors": errors,
        "history": [(each, names.get(each.confirmed_by_id, "")) for each in history],
        "leads": leads_body(request.actor, today()), "typed": request.POST,
    }  # fmt: skip
    return show(request, "aufbewahrung", context, status=422 if errors else 200)


def _own(request: ScopedRequest, slug: str) -> "Leistung":
    desk = desk_of(request)
    rows = kept_services(desk.stelle, stelle_ids=desk.stelle_ids, today=today())
    found = next((each.leistung for each in rows if each.leistung.slug == slug), None)
    if found is None:
        raise Http404
    return found
