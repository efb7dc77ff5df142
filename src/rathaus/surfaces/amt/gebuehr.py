"""The fee of one case: its ledger, and what a clerk enters into it."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.core.zahlung.actions import Money, enter_payment, enter_refund, return_payment, waive
from rathaus.core.zahlung.errors import ProviderRefused, ProviderSilent
from rathaus.core.zahlung.paying import look_up
from rathaus.core.zahlung.ports import configured_provider
from rathaus.core.zahlung.queries import account_of, open_attempts_of
from rathaus.surfaces.amt.amount import FEE_UNREADABLE, read_cents
from rathaus.surfaces.amt.frame import acting, go_to, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang

_ACTS: dict[str, Callable[..., object]] = {
    "zahlung": enter_payment, "rueckzahlung": enter_refund, "ruecklast": return_payment,
}  # fmt: skip
"""What was entered → the act that takes an amount, a day and words."""
_WAIVER = "erlass"
_ACT_MISSING = Text("Wählen Sie aus, was Sie buchen.", "Choose what you book.")


@acting
def fee(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Show what is owed and paid; on POST book a payment, a refund, money that the bank took back, or a waiver."""
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        errors = _book(request, row)
        if not errors:
            return go_to("fee", row.public_id, note="gebucht")
    is_silent = _ask_provider(row)
    account = account_of(row.antrag.public_id)
    context = {**case_head(row), "account": account, "errors": errors, "raw": request.POST, "today": today()}
    context["is_silent"] = is_silent
    return show(request, "gebuehr_buchungen", context, status=422 if errors else 200)


def _ask_provider(row: "Vorgang") -> bool:
    """Ask how open attempts stand, so that nobody waits for money that has come; returns whether nobody answers."""
    provider = configured_provider()
    if provider is None:
        return False
    try:
        for begun in open_attempts_of(row.antrag.public_id):
            look_up(begun, provider, now=timezone.now())
    except (ProviderSilent, ProviderRefused):
        return True
    return False


def _book(request: ScopedRequest, row: "Vorgang") -> Problems:
    form = request.POST
    known: dict[str, Any] = {"actor": request.actor, "antrag_id": row.antrag.public_id, "now": timezone.now()}
    words = form.get("text", "")
    if form.get("was") == _WAIVER:
        return attempt(lambda: waive(**known, reason=words), field="text")
    act = _ACTS.get(form.get("was", ""))
    if act is None:
        return (("was", _ACT_MISSING),)
    try:
        cents = read_cents(form.get("betrag", ""))
    except ValueError:
        return (("betrag", FEE_UNREADABLE),)
    on = read_day(form, "tag")
    if on is None:
        return (("tag.tag", DAY_MISSING),)
    return attempt(lambda: act(**known, money=Money(cents or 0, on, words)), field="betrag")
