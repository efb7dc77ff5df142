"""What is written to the person while the case goes on: a message that asks nothing, an invitation to book."""

import uuid

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.postfach.rules import MAX_MESSAGE
from rathaus.core.termin.queries import free_termine
from rathaus.core.vorgang.correspondence import invite_to_book, write_to_citizen
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, go_to, show
from rathaus.surfaces.amt.schreiben import note_reply
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest

_MOST_SHOWN = 5
"""Slots that the clerk sees before inviting."""


@acting
def message(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        text = request.POST.get("text", "")
        errors = attempt(
            lambda: write_to_citizen(actor=request.actor, vorgang=row, text=text, now=timezone.now()), field="text"
        )
        if not errors:
            note_reply(request, row)
            return go_to("vorgang", row.public_id, note="geschrieben")
    context = {**case_head(row), "errors": errors, "typed": request.POST.get("text", ""), "longest": MAX_MESSAGE}
    return show(request, "nachricht", context, status=422 if errors else 200)


@acting
def invitation(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        text = request.POST.get("text", "")
        errors = attempt(
            lambda: invite_to_book(actor=request.actor, vorgang=row, text=text, now=timezone.now()), field="text"
        )
        if not errors:
            note_reply(request, row)
            return go_to("vorgang", row.public_id, note="eingeladen")
    slots = list(free_termine(row.stelle_id, leistung_id=row.leistung.pk, now=timezone.now())[:_MOST_SHOWN])
    context = {
        **case_head(row), "errors": errors, "typed": request.POST.get("text", ""), "longest": MAX_MESSAGE,
        "slots": slots,
    }  # fmt: skip
    return show(request, "termin_einladung", context, status=422 if errors else 200)
