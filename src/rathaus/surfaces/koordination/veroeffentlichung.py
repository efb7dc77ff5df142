"""Publishing a version from a day on, and ending it: each with a page that says what will happen."""

from datetime import date

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.leistung.actions import publish_version, withdraw_version
from rathaus.core.leistung.coverage import NO_COVERAGE, coverage_on
from rathaus.core.leistung.queries import compiled, current_version
from rathaus.surfaces.koordination.frame import acting, go_to, show
from rathaus.surfaces.koordination.versionen import version_head, version_of
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import today
from rathaus.values.text import Text

NOT_PAST = Text("Der Tag liegt in der Vergangenheit. Wählen Sie heute oder einen späteren Tag.",
                "The day is in the past. Choose today or a later day.")  # fmt: skip


@acting
def publication(request: ScopedRequest, slug: str, number: str) -> HttpResponse:
    leistung, version = version_of(slug, number)
    day, errors = _day(request)
    if request.method == "POST" and day is not None and not errors:
        errors = attempt(lambda: _publish(request, slug, number, day), field="gueltig_ab")
        if not errors:
            return go_to("leistung", slug, note="veroeffentlicht")
    context = {
        **version_head(leistung, version, view="befunde"),
        "errors": errors,
        "boxes": request.POST,
        "day": day or today(),
        "before": current_version(leistung, today()),
        "coverage": coverage_on(today()).get(leistung.pk, NO_COVERAGE),
        "ebene": compiled(version.pk).prozess.zustaendigkeit.ebene.value if version.prozess else "",
    }
    return show(request, "veroeffentlichung", context, status=422 if errors else 200)


@acting
def withdrawal(request: ScopedRequest, slug: str, number: str) -> HttpResponse:
    leistung, version = version_of(slug, number)
    day, errors = _day(request)
    if request.method == "POST" and day is not None and not errors:
        errors = attempt(lambda: _withdraw(request, slug, number, day), field="gueltig_ab")
        if not errors:
            return go_to("leistung", slug, note="zurueckgezogen")
    context = {
        **version_head(leistung, version, view="befunde"),
        "errors": errors,
        "boxes": request.POST,
        "day": day or today(),
        "coverage": coverage_on(today()).get(leistung.pk, NO_COVERAGE),
    }
    return show(request, "ruecknahme", context, status=422 if errors else 200)


def _publish(request: ScopedRequest, slug: str, number: str, day: date) -> None:
    _, version = version_of(slug, number)
    publish_version(actor=request.actor, version=version, valid_from=day, now=timezone.now())


def _withdraw(request: ScopedRequest, slug: str, number: str, day: date) -> None:
    _, version = version_of(slug, number)
    withdraw_version(actor=request.actor, version=version, valid_to=day)


def _day(request: ScopedRequest) -> tuple[date | None, Problems]:
    """Return the day that was typed and what is wrong with it; nothing is wrong as long as nothing was sent."""
    if request.method != "POST":
        return None, ()
    day = read_day(request.POST, "gueltig_ab")
    if day is None:
        return None, (("gueltig_ab", DAY_MISSING),)
    return day, () if day >= today() else (("gueltig_ab", NOT_PAST),)
