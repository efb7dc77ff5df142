"""What the treasury of a body looks at: what is open, what goes back, what must be cleared up, and its account."""

import uuid
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from rathaus.core.vorgang.queries import vorgaenge_by_antrag
from rathaus.core.zahlung.erinnerung import set_reminders
from rathaus.core.zahlung.lastschrift import (
    collect,
    collections_of,
    count_mandates,
    credit,
    discard,
    einzug_by_public_id,
)
from rathaus.core.zahlung.paying import settle_mismatch
from rathaus.core.zahlung.queries import open_forderungen, owed_back, unclear_attempts, zahlstelle_of
from rathaus.core.zahlung.reminder_rules import ReminderTerm
from rathaus.core.zahlung.uebergabe import (
    SCHEMA,
    Line,
    as_xml,
    count_waiting,
    hand_over,
    handed_over,
    lines_of,
    uebergabe_by_public_id,
)
from rathaus.core.zahlung.zahlstelle import Account, set_zahlstelle
from rathaus.surfaces.amt.amount import typed_cents
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, is_lead, posting, show, working
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.file_answer import save_file
from rathaus.surfaces.ui.filters import datum
from rathaus.surfaces.ui.listing import csv_file
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE
from rathaus.values.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rathaus.core.vorgang.models import Vorgang
    from rathaus.core.zahlung.models import Forderung, Zahlstelle

_FIELDS = {"holder": "inhaber", "iban": "iban", "endpoint": "bezahldienst", "creditor_id": "glaeubiger"}
"""Column → name of the input."""
_LONGEST = 100
_LONGEST_NUMBER = 6
"""Digits that are read as a number of days."""
_CSV = (
    Text("Nummer", "Number"), Text("Kassenzeichen", "Treasury reference"), Text("Art", "Kind"),
    Text("Betrag in Euro", "Amount in euros"), Text("Tag", "Day"), Text("Fällig am", "Due on"),
    Text("Zahlungspflichtig", "Debtor"), Text("Rechtsgrundlage", "Legal basis"), Text("Buchungstext", "Text"),
)  # fmt: skip


@working
def treasury(request: ScopedRequest) -> HttpResponse:
    """Show what is open, the longest due first, what must go back and what is unclear; up to one page of each."""
    return _page(request, ())


def _page(request: ScopedRequest, errors: Problems) -> HttpResponse:
    unclear = list(unclear_attempts(timezone.now())[:PAGE_SIZE])
    cases = vorgaenge_by_antrag(each.forderung.antrag_id for each in unclear)
    context = {
        "section": "kasse",
        "open": _with_cases(open_forderungen()[:PAGE_SIZE]),
        "back": _with_cases(owed_back()[:PAGE_SIZE]),
        "counts": {
            "open": open_forderungen().count(),
            "back": owed_back().count(),
            "unclear": unclear_attempts(timezone.now()).count(),
        },
        "unclear": [(each, cases.get(each.forderung.antrag_id)) for each in unclear],
        "account": zahlstelle_of(desk_of(request).stelle),
        "waiting": count_waiting(desk_of(request).stelle),
        "handed_over": handed_over(desk_of(request).stelle),
        "mandates": count_mandates(desk_of(request).stelle),
        "collections": collections_of(desk_of(request).stelle),
        "errors": errors,
        "raw": request.POST,
    }
    return show(request, "kasse", context, status=422 if errors else 200)


@posting
def collection(request: ScopedRequest) -> HttpResponse:
    """Gather the mandates that wait into one file for the bank."""
    stelle, on = desk_of(request).stelle, read_day(request.POST, "einzug")
    if on is None:
        return _page(request, (("einzug.tag", DAY_MISSING),))
    errors = attempt(lambda: collect(actor=request.actor, stelle=stelle, on=on, now=timezone.now()), field="einzug.tag")
    return _page(request, errors) if errors else go_to("treasury", note="eingezogen", anchor="lastschriften")


@working
def collection_file(request: ScopedRequest, einzug: uuid.UUID) -> HttpResponse:  # noqa: ARG001  # the scope decides
    """Send the file for the bank, as it was made."""
    row = einzug_by_public_id(einzug)
    return save_file(row.content.encode(), media_type="application/xml", name=f"lastschriften-{row.on}-{row.pk}.xml")


@posting
def crediting(request: ScopedRequest, einzug: uuid.UUID) -> HttpResponse:
    """Book what the bank has credited."""
    credit(actor=request.actor, einzug_id=einzug, now=timezone.now())
    return go_to("treasury", note="gebucht", anchor="lastschriften")


