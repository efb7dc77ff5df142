"""Moving running cases to the version that counts today: what each would keep, do again and lose, then the button."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.leistung.queries import current_version, leistung_by_slug
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.core.vorgang.relocation import MOST, Move, move_case, move_of, moves_of, newer_version
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import title_of, today

if TYPE_CHECKING:
    from rathaus.core.leistung.models import LeistungVersion


@acting
def relocation(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Show what moving one case does; a POST moves it."""
    row = vorgang_by_public_id(vorgang)
    version = newer_version(row, day=today())
    if version is None:
        return go_to("vorgang", vorgang)
    errors: Problems = ()
    if request.method == "POST":
        errors = attempt(lambda: move_case(actor=request.actor, vorgang=row, version=version, now=timezone.now()))
        if not errors:
            return go_to("vorgang", vorgang, note="umgestellt")
    context = {**case_head(row), "errors": errors, "version": version, "moves": [move_of(row, version)]}
    return show(request, "umstellung", context, status=409 if errors else 200)


@acting
def relocations(request: ScopedRequest, slug: str) -> HttpResponse:
    """Show what moving all running cases of a Leistung does; a POST moves those that are free or one's own."""
    leistung = leistung_by_slug(slug)
    version = current_version(leistung, today())
    if version is None:
        return go_to("leistungen")
    moves = moves_of(leistung, version, stelle_ids=desk_of(request).stelle_ids)
    refused: list[Move] = []
    if request.method == "POST":
        refused = [each for each in moves if _move(request, each, version)]
        moves = tuple(refused)
    context = {"section": "leistungen", "title": title_of(leistung), "leistung": leistung, "version": version,
               "moves": moves, "refused": refused, "errors": (), "most": MOST,
               "is_done": request.method == "POST"}  # fmt: skip
    return show(request, "umstellung", context)


def _move(request: ScopedRequest, move: Move, version: "LeistungVersion") -> Problems:
    return attempt(lambda: move_case(actor=request.actor, vorgang=move.vorgang, version=version, now=timezone.now()))
