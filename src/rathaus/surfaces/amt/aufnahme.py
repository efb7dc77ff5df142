"""An Antrag that a clerk enters for a person: at the counter, from a form of paper, or ex officio.

The clerk fills in the form of the citizens under a fresh secret link. Afterwards the link goes to the person on paper,
and this browser forgets it: nobody here acts in their name later.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rathaus.core.antrag.intake import Intake, take_down
from rathaus.core.antrag.queries import antrag_by_public_id
from rathaus.core.antrag.rules import Channel
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.rules import hash_link_secret, new_link_secret
from rathaus.core.leistung.queries import uebernahmen_of
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import PlaceHit, find_places
from rathaus.core.vorgang.errors import VorgangNotFound
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.surfaces.amt.frame import Desk, acting, desk_of, go_to, posting, show
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.link_cookies import forget_link
from rathaus.surfaces.ui.link_keeping import draft_link_end, keep_new_link
from rathaus.surfaces.ui.staff_pages import now, title_of, today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Entwurf
    from rathaus.core.leistung.models import Leistung

_CHANNELS = {each.value: each for each in (Channel.COUNTER, Channel.PAPER, Channel.EX_OFFICIO)}
_MUNICIPALITIES = {"gemeinde", "stadt", "kreisfreie_stadt"}
_MOST_HITS = 12
_LEISTUNG_MISSING = Text("Wählen Sie eine Leistung aus.", "Choose a service.")
_PLACE_UNCLEAR = Text(
    "Geben Sie den Ort genauer an, zum Beispiel mit der Postleitzahl.",
    "Say the place more exactly, with its postal code.",
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page asks for, as far as it was understood."""

    leistung: "Leistung | None"
    places: Sequence[PlaceHit]
    channel: Channel
    problems: Problems


@acting
def intake(request: ScopedRequest) -> HttpResponse:
    """Ask for what and how somebody applies; on POST begin the draft and go to its form."""
    desk, problems = desk_of(request), ()  # type: tuple[Desk, Problems]
    if request.method == "POST":
        asked = _read(request, desk)
        problems = asked.problems
        if not problems and asked.leistung is not None:
            answer = _begin(request, asked)
            if isinstance(answer, HttpResponseRedirect):
                return answer
            problems = answer
    options = [(row.leistung.slug, title_of(row.leistung)) for row in uebernahmen_of(desk.stelle)]
    context = {
        "section": "vorgaenge", "errors": problems, "posted": request.POST, "options": options,
        "place": request.POST.get("ort", desk.stelle.name if desk.stelle.kind in _MUNICIPALITIES else ""),
    }  # fmt: skip
    return show(request, "aufnahme", context, status=422 if problems else 200)


@posting
def handed_over(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:
    """Let this browser forget the link that the person has on paper now, and go to the case if it is one of ours."""
    with open_scope(Scope(secrets=frozenset(bearer.secret_hash for bearer in request.bearers))):
        row = antrag_by_public_id(antrag)
    try:
        response = go_to("vorgang", vorgang_of(row).public_id, note="aufgenommen_fuer")
    except VorgangNotFound:
        response = go_to("today", note="weitergegeben")
    forget_link(response, row.bearer)
    return response


def _read(request: ScopedRequest, desk: Desk) -> _Asked:
    slug, place = request.POST.get("leistung", ""), request.POST.get("ort", "")
    leistung = next((row.leistung for row in uebernahmen_of(desk.stelle) if row.leistung.slug == slug), None)
    hits = find_places(place, limit=_MOST_HITS, day=today())
    places = [hit for hit in hits if hit.exact] or hits
    problems: list[tuple[str, Text]] = []
    if leistung is None:
        problems.append(("leistung", _LEISTUNG_MISSING))
    if len(places) != 1:
        problems.append(("ort", _PLACE_UNCLEAR))
    channel = _CHANNELS.get(request.POST.get("weg", ""), Channel.COUNTER)
    if channel is Channel.PAPER and read_day(request.POST, "eingang") is None:
        problems.append(("eingang", DAY_MISSING))
    return _Asked(leistung, places, channel, tuple(problems))


def _begin(request: ScopedRequest, asked: _Asked) -> "HttpResponseRedirect | Problems":
    secret = new_link_secret()
    bearer = Bearer(secret_hash=hash_link_secret(secret))
    begun: list[Entwurf] = []
    arrived_on = read_day(request.POST, "eingang") if asked.channel is Channel.PAPER else None

    def act() -> None:
        assert asked.leistung is not None  # noqa: S101  # checked by the caller, narrows the type
        with open_scope(Scope(secrets=frozenset({bearer.secret_hash}))):
            begun.append(
                take_down(
                    actor=request.actor,
                    bearer=bearer,
                    leistung=asked.leistung,
                    place=asked.places[0].stelle,
                    intake=Intake(asked.channel, arrived_on),
                    now=now(),
                )
            )

    if problems := attempt(act, field="eingang" if arrived_on else "ort"):
        return problems
    response = HttpResponseRedirect(reverse("portal:draft", args=[begun[0].public_id]))
    return keep_new_link(request, response, secret, until=draft_link_end(begun[0]))
