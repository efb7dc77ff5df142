"""Appointments: which slots are offered, who comes, and offering more."""

import uuid
from collections.abc import Iterable
from datetime import time
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils import timezone

from rathaus.core.leistung.coverage import adopted_by, leistungen_for
from rathaus.core.termin.actions import Offer, call_off, offer_termine
from rathaus.core.termin.queries import coming_termin, coming_termine
from rathaus.core.termin.rules import Pattern
from rathaus.core.vorgang.queries import vorgaenge_by_antrag
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, posting, show, working
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.listing import with_query
from rathaus.surfaces.ui.staff_pages import title_of, today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung
    from rathaus.core.termin.models import Termin

_NUMBERS = Text("Geben Sie Zeiten als 9:00 und Zahlen ohne Buchstaben ein.", "Enter times as 9:00 and plain numbers.")


@working
def appointments(request: ScopedRequest) -> HttpResponse:
    page = coming_termine(desk_of(request).stelle_ids, now=timezone.now(), after=_after(request))
    cases = vorgaenge_by_antrag(each.antrag_id for _, taken in page.rows for each in taken)
    lines = [(row, [cases[each.antrag_id] for each in taken if each.antrag_id in cases]) for row, taken in page.rows]
    context = {
        "section": "termine",
        "lines": lines,
        "first_url": with_query(request, nach=None) if "nach" in request.GET else "",
        "next_url": with_query(request, nach=page.next) if page.next else "",
    }
    return show(request, "termine", context)


def _after(request: ScopedRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.GET.get("nach", ""))
    except ValueError:
        return None


@acting
def offer(request: ScopedRequest) -> HttpResponse:
    errors: Problems = ()
    choices = _offered(request)
    if request.method == "POST":
        errors = _offer(request, choices)
        if not errors:
            return go_to("appointments", note="termine_angeboten")
    context = {
        "section": "termine",
        "errors": errors,
        "typed": request.POST,
        "day": today(),
        "place": desk_of(request).stelle.address.replace("\n", ", "),
        "leistungen": [(each.slug, title_of(each)) for each in choices],
    }
    return show(request, "termine_neu", context, status=422 if errors else 200)


@posting
def call_off_page(request: ScopedRequest, termin: uuid.UUID) -> HttpResponse:
    row = _own(request, termin)
    call_off(actor=request.actor, termin=row, now=timezone.now())
    return go_to("appointments", note="termin_abgesagt")


def _own(request: ScopedRequest, public_id: uuid.UUID) -> "Termin":
    row = coming_termin(desk_of(request).stelle_ids, public_id, now=timezone.now())
    if row is None:
        raise Http404
    return row


def _offered(request: ScopedRequest) -> "list[Leistung]":
    stelle = desk_of(request).stelle
    adopted = adopted_by(stelle)
    return [each for each in leistungen_for(stelle, today()) if each.pk in adopted]


def _offer(request: ScopedRequest, choices: "Iterable[Leistung]") -> Problems:
    form = request.POST
    first, last = read_day(form, "von"), read_day(form, "bis") if form.get("bis.tag", "").strip() else None
    if first is None:
        return (("von", DAY_MISSING),)
    try:
        pattern = Pattern(
            first,
            last or first,
            time.fromisoformat(_padded(form.get("beginn", ""))),
            time.fromisoformat(_padded(form.get("ende", ""))),
            int(form.get("dauer", "")),
        )
        capacity = int(form.get("plaetze", "") or 1)
    except ValueError:
        return (("beginn", _NUMBERS),)
    leistung = next((each.pk for each in choices if each.slug == form.get("leistung")), None)
    wanted = Offer(pattern, form.get("ort", ""), form.get("zweck", ""), capacity, leistung)
    stelle_id = desk_of(request).stelle.pk
    return attempt(
        lambda: offer_termine(actor=request.actor, stelle_id=stelle_id, offer=wanted, now=timezone.now()), field="von"
    )


def _padded(text: str) -> str:
    """Return a time as people type it (9:00) as ISO writes it."""
    hour, _, minute = text.strip().partition(":")
    return f"{hour.zfill(2)}:{minute or '00'}"
