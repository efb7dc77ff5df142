"""Sign-in, sign-out, and for which body somebody works now."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth import login, logout
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from rathaus.core.konto.errors import SignInRefused
from rathaus.core.konto.queries import check_password, konto_by_login
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import memberships_of
from rathaus.surfaces.portal.cast import character, demo_cast
from rathaus.surfaces.portal.frame import safe_next, show, show_private
from rathaus.surfaces.portal.limits import limited, limited_login
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience, choose_membership
from rathaus.surfaces.ui.error_texts import error_text
from rathaus.surfaces.ui.link_cookies import link_secrets
from rathaus.surfaces.ui.page import url_or_none

if TYPE_CHECKING:
    from rathaus.core.konto.models import Konto
    from rathaus.core.stelle.models import Mitgliedschaft

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_DESKS = {"clerk": "amt:today", "lead": "amt:today", "officer": "koordination:home", "auditor": "koordination:home"}
"""Role → route of the page where its work begins."""


class SignInForm(forms.Form):
    """Login and password of a member of staff."""

    login = forms.CharField(max_length=150)
    password = forms.CharField(max_length=200, strip=False)


@limited("sign_in")
@limited_login
@audience(Audience.EVERYBODY, methods=("GET", "POST"))
def sign_in(request: ScopedRequest) -> HttpResponse:
    """Offer the cast in demo mode, else login and password for staff."""
    if request.method == "GET":
        return _show(request)
    konto = _demo_konto(request) if demo_cast() else _konto_by_password(request)
    if konto is None:
        return _show(request, status=401)
    login(request, konto, backend=_BACKEND)
    return HttpResponseRedirect(safe_next(request, _first_page(konto)))


@audience(Audience.EVERYBODY, methods=("POST",))
def sign_out(request: ScopedRequest) -> HttpResponse:
    """End the session; where the browser still presents secret links, lead to a page that offers to forget them."""
    logout(request)
    return HttpResponseRedirect(reverse("portal:signed_out" if link_secrets(request) else "portal:home"))


@audience(Audience.EVERYBODY)
def signed_out(request: ScopedRequest) -> HttpResponse:
    """Say that the session has ended, and offer to forget the secret links that a sign-out leaves."""
    return show_private(request, "portal/abgemeldet.html", {"has_links": bool(link_secrets(request))})


@audience(Audience.CLERK, Audience.OFFICER, Audience.AUDITOR, methods=("GET", "POST"))
def choose_role(request: ScopedRequest) -> HttpResponse:
    """Ask for which body somebody works now; on POST remember it."""
    own = _memberships(request.actor.konto_id)
    if request.method == "POST":
        chosen = next((each for each in own if str(each.public_id) == request.POST.get("rolle")), None)
        if chosen is not None:
            choose_membership(request, chosen.pk)
            return HttpResponseRedirect(_desk(chosen))
    context = {"memberships": own, "current": request.mitgliedschaft, "missing": request.method == "POST"}
    return show_private(request, "portal/rolle.html", context, status=422 if request.method == "POST" else 200)


def _show(request: ScopedRequest, *, status: int = 200) -> HttpResponse:
    words = error_text("KON-001")
    context = {
        "citizens": [member for member in demo_cast() if member.is_citizen],
        "staff": [member for member in demo_cast() if not member.is_citizen],
        "typed": request.POST.get("login", ""), "refused": words if status == 401 else None,
        "next": safe_next(request, ""),
    }  # fmt: skip
    return show(request, "portal/anmelden.html", context, status=status)


def _demo_konto(request: ScopedRequest) -> "Konto | None":
    member = character(request.POST.get("rolle", ""))
    return konto_by_login(member.login) if member else None


def _konto_by_password(request: ScopedRequest) -> "Konto | None":
    form = SignInForm(request.POST)
    if not form.is_valid():
        return None
    try:
        return check_password(login=form.cleaned_data["login"], password=form.cleaned_data["password"])
    except SignInRefused:
        return None


def _first_page(konto: "Konto") -> str:
    """Return where somebody begins after signing in."""
    if konto.kind == "person":
        return reverse("portal:home")
    own = _memberships(konto.pk)
    return _desk(own[0]) if len(own) == 1 else reverse("portal:role")


def _memberships(konto_id: int | None) -> "list[Mitgliedschaft]":
    if konto_id is None:
        return []
    with open_scope(Scope(konto=konto_id)):
        return memberships_of(konto_id, timezone.localdate())


def _desk(membership: "Mitgliedschaft") -> str:
    return url_or_none(_DESKS[membership.role]) or reverse("portal:home")
