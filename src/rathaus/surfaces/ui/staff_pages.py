"""Pages for people who work here: what all of one surface have in common, and where to go after a POST."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from rathaus.core.scope.actor import Role
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung

PAGE_SIZE = 50
"""Lines of a list before it goes on at the next page."""


@dataclass(frozen=True, slots=True)
class StaffPages:
    """The pages of one surface for staff.

    Args:
        surface: name of its routes and of its folder of templates.
        acting: the role that may change something here; others only read.
    """

    surface: str
    acting: Role

    def show(
        self, request: ScopedRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
    ) -> HttpResponse:
        """Answer with a page of the surface; nothing of it is kept by browsers or proxies."""
        known = {
            "may_act": request.actor.role is self.acting,
            "note": request.GET.get("hinweis", ""),
            "query": request.GET,
            "today": today(),
            "own_stelle": request.stelle,
        }
        response = render(request, f"{self.surface}/{template}.html", {**known, **(context or {})}, status=status)
        response.headers["Cache-Control"] = "no-store"
        return response

    def go_to(
        self, route: str, *arguments: object, note: str = "", anchor: str = "", **query: str
    ) -> HttpResponseRedirect:
        """Redirect after a POST; the note is the name of a sentence in the layout."""
        parameters = {"hinweis": note, **query} if note else query
        path = reverse(f"{self.surface}:{route}", args=arguments or None)
        return HttpResponseRedirect(
            path + (f"?{urlencode(parameters)}" if parameters else "") + (f"#{anchor}" if anchor else "")
        )


def now() -> datetime:
    """Return the present instant."""
    return timezone.now()


def today() -> date:
    """Return the local day, Europe/Berlin."""
    return timezone.localdate()


def title_of(leistung: "Leistung") -> Text:
    """Return the title of a Leistung; its slug as long as nothing of it was published."""
    return Text.from_json(leistung.title) if leistung.title else Text(leistung.slug)
