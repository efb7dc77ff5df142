"""Deciding: result, reasons, free text and fee; the Bescheid builds itself beside the facts."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.antrag.queries import content_of, sections_of
from rathaus.core.bescheid.actions import Draft, draft_bescheid
from rathaus.core.bescheid.errors import DraftOutdated
from rathaus.core.bescheid.fee_rules import NOTHING_CHOSEN, explained
from rathaus.core.bescheid.nebenbestimmung import MAX_OWN_CLAUSE, clause_options
from rathaus.core.bescheid.queries import Preview, bescheid_of, draft_of, options_of, preview, suggested_fee
from rathaus.core.bescheid.rules import draft_fits
from rathaus.core.miterklaerung.queries import holding_up
from rathaus.core.vorgang.queries import fee_of, standing, vorgang_by_public_id
from rathaus.engine.prozess.text import BescheidNotRenderable
from rathaus.surfaces.amt.fee_choice import (
    NOTHING_TYPED,
    attempt_fee,
    posted_choice,
    stored_choice,
    typed_choice,
)
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, reading, show
from rathaus.surfaces.amt.nachweis import certificate_form, posted_certificate
from rathaus.surfaces.amt.vorgang import case_head, is_decidable
from rathaus.surfaces.ui.attempt import Problems
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.file_answer import frame_file
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.core.bescheid.models import Bescheid
    from rathaus.core.vorgang.models import Vorgang


@acting
def decision(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Offer what can be chosen; a POST stores the draft and shows the letter that follows from it."""
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        errors = _draft(request, row)
        if not errors:
            return go_to("decision", row.public_id, note="entwurf", anchor="schreiben")
        row = vorgang_by_public_id(vorgang)
    bescheid = bescheid_of(row)
    if bescheid is not None and bescheid.is_issued:
        return go_to("vorgang", row.public_id)
    prozess = content_of(row.antrag).prozess
    context = {
        **case_head(row),
        "errors": errors,
        "name_errors": dict(errors),
        "boxes": request.POST,
        "certificate": certificate_form(row.antrag, bescheid=bescheid, posted=request.POST),
        "certificate_result": prozess.ergebnis(prozess.nachweis.ergebnis).name if prozess.nachweis else "",
        "options": options_of(row),
        "is_decidable": is_decidable(standing(row)),
        "gebuehr": prozess.gebuehr,
        "fee": fee_of(row),
        "basis": explained(bescheid.gebuehr_basis) if bescheid else None,
        "suggested": suggested_fee(row, on=today()),
        "clauses": clause_options(row.antrag, language=current_language()),
        "typed_clauses": _typed_clauses(request, bescheid),
        "bescheid": bescheid,
        "typed": _typed(request, bescheid),
        "preview": preview_of(request, bescheid),
        "is_outdated": bescheid is not None
        and not draft_fits(prozess, result=bescheid.result, reasons=bescheid.reasons),
        "second_persons": holding_up(row.antrag),
        "sections": sections_of(row.antrag, language=current_language()),
    }
    return show(request, "entscheidung", context, status=422 if errors else 200)


@reading
def draft_pdf(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Send the draft as it would look on paper."""
    bescheid = draft_of(vorgang_by_public_id(vorgang))
    found = preview_of(request, bescheid)
    if bescheid is None or found is None:
        return go_to("vorgang", vorgang)
    return frame_file(found.as_pdf(bescheid), media_type="application/pdf", name="bescheid-entwurf.pdf")


def preview_of(request: ScopedRequest, bescheid: "Bescheid | None") -> Preview | None:
    """Return the letter of a draft; None where there is none or a value that its text needs is missing."""
    if bescheid is None or bescheid.is_issued:
        return None
    try:
        return preview(bescheid, on=today(), konto_id=desk_of(request).konto_id)
    except (BescheidNotRenderable, DraftOutdated):
        return None


def _draft(request: ScopedRequest, row: "Vorgang") -> Problems:
    result = request.POST.get("ergebnis", "")
    fee, problems = posted_choice(request.POST)
    if problems:
        return problems
    certificate, problems = posted_certificate(row.antrag, result=result, posted=request.POST)
    if problems:
        return problems
    charges = any(o.ergebnis.key == result and o.ergebnis.mit_gebuehr for o in options_of(row))
    if not charges:
        fee = NOTHING_CHOSEN
    draft = Draft(
        result=result,
        certificate=certificate,
        reasons=request.POST.getlist(f"grund_{result}"),
        free_text=request.POST.get("begruendung", "")[:20_000],
        clauses=request.POST.getlist("nebenbestimmung"),
        own_clause=request.POST.get("eigene_nebenbestimmung", "")[:MAX_OWN_CLAUSE],
        gebuehr_cent=fee.cent, units=fee.units, minutes=fee.minutes, exemption=fee.exemption,
    )  # fmt: skip
    return attempt_fee(
        lambda: draft_bescheid(actor=request.actor, vorgang=row, draft=draft, now=timezone.now()),
        tarif=fee_of(row).tarif, field="ergebnis",
    )  # fmt: skip


def _typed(request: ScopedRequest, bescheid: "Bescheid | None") -> dict[str, object]:
    """Return what stands in the form: what was typed, else the draft."""
    if request.method == "POST":
        result = request.POST.get("ergebnis", "")
        reasons = request.POST.getlist(f"grund_{result}")
        return {"ergebnis": result, "reasons": reasons, "begruendung": request.POST.get("begruendung", ""),
                **typed_choice(request.POST)}  # fmt: skip
    if bescheid is None:
        return {"ergebnis": "", "reasons": [], "begruendung": "", **NOTHING_TYPED}
    charges = any(o.key == bescheid.result and o.mit_gebuehr for o in content_of(bescheid.antrag).prozess.ergebnisse)
    fee = stored_choice(bescheid) if charges else NOTHING_TYPED
    return {"ergebnis": bescheid.result, "reasons": bescheid.reasons, "begruendung": bescheid.free_text, **fee}


def _typed_clauses(request: ScopedRequest, bescheid: "Bescheid | None") -> dict[str, object] | None:
    """Return the chosen Nebenbestimmungen and the clerk's own: as posted, else of the draft; None before it."""
    if request.method == "POST":
        return {"keys": request.POST.getlist("nebenbestimmung"), "own": request.POST.get("eigene_nebenbestimmung", "")}
    if bescheid is None:
        return None
    own = next((row["text"] for row in bescheid.nebenbestimmungen if not row["key"]), "")
    return {"keys": [row["key"] for row in bescheid.nebenbestimmungen], "own": own}
