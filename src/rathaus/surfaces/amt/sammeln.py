"""Many cases at once: what will happen to each of them, then doing it, then what became of each."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from rathaus.core.arbeitskorb.bulk import Order, carry_out, check_order, preview, result_of
from rathaus.core.arbeitskorb.bulk_rules import MOST_ROWS, BulkKind, Outcome, Reach
from rathaus.core.postfach.rules import MAX_MESSAGE
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.inbox import first_cases
from rathaus.surfaces.amt.frame import desk_of, go_to, posting, posting_one_by_one, show, working
from rathaus.surfaces.amt.vermerke import konto_typed
from rathaus.surfaces.amt.vorgaenge import as_id, list_filters, list_query
from rathaus.surfaces.amt.zuweisung import choices_of
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.error_texts import ERROR_TEXTS
from rathaus.surfaces.ui.staff_pages import now, title_of
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang

_LONGEST = 2 * MAX_MESSAGE
_ASKS_FIRST = {BulkKind.MESSAGE: "text", BulkKind.ASSIGN: "an"}
"""Acts that ask for something before the preview, and the field."""
_FIRST_PAGE = {BulkKind.MESSAGE: "sammeln_nachricht", BulkKind.ASSIGN: "sammeln_zuweisung"}


@dataclass(frozen=True, slots=True)
class Line:
    """One case of a list, what becomes of it, and why in words where an act was refused."""

    vorgang: "Vorgang"
    title: Text
    outcome: str
    refused: Text | None = None


@posting
def bulk_preview(request: ScopedRequest) -> HttpResponse:
    """Show what will happen to each chosen case; a message is written first."""
    order = _order(request, _chosen(request))
    is_written = order.kind not in _ASKS_FIRST or "vorschau" in request.POST
    errors = attempt(lambda: check_order(order), field=_ASKS_FIRST.get(order.kind, "")) if is_written else ()
    return _show(request, order, errors, is_written=is_written and not errors)


@posting_one_by_one
def bulk_run(request: ScopedRequest) -> HttpResponse:
    """Do what the preview has shown, each case in a transaction of its own."""
    order, run_id = _order(request, _ids(request.POST.getlist("fall"))), as_id(request.POST.get("lauf", ""))
    if run_id is None:
        raise Http404
    with open_scope(request.staff_scope):
        errors = attempt(lambda: check_order(order), field=_ASKS_FIRST.get(order.kind, ""))
        if errors:
            return _show(request, order, errors, is_written=False)
    carry_out(actor=request.actor, scope=request.staff_scope, run_id=run_id, order=order, now=now())
    return go_to("bulk_result", run_id)


@working
def bulk_result(request: ScopedRequest, lauf: uuid.UUID) -> HttpResponse:
    """Show what became of each case."""
    found = result_of(actor=request.actor, run_id=lauf)
    lines = [Line(row.vorgang, title_of(row.vorgang.leistung), row.outcome, _words(row.outcome)) for row in found.rows]
    context = {
        "section": "vorgaenge",
        "kind": found.run.kind,
        "begun_at": found.run.begun_at,
        "done": [each for each in lines if each.outcome == Outcome.DONE],
        "left": [each for each in lines if each.outcome != Outcome.DONE],
    }
    return show(request, "sammeln_ergebnis", context)


def _show(request: ScopedRequest, order: Order, errors: Problems, *, is_written: bool) -> HttpResponse:
    lines: list[Line] = []
    refused = attempt(lambda: lines.extend(_foreseen(request, order)))
    context: dict[str, Any] = {
        "section": "vorgaenge",
        "kind": order.kind.value,
        "order": order,
        "errors": (*errors, *refused) if not set(refused) <= {("", words) for _, words in errors} else errors,
        "going": [each for each in lines if each.outcome == Outcome.DONE],
        "staying": [each for each in lines if each.outcome != Outcome.DONE],
        "lines": lines,
        "most": MOST_ROWS,
        "longest": MAX_MESSAGE,
        "run_id": uuid.uuid4(),
        "back": list_query(request.POST),
    }
    if order.kind is BulkKind.ASSIGN:
        context["people"] = choices_of(request)
    page = "sammeln_vorschau" if is_written or refused else _FIRST_PAGE.get(order.kind, "sammeln_vorschau")
    return show(request, page, context, status=422 if errors or refused else 200)


def _foreseen(request: ScopedRequest, order: Order) -> list[Line]:
    rows = preview(actor=request.actor, order=order, now=now())
    return [Line(each.vorgang, title_of(each.vorgang.leistung), each.outcome) for each in rows]


def _order(request: ScopedRequest, cases: list[uuid.UUID]) -> Order:
    try:
        kind = BulkKind(request.POST.get("akt", ""))
    except ValueError as error:
        raise Http404 from error
    named = request.POST
    withdrawn, ended, each_case = (name in named for name in ("zurueckgenommen", "entschieden", "jeder_vorgang"))
    reach = Reach(withdrawn=withdrawn, ended=ended, each_case=each_case)
    text, etikett, konto_id = named.get("text", "")[:_LONGEST], named.get("setze", ""), konto_typed(named.get("an", ""))
    return Order(kind, tuple(cases), text, reach, as_id(etikett), konto_id)


def _chosen(request: ScopedRequest) -> list[uuid.UUID]:
    """Return the ticked cases; or the first of the whole list, where that is asked for."""
    if "alle" not in request.POST:
        return _ids(request.POST.getlist("fall"))
    return first_cases(desk_of(request).stelle_ids, list_filters(request, request.POST), most=MOST_ROWS)


def _ids(texts: list[str]) -> list[uuid.UUID]:
    return [each for each in map(as_id, texts) if each is not None]


def _words(outcome: str) -> Text | None:
    """Return why an act was refused, where a row keeps the code of an error."""
    return ERROR_TEXTS[outcome].what if outcome in ERROR_TEXTS else None
