"""What a member of staff sets for themselves: mails about new work, and keyboard shortcuts; and the help page."""

from django.conf import settings
from django.http import HttpResponse

from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.notice import notice_address_of, remove_notice_address, scope_of, set_notice_address
from rathaus.core.postfach.ports import sends_mails
from rathaus.core.scope.session import open_scope
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, reading, show
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.staff_pages import now

KEYS_COOKIE = "rathaus_kuerzel"
KEYS_OFF = "aus"
_KEYS_DAYS = 365


@acting
def settings_page(request: ScopedRequest) -> HttpResponse:
    own = Bearer(desk_of(request).konto_id)
    errors: Problems = ()
    if request.method == "POST":
        errors = _save(request, own)
        if not errors:
            return _remember_keys(go_to("settings", note="gespeichert"), is_on="kuerzel" in request.POST)
    with open_scope(scope_of(own)):
        address = notice_address_of(own)
    context = {
        "section": "einstellungen",
        "address": address,
        "typed": request.POST.get("email", "") if errors else address.email if address else "",
        "errors": errors,
        "sends_mails": sends_mails(),
    }
    return show(request, "einstellungen", context, status=422 if errors else 200)


@reading
def help_page(request: ScopedRequest) -> HttpResponse:
    return show(request, "hilfe", {"section": "hilfe"})


def _save(request: ScopedRequest, own: Bearer) -> Problems:
    """Keep address and digest; an empty address forgets it. Where no mails are sent, the form asks for neither."""
    if "email" not in request.POST:
        return ()
    email, wants_digest = request.POST["email"].strip(), "uebersicht" in request.POST
    if not email:
        return attempt(lambda: remove_notice_address(actor=request.actor, bearer=own))
    return attempt(
        lambda: set_notice_address(
            actor=request.actor, bearer=own, email=email, language=current_language(), wants_digest=wants_digest,
            now=now(),
        )
    )  # fmt: skip


def _remember_keys(response: HttpResponse, *, is_on: bool) -> HttpResponse:
    if is_on:
        response.delete_cookie(KEYS_COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            KEYS_COOKIE, KEYS_OFF, max_age=_KEYS_DAYS * 24 * 3600, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response
