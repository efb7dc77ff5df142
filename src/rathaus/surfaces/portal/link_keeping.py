"""How long a browser keeps the secret link of a draft or an Antrag; the link itself opens it for longer."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from rathaus.core.antrag.queries import retention_of
from rathaus.surfaces.ui.link_cookies import remember_link, secret_for

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Antrag, Entwurf

ANTRAG_LINK_DAYS = 180
"""Days after the last visit to an Antrag for which a browser keeps its link.

An office owes a decision within three months (VwGO § 75). The decision can be opened for ten days (VwVfG § 41(2a)), and
the remedy is open for a month after that (VwGO § 70). Six months hold these, and a question in between.
"""


def draft_link_end(entwurf: "Entwurf") -> datetime:
    """Return when the draft may be deleted: from then on its link opens nothing."""
    return timezone.make_aware(datetime.combine(retention_of(entwurf).delete_from, time.min))


def antrag_link_end() -> datetime:
    """Return when a browser forgets the link of an Antrag that is not visited again."""
    return timezone.now() + timedelta(days=ANTRAG_LINK_DAYS)


def keep_draft_link(request: HttpRequest, response: HttpResponse, entwurf: "Entwurf") -> HttpResponse:
    """Let the browser keep the link of a draft for as long as the draft; nothing happens where a Konto owns it."""
    if secret := secret_for(request, entwurf.bearer):
        remember_link(request, response, secret, until=draft_link_end(entwurf))
    return response


def keep_antrag_link(request: HttpRequest, response: HttpResponse, antrag: "Antrag") -> HttpResponse:
    """Let the browser keep the link of an Antrag anew; nothing happens where a Konto owns it."""
    if secret := secret_for(request, antrag.bearer):
        remember_link(request, response, secret, until=antrag_link_end())
    return response
