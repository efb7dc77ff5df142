"""Issuing a Bescheid: what must be read first, the remedy where it must be confirmed, the last look, the button."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.bescheid.actions import confirm_remedy, issue_bescheid
from rathaus.core.bescheid.mitzeichnung import ask_for_cosignature
from rathaus.core.bescheid.queries import draft_of
from rathaus.core.vorgang.queries import clerk_names, vorgang_by_public_id
from rathaus.core.zustellung.genehmigungsfiktion import fiction_beside
from rathaus.recht.courts import Court
from rathaus.surfaces.amt.entscheidung import preview_of
from rathaus.surfaces.amt.frame import acting, go_to, posting, show
from rathaus.surfaces.amt.schreiben import note_reply
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.error_texts import error_text
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang


@acting
def issue(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Show the letter once more; a POST issues it, if it is still the one that was shown."""
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        errors = _issue(request, row)
        if not errors:
            note_reply(request, row)
            return go_to("vorgang", vorgang, note="erlassen")
    return _show(request, vorgang, errors)


@posting
def court(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Confirm the remedy, with the court by name and seat where the notice names one."""
    bescheid = draft_of(vorgang_by_public_id(vorgang))
    if bescheid is None:
        return go_to("decision", vorgang)
    errors = attempt(
        lambda: confirm_remedy(actor=request.actor, bescheid=bescheid, court=chosen_court(request), now=timezone.now()),
        field="gericht",
    )
    return _show(request, vorgang, errors) if errors else go_to("issue", vorgang, note="gericht")


@posting
def cosignature(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Hand the draft to the colleagues, one of whom must sign it."""
    bescheid = draft_of(vorgang_by_public_id(vorgang))
    if bescheid is None:
        return go_to("decision", vorgang)
    errors = attempt(lambda: ask_for_cosignature(actor=request.actor, bescheid=bescheid, now=timezone.now()))
    return _show(request, vorgang, errors) if errors else go_to("issue", vorgang, note="mitzeichnung")


def _issue(request: ScopedRequest, row: "Vorgang") -> Problems:
    bescheid = draft_of(row)
    if bescheid is None:
        return ()
    fassung = request.POST.get("fassung", "")
    return attempt(lambda: issue_bescheid(actor=request.actor, bescheid=bescheid, fassung=fassung, now=timezone.now()))


def _show(request: ScopedRequest, public_id: uuid.UUID, errors: Problems) -> HttpResponse:
    row = vorgang_by_public_id(public_id)
    bescheid = draft_of(row)
    found = preview_of(request, bescheid)
    if bescheid is None or found is None:
        return go_to("vorgang" if row.is_ended else "decision", public_id)
    signer = clerk_names([found.cosigned.konto_id]).get(found.cosigned.konto_id, "") if found.cosigned else ""
    fault = error_text(found.seal_fault.code) if found.seal_fault else None
    context = {**case_head(row), "errors": errors, "bescheid": bescheid, "preview": found, "signer": signer,
               "seal_fault": fault, "fiction": fiction_beside(row, today=today())}  # fmt: skip
    return show(request, "erlass", context, status=422 if errors else 200)


def chosen_court(request: ScopedRequest) -> Court | None:
    """Return the court that was picked from the list, else the one that was typed; None when neither."""
    name, separator, seat = request.POST.get("gericht", "").partition("|")
    if separator and name:
        return Court(name, seat)
    typed = Court(request.POST.get("gericht_name", "")[:120], request.POST.get("gericht_sitz", "")[:80])
    return typed if typed.name or typed.seat else None
