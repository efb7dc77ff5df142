"""The declaration of a second person at the desk: where it stands, a new link, and what came on paper."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from rathaus.core.konto.rules import hash_link_secret, new_link_secret
from rathaus.core.miterklaerung.links import make_link_at_office
from rathaus.core.miterklaerung.paper import Paper, record_on_paper
from rathaus.core.miterklaerung.queries import said_before, standing_of
from rathaus.core.miterklaerung.rules import LINK_DAYS, MAX_NAME, MAX_REASON, Outcome
from rathaus.core.miterklaerung.saying import Statement
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, go_to, posting, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang

_CHOOSE = Text("Wählen Sie, was auf dem Papier steht.", "Choose what the paper says.")


@acting
def declaration(request: ScopedRequest, vorgang: uuid.UUID, key: str) -> HttpResponse:
    """Show one declaration; a POST records what came on paper."""
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        errors = _record(request, row, key)
        if not errors:
            return go_to("vorgang", row.public_id, note="miterklaerung", anchor="miterklaerung")
    return _show(request, row, key, errors=errors)


@posting
def declaration_link(request: ScopedRequest, vorgang: uuid.UUID, key: str) -> HttpResponse:
    """Make a link for the second person, and show it this once; only its hash is stored."""
    row, secret = vorgang_by_public_id(vorgang), new_link_secret()
    errors = attempt(
        lambda: make_link_at_office(
            actor=request.actor, vorgang=row, key=key, secret_hash=hash_link_secret(secret), now=timezone.now()
        )
    )
    address = "" if errors else request.build_absolute_uri(reverse("portal:link", args=[secret]))
    return _show(request, row, key, errors=errors, new_link=address)


def _record(request: ScopedRequest, row: "Vorgang", key: str) -> Problems:
    outcome, day = request.POST.get("antwort", ""), read_day(request.POST, "eingang")
    if outcome not in set(Outcome):
        return (("antwort", _CHOOSE),)
    if day is None:
        return (("eingang", DAY_MISSING),)
    statement = Statement(Outcome(outcome), request.POST.get("name", ""), request.POST.get("grund", ""))
    file = request.FILES.get("scan")
    scan = (file.name or "scan", file.read()) if file is not None else None
    return attempt(
        lambda: record_on_paper(
            actor=request.actor, vorgang=row, key=key, paper=Paper(statement, day, scan), now=timezone.now()
        ),
        field="" if scan and statement.name.strip() else "scan" if statement.name.strip() else "name",
    )


def _show(request: ScopedRequest, row: "Vorgang", key: str, *, errors: Problems, new_link: str = "") -> HttpResponse:
    standing = standing_of(row.antrag, key, today=today())
    context = {
        **case_head(row),
        "errors": errors,
        "standing": standing,
        "said": [each for each in said_before(row.antrag) if each.key == key],
        "typed": request.POST,
        "new_link": new_link,
        "link_days": LINK_DAYS,
        "max_name": MAX_NAME,
        "max_reason": MAX_REASON,
        "is_open": not row.is_ended and not row.is_withdrawn,
        "today_value": today(),
    }
    return show(request, "miterklaerung", context, status=422 if errors else 200)
