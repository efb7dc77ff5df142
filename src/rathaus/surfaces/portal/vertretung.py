"""For whom somebody applies: for themselves unless they say so here."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.antrag.queries import content_of, entwurf_by_public_id
from rathaus.core.antrag.vertretung import record_vertretung, vertretung_of
from rathaus.core.antrag.vertretung_rules import (
    MAX_CONTACT,
    MAX_NAME,
    Problem,
    Vertretung,
    norms_for,
    one_line,
    problems_of,
)
from rathaus.core.konto.queries import person_of
from rathaus.engine.prozess.vertretung import VertretungKind
from rathaus.surfaces.portal.entwurf import draft_frame, is_from_review
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private, today
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Entwurf

SELF = "selbst"
"""Value of the choice to apply for oneself."""
_LONGEST_INPUT = 1000
_INPUTS = {"kind": "fuer", "name": "name", "organisation": "organisation", "contact": "kontakt"}
"""Attribute of a Vertretung → name of its input."""


@limited("save")
@audience(Audience.BEARER, methods=("GET", "POST"), for_clerks=True)
def vertretung_page(request: ScopedRequest, entwurf: uuid.UUID) -> HttpResponse:
    """Ask for whom somebody applies; on POST keep it with the draft."""
    row = entwurf_by_public_id(entwurf, today=today())
    if row.antrag is not None:
        return go_to("receipt", row.antrag.public_id)
    if request.method == "GET":
        return _show(request, row, _stored(row), {})
    typed = {name: one_line(request.POST.get(name, "")[:_LONGEST_INPUT]) for name in _INPUTS.values()}
    found, problems = _read(row, typed)
    if problems:
        return _show(request, row, typed, problems, status=422)
    record_vertretung(actor=actor_for(request, row.bearer), entwurf=row, vertretung=found, now=now())
    return go_to("review" if is_from_review(request) else "draft", row.public_id)


def _read(row: "Entwurf", typed: dict[str, str]) -> tuple[Vertretung | None, dict[str, Problem]]:
    """Return what was typed, or what is wrong with it by the name of the input."""
    if typed["fuer"] == SELF:
        return None, {}
    if typed["fuer"] not in {kind.value for kind in VertretungKind}:
        return None, {"fuer": Problem.UNKNOWN}
    found = Vertretung(VertretungKind(typed["fuer"]), typed["name"], typed["organisation"], typed["kontakt"])
    problems = problems_of(found, content_of(row).prozess.offered_vertretung)
    return found, {_INPUTS[name]: problem for name, problem in problems.items()}


def _stored(row: "Entwurf") -> dict[str, str]:
    found = vertretung_of(row)
    if found is not None:
        return {_INPUTS[name]: str(getattr(found, name)) for name in _INPUTS}
    person = person_of(row.konto_id) if row.konto_id is not None else None
    return {"fuer": SELF, "name": person.name if person else "", "organisation": "", "kontakt": ""}


def _show(
    request: ScopedRequest, row: "Entwurf", typed: dict[str, str], problems: dict[str, Problem], *, status: int = 200
) -> HttpResponse:
    prozess = content_of(row).prozess
    context = {
        "typed": typed, "problems": {name: problem.value for name, problem in problems.items()},
        "offered": [kind.value for kind in prozess.offered_vertretung], "form_asks": prozess.vertretung is not None,
        "proof": norms_for(VertretungKind.VOLLMACHT, prozess.leistung.verfahrensrecht).proof_note,
        "limits": {"name": MAX_NAME, "organisation": MAX_NAME, "kontakt": MAX_CONTACT},
        "is_from_review": is_from_review(request),
    }  # fmt: skip
    return show_private(request, "portal/vertretung.html", draft_frame(request, row) | context, status=status)
