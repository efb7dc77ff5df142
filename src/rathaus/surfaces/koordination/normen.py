"""The register of norms, and the page of one: which versions stand on it."""

from django.http import Http404, HttpResponse

from rathaus.core.leistung.queries import versions_on_norm
from rathaus.core.norm.queries import all_norms, norm_by_slug
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.listing import with_query
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE, title_of, today


@reading
def normen(request: ScopedRequest) -> HttpResponse:
    rows = all_norms(request.GET.get("suche", "")[:100]).order_by("slug")
    found = list(rows.filter(slug__gt=request.GET.get("ab", ""))[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    context = {
        "section": "normen",
        "rows": shown,
        "count": rows.count(),
        "next_url": with_query(request, ab=shown[-1].slug) if len(found) > PAGE_SIZE else "",
        "first_url": with_query(request, ab=None) if "ab" in request.GET else "",
    }
    return show(request, "normen", context)


@reading
def norm_page(request: ScopedRequest, slug: str) -> HttpResponse:
    norm = norm_by_slug(slug)
    if norm is None:
        raise Http404
    versions = [(version, title_of(version.leistung), version.holds_on(today())) for version in versions_on_norm(norm)]
    return show(request, "norm", {"section": "normen", "norm": norm, "versions": versions})
