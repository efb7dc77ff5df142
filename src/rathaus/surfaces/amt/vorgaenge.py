"""The inbox: all cases of the body, filtered, counted, in pages, as CSV."""

import uuid
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, HttpResponse, QueryDict
from django.utils.http import urlencode

from rathaus.core.arbeitskorb.bulk_rules import MOST_ROWS
from rathaus.core.arbeitskorb.etiketten import etiketten_in_use, etiketten_on, labelled_cases
from rathaus.core.arbeitskorb.lists import columns_for, lists_for
from rathaus.core.arbeitskorb.queries import coming_back, next_follow_ups
from rathaus.core.arbeitskorb.search import cases_with
from rathaus.core.bescheid.queries import automatic_cases, decided_automatically
from rathaus.core.leistung.coverage import leistungen_for
from rathaus.core.stelle.substitution import represented_by
from rathaus.core.vorgang.errors import CursorBroken
from rathaus.core.vorgang.export import begin_export, read_export
from rathaus.core.vorgang.inbox import COUNTED, InboxFilter, InboxPage, InboxRow, inbox
from rathaus.core.vorgang.rules import View
from rathaus.surfaces.amt.frame import desk_of, go_to, may_see_lists, reading, show
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.filters import datum
from rathaus.surfaces.ui.listing import csv_file, with_query
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE, title_of, today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from rathaus.core.arbeitskorb.models import Wiedervorlage

_LONGEST_SEARCH = 100
_SEARCH = "amt_suche"
"""Where the session keeps the words searched for last."""
_SEARCHED = "gesucht"
"""Name in the address of a list that is narrowed to those words."""
_AUTOMATIC = "automatisch"
"""Name in the address of a list of what was decided without a person."""
_LABEL = "etikett"
"""Name in the address of a list that is narrowed to the cases with a label."""
_CSV = (
    Text("Aktenzeichen", "File number"),
    Text("Antragstellende Person", "Applicant"),
    Text("Leistung", "Service"),
    Text("Eingang", "Received"),
    Text("Fällig", "Due"),
    Text("Bearbeitet von", "Handled by"),
    Text("Stand", "State"),
    Text("Nächster Schritt", "Next step"),
    Text("Entschieden am", "Decided on"),
)
_STATES = {
    "open": Text("In Arbeit", "In progress"),
    "waiting": Text("Wartet auf Antwort", "Waiting for an answer"),
    "decided": Text("Entschieden", "Decided"),
    "closed": Text("Abgeschlossen", "Closed"),
}


@reading
def vorgaenge(request: ScopedRequest) -> HttpResponse:
    page = _page(request, PAGE_SIZE)
    desk = desk_of(request)
    represents = represented_by(desk.konto_id, day=today())
    context = {
        "section": "vorgaenge",
        "page": page,
        "counted": COUNTED,
        "sees_lists": may_see_lists(request),
        "view": _view(request.GET).value,
        "represents": represents,
        "follow_ups": _follow_ups(desk.konto_id, page, represents),
        "only_automatic": _only_automatic(request.GET),
        "automatic": decided_automatically([row.public_id for row in page.rows if row.decided_on]),
        "search_words": _search_of(request, request.GET),
        "services": [(each.slug, title_of(each)) for each in leistungen_for(desk.stelle, today())],
        "next_url": with_query(request, nach=page.next, auswahl=None) if page.next else "",
        "first_url": with_query(request, nach=None) if "nach" in request.GET else "",
        "most": MOST_ROWS,
        "columns": {each.value for each in columns_for(desk.stelle_ids, konto_id=desk.konto_id)},
        "saved": lists_for(desk.stelle_ids, konto_id=desk.konto_id),
        "save_query": list_query(request.GET) or f"?ansicht={_view(request.GET).value}",
        "labels_in_use": [(str(each.public_id), each.name) for each in etiketten_in_use(desk.stelle_ids)],
        "labels_on": etiketten_on([row.public_id for row in page.rows]),
        "pick_url": with_query(request, auswahl="1"),
        "unpick_url": with_query(request, auswahl=None),
        "tabs": [(view.value, getattr(page.counts, view.value), _tab(request, view)) for view in View],
    }  # fmt: skip
    return show(request, "vorgaenge", context)


@audience(Audience.CLERK, Audience.AUDITOR, methods=("POST",))
def search(request: ScopedRequest) -> HttpResponse:
    """Keep the words of a search in the session and go to the list: no name of a citizen stands in an address."""
    request.session[_SEARCH] = request.POST.get("suche", "").strip()[:_LONGEST_SEARCH]
    query = {name: str(request.POST.get(name, "")) for name in ("ansicht", "leistung", _LABEL)}
    marked = {_SEARCHED: "1"} if request.session[_SEARCH] else {}
    if _only_automatic(request.POST):
        marked[_AUTOMATIC] = "1"
    return go_to("vorgaenge", **{name: value for name, value in query.items() if value}, **marked)


