"""The start page: what do you want to get done? Who is known sees first what waits for them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.antrag.queries import antraege_of, open_entwuerfe
from rathaus.core.antrag.rules import Status
from rathaus.core.leistung.queries import widespread_leistungen
from rathaus.core.postfach.queries import letters_of
from rathaus.core.postfach.rules import Kind
from rathaus.surfaces.portal.frame import show, today
from rathaus.surfaces.portal.leistungen import ServiceRow, service_rows
from rathaus.surfaces.portal.orte import place_of
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rathaus.core.antrag.models import Antrag, Entwurf
    from rathaus.core.postfach.models import Nachricht
    from rathaus.core.stelle.models import Stelle

MOST_ERRANDS = 6
_LOOKED_AT = 24
_MOST_WAITING = 5
_URGENT = (Kind.BESCHEID, Kind.MESSAGE, Kind.INVITATION)
"""Letters that wait for somebody; receipts do not, and a question stands at its Antrag."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the persons behind a request: questions of offices, unread letters, unfinished drafts."""

    questions: "Sequence[Antrag]"
    letters: "Sequence[Nachricht]"
    drafts: "Sequence[Entwurf]"

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.questions or self.letters or self.drafts)


@audience(Audience.EVERYBODY, is_shared=True)
def home(request: ScopedRequest) -> HttpResponse:
    """Show the search, what waits, and what can be done online here."""
    place = place_of(request).place
    context = {"place": place, "errands": errands(place), "waiting": waiting_for(request)}
    return show(request, "portal/home.html", context)


def errands(place: "Stelle | None") -> tuple[ServiceRow, ...]:
    """Return at most six services: those that the body of the place offers online, offered by most bodies first."""
    rows = service_rows(widespread_leistungen(today(), _LOOKED_AT), place)
    return tuple(row for row in rows if place is None or row.is_online)[:MOST_ERRANDS]


def waiting_for(request: ScopedRequest) -> Waiting | None:
    """Return what waits for the persons behind a request; None when nobody is known."""
    if not request.bearers:
        return None
    questions = antraege_of(request.bearers).filter(status=Status.WAITING_FOR_CITIZEN)[:_MOST_WAITING]
    letters = letters_of(request.bearers).filter(retrieved_at=None, kind__in=_URGENT)[:_MOST_WAITING]
    return Waiting(list(questions), list(letters), open_entwuerfe(today=today())[:_MOST_WAITING])
