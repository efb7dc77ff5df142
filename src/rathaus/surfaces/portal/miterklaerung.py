"""The declaration of a second person: the applicant gets a link to hand over, the other one reads and declares."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.datei.qr import draw_qr
from rathaus.core.konto.rules import hash_link_secret, new_link_secret
from rathaus.core.miterklaerung.errors import DeclarationNotAsked
from rathaus.core.miterklaerung.links import (
    declare,
    extend_link,
    link_by_public_id,
    make_link,
    open_link,
    reading_of,
    said_with,
)
from rathaus.core.miterklaerung.queries import standings_for_person
from rathaus.core.miterklaerung.rules import LINK_DAYS, MAX_NAME, MAX_REASON, Outcome
from rathaus.core.miterklaerung.saying import Statement
from rathaus.core.scope.actor import Role
from rathaus.surfaces.portal.antraege import antrag_frame
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private, today
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.filters import current_language
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Antrag
    from rathaus.core.miterklaerung.models import DeclarationLink
    from rathaus.core.miterklaerung.queries import Standing

_CHOOSE = Text("Wählen Sie eine Antwort.", "Choose an answer.")
_CODE_WRONG = Text(
    "Dieser Code öffnet nichts. Prüfen Sie, ob Sie ihn ganz abgeschrieben haben.",
    "This code opens nothing. Check that you have copied all of it.",
)


@limited("message")
@audience(Audience.BEARER, methods=("GET", "POST"))
def declaration_link(request: ScopedRequest, antrag: uuid.UUID, erklaerung: str) -> HttpResponse:
    """Show the applicant where a declaration stands; a POST extends its link, or makes one and shows it this once."""
    row = antrag_by_public_id(antrag)
    errors: Problems = ()
    address = ""
    if request.method == "POST" and request.POST.get("was") == "verlaengern":
        actor = actor_for(request, row.bearer)
        errors = attempt(lambda: extend_link(actor=actor, antrag=row, key=erklaerung, now=now()))
        if not errors:
            return go_to("declaration_link", row.public_id, erklaerung, query="verlaengert=1")
    elif request.method == "POST":
        address, errors = _make(request, row, erklaerung)
    standing = _standing(row, erklaerung)
    context = antrag_frame(request, row) | {
        "standing": standing, "errors": errors, "address": address, "qr": draw_qr(address) if address else "",
        "code": address.rstrip("/").rpartition("/")[2], "link_days": LINK_DAYS,
        "code_address": request.build_absolute_uri(reverse("portal:declaration_code")),
    }  # fmt: skip
    return show_private(request, "portal/miterklaerung_link.html", context, status=422 if errors else 200)


@limited("message")
@audience(Audience.BEARER, methods=("GET", "POST"))
def declaration(request: ScopedRequest, erklaerung: uuid.UUID) -> HttpResponse:
    """Show the second person what was declared; a POST declares or refuses, once."""
    link = link_by_public_id(erklaerung, now=now())
    errors: Problems = ()
    if link.used_at is not None:
        return _show_said(request, link)
    if request.method == "POST":
        errors = _declare(request, link)
        link = link_by_public_id(erklaerung, now=now())
        if link.used_at is not None:  # with this answer, or with one that was faster
            return go_to("declaration", link.public_id)
    elif link.opened_at is None:
        open_link(actor=request.actor, link=link, now=now())
    reading = reading_of(link, language=current_language(), now=now())
    is_known = request.actor.role is Role.CITIZEN
    context = {
        "link": link, "stelle": link.stelle, "title": Text.from_json(link.title), "reading": reading,
        "standing": reading.standing, "errors": errors, "typed": request.POST, "whom": reading.whom,
        "max_name": MAX_NAME, "max_reason": MAX_REASON, "lacks_account": reading.needs_account and not is_known,
        "sign_in": f"{reverse('portal:sign_in')}?{urlencode({'weiter': request.path})}",
    }  # fmt: skip
    return show_private(request, "portal/miterklaerung.html", context, status=422 if errors else 200)


@limited("link")
@audience(Audience.EVERYBODY, methods=("GET", "POST"))
def declaration_code(request: ScopedRequest) -> HttpResponse:
    """Let whoever has only the printed code type it; what it opens is shown before it is opened."""
    code = "".join(request.POST.get("code", "").split())[:100]
    errors: Problems = ()
    if request.method == "POST":
        if code and code.replace("-", "").replace("_", "").isalnum() and code.isascii():
            return go_to("link", code)
        errors = (("code", _CODE_WRONG),)
    context = {"errors": errors, "code": code}
    return show_private(request, "portal/miterklaerung_code.html", context, status=422 if errors else 200)


def _make(request: ScopedRequest, row: "Antrag", key: str) -> tuple[str, Problems]:
    """Make a link and return its address, which nobody can show again; only its hash is stored."""
    secret = new_link_secret()
    errors = attempt(
        lambda: make_link(
            actor=actor_for(request, row.bearer), antrag=row, key=key, secret_hash=hash_link_secret(secret), now=now()
        )
    )
    return ("" if errors else request.build_absolute_uri(reverse("portal:link", args=[secret]))), errors


def _standing(row: "Antrag", key: str) -> "Standing":
    found = next((each for each in standings_for_person(row, today=today()) if each.rule.key == key), None)
    if found is None:
        raise DeclarationNotAsked(key=key)
    return found


def _declare(request: ScopedRequest, link: "DeclarationLink") -> Problems:
    said = request.POST.get("antwort", "")
    if said not in set(Outcome):
        return (("antwort", _CHOOSE),)
    statement = Statement(Outcome(said), request.POST.get("name", ""), request.POST.get("grund", ""))
    read = request.POST.get("gelesen", "")
    return attempt(
        lambda: declare(actor=request.actor, link=link, statement=statement, read=read, now=now()), field="name"
    )


def _show_said(request: ScopedRequest, link: "DeclarationLink") -> HttpResponse:
    said = said_with(link)
    sentence = Text.from_json(said.erklaerung) if said is not None else None
    context = {"link": link, "stelle": link.stelle, "said": said, "sentence": sentence}
    return show_private(request, "portal/miterklaerung_da.html", context)
