"""What other bodies ask this one: the list, one request with its frozen extract, the answer."""

import uuid

from django.http import Http404, HttpResponse
from django.utils import timezone

from rathaus.core.beteiligung.actions import give_opinion
from rathaus.core.beteiligung.emptying import shown_until
from rathaus.core.beteiligung.queries import documents_of, stellungnahme_by_public_id, stellungnahmen
from rathaus.core.datei.copies import copy_of
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, reading, show
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.file_answer import frame_file, save_file
from rathaus.surfaces.ui.opinion import CHOOSE_OPINION, posted_answer
from rathaus.surfaces.ui.staff_pages import today
from rathaus.values.text import Text


@reading
def opinions(request: ScopedRequest) -> HttpResponse:
    found = stellungnahmen(desk_of(request).stelle_ids)
    rows = [(each, Text.from_json(each.title)) for each in found.open]
    settled = [(each, Text.from_json(each.title)) for each in found.settled]
    return show(request, "stellungnahmen", {"section": "stellungnahmen", "rows": rows, "settled": settled})


@acting
def opinion(request: ScopedRequest, stellungnahme: uuid.UUID) -> HttpResponse:
    """Show what is asked and shared; a POST answers."""
    row = stellungnahme_by_public_id(stellungnahme)
    errors: Problems = ()
    if request.method == "POST":
        answer = posted_answer(request)
        errors = (("ergebnis", CHOOSE_OPINION),)
        if answer is not None:
            errors = attempt(
                lambda: give_opinion(actor=request.actor, stellungnahme=row, answer=answer, now=timezone.now()),
                field="text",
            )
        if not errors:
            return go_to("opinion", row.public_id, note="stellung_genommen")
        row = stellungnahme_by_public_id(stellungnahme)
    context = {
        "section": "stellungnahmen",
        "row": row,
        "shown_until": shown_until(row),
        "title": Text.from_json(row.title),
        "files": documents_of(row),
        "errors": errors,
        "typed": request.POST,
    }
    return show(request, "stellungnahme", context, status=422 if errors else 200)


@reading
def opinion_file(request: ScopedRequest, stellungnahme: uuid.UUID, datei: uuid.UUID) -> HttpResponse:
    """Send a file that was shared, or that belongs to the answer."""
    row = stellungnahme_by_public_id(stellungnahme)
    file = next((each for each in documents_of(row) if each.public_id == datei), None)
    if file is None:
        raise Http404
    copy = copy_of(file, day=today())
    send = save_file if "speichern" in request.GET else frame_file
    return send(copy.content, media_type=copy.media_type, name=copy.name)
