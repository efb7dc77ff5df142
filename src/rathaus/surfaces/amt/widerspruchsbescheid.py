"""The decision on a remedy at the office: written, shown as a letter, its court confirmed, issued; then its service."""

import uuid
from typing import Any

from django.http import HttpResponse

from rathaus.core.datei.copies import copy_of
from rathaus.core.datei.queries import datei_by_public_id
from rathaus.core.rechtsbehelf.decision import (
    DecisionDraft,
    confirm_klage_court,
    draft_decision,
    issue_decision,
    note_service,
    preview_decision,
)
from rathaus.core.rechtsbehelf.desk import RemedyCase, remedy_case
from rathaus.core.rechtsbehelf.errors import RechtsbehelfNotFound
from rathaus.core.rechtsbehelf.queries import brought_forward, draft_on
from rathaus.core.rechtsbehelf.rules import Outcome
from rathaus.recht.courts import Court
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, posting, reading, show
from rathaus.surfaces.amt.rechtsbehelfe import remedy_head, show_remedy
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.file_answer import frame_file, save_file
from rathaus.surfaces.ui.staff_pages import now, today

_TEXTS = ("tenor", "gruende", "kosten")
_LONGEST = 20_000


@acting
def remedy_decision(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Show what is written beside the letter that it makes; a POST writes it."""
    errors: Problems = ()
    with remedy_case(rechtsbehelf) as case:
        row = case.rechtsbehelf
    if not row.is_open or not case.is_decider:
        return go_to("remedy", rechtsbehelf)
    if request.method == "POST":
        outcome = request.POST.get("ergebnis", "")
        draft = DecisionDraft(
            outcome=Outcome(outcome) if outcome in {each.value for each in Outcome} else Outcome.REJECTED,
            operative=request.POST.get("tenor", "")[:_LONGEST],
            reasons=request.POST.get("gruende", "")[:_LONGEST],
            costs=request.POST.get("kosten", "")[:_LONGEST],
        )
        errors = attempt(
            lambda: draft_decision(actor=request.actor, rechtsbehelf=row, draft=draft, now=now()), field="tenor"
        )
        if not errors:
            return go_to("remedy_decision", rechtsbehelf, note="rb_entwurf", anchor="schreiben")
    return _show(request, rechtsbehelf, "widerspruchsbescheid", errors)


@acting
def remedy_issue(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Show the decision once more; a POST issues it, if it is still the one that was shown."""
    with remedy_case(rechtsbehelf) as case:
        row, has_draft = case.rechtsbehelf, case.is_decider and draft_on(case.rechtsbehelf) is not None
    if not row.is_open or not has_draft:
        return go_to("remedy", rechtsbehelf)
    errors: Problems = ()
    if request.method == "POST":
        fingerprint = request.POST.get("fassung", "")
        errors = attempt(
            lambda: issue_decision(actor=request.actor, rechtsbehelf=row, fingerprint=fingerprint, now=now())
        )
        if not errors:
            return go_to("remedy", rechtsbehelf, note="rb_erlassen")
    return _show(request, rechtsbehelf, "widerspruchsbescheid_erlass", errors)


@posting
def remedy_court(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Confirm the court of the notice, from the list or typed."""
    name, separator, seat = request.POST.get("gericht", "").partition("|")
    if not (separator and name):
        name, seat = request.POST.get("gericht_name", "")[:120], request.POST.get("gericht_sitz", "")[:80]
    with remedy_case(rechtsbehelf) as case:
        row = case.rechtsbehelf
    errors = attempt(
        lambda: confirm_klage_court(actor=request.actor, rechtsbehelf=row, court=Court(name, seat)), field="gericht"
    )
    if errors:
        return _show(request, rechtsbehelf, "widerspruchsbescheid_erlass", errors)
    return go_to("remedy_issue", rechtsbehelf, note="rb_gericht")


@posting
def remedy_service(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Enter when and how the decision was served."""
    day, how = read_day(request.POST, "zugestellt"), request.POST.get("nachweis", "")[:200]
    if day is None:
        return show_remedy(request, rechtsbehelf, errors=(("zugestellt", DAY_MISSING),), status=422)
    with remedy_case(rechtsbehelf) as case:
        row = case.rechtsbehelf
    errors = attempt(
        lambda: note_service(actor=request.actor, rechtsbehelf=row, day=day, how=how, now=now()), field="nachweis"
    )
    if errors:
        return show_remedy(request, rechtsbehelf, errors=errors, status=422)
    return go_to("remedy", rechtsbehelf, note="gespeichert")


@reading
def remedy_file(request: ScopedRequest, rechtsbehelf: uuid.UUID, datei: uuid.UUID) -> HttpResponse:
    """Send a copy of a file of a remedy: what was handed in, the contested Bescheid, the decision; no other."""
    with remedy_case(rechtsbehelf) as case:
        if str(datei) not in _file_ids(case):
            raise RechtsbehelfNotFound
        copy = copy_of(datei_by_public_id(datei), day=today())
    send = save_file if "speichern" in request.GET else frame_file
    return send(copy.content, media_type=copy.media_type, name=copy.name)


def _file_ids(case: RemedyCase) -> set[str]:
    row = case.rechtsbehelf
    if not case.shows_file:
        return {str(row.decision_datei.public_id)} if row.decision_datei is not None else set()
    letters = {str(each.public_id) for each in (row.bescheid.datei, row.decision_datei) if each is not None}
    return letters | {name for each in brought_forward(row) for name in each.files}


def _show(request: ScopedRequest, public_id: uuid.UUID, template: str, errors: Problems) -> HttpResponse:
    with remedy_case(public_id) as case:
        draft = draft_on(case.rechtsbehelf)
        context: dict[str, Any] = remedy_head(case) | {
            "errors": errors,
            "draft": draft,
            "preview": preview_decision(case, konto_id=desk_of(request).konto_id, on=today()) if draft else None,
            "outcomes": [each.value for each in Outcome],
            "typed": {name: request.POST.get(name, "") for name in (*_TEXTS, "ergebnis")}
            if errors and "tenor" in request.POST
            else _stored(draft),
        }
        return show(request, template, context, status=422 if errors else 200)


def _stored(draft: Any) -> dict[str, str]:
    if draft is None:
        return {"ergebnis": "", "tenor": "", "gruende": "", "kosten": ""}
    return {"ergebnis": draft.outcome, "tenor": draft.operative, "gruende": draft.reasons, "kosten": draft.costs}
