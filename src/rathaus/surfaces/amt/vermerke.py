"""Notes on a case and its follow-ups: written, seen, planned, ended."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.arbeitskorb.actions import end_follow_up, plan_follow_up, see_mentions, write_note
from rathaus.core.arbeitskorb.queries import colleagues
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, go_to, posting, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import now, today

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang

_ANCHOR = "vermerke"
LONGEST_NOTE = 10_000
"""Characters that are read of a note; the act refuses fewer with a message."""
_MOST_DIGITS = 18
"""Of a key of the database, so that whatever somebody sends is a number that it can compare."""


@acting
def note(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Ask for a note and whom it is for; on POST write it."""
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        text = request.POST.get("text", "")[:LONGEST_NOTE]
        chosen = [konto for each in request.POST.getlist("fuer") if (konto := konto_typed(each)) is not None]
        errors = attempt(
            lambda: write_note(actor=request.actor, vorgang=row, text=text, mentioned=chosen, now=now()),
            field="text",
        )
        if not errors:
            return go_to("vorgang", row.public_id, note="vermerkt", anchor=_ANCHOR)
    return _show(request, row, "vermerk", errors)


@acting
def follow_up(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Ask for a day, a reason and before whom; on POST plan it."""
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        day = read_day(request.POST, "tag")
        errors = (("tag", DAY_MISSING),) if day is None else ()
        if day is not None:
            before = request.POST.get("vor", "")
            errors = attempt(
                lambda: plan_follow_up(
                    actor=request.actor,
                    vorgang=row,
                    on=day,
                    reason=request.POST.get("grund", "")[:LONGEST_NOTE],
                    konto_id=konto_typed(before),
                    now=now(),
                ),
                field="grund",
            )
        if not errors:
            return go_to("vorgang", row.public_id, note="wiedervorlage", anchor=_ANCHOR)
    return _show(request, row, "wiedervorlage", errors)


@posting
def follow_up_end(request: ScopedRequest, vorgang: uuid.UUID, wiedervorlage: uuid.UUID) -> HttpResponse:
    """End a follow-up."""
    row = vorgang_by_public_id(vorgang)
    end_follow_up(actor=request.actor, public_id=wiedervorlage, vorgang=row, now=now())
    return go_to("vorgang", row.public_id, note="wiedervorlage_erledigt", anchor=_ANCHOR)


@posting
def mentions_seen(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Note that the clerk has read the notes that mention them."""
    row = vorgang_by_public_id(vorgang)
    see_mentions(actor=request.actor, vorgang=row, now=now())
    return go_to("vorgang", row.public_id, note="vermerk_gelesen", anchor=_ANCHOR)


def _show(request: ScopedRequest, row: "Vorgang", page: str, errors: Problems) -> HttpResponse:
    others = [each for each in colleagues(row.stelle_id, today=today()) if each.konto_id != request.actor.konto_id]
    context = {
        **case_head(row), "errors": errors, "typed": request.POST, "chosen": request.POST.getlist("fuer"),
        "people": [(str(each.konto_id), each.name) for each in others],
        "own_id": str(request.actor.konto_id or ""),
    }  # fmt: skip
    return show(request, page, context, status=422 if errors else 200)


def konto_typed(typed: str) -> int | None:
    """Return the Konto that was chosen in a form; None where it is no number that the database can compare."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS else None
