"""Putting answers right after the submission and before the decision, on the same pages of the form."""

import uuid
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.antrag.errors import PageNotFound
from rathaus.core.antrag.queries import antrag_by_public_id, content_of, evaluate_antrag
from rathaus.core.antrag.rules import Status, is_open
from rathaus.core.vorgang.correspondence import Correction, correct_answers
from rathaus.engine.formular.messages import FieldFinding
from rathaus.surfaces.portal.antraege import antrag_frame
from rathaus.surfaces.portal.auswahl import suggest_address
from rathaus.surfaces.portal.entwurf_seite import finding_of, posted, read_upload
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private
from rathaus.surfaces.portal.limits import limited, posts_files
from rathaus.surfaces.portal.rueckfrage import requested_pages
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.choice_search import pressed
from rathaus.values.errors import RathausError

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Antrag

MORE = "_seite"
"""Name of the input that names one more page which the new answers make necessary."""


@audience(Audience.BEARER)
def correction_list(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:
    """Show the pages of the form, each with a way to change its answers."""
    row = antrag_by_public_id(antrag)
    if not is_open(Status(row.status)):
        return go_to("antrag", row.public_id, query="vorbei=1")
    reachable = evaluate_antrag(row).pages
    pages = [page for page in content_of(row).formular.pages if page.key in reachable]
    return show_private(request, "portal/korrektur.html", antrag_frame(request, row) | {"pages": pages})


@limited("upload", when=posts_files)
@audience(Audience.BEARER, methods=("GET", "POST"))
def correction_page(request: ScopedRequest, antrag: uuid.UUID, page: str) -> HttpResponse:
    """Show one page with its answers; on POST take what was changed, or say what is wrong with it."""
    row = antrag_by_public_id(antrag)
    if not is_open(Status(row.status)):
        return go_to("antrag", row.public_id, query="vorbei=1")
    if page not in evaluate_antrag(row).pages:
        raise PageNotFound(page=page)
    keys = (page, *(key for key in request.POST.getlist(MORE) if key != page))
    if request.method == "GET" or pressed(request.POST):
        return _show(request, row, keys, ())
    findings = _correct(request, row, keys)
    if findings:
        more = dict.fromkeys((*keys, *(each.page for each in findings if each.page)))
        return _show(request, row, tuple(more), findings, status=422)
    return go_to("antrag", row.public_id, query="geaendert=1")


def _correct(request: ScopedRequest, row: "Antrag", keys: tuple[str, ...]) -> tuple[FieldFinding, ...]:
    uploads = {path: read_upload(files[-1]) for path, files in request.FILES.lists() if files}
    correction = Correction(keys, posted(request), uploads)
    try:
        return correct_answers(actor=actor_for(request, row.bearer), antrag=row, correction=correction, now=now())
    except RathausError as error:
        if not error.code.startswith("DAT-"):
            raise
        return (finding_of(error, path=str(error.facts.get("path", ""))),)


def _show(
    request: ScopedRequest,
    row: "Antrag",
    keys: tuple[str, ...],
    findings: tuple[FieldFinding, ...],
    *,
    status: int = 200,
) -> HttpResponse:
    formular = content_of(row).formular
    items = [item for page in formular.pages if page.key in keys for item in page.items]
    form = posted(request) if request.method == "POST" else None
    context = antrag_frame(request, row) | {
        "pages": requested_pages(row, items, form=form, findings=findings),
        "page_title": next(page.title for page in formular.pages if page.key == keys[0]),
        "more": keys[1:],
        "more_name": MORE,
        "files_lost": bool(request.FILES),
        "suggest_url": suggest_address(row.version),
        "problems": [(finding.path, (finding,)) for finding in findings],
    }
    return show_private(request, "portal/korrektur_seite.html", context, status=status)
