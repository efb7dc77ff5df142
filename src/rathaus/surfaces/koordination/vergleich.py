"""What differs between two versions."""

from django.http import HttpResponse

from rathaus.core.leistung.compare import compare
from rathaus.core.leistung.queries import compiled, leistung_by_slug, version_with_content, versions_of
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.koordination.leistungen import head_of
from rathaus.surfaces.ui.audience import ScopedRequest


@reading
def comparison(request: ScopedRequest, slug: str) -> HttpResponse:
    """Compare two versions; without a choice the two that were loaded last."""
    leistung = leistung_by_slug(slug)
    numbers = [version.version for version in versions_of(leistung)]
    after = request.GET.get("nach", "") if request.GET.get("nach") in numbers else next(iter(numbers), "")
    others = [number for number in numbers if number != after]
    before = request.GET.get("von", "") if request.GET.get("von") in others else next(iter(others), "")
    context = {**head_of(leistung, "vergleich"), "numbers": numbers, "before": before, "after": after}
    if before:
        old, new = version_with_content(leistung, before), version_with_content(leistung, after)
        readable = all(None not in (each.formular, each.prozess, each.description) for each in (old, new))
        context["unreadable"] = not readable
        context["difference"] = (
            compare(compiled(old.pk), compiled(new.pk), letters_before=old.templates, letters_after=new.templates)
            if readable
            else None
        )
    return show(request, "vergleich", context)
