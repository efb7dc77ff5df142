"""The certificate of a Genehmigungsfiktion that waits for a clerk: read it, answer for its notice, send it."""

import uuid

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.vorgang.bescheinigung import bescheinigung_of, confirm_certificate, send_certificate
from rathaus.core.vorgang.fiction_certificate import certificate_of
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.recht.courts import all_courts
from rathaus.surfaces.amt.erlass import chosen_court
from rathaus.surfaces.amt.frame import acting, go_to, posting, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import today


@acting
def fiction_certificate(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Show the letter with what is not certain; a POST sends it."""
    errors: Problems = ()
    if request.method == "POST":
        row = vorgang_by_public_id(vorgang)
        errors = attempt(lambda: send_certificate(actor=request.actor, vorgang=row, now=timezone.now()))
        if not errors:
            return go_to("vorgang", vorgang, note="bescheinigt")
    return _show(request, vorgang, errors)


@posting
def confirmation(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Answer for the notice, with the court by name and seat where it names one."""
    row = vorgang_by_public_id(vorgang)
    errors = attempt(
        lambda: confirm_certificate(actor=request.actor, vorgang=row, court=chosen_court(request), now=timezone.now()),
        field="gericht",
    )
    return _show(request, vorgang, errors) if errors else go_to("fiction_certificate", vorgang, note="gericht")


def _show(request: ScopedRequest, public_id: uuid.UUID, errors: Problems) -> HttpResponse:
    row = vorgang_by_public_id(public_id)
    waiting = bescheinigung_of(row)
    if waiting is None or waiting.sent_at is not None:
        return go_to("vorgang", public_id)
    context = {
        **case_head(row),
        "errors": errors,
        "row": waiting,
        "certificate": certificate_of(row, on=today(), row=waiting),
        "courts": all_courts(row.deemed_on or today()),
    }
    return show(request, "bescheinigung", context, status=422 if errors else 200)
