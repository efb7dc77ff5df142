"""Changing an issued Bescheid: correct, revoke, withdraw or replace it by one that names it and the reason."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.antrag.queries import content_of
from rathaus.core.bescheid.aenderung import ChangeDraft, draft_change, drop_change
from rathaus.core.bescheid.queries import bescheid_of, change_draft_of
from rathaus.core.bescheid.rules import TAKING_BACK, Change
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.engine.prozess.model import ErgebnisKind
from rathaus.surfaces.amt.amount import FEE_UNREADABLE, posted_fee, typed_cents
from rathaus.surfaces.amt.entscheidung import preview_of
from rathaus.surfaces.amt.frame import acting, go_to, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day

if TYPE_CHECKING:
    from rathaus.core.bescheid.models import Bescheid

_EFFECT, _MAX_TEXT = "wirkung", 20_000


@acting
def change(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Ask what is to be changed and why; a POST prepares the new Bescheid, which is then checked and issued."""
    row = vorgang_by_public_id(vorgang)
    bescheid = bescheid_of(row)
    if bescheid is None or not bescheid.is_issued:
        return go_to("vorgang", vorgang)
    errors: Problems = ()
    if request.method == "POST":
        drops = "verwerfen" in request.POST
        errors = _drop(request, bescheid) if drops else _draft(request, bescheid)
        if not errors:
            return go_to("vorgang" if drops else "issue", vorgang, note="verworfen" if drops else "entwurf")
    draft = change_draft_of(bescheid)
    prozess = content_of(row.antrag).prozess
    context = {
        **case_head(row),
        "errors": errors,
        "name_errors": {name: [text] for name, text in errors},
        "boxes": request.POST,
        "bescheid": bescheid,
        "draft": draft,
        "preview": preview_of(request, draft),
        "results": [each for each in prozess.ergebnisse if each.kind is not ErgebnisKind.WITHDRAW],
        "typed": request.POST if request.method == "POST" else _stored(draft),
        "reasons": request.POST.getlist("grund") if request.method == "POST" else (draft.reasons if draft else []),
        "effect_on": draft.effect_on if draft else None,
    }
    return show(request, "aenderung", context, status=422 if errors else 200)


def _drop(request: ScopedRequest, bescheid: "Bescheid") -> Problems:
    return attempt(lambda: drop_change(actor=request.actor, bescheid=bescheid, now=timezone.now()))


def _draft(request: ScopedRequest, bescheid: "Bescheid") -> Problems:
    posted = request.POST
    kind = Change(posted["art"]) if posted.get("art") in set(Change) else Change.CORRECTION
    was_typed = any(posted.get(f"{_EFFECT}.{box}", "").strip() for box in ("tag", "monat", "jahr"))
    effect_on = read_day(posted, _EFFECT) if kind in TAKING_BACK else None
    if kind in TAKING_BACK and was_typed and effect_on is None:
        return ((_EFFECT, DAY_MISSING),)
    try:
        fee = posted_fee(posted)
    except ValueError:
        return (("gebuehr", FEE_UNREADABLE),)
    result = posted.get("ergebnis", "")
    draft = ChangeDraft(
        change=kind,
        reason=posted.get("warum", "")[:_MAX_TEXT],
        result=result,
        reasons=tuple(posted.getlist(f"grund_{result}")) if kind is Change.REPLACEMENT else (),
        free_text=posted.get("begruendung", "")[:_MAX_TEXT],
        gebuehr_cent=fee,
        effect_on=effect_on,
        hearing=posted.get("anhoerung", "")[:_MAX_TEXT],
    )
    return attempt(
        lambda: draft_change(actor=request.actor, bescheid=bescheid, draft=draft, now=timezone.now()), field="warum"
    )


def _stored(draft: "Bescheid | None") -> dict[str, str]:
    if draft is None:
        return {}
    prozess = content_of(draft.antrag).prozess
    charges = draft.change not in TAKING_BACK and prozess.ergebnis(draft.result).mit_gebuehr
    return {"art": draft.change, "warum": draft.change_reason, "ergebnis": draft.result,
            "begruendung": draft.free_text, "anhoerung": draft.hearing,
            "gebuehr": typed_cents(draft.gebuehr_cent) if charges else ""}  # fmt: skip
