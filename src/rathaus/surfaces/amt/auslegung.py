"""Displaying a case to the public: from when to when, where, the notice; and the objections that arrive."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.beteiligung.auslegung import Display, Objection, display, end_display, record_objection
from rathaus.core.beteiligung.queries import display_by_public_id
from rathaus.core.beteiligung.rules import display_terms
from rathaus.core.beteiligung.texts import OBJECTIONS_HINT, TERMS_UNVERIFIED
from rathaus.core.norm.queries import regime_of
from rathaus.core.vorgang.queries import standing, vorgang_by_public_id
from rathaus.engine.prozess.model import AufgabeKind
from rathaus.recht.dates import english_date, german_date
from rathaus.recht.regime import frist_citation
from rathaus.surfaces.amt.frame import acting, go_to, posting, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang

_DAYS = ("beginn", "ende", "einwendungen_bis")


@acting
def public_display(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        errors = _display(request, row)
        if not errors:
            return go_to("vorgang", vorgang, note="ausgelegt", anchor="auslegung")
    regime = regime_of(standing(row).prozess, stelle_id=row.stelle_id)
    first = today() + timedelta(days=7)
    terms = display_terms(first, regime=regime)
    short = terms.objections.end
    hint = OBJECTIONS_HINT.in_language(current_language()).format(
        short=german_date(short), short_en=english_date(short), citation=frist_citation(regime.verfahrensrecht, "3")
    )
    context = {**case_head(row), "errors": errors, "typed": request.POST, "first": first, "terms": terms,
               "hint": hint, "banners": (*regime.banners, TERMS_UNVERIFIED)}  # fmt: skip
    return show(request, "auslegung", context, status=422 if errors else 200)


@acting
def objections(request: ScopedRequest, vorgang: uuid.UUID, auslegung: uuid.UUID) -> HttpResponse:
    """Show a display with its objections; a POST records one."""
    row, shown = vorgang_by_public_id(vorgang), display_by_public_id(auslegung, vorgang=vorgang)
    errors: Problems = ()
    if request.method == "POST":
        day = read_day(request.POST, "eingang")
        errors = (("eingang", DAY_MISSING),)
        if day is not None:
            said = Objection(request.POST.get("text", "")[:20_000], day, request.POST.get("name", ""))
            errors = attempt(
                lambda: record_objection(actor=request.actor, auslegung=shown, objection=said, now=timezone.now()),
                field="text",
            )
        if not errors:
            return go_to("objections", vorgang, auslegung, note="einwendung")
    return _show(request, row, auslegung, errors=errors)


@posting
def display_end(request: ScopedRequest, vorgang: uuid.UUID, auslegung: uuid.UUID) -> HttpResponse:
    """End a display whose days have passed."""
    shown = display_by_public_id(auslegung, vorgang=vorgang)
    errors = attempt(lambda: end_display(actor=request.actor, auslegung=shown, now=timezone.now()))
    if errors:
        return _show(request, vorgang_by_public_id(vorgang), auslegung, errors=errors)
    return go_to("vorgang", vorgang, note="auslegung_beendet", anchor="auslegung")


def _show(request: ScopedRequest, row: "Vorgang", auslegung: uuid.UUID, *, errors: Problems) -> HttpResponse:
    shown = display_by_public_id(auslegung, vorgang=row.public_id)
    context = {**case_head(row), "errors": errors, "typed": request.POST, "shown": shown,
               "objections": list(shown.einwendungen.all()), "day": today()}  # fmt: skip
    return show(request, "einwendungen", context, status=422 if errors else 200)


def _display(request: ScopedRequest, row: "Vorgang") -> Problems:
    first, last, until = (read_day(request.POST, name) for name in _DAYS)
    if first is None or last is None or until is None:
        read = zip(_DAYS, (first, last, until), strict=True)
        return tuple((name, DAY_MISSING) for name, day in read if day is None)
    what = Display(first, last, until, request.POST.get("ort", "")[:2_000], request.POST.get("text", "")[:20_000])
    task = next((step.key for step in standing(row).open if step.kind is AufgabeKind.AUSLEGEN), "")
    return attempt(
        lambda: display(actor=request.actor, vorgang=row, task=task, what=what, now=timezone.now()), field="ort"
    )
