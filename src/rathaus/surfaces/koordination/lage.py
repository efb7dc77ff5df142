"""Where the state stands: few honest figures, each opening its rows."""

from functools import reduce
from operator import add

from django.http import HttpResponse

from rathaus.core.leistung.coverage import NO_COVERAGE, bodies_without_any, coverage_on, version_counts
from rathaus.core.leistung.queries import all_leistungen, published_leistungen
from rathaus.core.stelle.directory import bodies_on
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.koordination.matrix import overall_map
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import title_of, today

_ROWS = 8


@reading
def lage(request: ScopedRequest) -> HttpResponse:
    day = today()
    published = list(published_leistungen(day).order_by("slug"))
    coverage = coverage_on(day)
    lowest = sorted(published, key=lambda leistung: coverage.get(leistung.pk, NO_COVERAGE).share)[:_ROWS]
    context = {
        "section": "lage",
        "published": len(published),
        "leistungen": all_leistungen(day).count(),
        "total": reduce(add, (coverage.get(each.pk, NO_COVERAGE) for each in published), NO_COVERAGE),
        "counts": version_counts(day),
        "bodies": bodies_on(day).count(),
        "without": bodies_without_any(day).count(),
        "lowest": [(leistung, title_of(leistung), coverage.get(leistung.pk, NO_COVERAGE)) for leistung in lowest],
        "map": overall_map(published, day),
    }
    return show(request, "lage", context)
