"""Our services: what the body offers, what it sets for itself, how that differs from the state's version."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from rathaus.core.bescheid.mitzeichnung import lacks_second_person
from rathaus.core.leistung.adoption import Overlay, adopt, change_overlay, withdraw_adoption
from rathaus.core.leistung.coverage import adopted_by, leistungen_for, tarife_by
from rathaus.core.leistung.queries import compiled, current_version
from rathaus.core.leistung.tarif_queries import tarife_of
from rathaus.core.leistung.tarif_rules import counting_questions, lint_tarife
from rathaus.core.norm.queries import regime_of
from rathaus.engine.prozess.model import Automation
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, is_lead, show, working
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import title_of, today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung, LeistungVersion, Uebernahme

_MOST = 2000
"""Longest contact or hint, characters."""
_TYPED = ("kontakt", "hinweis_de", "hinweis_en", "allein", "vorschuss")


@working
def leistungen(request: ScopedRequest) -> HttpResponse:
    desk = desk_of(request)
    offered = adopted_by(desk.stelle)
    tarife, offers = tarife_by(desk.stelle, today()), leistungen_for(desk.stelle, today())
    rows = [(each, title_of(each), offered.get(each.pk), tarife.get(each.pk)) for each in offers]
    return show(request, "leistungen", {"section": "leistungen", "rows": rows, "is_lead": is_lead(request)})


@acting
def leistung_page(request: ScopedRequest, slug: str) -> HttpResponse:
    """Show one service; a POST stores what the body sets for itself."""
    leistung, uebernahme = own_leistung(request, slug)
    errors: Problems = ()
    if request.method == "POST":
        errors = _save(request, leistung, uebernahme)
        if not errors:
            return go_to("leistung", slug, note="gespeichert")
    return _show(request, leistung, uebernahme, errors)


@acting
def adoption(request: ScopedRequest, slug: str) -> HttpResponse:
    """Offer the service from now on; what is set for the body comes afterwards."""
    leistung, uebernahme = own_leistung(request, slug)
    errors: Problems = ()
    if request.method == "POST":
        errors = attempt(lambda: _adopt(request, leistung, Overlay()))
        if not errors:
            return go_to("leistung", slug, note="angeboten")
    return _show(request, leistung, uebernahme, errors)


@acting
def withdrawal(request: ScopedRequest, slug: str) -> HttpResponse:
    """Ask once, then no longer offer the service."""
    leistung, uebernahme = own_leistung(request, slug)
    if uebernahme is None:
        return go_to("leistung", slug)
    errors: Problems = ()
    if request.method == "POST":
        errors = attempt(lambda: withdraw_adoption(actor=request.actor, uebernahme=uebernahme, now=timezone.now()))
        if not errors:
            return go_to("leistung", slug, note="beendet")
    context = {"section": "leistungen", "leistung": leistung, "title": title_of(leistung), "errors": errors}
    return show(request, "leistung_beenden", context, status=422 if errors else 200)


def own_leistung(request: ScopedRequest, slug: str) -> "tuple[Leistung, Uebernahme | None]":
    """Return a service that the body is competent for or still offers, with its adoption."""
    stelle = desk_of(request).stelle
    offered = adopted_by(stelle)
    found = next((each for each in leistungen_for(stelle, today()) if each.slug == slug), None)
    if found is None:
        raise Http404
    return found, offered.get(found.pk)


def _adopt(request: ScopedRequest, leistung: "Leistung", overlay: Overlay) -> None:
    stelle = desk_of(request).stelle
    adopt(actor=request.actor, leistung=leistung, stelle=stelle, overlay=overlay, now=timezone.now())


def _save(request: ScopedRequest, leistung: "Leistung", uebernahme: "Uebernahme | None") -> Problems:
    texts = {name: request.POST.get(name, "").strip()[:_MOST] for name in ("kontakt", "hinweis_de", "hinweis_en")}
    hint, alone = Text(texts["hinweis_de"], texts["hinweis_en"]), request.POST.get("allein") == "true"
    ahead = request.POST.get("vorschuss") == "true"
    overlay = Overlay(texts["kontakt"], hint, decides_alone=alone, takes_advance=ahead)
    if uebernahme is None:
        return attempt(lambda: _adopt(request, leistung, overlay))
    return attempt(lambda: change_overlay(actor=request.actor, uebernahme=uebernahme, overlay=overlay))


def _show(
    request: ScopedRequest, leistung: "Leistung", uebernahme: "Uebernahme | None", errors: Problems
) -> HttpResponse:
    version = current_version(leistung, today())
    prozess = compiled(version.pk).prozess if version else None
    gebuehr = prozess.gebuehr if prozess else None
    context: dict[str, Any] = {
        "section": "leistungen",
        "leistung": leistung,
        "title": title_of(leistung),
        "uebernahme": uebernahme,
        "version": version,
        "gebuehr": gebuehr,
        **_tarife(request, leistung, version),
        "typed": _typed(request, uebernahme),
        "decides_alone": prozess.leistung.automation_norm
        if prozess and prozess.leistung.automation is Automation.FULL
        else "",
        "lacks_second": prozess is not None
        and lacks_second_person(prozess, stelle=desk_of(request).stelle, on=today()),
        "errors": errors,
    }
    return show(request, "leistung", context, status=422 if errors else 200)


def _tarife(request: ScopedRequest, leistung: "Leistung", version: "LeistungVersion | None") -> dict[str, object]:
    """Return the tariffs of the body, the one of today, what is wrong with them, and the questions that they name."""
    stelle, day = desk_of(request).stelle, today()
    rows, content = list(tarife_of(leistung, stelle)), compiled(version.pk) if version else None
    findings = lint_tarife(
        [(row.validity, row.tarif) for row in rows],
        content.prozess.gebuehr if content else None,
        on=day,
        regime=regime_of(stelle_id=stelle.pk),
    )
    return {
        "tarife": rows,
        "tarif": next((row for row in rows if row.holds_on(day)), None),
        "tarif_findings": findings,
        "question_names": {each.path: each.label for each in counting_questions(content.formular)} if content else {},
        "today": day,
    }


def _typed(request: ScopedRequest, uebernahme: "Uebernahme | None") -> dict[str, str]:
    """Return what stands in the form: what was typed, else what is stored."""
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in _TYPED}
    if uebernahme is None:
        return dict.fromkeys(_TYPED, "")
    return {
        "kontakt": uebernahme.contact,
        "hinweis_de": uebernahme.hint.get("de", ""),
        "hinweis_en": uebernahme.hint.get("en", ""),
        "allein": "true" if uebernahme.decides_alone else "",
        "vorschuss": "true" if uebernahme.takes_advance else "",
    }
