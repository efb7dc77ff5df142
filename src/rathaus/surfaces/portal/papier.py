"""The form on paper, for whoever has no screen at hand or wants to read all questions first."""

from django.http import Http404, HttpResponse

from rathaus.core.leistung.paper import paper_file
from rathaus.core.leistung.queries import current_version, kept_leistung, uebernahmen_for
from rathaus.surfaces.portal.frame import today
from rathaus.surfaces.portal.limits import always, limited
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.file_answer import save_file
from rathaus.surfaces.ui.filters import current_language

_FOR_A_WHILE = "private, max-age=300"


@limited("drawing", when=always)
@audience(Audience.EVERYBODY)
def paper(request: ScopedRequest, *, slug: str, stelle: str) -> HttpResponse:  # noqa: ARG001  # a view takes the request
    """Send the form of a Leistung for a body that offers it, as PDF."""
    leistung = kept_leistung(slug)
    version = current_version(leistung, today())
    uebernahme = uebernahmen_for(leistung).filter(stelle__slug=stelle).first()
    if version is None or uebernahme is None:
        raise Http404
    file = paper_file(version, uebernahme, language=current_language())
    response = save_file(file.content, media_type="application/pdf", name=file.name)
    response.headers["Cache-Control"] = _FOR_A_WHILE
    return response
