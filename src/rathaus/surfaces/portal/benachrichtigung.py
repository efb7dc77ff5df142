"""Where somebody wants to be told by e-mail that something waits: given for that alone, ended by one click."""

import uuid

from django.http import Http404, HttpResponse
from django.urls import reverse

from rathaus.core.antrag.queries import antrag_by_public_id, entwurf_by_public_id
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.errors import EmailIncomplete
from rathaus.core.konto.notice import notice_address_of, remove_notice_address, set_notice_address, stop_notices
from rathaus.core.norm.queries import regime_of
from rathaus.core.postfach.ports import sends_mails
from rathaus.core.scope.actor import Role
from rathaus.surfaces.portal.entwurf import is_from_review
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private, today
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.error_texts import error_text
from rathaus.surfaces.ui.filters import current_language


@limited("notice")
@audience(Audience.BEARER, methods=("GET", "POST"))
def notices(request: ScopedRequest) -> HttpResponse:
    """Ask for the address of the signed-in person; who has only links chooses an Antrag first."""
    if request.actor.role is not Role.CITIZEN:
        return go_to("antraege")
    return _page(request, Bearer(request.actor.konto_id), back=reverse("portal:antraege"))


@limited("notice")
@audience(Audience.BEARER, methods=("GET", "POST"))
def antrag_notices(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:
    """Ask for the address of the person behind an Antrag."""
    row = antrag_by_public_id(antrag)
    return _page(request, row.bearer, back=reverse("portal:antrag", args=[row.public_id]))


@limited("notice")
@audience(Audience.BEARER, methods=("GET", "POST"))
def draft_notices(request: ScopedRequest, entwurf: uuid.UUID) -> HttpResponse:
    """Ask for the address of the person behind a draft."""
    row = entwurf_by_public_id(entwurf, today=today())
    back = "portal:review" if is_from_review(request) else "portal:draft"
    return _page(request, row.bearer, back=reverse(back, args=[row.public_id]))


@limited("notice")
@audience(Audience.EVERYBODY, methods=("GET", "POST"))
def stop(request: ScopedRequest, token: str) -> HttpResponse:
    """Ask whoever got a mail whether there shall be no more; on POST forget the address, if it is still kept."""
    is_used = request.method == "POST"
    has_ended = is_used and stop_notices(token)
    return show_private(request, "portal/abbestellen.html", {"is_used": is_used, "has_ended": has_ended})


def _page(request: ScopedRequest, bearer: Bearer, *, back: str) -> HttpResponse:
    if not sends_mails():
        raise Http404
    typed, wrong, done = None, None, ""
    if request.method == "POST":
        typed = request.POST.get("email", "")[:300]
        done = "removed" if "aus" in request.POST else "kept"
        try:
            _change(request, bearer, typed)
        except EmailIncomplete as error:
            wrong, done = error_text(error.code), ""
    address = notice_address_of(bearer)
    window = regime_of().parameter("bekanntgabe.portal_retrieval_window", today())
    context = {
        "address": address, "typed": typed if wrong else address.email if address else "", "wrong": wrong,
        "done": done, "back": back, "window": window, "has_konto": bearer.konto_id is not None,
    }  # fmt: skip
    return show_private(request, "portal/benachrichtigung.html", context, status=wrong.status if wrong else 200)


def _change(request: ScopedRequest, bearer: Bearer, email: str) -> None:
    actor = actor_for(request, bearer)
    if "aus" in request.POST:
        remove_notice_address(actor=actor, bearer=bearer)
    else:
        set_notice_address(actor=actor, bearer=bearer, email=email, language=current_language(), now=now())
