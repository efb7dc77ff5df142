"""The list of services, the page of one, and the acts about it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from rathaus.core.antrag.drop_off import drop_off
from rathaus.core.leistung.coverage import NO_COVERAGE, coverage_on, newest_versions
from rathaus.core.leistung.queries import (
    all_leistungen,
    compiled,
    current_version,
    leistung_by_slug,
    norms_of,
    published_leistungen,
    versions_of,
)
from rathaus.core.leistung.rules import chain_id
from rathaus.core.leistung.workbench import open_rules
from rathaus.core.protokoll.queries import records_of
from rathaus.core.stelle.directory import names_of
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.listing import with_query
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE, title_of, today
from rathaus.values.text import spell_out_umlauts

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from rathaus.core.leistung.models import Leistung, LeistungVersion

_ENDS_DAYS = 90
"""For how many days the page of a service tells where drafts ended."""


@reading
def leistungen(request: ScopedRequest) -> HttpResponse:
    day = today()
    rows = _filtered(request, all_leistungen(day)).order_by("slug")
    found = list(rows.filter(slug__gt=request.GET.get("nach", ""))[: PAGE_SIZE + 1])
    shown, coverage = found[:PAGE_SIZE], coverage_on(day)
    newest = newest_versions(shown)
    lines = [(each, title_of(each), newest.get(each.pk), coverage.get(each.pk, NO_COVERAGE)) for each in shown]
    context = {
        "section": "leistungen",
        "rows": lines,
        "count": rows.count(),
        "open_rules": len(open_rules()),
        "next_url": with_query(request, nach=shown[-1].slug) if len(found) > PAGE_SIZE else "",
        "first_url": with_query(request, nach=None) if "nach" in request.GET else "",
    }
    return show(request, "leistungen", context)


def _filtered(request: ScopedRequest, rows: "QuerySet[Leistung]") -> "QuerySet[Leistung]":
    for word in spell_out_umlauts(request.GET.get("suche", "")[:100]).split():
        rows = rows.filter(slug__contains=word) | rows.filter(search_text__contains=word)
    match request.GET.get("stand", ""):
        case "veroeffentlicht":
            rows = rows.filter(pk__in=published_leistungen(today()).values("pk"))
        case "unveroeffentlicht":
            rows = rows.exclude(pk__in=published_leistungen(today()).values("pk"))
        case "wartet":
            rows = rows.filter(versions__state="loaded", versions__has_errors=False)
        case "fehler":
            rows = rows.filter(versions__state="loaded", versions__has_errors=True)
        case "warnungen":
            rows = rows.filter(versions__findings__contains=[{"severity": "warning"}])
    return rows.distinct()


@reading
def leistung_page(request: ScopedRequest, slug: str) -> HttpResponse:
    day, leistung = today(), leistung_by_slug(slug)
    current = current_version(leistung, day)
    context = {
        **head_of(leistung, "ueberblick"),
        "versions": list(versions_of(leistung)),
        "current": current,
        "today": day,
        "coverage": coverage_on(day).get(leistung.pk, NO_COVERAGE),
        "content": compiled(current.pk) if current else None,
        **(_ends_of(current, day) if current else {}),
        "norms": list(norms_of(current)) if current else [],
    }
    return show(request, "leistung", context)


def _ends_of(current: "LeistungVersion", day: date) -> dict[str, Any]:
    """Return where drafts of a version ended lately, with the titles of its pages."""
    pages = compiled(current.pk).formular.pages
    found = drop_off(current.pk, pages=[page.key for page in pages], since=day - timedelta(days=_ENDS_DAYS))
    return {"ends": found, "page_titles": {page.key: page.title for page in pages}, "ends_days": _ENDS_DAYS}


@reading
def chronik(request: ScopedRequest, slug: str) -> HttpResponse:
    leistung = leistung_by_slug(slug)
    records = list(records_of(kind="leistung", subject_id=chain_id(slug)).order_by("-seq")[:200])
    wanted = {str((record.payload or {}).get("stelle", "")) for record in records}
    context = {**head_of(leistung, "chronik"), "records": records, "names": names_of(wanted)}
    return show(request, "chronik", context)


def head_of(leistung: "Leistung", tab: str) -> dict[str, Any]:
    """Return what the head and the tabs of every page about one Leistung show."""
    return {"section": "leistungen", "leistung": leistung, "title": title_of(leistung), "tab": tab}
