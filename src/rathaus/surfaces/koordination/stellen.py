"""The register of bodies, and the page of one: keys, successors, what it offers."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse

from rathaus.core.leistung.coverage import adopted_by, bodies_without_any, leistungen_for, tarife_by
from rathaus.core.stelle.directory import after, bodies_on, in_kreis, named_like
from rathaus.core.stelle.kreise import keys_of, kreis_keys_of, kreise_on
from rathaus.core.stelle.queries import kreis_of, stelle_by_slug, successors
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.listing import with_query
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE, title_of, today

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from rathaus.core.stelle.models import Stelle

KINDS = (
    "gemeinde", "stadt", "kreisfreie_stadt", "landkreis", "regierungspraesidium", "ministerium", "verband",
    "zweckverband", "koordinierungsstelle",
)  # fmt: skip


@reading
def stellen(request: ScopedRequest) -> HttpResponse:
    rows, kreise = _rows(request), kreise_on(today())
    found = list(after(rows, request.GET.get("ab", ""))[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    context = {
        "section": "stellen",
        "rows": shown,
        "keys": kreis_keys_of(shown, today()),
        "count": rows.count(),
        "kinds": KINDS,
        "kreise": [(kreis.key, kreis.name) for kreis in kreise],
        "kreis_names": {kreis.key: kreis.name for kreis in kreise},
        "next_url": with_query(request, ab=shown[-1].slug) if len(found) > PAGE_SIZE else "",
        "first_url": with_query(request, ab=None) if "ab" in request.GET else "",
    }
    return show(request, "stellen", context)


def _rows(request: ScopedRequest) -> "QuerySet[Stelle]":
    day = today()
    rows = bodies_without_any(day) if request.GET.get("stand") == "ohne" else bodies_on(day)
    rows = named_like(rows, request.GET.get("suche", ""))
    if request.GET.get("art") in KINDS:
        rows = rows.filter(kind=request.GET["art"])
    if kreis := request.GET.get("kreis", ""):
        rows = in_kreis(rows, kreis, day=day)
    return rows


@reading
def stelle_page(request: ScopedRequest, slug: str) -> HttpResponse:
    stelle, day = stelle_by_slug(slug), today()
    if stelle is None:
        raise Http404
    offered, tarife = adopted_by(stelle), tarife_by(stelle, day)
    services = [
        (each, title_of(each), offered.get(each.pk), tarife.get(each.pk)) for each in leistungen_for(stelle, day)
    ]
    context = {
        "section": "stellen",
        "stelle": stelle,
        "keys": keys_of(stelle),
        "kreis": kreis_of(stelle, day),
        "successions": successors(stelle),
        "services": services,
        "offered": sum(1 for _, _, row, _ in services if row is not None),
    }
    return show(request, "stelle", context)
