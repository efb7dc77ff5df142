"""Suggestions for the text box of a choice with too many options to show."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse

from rathaus.core.leistung.queries import compiled, published_version
from rathaus.surfaces.portal.limits import always, limited
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.choice_search import suggestions

if TYPE_CHECKING:
    from rathaus.core.leistung.models import LeistungVersion

_KEPT = "private, max-age=300"
"""Only the browser keeps an answer: what a person has typed stands in its address."""


@limited("suggest", when=always)
@audience(Audience.EVERYBODY)
def suggest_options(request: ScopedRequest, *, slug: str, number: str, path: str) -> HttpResponse:
    """Answer the script: entries of a published version's choice that a text may mean."""
    version = published_version(slug, number)
    field = compiled(version.pk).formular.fields.get(path)
    if field is None or not field.is_searched:
        raise Http404
    response = JsonResponse(suggestions(field, request.GET.get("q", "")), safe=False)
    response.headers["Cache-Control"] = _KEPT
    return response


def suggest_address(version: "LeistungVersion") -> str:
    """Return how the addresses of suggestions for the questions of a version begin."""
    return reverse("portal:suggest_options", args=[version.leistung.slug, version.version, "-"]).removesuffix("-/")
