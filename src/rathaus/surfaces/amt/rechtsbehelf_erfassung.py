"""A remedy that came on paper or was spoken for the record, entered by a clerk."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.bescheid.queries import issued_for
from rathaus.core.rechtsbehelf.filing import Statement, register_rechtsbehelf
from rathaus.core.rechtsbehelf.queries import bescheid_by_public_id, offer_against
from rathaus.core.rechtsbehelf.rules import MOST_CHARACTERS, Channel
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, go_to, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import now, today

if TYPE_CHECKING:
    from rathaus.core.rechtsbehelf.models import Rechtsbehelf

_CHANNELS = {Channel.PAPER.value, Channel.PROTOCOL.value}


@acting
def registration(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Ask how and when it came; on POST enter it."""
    case = vorgang_by_public_id(vorgang)
    issued = issued_for(case.antrag)
    bescheid = bescheid_by_public_id(issued.public_id) if issued is not None else None
    offer = offer_against(bescheid, on=today()) if bescheid is not None else None
    if bescheid is None or offer is None:
        return go_to("vorgang", vorgang)
    if offer.existing is not None:
        return go_to("remedy", offer.existing.public_id)
    errors: Problems = ()
    entered: list[Rechtsbehelf] = []
    channel, day = request.POST.get("weg", ""), read_day(request.POST, "eingang")
    if request.method == "POST" and day is None:
        errors = (("eingang", DAY_MISSING),)
    elif request.method == "POST" and day is not None:

        def enter() -> None:
            entered.append(
                register_rechtsbehelf(
                    actor=request.actor,
                    bescheid=bescheid,
                    channel=Channel(channel) if channel in _CHANNELS else Channel.PAPER,
                    filed_on=day,
                    statement=Statement(request.POST.get("gruende", "")[:MOST_CHARACTERS]),
                    now=now(),
                )
            )

        errors = attempt(enter, field="eingang")
        if not errors:
            return go_to("remedy", entered[0].public_id, note="rb_erfasst")
    context = {**case_head(case), "errors": errors, "offer": offer, "posted": request.POST, "channel": channel}
    return show(request, "rechtsbehelf_erfassung", context, status=422 if errors else 200)
