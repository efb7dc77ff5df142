"""What every page of the office has in common: who looks, for which body, how many cases wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from rathaus.core.scope.actor import Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.stelle.queries import scope_ids_of
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung
    from rathaus.core.stelle.models import Stelle

PAGE_SIZE = 50

reading = audience(Audience.CLERK, Audience.AUDITOR)
working = audience(Audience.CLERK)
acting = audience(Audience.CLERK, methods=("GET", "POST"))
posting = audience(Audience.CLERK, methods=("POST",))


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody works: the body, all ids whose rows it sees, the member of staff."""

    stelle: "Stelle"
    stelle_ids: frozenset[int]
    konto_id: int


def desk_of(request: ScopedRequest) -> Desk:
    """Return the desk behind a request.

    Raises:
        ActorRefused: nobody who works for a body.
    """
    if request.stelle is None or request.actor.konto_id is None:
        raise ActorRefused(role=request.actor.role.value)
    return Desk(request.stelle, scope_ids_of(request.stelle, today()), request.actor.konto_id)


def today() -> date:
    """Return the local day, Europe/Berlin."""
    return timezone.localdate()


def show(
    request: ScopedRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer with a page of this surface; nothing of it is kept by browsers or proxies."""
    known = {
        "may_act": request.actor.role is Role.CLERK,
        "note": request.GET.get("hinweis", ""),
        "query": request.GET,
        "today": today(),
        "own_stelle": request.stelle,
    }
    response = render(request, f"amt/{template}.html", {**known, **(context or {})}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def go_to(route: str, *arguments: object, note: str = "", anchor: str = "", **query: str) -> HttpResponseRedirect:
    """Redirect after a POST; the note is the name of a sentence in the layout."""
    parameters = {"hinweis": note, **query} if note else query
    path = reverse(f"amt:{route}", args=arguments or None)
    return HttpResponseRedirect(
        path + (f"?{urlencode(parameters)}" if parameters else "") + (f"#{anchor}" if anchor else "")
    )


def title_of(leistung: "Leistung") -> Text:
    """Return the title of a Leistung."""
    return Text.from_json(leistung.title) if leistung.title else Text(leistung.slug)
