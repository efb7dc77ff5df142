"""Pages that every page links to: feedback, accessibility, privacy, imprint, Leichte Sprache; and the health check."""

from typing import TYPE_CHECKING

import structlog
from django import forms
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse, QueryDict

from rathaus.core.leistung.queries import widespread_leistungen
from rathaus.core.postfach.actions import MAX_FEEDBACK, Feedback, leave_feedback
from rathaus.core.postfach.rules import FeedbackKind
from rathaus.core.stelle.queries import coordination_office, stelle_by_slug
from rathaus.surfaces.portal.barrierefreiheit import STATEMENT, statement_json
from rathaus.surfaces.portal.frame import draft_rule, go_to, now, show, today
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.portal.orte import PLACE_DAYS
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.link_cookies import MAX_LINKS
from rathaus.surfaces.ui.link_keeping import ANTRAG_LINK_DAYS
from rathaus.surfaces.ui.page_name import page_name

if TYPE_CHECKING:
    from rathaus.core.stelle.models import Stelle

log = structlog.get_logger()


class FeedbackForm(forms.Form):
    """What somebody tells us about the portal."""

    art = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in FeedbackKind])
    text = forms.CharField(max_length=MAX_FEEDBACK)
    email = forms.EmailField(required=False)
    stelle = forms.SlugField(required=False, max_length=80)


@limited("feedback")
@audience(Audience.EVERYBODY, methods=("GET", "POST"))
def feedback(request: ScopedRequest) -> HttpResponse:
    """Ask what we can do better; on POST keep it for the coordination office, and for the body that it is about."""
    sent = request.POST if request.method == "POST" else request.GET
    stelle, page = _body(sent), page_name(sent.get("von", ""))
    if request.method == "GET":
        context = {"values": {"art": request.GET.get("art", "")}, "errors": {}, "stelle": stelle, "page": page}
        return show(request, "portal/rueckmeldung.html", context)
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        errors = dict.fromkeys(form.errors, "")
        context = {"values": request.POST.dict(), "errors": errors, "stelle": stelle, "page": page}
        return show(request, "portal/rueckmeldung.html", context, status=422)
    told = form.cleaned_data
    content = Feedback(
        FeedbackKind(told["art"]), told["text"], page=page, email=told["email"],
        language=current_language(), stelle_id=stelle.pk if stelle else None,
    )  # fmt: skip
    leave_feedback(feedback=content, now=now())
    return go_to("feedback_thanks")


@audience(Audience.EVERYBODY)
def feedback_thanks(request: ScopedRequest) -> HttpResponse:
    """Say thanks and what happens with it."""
    return show(request, "portal/rueckmeldung_danke.html")


@audience(Audience.EVERYBODY)
def accessibility(request: ScopedRequest) -> HttpResponse:
    """Show the accessibility statement."""
    context = {"statement": STATEMENT, "office": coordination_office()}
    return show(request, "portal/barrierefreiheit.html", context)


@audience(Audience.EVERYBODY)
def accessibility_json(request: ScopedRequest) -> HttpResponse:  # noqa: ARG001  # the same for everybody
    """Answer with the accessibility statement for machines."""
    response = JsonResponse(statement_json(coordination_office().official_name), json_dumps_params={"indent": 2})
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@audience(Audience.EVERYBODY)
def privacy(request: ScopedRequest) -> HttpResponse:
    """Say which data are kept, why, how long."""
    rule = draft_rule()
    context = {
        "office": coordination_office(), "draft_rule": rule, "draft_days": rule.value,
        "antrag_days": ANTRAG_LINK_DAYS, "place_days": PLACE_DAYS, "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        "csrf_days": settings.CSRF_COOKIE_AGE // (24 * 3600), "most_links": MAX_LINKS,
    }  # fmt: skip
    return show(request, "portal/datenschutz.html", context)


@audience(Audience.EVERYBODY)
def imprint(request: ScopedRequest) -> HttpResponse:
    """Say who is responsible for the portal."""
    return show(request, "portal/impressum.html", {"office": coordination_office()})


@audience(Audience.EVERYBODY)
def plain_language(request: ScopedRequest) -> HttpResponse:
    """Explain the portal in Leichte Sprache."""
    return show(request, "portal/leichte_sprache.html", {"services": widespread_leistungen(today(), 12)})


@audience(Audience.EVERYBODY)
def sign_language(request: ScopedRequest) -> HttpResponse:
    """Say honestly what there is in sign language."""
    return show(request, "portal/gebaerdensprache.html")


@audience(Audience.EVERYBODY)
def health(request: ScopedRequest) -> HttpResponse:  # noqa: ARG001  # asked by machines
    """Answer whether this process reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.warning("health_database_unreachable")
        return JsonResponse({"ok": False}, status=503, headers={"Cache-Control": "no-store"})
    return JsonResponse({"ok": True}, headers={"Cache-Control": "no-store"})


def _body(sent: QueryDict) -> "Stelle | None":
    """Return the body whose page somebody came from; None for pages of nobody, and for a name that is none."""
    slug = sent.get("stelle", "")[:80]
    return stelle_by_slug(slug) if slug else None
