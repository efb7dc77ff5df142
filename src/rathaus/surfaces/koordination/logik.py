"""The logic of a version as English text, and where machines read it once it is published."""

from django.http import Http404, HttpResponse

from rathaus.core.leistung.exports import ExportKind, export_address
from rathaus.core.leistung.queries import compiled
from rathaus.engine.formular.logic_text import logic_text
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.koordination.versionen import version_head, version_of
from rathaus.surfaces.ui.audience import ScopedRequest


@reading
def logic(request: ScopedRequest, *, slug: str, number: str) -> HttpResponse:
    """Show the pages, fields and rules of a version as text."""
    leistung, version = version_of(slug, number)
    context = version_head(leistung, version, view="logik")
    if not context["can_show"]:
        raise Http404
    addresses = [export_address(slug, number, kind=kind) for kind in ExportKind] if version.published_at else []
    context |= {"logic": logic_text(compiled(version.pk).formular), "addresses": addresses}
    return show(request, "logik", context)
