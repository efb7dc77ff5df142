"""Paying the fee of an Antrag: what is owed and why, online, by transfer, and how it stands."""

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.datei.qr import draw_transfer
from rathaus.core.zahlung.errors import ProviderRefused, ProviderSilent
from rathaus.core.zahlung.lastschrift import revoke_mandat, running_mandat, sign_mandat
from rathaus.core.zahlung.paying import WayBack, begin_payment, bring_forward
from rathaus.core.zahlung.ports import configured_provider
from rathaus.core.zahlung.queries import Account, account_of, attempt_by_public_id, zahlstelle_of
from rathaus.surfaces.portal.antraege import antrag_frame
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Antrag
    from rathaus.core.zahlung.models import Zahlungsvorgang


_MOST_DIGITS = 12


@limited("message")
@audience(Audience.BEARER, methods=("GET", "POST"))
def fee(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:
    """Show what is owed and how to pay; on POST begin to pay online."""
    row = antrag_by_public_id(antrag)
    account = account_of(row.public_id)
    if account is None:
        return go_to("antrag", row.public_id)
    errors: Problems = ()
    if request.method == "POST":
        begun: list[Zahlungsvorgang] = []
        actor = actor_for(request, row.bearer)
        errors = attempt(lambda: begun.append(begin_payment(actor=actor, antrag_id=row.public_id, now=now())))
        if begun:
            return go_to("payment", begun[0].public_id)
    return _show(request, row, account, errors)


@limited("message")
@audience(Audience.BEARER, methods=("POST",))
def mandate(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:
    """Let the office collect the fee, or take that back."""
    row = antrag_by_public_id(antrag)
    account = account_of(row.public_id)
    if account is None:
        return go_to("antrag", row.public_id)
    known: dict[str, Any] = {
        "actor": actor_for(request, row.bearer), "antrag_id": row.public_id, "now": now()
    }  # fmt: skip
    if request.POST.get("was") == "widerruf":
        errors = attempt(lambda: revoke_mandat(**known))
    else:
        typed: dict[str, Any] = {"holder": request.POST.get("inhaber", ""), "iban": request.POST.get("iban", "")}
        cents = _cents_shown(request.POST.get("betrag", ""))
        errors = attempt(lambda: sign_mandat(**known, **typed, cents=cents), field="iban")
    return _show(request, row, account, errors) if errors else go_to("fee", row.public_id)


def _show(request: ScopedRequest, row: "Antrag", account: Account, errors: Problems) -> HttpResponse:
    typed = {"inhaber": request.POST.get("inhaber", row.applicant), "iban": request.POST.get("iban", "")}
    about = {"account": account, "errors": errors, "typed": typed, "mandat": running_mandat(row.public_id)}
    context = antrag_frame(request, row) | about | _ways(row, account)
    return show_private(request, "portal/gebuehr.html", context, status=422 if errors else 200)


def _cents_shown(typed: str) -> int:
    """Return the amount that the page had shown, cents; 0 where it says none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS else 0


def _ways(row: "Antrag", account: Account) -> dict[str, object]:
    """Return how the fee can be paid."""
    place, claim = zahlstelle_of(row.stelle), account.forderung
    if place is None:
        return {"place": None, "qr": "", "is_online": False}
    qr = ""
    if claim.open_cent > 0:
        qr = draw_transfer(holder=place.holder, iban=place.iban, cents=claim.open_cent, reference=claim.kassenzeichen)
    return {"place": place, "qr": qr, "is_online": bool(place.endpoint and settings.RATHAUS_PAYMENT_PROVIDER)}


@audience(Audience.BEARER)
def payment(request: ScopedRequest, zahlung: uuid.UUID) -> HttpResponse:
    """Show how an attempt to pay stands by what the provider answers now; nothing in the address counts."""
    row = attempt_by_public_id(zahlung)
    antrag = antrag_by_public_id(row.forderung.antrag_id)
    provider, is_silent = configured_provider(), False
    if provider is not None and row.ended_at is None:
        address = settings.RATHAUS_BASE_URL.rstrip("/") + reverse("portal:payment", args=[row.public_id])
        way = WayBack(f"Antrag {antrag.reference}", address)
        try:
            row = bring_forward(row, provider, way=way, now=now())
        except (ProviderSilent, ProviderRefused):
            is_silent = True
    context = antrag_frame(request, antrag) | {"payment": row, "is_silent": is_silent}
    return show_private(request, "portal/zahlung.html", context)
