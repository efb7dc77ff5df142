"""Finding a Leistung, and everything that a citizen wants to know about one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.kennzahl.outside import usual_days
from rathaus.core.leistung.finder import read_question, search
from rathaus.core.leistung.queries import Offer, compiled, kept_leistung, offer, offers, published_leistungen
from rathaus.core.norm.queries import norms_by_citation
from rathaus.core.norm.rules import normalise_citation
from rathaus.surfaces.portal.frame import show, today
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.portal.orte import PlaceChoice, place_of, remember_place
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.filters import current_language
from rathaus.values.text import Text, din_5007_key

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung
    from rathaus.core.leistung.rules import CompiledLeistung
    from rathaus.core.stelle.models import Stelle

MOST_HITS = 10
_MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A Leistung in a list.

    Args:
        slug: its name in addresses.
        title: as people say it.
        teaser: one sentence.
        offer: what it means at the chosen place.
        why: why it was found; None in lists that nobody searched for.
    """

    slug: str
    title: Text
    teaser: Text
    offer: Offer
    why: Text | None = None

    @property
    def is_online(self) -> bool:
        """Whether it can be applied for online at the chosen place."""
        return self.offer.is_online


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A rule of law on a service page: its citation, its name, and its page here when the register knows it."""

    citation: str
    title: Text
    slug: str


@limited("search", when=lambda request: bool(request.GET.get("q") or request.GET.get("ort")))
@audience(Audience.EVERYBODY)
def find(request: ScopedRequest) -> HttpResponse:
    """Answer a question with services, or list all of them."""
    question = request.GET.get("q", "").strip()[:200]
    asked = read_question(question, day=today())
    choice = PlaceChoice(asked.place) if asked.place else place_of(request)
    rows = _found(asked.text, choice.place) if question else ()
    listed = () if rows else _all_services(choice.place)
    context = {"question": question, "choice": choice, "rows": rows, "listed": listed}
    response = show(request, "portal/suche.html", context)
    return remember_place(request, response, choice.place)


@audience(Audience.EVERYBODY, is_shared=True)
def service(request: ScopedRequest, slug: str) -> HttpResponse:
    """Show everything about one Leistung at the chosen place."""
    leistung, choice = kept_leistung(slug), place_of(request)
    found = offer(leistung, place=choice.place, day=today())
    context = {"leistung": leistung, "choice": choice, "place": choice.place, "offer": found}
    context |= {"title": Text.from_json(leistung.title)}
    if found.version is None:
        return show(request, "portal/leistung_spaeter.html", context)
    content = compiled(found.version.pk)
    context |= {"content": content, "text": content.description, "norms": legal_bases(content)}
    context["usual_days"] = _usual_days(leistung, found)
    response = show(request, "portal/leistung.html", context)
    return remember_place(request, response, choice.place)


def service_rows(
    leistungen: "Sequence[Leistung]", place: "Stelle | None", *, reasons: Mapping[int, Text] | None = None
) -> tuple[ServiceRow, ...]:
    """Return rows of services with what they mean at a place, in the order given."""
    found = offers(leistungen, place=place, day=today())
    return tuple(
        ServiceRow(
            slug=leistung.slug,
            title=Text.from_json(leistung.title),
            teaser=Text.from_json(leistung.teaser),
            offer=found[leistung.pk],
            why=(reasons or {}).get(leistung.pk),
        )
        for leistung in leistungen
    )


def _usual_days(leistung: "Leistung", found: Offer) -> int | None:
    """Return within how many days the body of the place usually decides, as far as that may be told."""
    if found.stelle is None:
        return None
    return usual_days(stelle_id=found.stelle.pk, leistung_id=leistung.pk, today=today())


def legal_bases(content: "CompiledLeistung") -> tuple[LegalBasis, ...]:
    """Return the rules on which a Leistung stands, with their pages."""
    cited = content.prozess.rechtsgrundlagen
    known = norms_by_citation(norm.citation for norm in cited)
    slugs = {citation: norm.slug for citation, norm in known.items()}
    return tuple(
        LegalBasis(norm.citation, norm.titel, slugs.get(normalise_citation(norm.citation), "")) for norm in cited
    )


def _all_services(place: "Stelle | None") -> tuple[ServiceRow, ...]:
    rows, language = service_rows(list(published_leistungen(today())[:_MOST_LISTED]), place), current_language()
    return tuple(sorted(rows, key=lambda row: din_5007_key(row.title.in_language(language))))


def _found(question: str, place: "Stelle | None") -> tuple[ServiceRow, ...]:
    hits = search(question, day=today(), limit=MOST_HITS)
    return service_rows([hit.leistung for hit in hits], place, reasons={hit.leistung.pk: hit.why for hit in hits})
