"""What people told a body, as its desk and the coordination office list it: by kind, page by page."""

from typing import TYPE_CHECKING, Any

from rathaus.core.postfach.rules import FeedbackKind
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.instants import instant_of
from rathaus.surfaces.ui.listing import with_query
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from rathaus.core.postfach.models import Rueckmeldung


def feedback_list(request: ScopedRequest, rows: "QuerySet[Rueckmeldung]") -> dict[str, Any]:
    """Return the context of the page ``rueckmeldungen``; ``art`` in the address names a kind, ``vor`` an instant.

    Args:
        request: the request.
        rows: what was told, the newest first.
    """
    kinds = [kind.value for kind in FeedbackKind]
    if request.GET.get("art") in kinds:
        rows = rows.filter(kind=request.GET["art"])
    before = instant_of(request.GET.get("vor", ""))
    found = list((rows.filter(given_at__lt=before) if before else rows)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return {
        "section": "rueckmeldungen",
        "rows": shown,
        "kinds": kinds,
        "count": rows.count(),
        "next_url": with_query(request, vor=shown[-1].given_at.isoformat()) if len(found) > PAGE_SIZE else "",
        "first_url": with_query(request, vor=None) if before else "",
    }
