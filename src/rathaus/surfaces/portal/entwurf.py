"""A draft: its list of tasks, its secret link to keep, its deletion."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.antrag.drafting import delete_entwurf
from rathaus.core.antrag.queries import content_of, entwurf_by_public_id, evaluate_entwurf, retention_of
from rathaus.core.antrag.rules import applicant_name
from rathaus.core.antrag.vertretung import for_whom
from rathaus.engine.formular.evaluate import Evaluation
from rathaus.engine.formular.model import Formular, Page
from rathaus.surfaces.portal.frame import actor_for, go_to, secret_link, show_private, today
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.values.findings import Severity
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Entwurf


@dataclass(frozen=True, slots=True)
class PageState:
    """A page of the form in the list of tasks; ``state`` is ``done``, ``error`` or ``open``."""

    page: Page
    state: str


@audience(Audience.BEARER, for_clerks=True)
def draft(request: ScopedRequest, entwurf: uuid.UUID) -> HttpResponse:
    """Show which pages are done and which are left."""
    row = entwurf_by_public_id(entwurf, today=today())
    if row.antrag is not None:
        return go_to("receipt", row.antrag.public_id)
    evaluation = evaluate_entwurf(row, today=today())
    pages = page_states(content_of(row).formular, evaluation, visited=row.visited)
    left = [each for each in pages if each.state != "done"]
    whom = for_whom(row, applicant=applicant_name(content_of(row).formular, evaluation.answers))
    context = {
        "pages": pages, "next_page": left[0].page if left else None, "done": len(pages) - len(left), "whom": whom,
    }  # fmt: skip
    return show_private(request, "portal/entwurf.html", draft_frame(request, row) | context)


@audience(Audience.BEARER, for_clerks=True)
def draft_link(request: ScopedRequest, entwurf: uuid.UUID) -> HttpResponse:
    """Show the secret link alone, for printing."""
    row = entwurf_by_public_id(entwurf, today=today())
    return show_private(request, "portal/entwurf_link.html", draft_frame(request, row))


@audience(Audience.BEARER, methods=("GET", "POST"), for_clerks=True)
def delete_draft(request: ScopedRequest, entwurf: uuid.UUID) -> HttpResponse:
    """Ask whether the draft is to be deleted; on POST delete it with its files."""
    row = entwurf_by_public_id(entwurf, today=today())
    if request.method == "POST":
        delete_entwurf(actor=actor_for(request, row.bearer), entwurf=row, day=today())
        return go_to("antraege", query="geloescht=1")
    return show_private(request, "portal/entwurf_loeschen.html", draft_frame(request, row))


def draft_frame(request: ScopedRequest, row: "Entwurf") -> dict[str, object]:
    """Return what every page of a draft shows: the service, the place, how long it is kept, the link."""
    return {
        "entwurf": row,
        "title": Text.from_json(row.version.leistung.title),
        "kept_until": retention_of(row).last_day,
        "secret_link": secret_link(request, row.bearer),
    }


def is_from_review(request: ScopedRequest) -> bool:
    """Return whether somebody came to a page of a draft from its review, and goes back there."""
    return request.GET.get("von") == "pruefen"


def page_states(formular: Formular, evaluation: Evaluation, *, visited: list[str]) -> tuple[PageState, ...]:
    """Return the reachable pages with their state."""
    faulty = {finding.page for finding in evaluation.findings if finding.severity is Severity.ERROR}
    return tuple(
        PageState(page, ("error" if page.key in faulty else "done") if page.key in visited else "open")
        for page in formular.pages
        if page.key in evaluation.pages
    )
