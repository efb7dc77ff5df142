"""Giving a case, or many at once, to a colleague: who there is, with a note for them."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpResponse

from rathaus.core.arbeitskorb.actions import write_note
from rathaus.core.arbeitskorb.queries import colleagues
from rathaus.core.stelle.substitution import absences
from rathaus.core.stelle.substitution_rules import SubstitutionState
from rathaus.core.vorgang.assigning import assign
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, show
from rathaus.surfaces.amt.vermerke import LONGEST_NOTE, konto_typed
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import now, today

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang


@dataclass(frozen=True, slots=True)
class Choice:
    """A colleague who may get a case.

    Args:
        konto_id: their Konto.
        name: as colleagues know it.
        substitute: who stands in for them today; empty while they are here.
    """

    konto_id: int
    name: str
    substitute: str = ""


def choices_of(request: ScopedRequest) -> list[Choice]:
    """Return who works on cases of the body for which somebody looks, without themselves."""
    desk = desk_of(request)
    running = [
        each
        for each in absences(desk.stelle_ids, konto_id=None, today=today())
        if each.state is SubstitutionState.RUNNING
    ]
    substitutes = {each.row.konto_id: each.substitute for each in running}
    return [
        Choice(each.konto_id, each.name, substitutes.get(each.konto_id, ""))
        for each in colleagues(desk.stelle.pk, today=today())
        if each.konto_id != desk.konto_id
    ]


@acting
def assignment(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Ask who gets a case; on POST give it to them, with a note that they find on their page."""
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        errors = attempt(lambda: _give(request, row), field="an")
        if not errors:
            return go_to("vorgang", row.public_id, note="zugewiesen")
    context = {**case_head(row), "people": choices_of(request), "typed": request.POST, "errors": errors}
    return show(request, "zuweisung", context, status=422 if errors else 200)


@transaction.atomic
def _give(request: ScopedRequest, row: "Vorgang") -> None:
    konto_id = konto_typed(request.POST.get("an", "")) or 0
    assign(actor=request.actor, vorgang=row, konto_id=konto_id, now=now())
    if text := request.POST.get("text", "")[:LONGEST_NOTE].strip():
        write_note(actor=request.actor, vorgang=row, text=text, mentioned=[konto_id], now=now())
