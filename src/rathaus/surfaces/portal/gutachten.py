"""A request for an opinion that somebody outside opens with a secret link: the question, the extract, the answer."""

import uuid

from django.http import HttpResponse

from rathaus.core.beteiligung.links import (
    answer_by_link,
    link_by_public_id,
    open_opinion_link,
    shared_copy,
    shared_files,
)
from rathaus.core.scope.actor import Actor, Role
from rathaus.surfaces.portal.frame import go_to, now, show_private, today
from rathaus.surfaces.portal.limits import always, limited
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.file_answer import save_file
from rathaus.surfaces.ui.opinion import CHOOSE_OPINION, posted_answer
from rathaus.values.text import Text

_EXPERT = Actor(Role.LINK)


@limited("message")
@audience(Audience.BEARER, methods=("GET", "POST"))
def opinion(request: ScopedRequest, anfrage: uuid.UUID) -> HttpResponse:
    """Show what is asked and shared; a POST answers, once."""
    row = link_by_public_id(anfrage, now=now())
    errors: Problems = ()
    if request.method == "POST":
        answer = posted_answer(request)
        errors = (("ergebnis", CHOOSE_OPINION),)
        if answer is not None:
            errors = attempt(lambda: answer_by_link(actor=_EXPERT, link=row, answer=answer, now=now()), field="text")
        if not errors:
            return go_to("opinion", row.public_id)
    elif row.opened_at is None:
        open_opinion_link(actor=_EXPERT, link=row, now=now())
    context = {
        "row": row, "title": Text.from_json(row.title), "files": shared_files(row), "errors": errors,
        "typed": request.POST, "files_lost": bool(request.FILES),
    }  # fmt: skip
    return show_private(request, "portal/gutachten.html", context, status=422 if errors else 200)


@limited("drawing", when=always)
@audience(Audience.BEARER)
def shared_file(request: ScopedRequest, anfrage: uuid.UUID, datei: uuid.UUID) -> HttpResponse:  # noqa: ARG001  # the scope decides
    """Send a copy of a file that the clerk chose for the request."""
    copy = shared_copy(link_by_public_id(anfrage, now=now()), datei, day=today())
    return save_file(copy.content, media_type=copy.media_type, name=copy.name)