@audience(Audience.CLERK, Audience.AUDITOR, methods=("POST",))
def vorgaenge_export(request: ScopedRequest) -> FileResponse:
    """Record who takes the list out, write it, then send it; a POST, because it is recorded."""
    desk, day = desk_of(request), today()
    export = begin_export(actor=request.actor, stelle_ids=desk.stelle_ids, filters=list_filters(request, request.POST))
    return csv_file("vorgaenge", header=_CSV, rows=read_export(export, day=day), cells=_cells)


def _cells(row: InboxRow) -> Sequence[object]:
    return (
        row.aktenzeichen,
        row.applicant,
        row.title,
        datum(row.opened_at, "short"),
        datum(row.due_on, "short"),
        row.claimed_by,
        _STATES[row.state],
        row.next_task.name if row.next_task else "",
        datum(row.decided_on, "short"),
    )


def _page(request: ScopedRequest, limit: int) -> InboxPage:
    stelle_ids, filters = desk_of(request).stelle_ids, list_filters(request, request.GET)
    try:
        return _read(stelle_ids, filters, request.GET.get("nach", ""), limit)
    except CursorBroken:
        return _read(stelle_ids, filters, "", limit)


def _read(stelle_ids: frozenset[int], filters: InboxFilter, after: str, limit: int) -> InboxPage:
    return inbox(stelle_ids=stelle_ids, filters=filters, today=today(), after=after, limit=limit)


def list_filters(request: ScopedRequest, named: QueryDict) -> InboxFilter:
    """Return what a list shows, by its address or by the form that keeps it."""
    konto_id = desk_of(request).konto_id
    represents = frozenset(represented_by(konto_id, day=today()))
    view, stelle_ids = _view(named), desk_of(request).stelle_ids
    found = cases_with(_search_of(request, named), stelle_ids=stelle_ids, running=view is not View.DECIDED)
    return InboxFilter(
        view=view,
        leistung=named.get("leistung", ""),
        konto_id=konto_id,
        represents=represents,
        among=(*_narrowed(named), *found),
        is_search=bool(_search_of(request, named)),
        comes_back=coming_back(konto_id=konto_id, represents=represents),
    )


def _follow_ups(konto_id: int, page: InboxPage, represents: "Collection[int]") -> "dict[uuid.UUID, Wiedervorlage]":
    """Return what lets a case of the list come back; only the list of the clerk's own cases asks for it."""
    coming = [row.public_id for row in page.rows if row.comes_back_on]
    return next_follow_ups(coming, konto_id=konto_id, represents=represents) if coming else {}


def _narrowed(named: QueryDict) -> "tuple[QuerySet[Any, Any], ...]":
    """Return what other rooms narrow a list to; a damaged label narrows it to nothing."""
    found: list[QuerySet[Any, Any]] = [automatic_cases()] if _only_automatic(named) else []
    if named.get(_LABEL):
        found.append(labelled_cases(as_id(named.get(_LABEL, "")) or uuid.UUID(int=0)))
    return tuple(found)


def as_id(text: str) -> uuid.UUID | None:
    """Return the id that a text stands for; None when it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def list_query(named: QueryDict) -> str:
    """Return the query of the address of the list that a form keeps."""
    kept = {
        name: str(named[name]) for name in ("ansicht", "leistung", _LABEL, _SEARCHED, _AUTOMATIC) if named.get(name)
    }
    return f"?{urlencode(kept)}" if kept else ""


def _tab(request: ScopedRequest, view: View) -> str:
    """Return the address of a part of the inbox with the filters that it has."""
    kept = "1" if view is View.DECIDED and _only_automatic(request.GET) else None
    return with_query(request, ansicht=view.value, nach=None, auswahl=None, **{_AUTOMATIC: kept})


def _only_automatic(named: QueryDict) -> bool:
    """Whether the list shows only what the software decided alone; a part without decisions has no such filter."""
    return _view(named) is View.DECIDED and _AUTOMATIC in named


def _search_of(request: ScopedRequest, named: QueryDict) -> str:
    """Return the words searched for last, when the list is said to be a search."""
    return str(request.session.get(_SEARCH, "")) if _SEARCHED in named else ""


def _view(named: QueryDict) -> View:
    wanted = named.get("ansicht", "")
    return View(wanted) if wanted in {view.value for view in View} else View.OPEN
