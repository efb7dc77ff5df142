"""Adoption: let all competent bodies offer a service; who offers it, and who waits."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.leistung.adoption import adopt_for_all
from rathaus.core.leistung.coverage import NO_COVERAGE, AdoptionFilter, adoption_count, adoption_rows, coverage_on
from rathaus.core.leistung.queries import current_version, leistung_by_slug, zustaendigkeit_of
from rathaus.core.leistung.tarif_rules import Tarif
from rathaus.core.stelle.kreise import kreise_on
from rathaus.surfaces.koordination.frame import acting, go_to, reading, show
from rathaus.surfaces.koordination.leistungen import head_of
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.filters import datum
from rathaus.surfaces.ui.listing import csv_response, with_query
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE, today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung

_CSV = (
    Text("Stelle", "Body"),
    Text("Art", "Kind"),
    Text("Amtlicher Kreisschlüssel", "Official county key"),
    Text("Übernommen am", "Adopted on"),
    Text("Eigene Gebühr in Cent", "Own fee in cents"),
    Text("Höchstens in Cent", "At most, in cents"),
    Text("Je", "Per"),
)


@acting
def adoption(request: ScopedRequest, slug: str) -> HttpResponse:
    """Say how many bodies it concerns, then adopt for all of them in one statement."""
    leistung = leistung_by_slug(slug)
    errors: Problems = ()
    if request.method == "POST":
        errors = attempt(lambda: _adopt(request, leistung))
        if not errors:
            return go_to("bodies", slug, note="uebernommen")
    context = {
        **head_of(leistung, "stellen"),
        "errors": errors,
        "current": current_version(leistung, today()),
        "rule": zustaendigkeit_of(leistung, today()),
        "coverage": coverage_on(today()).get(leistung.pk, NO_COVERAGE),
    }
    return show(request, "uebernahme", context, status=422 if errors else 200)


def _adopt(request: ScopedRequest, leistung: "Leistung") -> None:
    adopt_for_all(actor=request.actor, leistung=leistung, now=timezone.now())


@reading
def bodies(request: ScopedRequest, slug: str) -> HttpResponse:
    """Show who offers the service and who waits, filtered, in pages."""
    leistung, filters, day = leistung_by_slug(slug), _filters(request), today()
    found = adoption_rows(leistung, day, filters=filters, after=request.GET.get("ab", ""), limit=PAGE_SIZE + 1)
    shown, kreise = found[:PAGE_SIZE], kreise_on(day)
    context = {
        **head_of(leistung, "stellen"),
        "rows": shown,
        "count": adoption_count(leistung, day, filters=filters),
        "kreise": [(kreis.key, kreis.name) for kreis in kreise],
        "kreis_names": {kreis.key: kreis.name for kreis in kreise},
        "coverage": coverage_on(day).get(leistung.pk, NO_COVERAGE),
        "next_url": with_query(request, ab=shown[-1].stelle.slug) if len(found) > PAGE_SIZE else "",
        "first_url": with_query(request, ab=None) if "ab" in request.GET else "",
        "csv_query": with_query(request, ab=None, hinweis=None).partition("?")[2],
    }
    return show(request, "leistung_stellen", context)


@reading
def bodies_csv(request: ScopedRequest, slug: str) -> HttpResponse:
    rows = adoption_rows(leistung_by_slug(slug), today(), filters=_filters(request))
    cells = (
        (row.stelle.name, row.stelle.kind, row.kreis_key, datum(row.adopted_at, "short"), *_fee_cells(row.tarif))
        for row in rows
    )
    return csv_response(f"stellen-{slug}", header=_CSV, rows=cells)


def _fee_cells(tarif: Tarif | None) -> tuple[object, ...]:
    """Return the amount of a tariff, the most of a frame, and what it is counted by."""
    if tarif is None:
        return None, None, ""
    per = f"{tarif.step_minutes} min" if tarif.step_minutes else tarif.unit
    return tarif.betrag_cent, tarif.highest_cent, per


def _filters(request: ScopedRequest) -> AdoptionFilter:
    return AdoptionFilter(
        words=request.GET.get("suche", ""),
        kreis_key=request.GET.get("kreis", ""),
        offers={"dabei": True, "wartet": False}.get(request.GET.get("stand", "")),
    )
