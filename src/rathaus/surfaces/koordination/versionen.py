"""One version: what is wrong with it, what it was compiled from."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from rathaus.core.einspielung.queries import einspielung_of_version
from rathaus.core.leistung.queries import leistung_by_slug, norms_of, package_of, sources_of, version_with_content
from rathaus.core.leistung.rules import finding_from_json
from rathaus.core.leistung.workbench import doubted_rules
from rathaus.surfaces.koordination.befunde import grouped
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.koordination.leistungen import head_of
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import now

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung, LeistungVersion


@reading
def version_page(request: ScopedRequest, slug: str, number: str) -> HttpResponse:
    leistung, version = version_of(slug, number)
    findings = [finding_from_json(each) for each in version.findings]
    context = {
        **version_head(leistung, version, view="befunde"),
        "groups": grouped(findings),
        "doubted_rules": len(doubted_rules(findings)),
        "einspielung": einspielung_of_version(slug, number, now=now()),
        "sources": sources_of(version),
        "norms": list(norms_of(version)),
    }
    return show(request, "version", context)


@reading
def source(request: ScopedRequest, *, slug: str, number: str, path: str) -> HttpResponse:  # noqa: ARG001  # a view takes the request
    _, version = version_of(slug, number)
    content = None if "\0" in path else package_of(version, folder=path).get(path)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{path.rpartition("/")[2]}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def version_of(slug: str, number: str) -> "tuple[Leistung, LeistungVersion]":
    """Return a Leistung and one of its versions."""
    leistung = leistung_by_slug(slug)
    return leistung, version_with_content(leistung, number)


def version_head(leistung: "Leistung", version: "LeistungVersion", *, view: str) -> dict[str, Any]:
    """Return what the head and the tabs of every page about one version show."""
    can_show = None not in (version.formular, version.prozess, version.description)
    return {**head_of(leistung, ""), "version": version, "view": view, "can_show": can_show}
