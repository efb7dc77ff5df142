"""How long a browser keeps the secret link of a draft or an Antrag; the link itself opens it for longer."""

from datetime import datetime, time, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from rathaus.core.antrag.queries import antraege_of, open_entwuerfe, retention_of
from rathaus.core.konto.bearer import Bearer
from rathaus.core.scope.session import Scope, open_scope
from rathaus.surfaces.ui.link_cookies import remember_link, secret_for

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Antrag, Entwurf

ANTRAG_LINK_DAYS = 180
"""Days after the last visit to an Antrag for which a browser keeps its link.

An office owes a decision within three months (VwGO § 75). The decision can be opened for ten days (VwVfG § 41(2a)), and
the remedy is open for a month after that (VwGO § 70). Six months hold these, and a question in between.
"""


class Behind(IntEnum):
    """What a link opens; where a browser keeps too many, the lowest makes room first."""

    NOTHING = 0
    DRAFT = 1
    ANTRAG = 2


def draft_link_end(entwurf: "Entwurf") -> datetime:
    """Return when the draft may be deleted: from then on its link opens nothing."""
    return timezone.make_aware(datetime.combine(retention_of(entwurf).delete_from, time.min))


def antrag_link_end() -> datetime:
    """Return when a browser forgets the link of an Antrag that is not visited again."""
    return timezone.now() + timedelta(days=ANTRAG_LINK_DAYS)


def keep_new_link(
    request: HttpRequest, response: HttpResponseRedirect, secret: str, *, until: datetime
) -> HttpResponseRedirect:
    """Let the browser keep one more link; the page that it leads to says which other one made room.

    Args:
        request: the request.
        response: leads to what the link opens.
        secret: the secret of a draft or an Antrag.
        until: aware instant at which the browser forgets it.
    """
    lost = remember_link(request, response, secret, until=until, worth=behind)
    if lost:
        response.headers["Location"] += f"?vergessen={Behind(lost).name.lower()}"
    return response


def behind(hashes: frozenset[str]) -> dict[str, int]:
    """Return what each of some secrets opens, by its hash."""
    with open_scope(Scope(secrets=hashes)):
        antraege = antraege_of([Bearer(secret_hash=each) for each in sorted(hashes)])
        submitted = set(antraege.values_list("secret_hash", flat=True))
        begun = {entwurf.secret_hash for entwurf in open_entwuerfe(today=timezone.localdate())}
    return {
        each: Behind.ANTRAG if each in submitted else Behind.DRAFT if each in begun else Behind.NOTHING
        for each in hashes
    }


def keep_draft_link(request: HttpRequest, response: HttpResponse, entwurf: "Entwurf") -> HttpResponse:
    """Let the browser keep the link of a draft for as long as the draft; nothing happens where a Konto owns it."""
    if secret := secret_for(request, entwurf.bearer):
        remember_link(request, response, secret, until=draft_link_end(entwurf), worth=behind)
    return response


def keep_antrag_link(request: HttpRequest, response: HttpResponse, antrag: "Antrag") -> HttpResponse:
    """Let the browser keep the link of an Antrag anew; nothing happens where a Konto owns it."""
    if secret := secret_for(request, antrag.bearer):
        remember_link(request, response, secret, until=antrag_link_end(), worth=behind)
    return response
