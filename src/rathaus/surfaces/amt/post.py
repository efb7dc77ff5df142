"""The letters of paper of a body: print them in one go, note when they were posted, and what came back."""

import uuid

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.zustellung.actions import drop_from_queue, mark_posted
from rathaus.core.zustellung.printing import print_letters
from rathaus.core.zustellung.queries import post_room, posting_by_public_id, postings_in_order
from rathaus.surfaces.amt.frame import desk_of, go_to, posting, show, working
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.file_answer import save_file
from rathaus.surfaces.ui.staff_pages import today

_DAY, _MOST = "tag", 200


@working
def post(request: ScopedRequest) -> HttpResponse:
    """List what is to be decided, printed and posted, what came back, and what is on its way."""
    return _show(request)


@posting
def printing(request: ScopedRequest) -> HttpResponse:
    """Send the chosen letters as one PDF."""
    sent: list[bytes] = []

    def act() -> None:
        rows = postings_in_order(_chosen(request))
        sent.append(print_letters(actor=request.actor, postings=rows, now=timezone.now()))

    errors = attempt(act)
    if errors:
        return _show(request, errors)
    return save_file(sent[0], media_type="application/pdf", name=f"post-{today().isoformat()}.pdf")


@posting
def dispatch(request: ScopedRequest) -> HttpResponse:
    """Note the day on which the chosen letters were handed to the post: all of them or none."""
    day = read_day(request.POST, _DAY)
    if day is None:
        return _show(request, ((_DAY, DAY_MISSING),))
    chosen, now = _chosen(request), timezone.now()

    def act() -> None:
        for each in postings_in_order(chosen):
            mark_posted(actor=request.actor, posting=each, posted_on=day, now=now)

    errors = attempt(act, field=_DAY)
    return _show(request, errors) if errors else go_to("post", note="aufgegeben" if chosen else "")


@posting
def withdrawal(request: ScopedRequest, sendung: uuid.UUID) -> HttpResponse:
    """Take a letter out of the queue."""
    errors = attempt(lambda: drop_from_queue(actor=request.actor, posting=posting_by_public_id(sendung)))
    return _show(request, errors) if errors else go_to("post", note="herausgenommen")


def _show(request: ScopedRequest, errors: Problems = ()) -> HttpResponse:
    context = {
        "section": "heute",
        "errors": errors,
        "name_errors": {name: [text] for name, text in errors},
        "raw": request.POST,
        "room": post_room(desk_of(request).stelle_ids, today=today()),
    }
    return show(request, "post", context, status=422 if errors else 200)


def _chosen(request: ScopedRequest) -> list[uuid.UUID]:
    found = []
    for each in request.POST.getlist("brief")[:_MOST]:
        try:
            found.append(uuid.UUID(each))
        except ValueError:
            continue
    return found
