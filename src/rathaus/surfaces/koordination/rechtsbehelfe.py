"""Figures about remedies in the whole state: by service, and by body for one service; no small number leaves a body."""

from django.http import HttpResponse

from rathaus.core.leistung.queries import leistung_by_slug
from rathaus.core.rechtsbehelf.statistics import (
    StatisticsRow,
    statistics_by_body,
    statistics_by_service,
    years_counted,
)
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.listing import csv_response
from rathaus.surfaces.ui.remedy_figures import FEW, FEW_EACH, HEADER, bars_of, chosen_year, csv_row
from rathaus.surfaces.ui.staff_pages import title_of, today


@reading
def remedies(request: ScopedRequest) -> HttpResponse:
    """Show the figures of a year as bars and as a table; of one service by body, where one is named."""
    years = _years_over()
    year = chosen_year(request.GET, years)
    slug = request.GET.get("leistung", "")
    chosen = leistung_by_slug(slug) if slug else None
    rows = _rows(request, year) if years else []
    context = {
        "section": "rechtsbehelfe",
        "rows": rows,
        "years": years,
        "year": year,
        "bars": bars_of(rows),
        "chosen": chosen,
        "chosen_title": title_of(chosen) if chosen else "",
    }
    return show(request, "rechtsbehelfe", context)


@reading
def remedies_csv(request: ScopedRequest) -> HttpResponse:
    years = _years_over()
    year = chosen_year(request.GET, years)
    rows = _rows(request, year) if years else []
    few = FEW if request.GET.get("leistung") else FEW_EACH
    return csv_response(f"rechtsbehelfe-{year}", header=HEADER, rows=(csv_row(each, few=few) for each in rows))


def _years_over() -> list[int]:
    """Return the years whose figures change no more, so that no month can be told from two looks at the page."""
    return [year for year in years_counted() if year < today().year]


def _rows(request: ScopedRequest, year: int) -> list[StatisticsRow]:
    slug = request.GET.get("leistung", "")
    return statistics_by_body(slug, year=year) if slug else statistics_by_service(year=year)
