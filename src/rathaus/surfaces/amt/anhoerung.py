"""Hearing the person before a decision that burdens them: the letter, or why nobody is heard."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.vorgang.hearing import Hearing, code_of, hear_citizen, hearing_until, skip_hearing
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.recht.anhoerung import HearingException, exceptions_of, hearing_duty
from rathaus.surfaces.amt.frame import acting, go_to, posting, show
from rathaus.surfaces.amt.schreiben import note_reply
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang


@acting
def hearing(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        day = read_day(request.POST, "frist")
        errors = (("frist", DAY_MISSING),)
        if day is not None:
            heard = Hearing(request.POST.get("absicht", ""), request.POST.get("tatsachen", ""), day)
            errors = attempt(
                lambda: hear_citizen(actor=request.actor, vorgang=row, hearing=heard, now=timezone.now()),
                field="absicht",
            )
        if not errors:
            note_reply(request, row)
            return go_to("vorgang", row.public_id, note="angehoert")
    return _show(request, row, errors)


@posting
def hearing_not_needed(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    row = vorgang_by_public_id(vorgang)
    chosen = next((each for each in HearingException if each.value == request.POST.get("ausnahme")), None)
    reason = request.POST.get("grund", "")
    errors = attempt(
        lambda: skip_hearing(actor=request.actor, vorgang=row, exception=chosen, reason=reason, now=timezone.now()),
        field="grund",
    )
    if not errors:
        return go_to("vorgang", row.public_id, note="ohne_anhoerung")
    return _show(request, row, errors)


def _show(request: ScopedRequest, row: "Vorgang", errors: Problems) -> HttpResponse:
    code = code_of(row)
    context = {
        **case_head(row),
        "errors": errors,
        "typed": request.POST,
        "day": hearing_until(row, today()),
        "norm": hearing_duty(interferes=True, verfahrensrecht=code).citation,
        "exceptions": [(each.value, words, citation) for each, words, citation in exceptions_of(code)],
    }
    return show(request, "anhoerung", context, status=422 if errors else 200)
