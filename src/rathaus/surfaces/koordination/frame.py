"""What every page of the coordination office has in common: who looks, which day it is, where to go next."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from rathaus.core.scope.actor import Role
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung

PAGE_SIZE = 50

reading = audience(Audience.OFFICER, Audience.AUDITOR)
acting = audience(Audience.OFFICER, methods=("GET", "POST"))


def today() -> date:
    """Return the local day, Europe/Berlin."""
    return timezone.localdate()


def show(
    request: ScopedRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer with a page of this surface; nothing of it is kept by browsers or proxies."""
    known = {
        "may_act": request.actor.role is Role.OFFICER,
        "note": request.GET.get("hinweis", ""),
        "query": request.GET,
    }
    response = render(request, f"koordination/{template}.html", {**known, **(context or {})}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def go_to(route: str, *arguments: object, note: str = "", **query: str) -> HttpResponseRedirect:
    """Redirect after a POST; the note is the name of a sentence in the layout."""
    parameters = {"hinweis": note, **query} if note else query
    path = reverse(f"koordination:{route}", args=arguments or None)
    return HttpResponseRedirect(f"{path}?{urlencode(parameters)}" if parameters else path)


def title_of(leistung: "Leistung") -> Text:
    """Return the title of a Leistung; its slug as long as nothing of it was published."""
    return Text.from_json(leistung.title) if leistung.title else Text(leistung.slug)
