"""What the checks of quality say about the schema of a version: number, grade, place and remedy."""

from django.http import HttpResponse

from rathaus.core.leistung.workbench import inspect_version
from rathaus.engine.quality.grades import CATALOGUE, Grade
from rathaus.surfaces.koordination.befunde import grouped
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.koordination.versionen import version_head, version_of
from rathaus.surfaces.ui.audience import ScopedRequest


@reading
def quality(request: ScopedRequest, slug: str, number: str) -> HttpResponse:
    leistung, version = version_of(slug, number)
    report = inspect_version(version)
    found = report.meldungen if report else ()
    by_grade = [(grade, grouped(each.finding for each in found if each.grade is grade)) for grade in Grade]
    context = {
        **version_head(leistung, version, view="qualitaet"),
        "groups": [(grade, findings) for grade, severities in by_grade for _, findings in severities],
        "has_schema": report is not None,
        "catalogue": CATALOGUE,
    }
    return show(request, "qualitaet", context)
