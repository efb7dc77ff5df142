"""The page of one rule of law: what it is called and which services stand on it."""

from django.http import Http404, HttpResponse

from rathaus.core.leistung.queries import leistungen_on_norm
from rathaus.core.norm.queries import norm_by_slug
from rathaus.surfaces.portal.frame import show, today
from rathaus.surfaces.portal.leistungen import service_rows
from rathaus.surfaces.portal.orte import place_of
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience


@audience(Audience.EVERYBODY)
def norm_page(request: ScopedRequest, slug: str) -> HttpResponse:
    """Show one rule of law."""
    norm = norm_by_slug(slug)
    if norm is None:
        raise Http404
    rows = service_rows(list(leistungen_on_norm(norm, today())), place_of(request).place)
    return show(request, "portal/norm.html", {"norm": norm, "rows": rows})
