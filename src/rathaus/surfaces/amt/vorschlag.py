"""Taking a proposal over into the draft of the decision: the clerk still reads, changes and issues it."""

import uuid

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.bescheid.actions import Draft, draft_bescheid
from rathaus.core.vorgang.queries import standing, vorgang_by_public_id
from rathaus.surfaces.amt.frame import go_to, posting
from rathaus.surfaces.amt.vorgang import show_case
from rathaus.surfaces.amt.vorgang_stand import proposed
from rathaus.surfaces.ui.attempt import attempt
from rathaus.surfaces.ui.audience import ScopedRequest


@posting
def adopted_proposal(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    row = vorgang_by_public_id(vorgang)
    found = proposed(row, standing(row))
    if found is None or found.ergebnis is None:
        return go_to("vorgang", vorgang)
    draft = Draft(
        result=found.ergebnis.key,
        reasons=(found.grund.key,) if found.grund else (),
        gebuehr_cent=found.proposal.gebuehr_cent,
    )
    errors = attempt(lambda: draft_bescheid(actor=request.actor, vorgang=row, draft=draft, now=timezone.now()))
    if errors:
        return show_case(request, vorgang_by_public_id(vorgang), errors=errors, status=409)
    return go_to("decision", vorgang, note="vorschlag", anchor="schreiben")
