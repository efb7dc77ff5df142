"""Figures of the office: what came, what was decided, how long it took, what waits; drawn, as tables and as CSV."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse

from rathaus.core.kennzahl.effort import StepEffort, effort_by_step
from rathaus.core.kennzahl.queries import Figures, Flow, figures
from rathaus.core.kennzahl.rules import MOST_MONTHS, chosen_period, last_months
from rathaus.core.leistung.queries import uebernahmen_of
from rathaus.surfaces.amt.frame import desk_of, reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.filters import datum, text
from rathaus.surfaces.ui.listing import csv_response
from rathaus.surfaces.ui.plots import bars_of, bins_of
from rathaus.surfaces.ui.staff_pages import title_of, today
from rathaus.values.text import Text

_MONTH, _LEISTUNG = Text("Monat", "Month"), Text("Leistung", "Service")
_FLOW = [
    Text("Eingegangen", "Received"),
    Text("Entschieden", "Decided"),
    Text("Tage ab Eingang, die Hälfte", "Days from receipt, half"),
    Text("Tage ab Eingang, 90 von 100", "Days from receipt, 90 of 100"),
    Text("Tage ab vollständig, die Hälfte", "Days from completeness, half"),
    Text("Tage ab vollständig, 90 von 100", "Days from completeness, 90 of 100"),
]
_EFFORT = [
    Text("Schritt", "Step"),
    Text("Einträge", "Entries"),
    Text("Vorgänge", "Cases"),
    Text("Minuten zusammen", "Minutes together"),
    Text("Minuten je Vorgang", "Minutes per case"),
]
_LOAD = [Text("Offen", "Open"), Text("Überfällig", "Overdue")]


@reading
def figures_page(request: ScopedRequest) -> HttpResponse:
    """Show the figures of some months, of all Leistungen or of one."""
    found = _found(request)
    bins = bins_of(found.days)
    period = found.period
    context = {
        "section": "kennzahlen",
        "figures": found,
        "flow_plot": bars_of([(_label(each.month), (each.flow.received, each.flow.decided)) for each in found.months]),
        "days_plot": bars_of([(each.label, (each.number,)) for each in bins]) if bins else None,
        "bins": bins,
        "efforts": _efforts(request, found),
        "months": [(_key(each), datum(each, "month")) for each in reversed(last_months(today(), MOST_MONTHS).months)],
        "services": _services(request, found),
        "first": _key(period.first),
        "last": _key(period.last),
    }
    return show(request, "kennzahlen", context)


@reading
def figures_csv(request: ScopedRequest) -> HttpResponse:
    """Give the same numbers as a file: a line for each Leistung, for each month, or for the effort of each step."""
    found = _found(request)
    name = f"kennzahlen-{_key(found.period.first)}-{_key(found.period.last)}"
    if request.GET.get("nach") == "monat":
        months = [[_key(each.month), *_cells(each.flow)] for each in found.months]
        return csv_response(f"{name}-monate", header=[_MONTH, *_FLOW], rows=months)
    if request.GET.get("nach") == "aufwand":
        steps = [_effort_cells(each) for each in _efforts(request, found)]
        return csv_response(f"{name}-aufwand", header=[_LEISTUNG, *_EFFORT], rows=steps)
    rows = [[each.title, *_cells(each.flow), each.load.open, each.load.overdue] for each in found.leistungen]
    return csv_response(name, header=[_LEISTUNG, *_FLOW, *_LOAD], rows=rows)


def _found(request: ScopedRequest) -> Figures:
    period = chosen_period(request.GET.get("von", ""), request.GET.get("bis", ""), today=today())
    return figures(period=period, today=today(), leistung=request.GET.get("leistung", ""))


def _efforts(request: ScopedRequest, found: Figures) -> list[StepEffort]:
    return effort_by_step(period=found.period, today=today(), leistung=request.GET.get("leistung", ""))


def _effort_cells(each: StepEffort) -> list[object]:
    average = None if each.minutes_per_case is None else round(each.minutes_per_case)
    return [each.title, each.name, each.entries, each.cases, each.minutes, average]


def _services(request: ScopedRequest, found: Figures) -> Sequence[tuple[str, Text]]:
    """Return what can be chosen: what the body offers, and what it has figures of."""
    offered = {row.leistung.slug: title_of(row.leistung) for row in uebernahmen_of(desk_of(request).stelle)}
    known = offered | {each.slug: each.title for each in found.leistungen}
    return sorted(known.items(), key=lambda pair: str(text(pair[1])))


def _cells(flow: Flow) -> list[int | None]:
    since, complete = flow.from_receipt, flow.from_complete
    return [flow.received, flow.decided, since.median, since.nearly_all, complete.median, complete.nearly_all]


def _key(month: date) -> str:
    return f"{month:%Y-%m}"


def _label(month: date) -> str:
    return f"{month.month}/{month:%y}"
