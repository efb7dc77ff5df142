"""What people say about the services of this body, the newest first."""

from django.http import HttpResponse

from rathaus.core.postfach.queries import feedback_of
from rathaus.surfaces.amt.frame import desk_of, show, working
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.feedback_list import feedback_list


@working
def feedback(request: ScopedRequest) -> HttpResponse:
    return show(request, "rueckmeldungen", feedback_list(request, feedback_of(*desk_of(request).stelle_ids)))
