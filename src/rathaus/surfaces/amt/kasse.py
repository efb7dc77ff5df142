"""What the treasury of a body looks at: what is open, what goes back, what must be cleared up, and its account."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.vorgang.queries import vorgaenge_by_antrag
from rathaus.core.zahlung.paying import settle_mismatch
from rathaus.core.zahlung.queries import open_forderungen, owed_back, unclear_attempts, zahlstelle_of
from rathaus.core.zahlung.zahlstelle import Account, set_zahlstelle
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, posting, show, working
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rathaus.core.vorgang.models import Vorgang
    from rathaus.core.zahlung.models import Forderung

_FIELDS = {"holder": "inhaber", "iban": "iban", "endpoint": "bezahldienst", "creditor_id": "glaeubiger"}
"""Column → name of the input."""
_LONGEST = 100


@working
def treasury(request: ScopedRequest) -> HttpResponse:
    """Show what is open, the longest due first, what must go back and what is unclear; up to one page of each."""
    unclear = list(unclear_attempts(timezone.now())[:PAGE_SIZE])
    cases = vorgaenge_by_antrag(each.forderung.antrag_id for each in unclear)
    context = {
        "section": "kasse",
        "open": _with_cases(open_forderungen()[:PAGE_SIZE]),
        "back": _with_cases(owed_back()[:PAGE_SIZE]),
        "unclear": [(each, cases.get(each.forderung.antrag_id)) for each in unclear],
        "account": zahlstelle_of(desk_of(request).stelle),
    }
    return show(request, "kasse", context)


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
    stelle = desk_of(request).stelle
    row = zahlstelle_of(stelle)
    typed = {column: getattr(row, column) if row else "" for column in _FIELDS}
    errors: Problems = ()
    if request.method == "POST":
        typed = {column: request.POST.get(name, "")[:_LONGEST] for column, name in _FIELDS.items()}
        errors = attempt(
            lambda: set_zahlstelle(actor=request.actor, stelle=stelle, account=Account(**typed), now=timezone.now()),
            field="iban",
        )
        if not errors:
            return go_to("account", note="gespeichert")
    is_lead = request.mitgliedschaft is not None and request.mitgliedschaft.role == "lead"
    context = {"section": "kasse", "typed": typed, "errors": errors, "is_lead": is_lead}
    return show(request, "kasse_konto", context, status=422 if errors else 200)
