"""Secret links: who holds one opens one draft, one Antrag, one request for an opinion or one declaration.

The address is shown on a page first and only a click opens it: programs that look at links in mails change nothing.
"""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from rathaus.core.antrag.queries import antraege_of, open_entwuerfe
from rathaus.core.beteiligung.links import link_of_secret
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.miterklaerung.links import link_of_secret as declaration_of_secret
from rathaus.core.scope.session import Scope, open_scope
from rathaus.surfaces.portal.frame import draft_rule, now, show_private, today
from rathaus.surfaces.portal.limits import always, limited
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.link_keeping import antrag_link_end, draft_link_end, keep_new_link
from rathaus.values.text import Text


class Opens(StrEnum):
    """What a link opens."""

    DRAFT = "draft"
    ANTRAG = "antrag"
    REQUEST = "request"
    DECLARATION = "declaration"


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a link opens: the service, the address, what it is, and until when a browser keeps the link."""

    title: Text
    address: str
    opens: Opens
    kept_until: datetime


@limited("link", when=always)
@audience(Audience.EVERYBODY, methods=("GET", "POST"))
def link(request: ScopedRequest, secret: str) -> HttpResponse:
    """Show what the link opens; on POST let the browser keep it and go there."""
    target = _target(secret)
    if target is None:
        return _closed(
            show_private(request, "portal/link_ungueltig.html", {"draft_days": draft_rule().value}, status=404)
        )
    if request.method == "POST":
        return keep_new_link(request, HttpResponseRedirect(target.address), secret, until=target.kept_until)
    return _closed(show_private(request, "portal/link.html", {"target": target}))


def _target(secret: str) -> LinkTarget | None:
    bearer = Bearer(secret_hash=hash_link_secret(secret))
    with open_scope(Scope(secrets=frozenset({bearer.secret_hash}))):
        antrag = antraege_of([bearer]).order_by("-pk").first()  # one that was passed on goes on as the newest
        if antrag is not None:
            title = Text.from_json(antrag.version.leistung.title)
            address = reverse("portal:antrag", args=[antrag.public_id])
            return LinkTarget(title, address, Opens.ANTRAG, kept_until=antrag_link_end())
        for entwurf in open_entwuerfe(today=today()):
            title = Text.from_json(entwurf.version.leistung.title)
            address = reverse("portal:draft", args=[entwurf.public_id])
            return LinkTarget(title, address, Opens.DRAFT, kept_until=draft_link_end(entwurf))
        asked = link_of_secret(bearer.secret_hash, now=now())
        if asked is not None:
            address = reverse("portal:opinion", args=[asked.public_id])
            last = timezone.make_aware(datetime.combine(asked.last_on, time.max))
            return LinkTarget(Text.from_json(asked.title), address, Opens.REQUEST, kept_until=last)
        return _declaration(bearer.secret_hash)


def _declaration(secret_hash: str) -> LinkTarget | None:
    found = declaration_of_secret(secret_hash, now=now())
    if found is None:
        return None
    address = reverse("portal:declaration", args=[found.public_id])
    last = timezone.make_aware(datetime.combine(max(found.last_on, today()), time.max))
    return LinkTarget(Text.from_json(found.title), address, Opens.DECLARATION, kept_until=last)


def _closed(response: HttpResponse) -> HttpResponse:
    """Keep the secret in the address from being told on; the form's own origin must be told, or it is refused."""
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
