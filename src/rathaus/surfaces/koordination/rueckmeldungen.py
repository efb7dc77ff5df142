"""What people tell us about the portal itself, the newest first."""

from django.http import HttpResponse

from rathaus.core.postfach.queries import feedback_of
from rathaus.core.postfach.rules import FeedbackKind
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.instants import instant_of
from rathaus.surfaces.ui.listing import with_query
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE


@reading
def feedback(request: ScopedRequest) -> HttpResponse:
    """Show what was told to the body for which somebody works."""
    rows = feedback_of(request.actor.stelle_id or 0)
    kinds = [kind.value for kind in FeedbackKind]
    if request.GET.get("art") in kinds:
        rows = rows.filter(kind=request.GET["art"])
    before = instant_of(request.GET.get("vor", ""))
    found = list((rows.filter(given_at__lt=before) if before else rows)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    context = {
        "section": "rueckmeldungen",
        "rows": shown,
        "kinds": kinds,
        "count": rows.count(),
        "next_url": with_query(request, vor=shown[-1].given_at.isoformat()) if len(found) > PAGE_SIZE else "",
        "first_url": with_query(request, vor=None) if before else "",
    }
    return show(request, "rueckmeldungen", context)
