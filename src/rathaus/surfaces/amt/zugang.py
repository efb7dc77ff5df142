"""How an issued Bescheid reached its recipient: the proof, and what the office does when it did not."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.bescheid.queries import bescheid_of
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.core.zustellung.actions import note_return, provide_again, queue_for_post
from rathaus.core.zustellung.queries import may_go_by_post, may_provide_again, postings_of, suggested_address
from rathaus.core.zustellung.rules import PostState
from rathaus.core.zustellung.texts import FILE_NAME
from rathaus.core.zustellung.zugangsnachweis import proof_of, proof_pdf
from rathaus.surfaces.amt.frame import go_to, posting, reading, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.file_answer import save_file
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.core.bescheid.models import Bescheid
    from rathaus.core.vorgang.models import Vorgang

_MAX_ADDRESS = 600


@reading
def proof(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Show every step with the sentence of the law."""
    row = vorgang_by_public_id(vorgang)
    bescheid = _issued(row)
    return _show_proof(request, row, bescheid) if bescheid is not None else go_to("vorgang", vorgang)


@reading
def proof_file(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:  # noqa: ARG001  # a view takes the request
    """Send the proof as PDF."""
    row = vorgang_by_public_id(vorgang)
    bescheid = _issued(row)
    if bescheid is None:
        return go_to("vorgang", vorgang)
    now = timezone.now()
    content = proof_pdf(proof_of(bescheid, now=now), reference=row.aktenzeichen, now=now)
    name = FILE_NAME.format(reference=bescheid.antrag.reference)
    return save_file(content, media_type="application/pdf", name=name)


@posting
def providing(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Provide the Bescheid in the Postfach once more."""
    row = vorgang_by_public_id(vorgang)
    bescheid = _issued(row)
    if bescheid is None:
        return go_to("vorgang", vorgang)
    errors = attempt(lambda: provide_again(actor=request.actor, bescheid=bescheid, now=timezone.now()))
    return _show_proof(request, row, bescheid, errors) if errors else go_to("proof", vorgang, note="erneut")


@posting
def paper(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Put the Bescheid into the queue of letters of paper."""
    row = vorgang_by_public_id(vorgang)
    bescheid = _issued(row)
    if bescheid is None:
        return go_to("vorgang", vorgang)
    address = request.POST.get("anschrift", "")[:_MAX_ADDRESS]
    errors = attempt(
        lambda: queue_for_post(actor=request.actor, bescheid=bescheid, address=address, now=timezone.now()),
        field="anschrift",
    )
    return _show_proof(request, row, bescheid, errors) if errors else go_to("proof", vorgang, note="post")


@posting
def returned(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Note that the letter came back; the page then says what to do next."""
    row = vorgang_by_public_id(vorgang)
    bescheid = _issued(row)
    sent = [each for each in postings_of(bescheid) if each.state == PostState.POSTED] if bescheid else []
    if bescheid is None or not sent:
        return go_to("proof", vorgang)
    day = read_day(request.POST, "tag")
    errors: Problems = (("tag", DAY_MISSING),)
    if day is not None:
        reason, letter = request.POST.get("vermerk", ""), sent[-1]
        errors = attempt(
            lambda: note_return(
                actor=request.actor, posting=letter, returned_on=day, reason=reason, now=timezone.now()
            ),
            field="tag",
        )
    return _show_proof(request, row, bescheid, errors) if errors else go_to("proof", vorgang, note="zurueck")


def _show_proof(request: ScopedRequest, row: "Vorgang", bescheid: "Bescheid", errors: Problems = ()) -> HttpResponse:
    """Answer with the page; with what was wrong when an act was refused."""
    context = {
        **case_head(row),
        "errors": errors,
        "name_errors": {name: [text] for name, text in errors},
        "bescheid": bescheid,
        "proof": proof_of(bescheid, now=timezone.now()),
        "postings": postings_of(bescheid),
        "may_provide": may_provide_again(bescheid, on=today()),
        "may_post": may_go_by_post(bescheid),
        "raw": request.POST,
        "address": request.POST.get("anschrift") or suggested_address(bescheid),
    }
    return show(request, "zugang", context, status=422 if errors else 200)


def _issued(row: "Vorgang") -> "Bescheid | None":
    bescheid = bescheid_of(row)
    return bescheid if bescheid is not None and bescheid.is_issued else None
