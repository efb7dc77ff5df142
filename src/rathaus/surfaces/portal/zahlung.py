"""Paying the fee of an Antrag: what is owed and why, online, by transfer, and how it stands."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.datei.qr import draw_transfer
from rathaus.core.zahlung.errors import ProviderRefused, ProviderSilent
from rathaus.core.zahlung.paying import WayBack, begin_payment, bring_forward
from rathaus.core.zahlung.ports import configured_provider
from rathaus.core.zahlung.queries import account_of, attempt_by_public_id, zahlstelle_of
from rathaus.surfaces.portal.antraege import antrag_frame
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Antrag
    from rathaus.core.zahlung.models import Zahlungsvorgang


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
    context = antrag_frame(request, row) | {"account": account, "errors": errors, **_ways(row)}
    return show_private(request, "portal/gebuehr.html", context, status=422 if errors else 200)


def _ways(row: "Antrag") -> dict[str, object]:
    """Return how the fee can be paid."""
    place, account = zahlstelle_of(row.stelle), account_of(row.public_id)
    qr = ""
    if place is not None and account is not None and account.forderung.open_cent > 0:
        claim = account.forderung
        qr = draw_transfer(holder=place.holder, iban=place.iban, cents=claim.open_cent, reference=claim.kassenzeichen)
    is_online = place is not None and bool(place.endpoint) and bool(settings.RATHAUS_PAYMENT_PROVIDER)
    return {"place": place, "qr": qr, "is_online": is_online}


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
