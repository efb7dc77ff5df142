"""The inbox: all cases of the body, filtered, counted, in pages, as CSV."""

from django.http import HttpResponse

from rathaus.core.leistung.coverage import leistungen_for
from rathaus.core.vorgang.errors import CursorBroken
from rathaus.core.vorgang.queries import InboxFilter, InboxPage, inbox
from rathaus.core.vorgang.rules import View
from rathaus.surfaces.amt.frame import desk_of, go_to, reading, show
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.filters import datum
from rathaus.surfaces.ui.listing import csv_response, with_query
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE, title_of, today
from rathaus.values.text import Text

_CSV_ROWS = 5000
_LONGEST_SEARCH = 100
_SEARCH = "amt_suche"
"""Where the session keeps the words searched for last."""
_SEARCHED = "gesucht"
"""Name in the address of a list that is narrowed to those words."""
_CSV = (
    Text("Aktenzeichen", "File number"),
    Text("Antragstellende Person", "Applicant"),
    Text("Leistung", "Service"),
    Text("Eingang", "Received"),
    Text("Fällig", "Due"),
    Text("Bearbeitet von", "Handled by"),
    Text("Nächster Schritt", "Next step"),
)


@reading
def vorgaenge(request: ScopedRequest) -> HttpResponse:
    page = _page(request, PAGE_SIZE)
    desk = desk_of(request)
    context = {
        "section": "vorgaenge",
        "page": page,
        "view": _view(request).value,
        "search_words": _search_of(request),
        "services": [(each.slug, title_of(each)) for each in leistungen_for(desk.stelle, today())],
        "next_url": with_query(request, nach=page.next) if page.next else "",
        "first_url": with_query(request, nach=None) if "nach" in request.GET else "",
        "tabs": [(view.value, getattr(page.counts, view.value), with_query(request, ansicht=view.value, nach=None))
                 for view in View],
        "csv_query": with_query(request, nach=None, hinweis=None).partition("?")[2],
    }  # fmt: skip
    return show(request, "vorgaenge", context)


@audience(Audience.CLERK, Audience.AUDITOR, methods=("POST",))
def search(request: ScopedRequest) -> HttpResponse:
    """Keep the words of a search in the session and go to the list: no name of a citizen stands in an address."""
    request.session[_SEARCH] = request.POST.get("suche", "").strip()[:_LONGEST_SEARCH]
    query = {"ansicht": request.POST.get("ansicht", ""), "leistung": request.POST.get("leistung", "")}
    marked = {_SEARCHED: "1"} if request.session[_SEARCH] else {}
    return go_to("vorgaenge", **{name: value for name, value in query.items() if value}, **marked)


@reading
def vorgaenge_csv(request: ScopedRequest) -> HttpResponse:
    rows = (
        (
            row.vorgang.aktenzeichen,
            row.vorgang.antrag.applicant,
            row.title,
            datum(row.vorgang.opened_at, "short"),
            datum(row.vorgang.due_on, "short"),
            row.claimed_by,
            row.next_task.name if row.next_task else "",
        )
        for row in _page(request, _CSV_ROWS).rows
    )
    return csv_response("vorgaenge", header=_CSV, rows=rows)


def _page(request: ScopedRequest, limit: int) -> InboxPage:
    desk = desk_of(request)
    filters = InboxFilter(
        view=_view(request),
        leistung=request.GET.get("leistung", ""),
        query=_search_of(request),
        konto_id=desk.konto_id,
    )
    try:
        return _read(desk.stelle_ids, filters, request.GET.get("nach", ""), limit)
    except CursorBroken:
        return _read(desk.stelle_ids, filters, "", limit)


def _read(stelle_ids: frozenset[int], filters: InboxFilter, after: str, limit: int) -> InboxPage:
    return inbox(stelle_ids=stelle_ids, filters=filters, today=today(), after=after, limit=limit)


def _search_of(request: ScopedRequest) -> str:
    """Return the words searched for last, when the address says that this list is a search."""
    return str(request.session.get(_SEARCH, "")) if _SEARCHED in request.GET else ""


def _view(request: ScopedRequest) -> View:
    wanted = request.GET.get("ansicht", "")
    return View(wanted) if wanted in {view.value for view in View} else View.OPEN
