"""Figures of all bodies: by Leistung, and by body for one Leistung; counted months alone, no small number."""

from django.http import HttpResponse

from rathaus.core.kennzahl.outside import StateRow, state_by_body, state_by_leistung, years_told
from rathaus.core.leistung.queries import leistung_by_slug
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.listing import csv_response
from rathaus.surfaces.ui.remedy_figures import FEW, FEW_EACH, chosen_year
from rathaus.surfaces.ui.staff_pages import title_of, today
from rathaus.values.text import Text

_HEADER = [
    Text("Leistung oder Stelle", "Service or body"),
    Text("Eingegangen", "Received"),
    Text("Entschieden", "Decided"),
    Text("Tage ab Eingang, die Hälfte", "Days from receipt, half"),
    Text("Tage ab Eingang, 90 von 100", "Days from receipt, 90 of 100"),
]


@reading
def figures_page(request: ScopedRequest) -> HttpResponse:
    """Show the figures of a year; of one Leistung by body, where one is named."""
    years = years_told(today=today())
    year = chosen_year(request.GET, years)
    slug = request.GET.get("leistung", "")
    chosen = leistung_by_slug(slug) if slug else None
    context = {
        "section": "kennzahlen",
        "rows": _rows(slug, year) if years else [],
        "years": years,
        "year": year,
        "chosen": chosen,
        "chosen_title": title_of(chosen) if chosen else "",
    }
    return show(request, "kennzahlen", context)


@reading
def figures_csv(request: ScopedRequest) -> HttpResponse:
    years = years_told(today=today())
    year = chosen_year(request.GET, years)
    rows = _rows(request.GET.get("leistung", ""), year) if years else []
    few = FEW if request.GET.get("leistung") else FEW_EACH
    return csv_response(f"kennzahlen-{year}", header=_HEADER, rows=(_cells(each, few) for each in rows))


def _rows(slug: str, year: int) -> list[StateRow]:
    return state_by_body(slug, year=year) if slug else state_by_leistung(year=year)


def _cells(row: StateRow, few: Text) -> list[object]:
    numbers = [few if number is None else number for number in (row.received, row.decided)]
    days = (None, None) if row.days is None else (row.days.median, row.days.nearly_all)
    return [row.name, *numbers, *days]
