"""Who stands in for whom: named from day to day, called off."""

import uuid

from django.http import HttpResponse

from rathaus.core.arbeitskorb.queries import colleagues
from rathaus.core.stelle.substitution import absences, end_substitution, name_substitute
from rathaus.core.stelle.substitution_rules import Span
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, is_lead, posting, show
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import now, today


@acting
def absence(request: ScopedRequest) -> HttpResponse:
    """Show who stands in for whom and ask for a colleague and the days; on POST name them."""
    errors: Problems = ()
    if request.method == "POST":
        errors = _name(request)
        if not errors:
            return go_to("absence", note="vertretung")
    desk, leads = desk_of(request), is_lead(request)
    people = [(str(each.konto_id), each.name) for each in colleagues(desk.stelle.pk, today=today())]
    context = {
        "section": "einstellungen",
        "rows": absences(desk.stelle_ids, konto_id=None if leads else desk.konto_id, today=today()),
        "people": [each for each in people if each[0] != str(desk.konto_id)],
        "everybody": people,
        "own_id": desk.konto_id,
        "is_lead": leads,
        "typed": request.POST,
        "errors": errors,
    }
    return show(request, "abwesenheit", context, status=422 if errors else 200)


@posting
def absence_end(request: ScopedRequest, vertretung: uuid.UUID) -> HttpResponse:
    """Call a substitution off."""
    end_substitution(actor=request.actor, public_id=vertretung, now=now())
    return go_to("absence", note="vertretung_beendet")


def _name(request: ScopedRequest) -> Problems:
    first_on, last_on = read_day(request.POST, "von"), read_day(request.POST, "bis")
    missing = [name for name, day in (("von", first_on), ("bis", last_on)) if day is None]
    if first_on is None or last_on is None:
        return tuple((name, DAY_MISSING) for name in missing)
    who, away = request.POST.get("wer", ""), request.POST.get("fuer", "")
    return attempt(
        lambda: name_substitute(
            actor=request.actor,
            substitute_id=int(who) if who.isdecimal() else 0,
            span=Span(first_on, last_on),
            konto_id=int(away) if away.isdecimal() else None,
            now=now(),
        ),
        field="wer",
    )
