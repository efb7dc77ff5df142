"""What every page of the portal has around its content: addresses in both languages, caching, what waits for me."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from rathaus.core.konto.bearer import Bearer
from rathaus.core.postfach.ports import sends_mails
from rathaus.core.postfach.queries import count_unread
from rathaus.core.scope.actor import Actor, Role
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.retention import draft_retention
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.link_cookies import secret_for
from rathaus.surfaces.ui.page import in_language


def today() -> date:
    """Return the local day, Europe/Berlin."""
    return timezone.localdate()


def now() -> datetime:
    """Return the present instant."""
    return timezone.now()


def show(
    request: ScopedRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer with a page that everybody may see; browsers may keep it for going back as long as nobody is known."""
    frame = _frame(request) | {"alternates": _alternates(request)}
    response = render(request, template, {**frame, **(context or {})}, status=status)
    is_personal = bool(request.bearers) or request.person is not None
    response.headers["Cache-Control"] = "no-store" if is_personal else "private, no-cache"
    return response


def show_private(
    request: ScopedRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer with a page about one person: never kept, never found by search engines."""
    response = render(request, template, {**_frame(request), **(context or {})}, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def actor_for(request: ScopedRequest, bearer: Bearer) -> Actor:
    """Return in which part somebody acts on a row: as the signed-in person, or as the bearer of its link."""
    is_own = bearer.konto_id is not None and bearer.konto_id == request.actor.konto_id
    return request.actor if is_own else Actor(Role.LINK)


def secret_link(request: ScopedRequest, bearer: Bearer) -> str:
    """Return the whole address that opens what belongs to a link; empty where the row belongs to a Konto."""
    secret = secret_for(request, bearer)
    return request.build_absolute_uri(reverse("portal:link", args=[secret])) if secret else ""


def safe_next(request: ScopedRequest, fallback: str) -> str:
    """Return the address in ``weiter`` when it leads to this site, else the fallback."""
    wanted = request.POST.get("weiter") or request.GET.get("weiter") or ""
    hosts = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=hosts, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else fallback


def go_to(route: str, *arguments: object, anchor: str = "", query: str = "") -> HttpResponseRedirect:
    """Redirect to a route of the portal after a POST."""
    path = reverse(f"portal:{route}", args=arguments or None)
    return HttpResponseRedirect(path + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else ""))


def draft_rule() -> ParameterVersion:
    """Return the rule for how many days a draft is kept after its last change."""
    return draft_retention(today()).parameter


def files_address() -> str:
    """Return the beginning of the addresses of files; the public id of a file follows."""
    nobody = uuid.UUID(int=0)
    return reverse("portal:download", args=[nobody]).removesuffix(f"{nobody}/")


def _frame(request: ScopedRequest) -> dict[str, Any]:
    unread = count_unread(request.bearers) if request.bearers else 0
    return {
        "unread": unread,
        "sends_mails": sends_mails(),
        "alternates": None,
        "is_staff": request.stelle is not None,
        "takes_down": request.actor.role is Role.CLERK and bool(request.bearers),
        "path": request.path,
        "file_url": files_address(),
    }


def _alternates(request: ScopedRequest) -> dict[str, str]:
    """Return language to address of the same page, without its query."""
    base = settings.RATHAUS_BASE_URL.rstrip("/")
    return {language: base + in_language(request.path, language) for language, _ in settings.LANGUAGES}
