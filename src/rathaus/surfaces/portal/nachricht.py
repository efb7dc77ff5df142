"""Writing to the office while it works on an Antrag: text and files, without being asked."""

import uuid

from django.http import HttpResponse

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.antrag.rules import Status, is_open
from rathaus.core.postfach.rules import MAX_MESSAGE, MOST_FILES
from rathaus.core.vorgang.correspondence import Message, write_to_office
from rathaus.surfaces.portal.antraege import antrag_frame
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.portal.rueckfrage import sent_files
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience

TEXT, FILES = "text", "dateien"


@limited("message")
@audience(Audience.BEARER, methods=("GET", "POST"))
def message_page(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:
    """Show a form for a message; on POST send it. An Antrag that is over takes none, and its page says so."""
    row = antrag_by_public_id(antrag)
    if not is_open(Status(row.status)):
        return go_to("antrag", row.public_id, query="vorbei=1")
    errors: Problems = ()
    if request.method == "POST":
        message = Message(request.POST.get(TEXT, ""), sent_files(request, FILES))
        errors = attempt(
            lambda: write_to_office(actor=actor_for(request, row.bearer), antrag=row, message=message, now=now()),
            field=TEXT,
        )
        if not errors:
            return go_to("antrag", row.public_id, query="geschrieben=1")
    context = antrag_frame(request, row) | {
        "errors": errors,
        "typed": request.POST.get(TEXT, ""),
        "files_lost": bool(request.FILES),
        "longest": MAX_MESSAGE,
        "most_files": MOST_FILES,
    }
    return show_private(request, "portal/nachricht.html", context, status=422 if errors else 200)
