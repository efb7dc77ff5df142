"""An appointment at the office for an open Antrag: booked, moved, cancelled, taken into a calendar."""

import uuid
from itertools import groupby
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.antrag.rules import Status, is_open
from rathaus.core.postfach.actions import Correspondence
from rathaus.core.termin.actions import cancel
from rathaus.core.termin.queries import buchung_of, free_termine
from rathaus.core.termin.rules import CalendarEntry, calendar_file
from rathaus.core.vorgang.booking import book_termin
from rathaus.surfaces.portal.antraege import antrag_frame
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.file_answer import save_file
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Antrag

_CHOOSE = Text("Wählen Sie einen Termin aus.", "Choose an appointment.")


@limited("message")
@audience(Audience.BEARER, methods=("GET", "POST"))
def appointment(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:
    """Show free slots and the booked one; on POST book or move."""
    row = antrag_by_public_id(antrag)
    if not is_open(Status(row.status)):
        return go_to("antrag", row.public_id, query="vorbei=1")
    errors: Problems = ()
    if request.method == "POST":
        errors = _book(request, row)
        if not errors:
            return go_to("antrag", row.public_id, query="gebucht=1")
    present = buchung_of(row.public_id)
    slots = list(free_termine(row.stelle_id, leistung_id=row.version.leistung_id, now=now()))
    days = [(day, list(rows)) for day, rows in groupby(slots, key=lambda slot: timezone.localdate(slot.begins_at))]
    context = antrag_frame(request, row) | {"errors": errors, "days": days, "booking": present}
    return show_private(request, "portal/termin.html", context, status=422 if errors else 200)


@limited("message")
@audience(Audience.BEARER, methods=("POST",))
def cancel_appointment(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:
    """Give the place back."""
    row = antrag_by_public_id(antrag)
    cancel(actor=actor_for(request, row.bearer), correspondence=_correspondence(row), now=now())
    return go_to("antrag", row.public_id, query="abgesagt=1")


@audience(Audience.BEARER)
def appointment_file(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:  # noqa: ARG001  # the scope decides
    """Send the booked slot for a calendar; it names the office, not the errand."""
    row = antrag_by_public_id(antrag)
    booking = buchung_of(row.public_id)
    if booking is None:
        return go_to("appointment", row.public_id)
    slot = booking.termin
    entry = CalendarEntry(
        f"{slot.public_id}@rathaus", slot.begins_at, slot.ends_at, f"Termin: {row.stelle.name}", slot.place
    )
    content = calendar_file(entry, made_at=now()).encode()
    return save_file(content, media_type="text/calendar", name="termin.ics")


def _book(request: ScopedRequest, row: "Antrag") -> Problems:
    try:
        wanted = uuid.UUID(request.POST.get("termin", ""))
    except ValueError:
        return (("termin", _CHOOSE),)
    actor = actor_for(request, row.bearer)
    return attempt(lambda: book_termin(actor=actor, antrag=row, termin_id=wanted, now=now()), field="termin")


def _correspondence(row: "Antrag") -> Correspondence:
    return Correspondence(row.stelle_id, row.bearer, row.public_id)
