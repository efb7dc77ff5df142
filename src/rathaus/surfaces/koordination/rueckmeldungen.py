"""What people tell us about the portal itself, the newest first."""

from django.http import HttpResponse

from rathaus.core.postfach.queries import feedback_of
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.feedback_list import feedback_list


@reading
def feedback(request: ScopedRequest) -> HttpResponse:
    return show(request, "rueckmeldungen", feedback_list(request, feedback_of(request.actor.stelle_id or 0)))
