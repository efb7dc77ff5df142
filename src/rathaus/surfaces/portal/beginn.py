"""Before an Antrag: how long, what you need, what it costs, what happens with my data; and the start."""

from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.antrag.drafting import start_entwurf
from rathaus.core.antrag.errors import OnPaperOnly
from rathaus.core.antrag.queries import is_on_paper_only, needs_account, open_entwurf_for, retention_of
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.rules import hash_link_secret, new_link_secret
from rathaus.core.leistung.queries import compiled, kept_leistung, offer
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.surfaces.portal.frame import draft_rule, go_to, now, show, today
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.portal.orte import PlaceChoice, place_of, remember_place
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.link_keeping import draft_link_end, keep_new_link
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Entwurf
    from rathaus.core.stelle.models import Stelle


@limited("start")
@audience(Audience.EVERYBODY, methods=("GET", "POST"))
def begin(request: ScopedRequest, slug: str) -> HttpResponse:
    """Tell what comes; on POST begin a draft, or say why it can be applied for on paper only."""
    choice = place_of(request)
    leistung = kept_leistung(slug)
    found = offer(leistung, place=choice.place, day=today())
    status = 200
    if request.method == "POST":
        try:
            return _start(request, slug, choice)
        except OnPaperOnly:
            status = 403
    title = Text.from_json(leistung.title)
    if not found.is_online or found.version is None:
        return go_to("service", slug)
    content, written_form = compiled(found.version.pk), needs_account(found.version.pk)
    draft = None
    if request.bearers and choice.place is not None:
        draft = open_entwurf_for(leistung, choice.place, today=today())
    context = {
        "leistung": leistung, "title": title, "place": choice.place, "offer": found, "content": content,
        "text": content.description, "draft": draft, "kept_until": retention_of(draft).last_day if draft else None,
        "draft_days": draft_rule().value,
        "must_sign_in": written_form and request.actor.role is not Role.CITIZEN,
        "written_form": written_form, "on_paper_only": is_on_paper_only(found.version.pk),
    }  # fmt: skip
    return remember_place(request, show(request, "portal/beginn.html", context, status=status), choice.place)


def _start(request: ScopedRequest, slug: str, choice: PlaceChoice) -> HttpResponse:
    """Begin a draft for the signed-in person, or under a fresh secret link."""
    if choice.place is None:
        return go_to("service", slug)
    if request.actor.role not in {Role.CITIZEN, Role.LINK}:
        raise ActorRefused(role=request.actor.role.value)
    if request.actor.role is Role.CITIZEN:
        own = Bearer(konto_id=request.actor.konto_id)
        return go_to("draft", _start_for(request.actor, own, slug, choice.place).public_id)
    secret = new_link_secret()
    bearer = Bearer(secret_hash=hash_link_secret(secret))
    with open_scope(Scope(secrets=frozenset({bearer.secret_hash}))):
        entwurf = _start_for(Actor(Role.LINK), bearer, slug, choice.place)
    response = go_to("draft", entwurf.public_id)
    return keep_new_link(request, response, secret, until=draft_link_end(entwurf))


def _start_for(actor: Actor, bearer: Bearer, slug: str, place: "Stelle") -> "Entwurf":
    language = current_language()
    return start_entwurf(
        actor=actor, bearer=bearer, leistung=kept_leistung(slug), place=place, language=language, now=now()
    )
