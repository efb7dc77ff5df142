"""The due days of a clerk for other calendar programs: a private address, shown once; the calendar behind it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from rathaus.core.arbeitskorb.calendar import due_days, end_calendar_link, has_calendar_link, make_calendar_link
from rathaus.core.termin.rules import DayEntry, day_calendar
from rathaus.core.vorgang.inbox import InboxRow
from rathaus.core.vorgang.rules import State
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, posting, show
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.staff_pages import now, today


@acting
def calendar(request: ScopedRequest) -> HttpResponse:
    """Say what the calendar is and whether there is an address; on POST make one and show it this once."""
    desk, address = desk_of(request), ""
    if request.method == "POST":
        secret = make_calendar_link(actor=request.actor, now=now())
        address = request.build_absolute_uri(reverse("amt:calendar_file", args=[secret]))
    has_link = has_calendar_link(desk.stelle.pk, konto_id=desk.konto_id)
    return show(request, "kalender", {"section": "einstellungen", "address": address, "has_link": has_link})


@posting
def calendar_end(request: ScopedRequest) -> HttpResponse:
    """End the private address."""
    end_calendar_link(actor=request.actor, now=now())
    return go_to("calendar", note="kalender_beendet")


@audience(Audience.EVERYBODY)
def calendar_file(request: ScopedRequest, geheimnis: str) -> HttpResponse:  # noqa: ARG001  # the secret decides
    """Send the calendar to whoever has its address: days, references, next acts, and nobody's name."""
    found = due_days(geheimnis, day=today())
    entries = [entry for row in found.rows for entry in _entries(row)]
    name = gettext("Fristen %(body)s") % {"body": found.body}
    response = HttpResponse(
        day_calendar(entries, name=name, made_at=now()), content_type="text/calendar; charset=utf-8"
    )
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _entries(row: InboxRow) -> list[DayEntry]:
    uid = f"{row.public_id}@rathaus"
    act = gettext("Wartet auf Antwort")
    if row.state != State.WAITING:
        act = row.next_task.name.in_language(current_language()) if row.next_task else gettext("Ansehen")
    entries = [DayEntry(uid, row.due_on, f"{row.aktenzeichen}: {act}")]
    if row.comes_back_on is not None:
        again = gettext("Wiedervorlage")
        entries.append(DayEntry(f"w-{uid}", row.comes_back_on, f"{row.aktenzeichen}: {again}"))
    return entries