@posting
def discarding(request: ScopedRequest, einzug: uuid.UUID) -> HttpResponse:
    """Note that the bank did not take a file; its mandates wait for the next one."""
    reason = request.POST.get(f"grund-{einzug}", "")
    errors = attempt(
        lambda: discard(actor=request.actor, einzug_id=einzug, reason=reason, now=timezone.now()),
        field=f"grund-{einzug}",
    )
    return _page(request, errors) if errors else go_to("treasury", note="einzug_verworfen", anchor="lastschriften")


@posting
def hand_over_page(request: ScopedRequest) -> HttpResponse:
    """Gather what the treasury has not got yet."""
    hand_over(actor=request.actor, stelle=desk_of(request).stelle, now=timezone.now())
    return go_to("treasury", note="uebergeben", anchor="uebergaben")


@working
def handed_over_file(request: ScopedRequest, *, uebergabe: uuid.UUID, ending: str) -> HttpResponseBase:  # noqa: ARG001  # the scope decides
    """Send a hand-over as CSV or XML; the same one gives the same lines."""
    row = uebergabe_by_public_id(uebergabe)
    name = f"kassenuebergabe-{row.made_at:%Y-%m-%d}-{row.pk}"
    if ending == "xml":
        return save_file(as_xml(row), media_type="application/xml", name=f"{name}.xml")
    if ending != "csv":
        raise Http404
    return csv_file(name, header=_CSV, rows=lines_of(row), cells=_cells)


@working
def schema(request: ScopedRequest) -> HttpResponse:  # noqa: ARG001  # the same for everybody
    """Send what the XML follows."""
    return save_file(SCHEMA.read_bytes(), media_type="application/xml", name=SCHEMA.name)


def _cells(line: Line) -> "Sequence[object]":
    return (
        line.number, line.kassenzeichen, line.kind, typed_cents(line.cents), datum(line.on, "short"),
        datum(line.due_on, "short"), line.debtor, line.citation, line.words,
    )  # fmt: skip


def _with_cases(rows: "Iterable[Forderung]") -> "list[tuple[Forderung, Vorgang | None]]":
    claims = list(rows)
    cases = vorgaenge_by_antrag(each.antrag_id for each in claims)
    return [(each, cases.get(each.antrag_id)) for each in claims]


@posting
def settlement(request: ScopedRequest, zahlung: uuid.UUID) -> HttpResponse:
    """Book the other amount that came."""
    settle_mismatch(actor=request.actor, attempt_id=zahlung, now=timezone.now())
    return go_to("treasury", note="gebucht")


@acting
def account(request: ScopedRequest) -> HttpResponse:
    """Show where the body takes money; a POST of who leads it changes that."""
    errors: Problems = ()
    if request.method == "POST":
        typed = {column: request.POST.get(name, "")[:_LONGEST] for column, name in _FIELDS.items()}
        stelle, now = desk_of(request).stelle, timezone.now()
        errors = attempt(
            lambda: set_zahlstelle(actor=request.actor, stelle=stelle, account=Account(**typed), now=now),
            field="iban",
        )
        if not errors:
            return go_to("account", note="gespeichert")
        return _account_page(request, errors, typed=typed)
    return _account_page(request, errors)


@posting
def reminders(request: ScopedRequest) -> HttpResponse:
    """Say when the program reminds of open fees; nothing typed means never."""
    typed, stelle = request.POST.get("tage", "").strip(), desk_of(request).stelle
    is_number = typed.isascii() and typed.isdigit() and len(typed) < _LONGEST_NUMBER
    term = ReminderTerm(int(typed) if is_number else 0, request.POST.get("zweimal") == "true") if typed else None
    errors = attempt(
        lambda: set_reminders(actor=request.actor, stelle=stelle, term=term, now=timezone.now()), field="tage"
    )
    return _account_page(request, errors) if errors else go_to("account", note="gespeichert")


def _account_page(request: ScopedRequest, errors: Problems, *, typed: "dict[str, str] | None" = None) -> HttpResponse:
    row = zahlstelle_of(desk_of(request).stelle)
    stored = {column: getattr(row, column) if row else "" for column in _FIELDS}
    context = {
        "section": "kasse",
        "typed": typed or stored,
        "place": row,
        "reminders": _typed_reminders(request, row),
        "errors": errors,
        "is_lead": is_lead(request),
    }
    return show(request, "kasse_konto", context, status=422 if errors else 200)


def _typed_reminders(request: ScopedRequest, row: "Zahlstelle | None") -> dict[str, str]:
    if "tage" in request.POST:
        return {"tage": request.POST["tage"], "zweimal": request.POST.get("zweimal", "")}
    if row is None or row.remind_days is None:
        return {"tage": "", "zweimal": ""}
    return {"tage": str(row.remind_days), "zweimal": "true" if row.remind_twice else ""}
