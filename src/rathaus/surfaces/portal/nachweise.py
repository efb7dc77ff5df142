"""My certificates: the permit on the phone with its QR code, renewed, changed, given back."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.bescheid.nachweis import check_address, end_nachweis, start_next
from rathaus.core.bescheid.nachweis_queries import can_change, can_renew, certificate_name, nachweis_by_public_id
from rathaus.core.bescheid.nachweis_rules import Occasion
from rathaus.core.datei.qr import draw_qr
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private, today
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.link_keeping import keep_antrag_link, keep_draft_link
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.bescheid.models import Nachweis


@audience(Audience.BEARER)
def nachweis_page(request: ScopedRequest, nachweis: uuid.UUID) -> HttpResponse:
    """Show a certificate large, with its QR code and what can be done with it."""
    row = nachweis_by_public_id(nachweis)
    address = check_address(row)
    context = certificate_frame(row) | {
        "qr": draw_qr(address),
        "check_address": address,
        "renewable": can_renew(row, on=today()),
        "changeable": can_change(row, on=today()),
        "ended": "zurueckgegeben" in request.GET,
    }
    return keep_antrag_link(request, show_private(request, "portal/nachweis.html", context), row.antrag)


@limited("start")
@audience(Audience.BEARER, methods=("POST",))
def renewal(request: ScopedRequest, nachweis: uuid.UUID) -> HttpResponse:
    """Begin the Antrag for the next certificate, filled in already."""
    return _start(request, nachweis, Occasion.RENEWAL)


@limited("start")
@audience(Audience.BEARER, methods=("POST",))
def change(request: ScopedRequest, nachweis: uuid.UUID) -> HttpResponse:
    """Begin the Antrag for a change, such as another licence plate, filled in already."""
    return _start(request, nachweis, Occasion.CHANGE)


@audience(Audience.BEARER, methods=("GET", "POST"))
def give_back(request: ScopedRequest, nachweis: uuid.UUID) -> HttpResponse:
    """Ask whether the certificate is to end today; on POST end it."""
    row = nachweis_by_public_id(nachweis)
    if request.method == "POST":
        end_nachweis(actor=actor_for(request, row.bearer), nachweis=row, now=now())
        return go_to("nachweis", row.public_id, query="zurueckgegeben=1")
    if not row.standing(today()).is_running:
        return go_to("nachweis", row.public_id)
    return show_private(request, "portal/nachweis_rueckgabe.html", certificate_frame(row))


def certificate_frame(row: "Nachweis") -> dict[str, object]:
    """Return what every page of a certificate shows."""
    return {
        "nachweis": row, "name": certificate_name(row), "lines": lines_of(row), "standing": row.standing(today()),
        "office": row.stelle.official_name,
    }  # fmt: skip


def lines_of(row: "Nachweis") -> list[tuple[Text, str]]:
    """Return label and value of the lines of a certificate."""
    return [(Text.from_json(line["name"]), line["value"]) for line in row.facts]


def _start(request: ScopedRequest, public_id: uuid.UUID, occasion: Occasion) -> HttpResponse:
    row = nachweis_by_public_id(public_id)
    actor = actor_for(request, row.bearer)
    draft = start_next(actor=actor, nachweis=row, occasion=occasion, language=current_language(), now=now())
    return keep_draft_link(request, go_to("draft", draft.public_id), draft)
