"""Services by counties: how many of the competent bodies offer each, as a map of tiles and as a table."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse

from rathaus.core.leistung.coverage import NO_COVERAGE, Coverage, coverage_by_kreis, coverage_on
from rathaus.core.leistung.queries import published_leistungen
from rathaus.core.stelle.kreise import Kreis, kreise_on
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.koordination.tile_map import TILE, Tile, TileMap, cells_of, corner, level_of
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.filters import prozent, text
from rathaus.surfaces.ui.listing import csv_response, with_query
from rathaus.surfaces.ui.staff_pages import title_of, today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung

COLUMNS = 6
_LABEL_LENGTH = 12
_NOBODY = Text("niemand zuständig", "nobody competent")
_OFFERED = Text("{name}: {adopted} von {competent} Stellen bieten an", "{name}: {adopted} of {competent} bodies offer")


@reading
def matrix(request: ScopedRequest) -> HttpResponse:
    """Show six services at a time, and the map of one of them."""
    day, rows = today(), published_leistungen(today()).order_by("slug")
    found = list(rows.filter(slug__gt=request.GET.get("nach", ""))[: COLUMNS + 1])
    shown = found[:COLUMNS]
    chosen = next((each for each in shown if each.slug == request.GET.get("leistung")), next(iter(shown), None))
    cells = coverage_by_kreis(day, shown)
    kreise = kreise_on(day)
    context = {
        "section": "matrix",
        "columns": [(each, title_of(each)) for each in shown],
        "kreise": kreise,
        "cells": cells,
        "coverage": coverage_on(day),
        "none_": NO_COVERAGE,
        "chosen": chosen,
        "chosen_title": title_of(chosen) if chosen else "",
        "map": _service_map(chosen, kreise, cells) if chosen else None,
        "best": _extremes(chosen, kreise, cells) if chosen else ([], []),
        "next_url": with_query(request, nach=shown[-1].slug, leistung=None) if len(found) > COLUMNS else "",
        "first_url": with_query(request, nach=None, leistung=None) if "nach" in request.GET else "",
    }
    return show(request, "matrix", context)


@reading
def matrix_csv(request: ScopedRequest) -> HttpResponse:  # noqa: ARG001  # a view takes the request
    leistungen = list(published_leistungen(today()).order_by("slug"))
    cells = coverage_by_kreis(today(), leistungen)
    header = [
        Text("Kreis", "County"),
        Text("Leistung", "Service"),
        Text("Zuständig", "Competent"),
        Text("Dabei", "Offering"),
    ]
    rows = (
        (kreis.name, title_of(each), cells[kreis.key, each.pk].competent, cells[kreis.key, each.pk].adopted)
        for kreis in kreise_on(today())
        for each in leistungen
        if (kreis.key, each.pk) in cells
    )
    return csv_response("leistungen-kreise", header=header, rows=rows)


def overall_map(leistungen: Sequence["Leistung"], day: date) -> TileMap:
    """Return the map of all services together; each tile leads to the bodies of its county."""
    kreise, cells = kreise_on(day), coverage_by_kreis(day, leistungen)
    sums = {kreis.key: NO_COVERAGE for kreis in kreise}
    for (key, _), coverage in cells.items():
        sums[key] = sums.get(key, NO_COVERAGE) + coverage
    return _tile_map(kreise, sums.__getitem__, lambda kreis: f"{reverse('koordination:stellen')}?kreis={kreis.key}")


def _service_map(leistung: "Leistung", kreise: Sequence[Kreis], cells: dict[tuple[str, int], Coverage]) -> TileMap:
    address = reverse("koordination:bodies", args=[leistung.slug])
    return _tile_map(
        kreise,
        lambda key: cells.get((key, leistung.pk), NO_COVERAGE),
        lambda kreis: f"{address}?kreis={kreis.key}",
    )


def _tile_map(
    kreise: Sequence[Kreis], coverage_of: Callable[[str], Coverage], href_of: Callable[[Kreis], str]
) -> TileMap:
    cells = cells_of([(k.key, k.lat, k.lon) for k in kreise if k.lat is not None and k.lon is not None])
    tiles = [
        _tile(kreis, cells[kreis.key], coverage_of(kreis.key), href_of(kreis)) for kreis in kreise if kreis.key in cells
    ]
    width = max((tile.x + TILE for tile in tiles), default=TILE)
    return TileMap(tuple(tiles), width, max((tile.y + TILE for tile in tiles), default=TILE))


def _tile(kreis: Kreis, cell: tuple[int, int], coverage: Coverage, href: str) -> Tile:
    x, y = corner(cell)
    sentence = str(text(_OFFERED)).format(name=kreis.name, adopted=coverage.adopted, competent=coverage.competent)
    if not coverage.competent:
        return Tile(x, y, _short(kreis.name), f"{kreis.name}: {text(_NOBODY)}", "–", 0, href)
    return Tile(x, y, _short(kreis.name), sentence, prozent(coverage.share), level_of(coverage.share), href)


def _short(name: str) -> str:
    """Return a name that fits into a tile; a county is told from the city of the same name."""
    is_landkreis = name.startswith("Landkreis ")
    plain = name.removeprefix("Landkreis ").replace(" am Main", "").replace("-Kreis", "").removesuffix("kreis")
    fitting = plain if len(plain) <= _LABEL_LENGTH else plain.partition("-")[0][:_LABEL_LENGTH]
    return f"LK {fitting}" if is_landkreis and len(fitting) <= _LABEL_LENGTH - 3 else fitting


def _extremes(
    leistung: "Leistung", kreise: Sequence[Kreis], cells: dict[tuple[str, int], Coverage]
) -> tuple[list[str], list[str]]:
    """Return the counties in which everybody offers a service, and those in which nobody does."""
    known = [(kreis.name, cells[kreis.key, leistung.pk]) for kreis in kreise if (kreis.key, leistung.pk) in cells]
    return [name for name, each in known if each.share >= 1], [name for name, each in known if not each.adopted]
