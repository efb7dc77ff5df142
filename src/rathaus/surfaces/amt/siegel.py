"""The electronic seal of a body: whose it is, until when, and whether letters carry it."""

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.bescheid.errors import SealKeyExpired, SealKeyMissing, SealKeyUnreadable
from rathaus.core.bescheid.ports import SealIdentity, configured_sealer
from rathaus.core.bescheid.siegel import choose_seal, wants_seal
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, is_lead, show
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.error_texts import error_text
from rathaus.values.text import Text


@acting
def seal(request: ScopedRequest) -> HttpResponse:
    """Show the seal; a POST of who leads the body chooses whether letters carry it."""
    stelle = desk_of(request).stelle
    errors: Problems = ()
    if request.method == "POST":
        seals = request.POST.get("siegel") == "1"
        errors = attempt(lambda: choose_seal(actor=request.actor, stelle=stelle, seals=seals, now=timezone.now()))
        if not errors:
            return go_to("seal", note="gespeichert")
    identity, fault = _identity(stelle.slug)
    context = {
        "section": "stelle",
        "stelle": stelle,
        "errors": errors,
        "is_configured": configured_sealer() is not None,
        "seals": wants_seal(stelle),
        "identity": identity,
        "fault": fault,
        "is_lead": is_lead(request),
    }
    return show(request, "siegel", context, status=422 if errors else 200)


def _identity(stelle: str) -> tuple[SealIdentity | None, Text | None]:
    """Return whose seal it is, or why there is none that works."""
    sealer = configured_sealer()
    if sealer is None:
        return None, None
    try:
        return sealer.identity(stelle, at=timezone.now()), None
    except (SealKeyMissing, SealKeyUnreadable, SealKeyExpired) as error:
        return None, error_text(error.code).what
