"""Walking through a surface as somebody curious would: every link once, one page of each kind."""

from collections.abc import Collection, Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import override

from tests.journeys.person import Person

NOT_PAGES = frozenset({
    "download", "document", "draft_pdf", "source", "bodies_csv", "matrix_csv", "accessibility_json",
    "suggest_places", "suggest_options", "health", "letter_as_text", "upload", "paper", "antrag_answers", "answers",
    "object_paper", "proof_file", "remedy_file", "remedy_statistics_csv", "remedies_csv",
    "opinion_file", "request_letter", "appointment_file", "treasury_schema", "handed_over_file", "collection_file",
    "figures_csv", "legacy_template", "legacy_report", "calendar_file",
})  # fmt: skip
"""Routes that give a file or data."""


def pages(person: Person, starts: Iterable[str], *, surfaces: Collection[str]) -> Iterator[str]:
    """Open one page of each kind that links lead to on these surfaces; yield the name of its route while it is open.

    Pages of a form are each a kind of their own: their questions differ.
    """
    waiting = [urljoin(person.town_hall.address, start) for start in starts]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        match = _route_of(person, address)
        if match is None or match.namespace not in surfaces or match.url_name in NOT_PAGES or _kind(match) in seen:
            continue
        seen.add(_kind(match))
        response = person.open(address)
        assert response.status == 200, f"{address} answers {response.status}"
        landed = _route_of(person, person.page.url) or match
        if landed.view_name != match.view_name and _kind(landed) in seen:
            continue
        seen.add(_kind(landed))
        waiting += _links(person)
        yield _kind(landed)


def _kind(match: ResolverMatch) -> str:
    return f"{match.view_name} {match.kwargs.get('page', '')}".strip()


def _links(person: Person) -> list[str]:
    found = person.page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    return list(dict.fromkeys(urldefrag(urljoin(person.page.url, address)).url for address in found))


def _route_of(person: Person, address: str) -> ResolverMatch | None:
    """Return the route of an address of the town hall; None for all others."""
    if not address.startswith(person.town_hall.address):
        return None
    path = urlsplit(address).path
    with override("en" if path.startswith("/en/") else "de"):
        try:
            return resolve(path)
        except Resolver404:
            return None
