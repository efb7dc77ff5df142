"""Places: which municipality somebody means, remembered in a cookie of their browser."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from rathaus.core.leistung.stand import Kept
from rathaus.core.stelle.queries import PlaceHit, body_on, find_places, kreise_of, stelle_by_slug
from rathaus.surfaces.portal.frame import safe_next, show, today
from rathaus.surfaces.portal.limits import always, limited
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience

if TYPE_CHECKING:
    from rathaus.core.stelle.models import Stelle

PLACE_COOKIE = "rathaus_ort"
PLACE_DAYS = 180
"""Days for which a browser remembers the place."""
_MUNICIPALITIES = {"gemeinde", "stadt", "kreisfreie_stadt"}
_MOST_HITS = 12


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """What is known about the place of a request.

    Args:
        place: the municipality; None when none is known.
        asked: what was typed; empty when nothing was.
        hits: municipalities that may be meant when it is not clear.
    """

    place: "Stelle | None"
    asked: str = ""
    hits: Sequence[PlaceHit] = ()

    @property
    def must_ask(self) -> bool:
        """Whether several places may be meant."""
        return self.place is None and bool(self.hits)

    @property
    def is_unknown(self) -> bool:
        """Whether something was typed and no place was found."""
        return self.place is None and bool(self.asked) and not self.hits


def place_of(request: ScopedRequest) -> PlaceChoice:
    """Return the place of a request: the one in the address (``ort``), else the one that the browser remembers."""
    asked = request.GET.get("ort", "").strip()[:100]
    if asked:
        return read_place(asked)
    return PlaceChoice(_municipality(request.COOKIES.get(PLACE_COOKIE, "")))


def read_place(asked: str) -> PlaceChoice:
    """Return the municipality that a text means: its name in addresses, a name, a postal code."""
    place = _municipality(asked)
    if place is not None:
        return PlaceChoice(place, asked)
    hits = find_places(asked, limit=_MOST_HITS, day=today())
    clear = [hit for hit in hits if hit.exact]
    if len(clear) == 1 or len(hits) == 1:
        return PlaceChoice((clear or hits)[0].stelle, asked)
    return PlaceChoice(None, asked, clear or hits)


_municipalities: "Kept[tuple[str, date], Stelle | None]" = Kept(1000)


def _municipality(slug: str) -> "Stelle | None":
    return _municipalities.get((slug, today()), lambda: _find_municipality(slug)) if slug else None


def _find_municipality(slug: str) -> "Stelle | None":
    stelle = stelle_by_slug(slug)
    if stelle is None or stelle.kind not in _MUNICIPALITIES or stelle.mode != "live":
        return None
    return body_on(stelle, today())


def remember_place(request: ScopedRequest, response: HttpResponse, place: "Stelle | None") -> HttpResponse:
    """Let the browser remember a place that was named in the address or chosen."""
    if place is not None and request.COOKIES.get(PLACE_COOKIE) != place.slug:
        response.set_cookie(
            PLACE_COOKIE,
            place.slug,
            max_age=timedelta(days=PLACE_DAYS),
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    return response


@limited("search", when=lambda request: bool(request.POST.get("ort") or request.GET.get("ort")))
@audience(Audience.EVERYBODY, methods=("GET", "POST"))
def choose_place(request: ScopedRequest) -> HttpResponse:
    """Ask for the place; several places with one postal code are asked apart."""
    target = _without_place(safe_next(request, reverse("portal:home")))
    asked = (request.POST.get("ort") or request.GET.get("ort", "")).strip()[:100]
    choice = read_place(asked) if asked else place_of(request)
    if request.method == "POST" and choice.place is not None:
        return remember_place(request, HttpResponseRedirect(target), choice.place)
    status = 422 if request.method == "POST" and not choice.must_ask else 200
    nothing_typed = request.method == "POST" and not asked
    context = {"choice": choice, "target": target, "nothing_typed": nothing_typed, "counties": _counties(choice.hits)}
    return show(request, "portal/ort.html", context, status=status)


@limited("suggest", when=always)
@audience(Audience.EVERYBODY)
def suggest_places(request: ScopedRequest) -> HttpResponse:
    """Answer the place field of the script: names with what tells them apart."""
    hits = find_places(request.GET.get("q", "")[:100], limit=8, day=today())
    counties = _counties(hits)
    rows = [{"name": hit.stelle.name, "hint": counties.get(hit.stelle.pk, "")} for hit in hits]
    response = JsonResponse(rows, safe=False)
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


def _counties(hits: Sequence[PlaceHit]) -> dict[int, str]:
    """Return what tells places apart: id of the municipality → name of its county; empty for a county-free city."""
    kreise = kreise_of([hit.stelle for hit in hits], today())
    return {pk: kreis.name if kreis.pk != pk else "" for pk, kreis in kreise.items()}


def _without_place(address: str) -> str:
    """Take a place out of an address, so that the one chosen now counts."""
    parts = urlsplit(address)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name != "ort"])
    return urlunsplit(("", "", parts.path, query, parts.fragment))
