"""Figures about remedies of this body, by service: for its own people, so nothing is kept back."""

from django.http import HttpResponse

from rathaus.core.rechtsbehelf.statistics import own_statistics, years_counted
from rathaus.surfaces.amt.frame import desk_of, reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.listing import csv_response
from rathaus.surfaces.ui.remedy_figures import HEADER, bars_of, chosen_year, csv_row


@reading
def remedy_statistics(request: ScopedRequest) -> HttpResponse:
    """Show the figures of a year as bars and as a table."""
    years = years_counted()
    year = chosen_year(request.GET, years)
    rows = own_statistics(desk_of(request).stelle_ids, year=year)
    context = {"section": "rechtsbehelfe", "rows": rows, "years": years, "year": year, "bars": bars_of(rows)}
    return show(request, "rechtsbehelf_statistik", context)


@reading
def remedy_statistics_csv(request: ScopedRequest) -> HttpResponse:
    year = chosen_year(request.GET, years_counted())
    rows = own_statistics(desk_of(request).stelle_ids, year=year)
    return csv_response(f"rechtsbehelfe-{year}", header=HEADER, rows=(csv_row(each) for each in rows))
