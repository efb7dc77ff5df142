"""Checking a certificate by the address in its QR code: whoever holds the paper reads whether it still holds.

No Konto, no name, no address of anybody. An address that belongs to nothing gets one answer, whatever the cause.
"""

from django.http import HttpResponse

from rathaus.core.bescheid.nachweis_queries import certificate_name, nachweis_to_check
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.scope.session import Scope, open_scope
from rathaus.surfaces.portal.frame import now, show_private, today
from rathaus.surfaces.portal.limits import always, limited
from rathaus.surfaces.portal.nachweise import lines_of
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience


@limited("check", when=always)
@audience(Audience.EVERYBODY)
def check(request: ScopedRequest, secret: str) -> HttpResponse:
    """Show whether a certificate holds, for which vehicle and place, from whom and until when."""
    check_hash = hash_link_secret(secret)
    with open_scope(Scope(secrets=frozenset({check_hash}))):
        row = nachweis_to_check(check_hash)
    if row is None:
        return _not_told_on(show_private(request, "portal/nachweis_unbekannt.html", status=404))
    context = {
        "nachweis": row, "name": certificate_name(row), "lines": lines_of(row), "standing": row.standing(today()),
        "office": row.stelle.official_name, "at": now(),
    }  # fmt: skip
    return _not_told_on(show_private(request, "portal/nachweis_pruefung.html", context))


def _not_told_on(response: HttpResponse) -> HttpResponse:
    """Keep the secret in the address from being told to the next page."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
