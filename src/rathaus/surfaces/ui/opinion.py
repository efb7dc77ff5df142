"""The form with which somebody who was asked answers: a clerk of another body, or an expert with a link."""

from rathaus.core.beteiligung.requests import Answer
from rathaus.core.beteiligung.rules import OpinionKind
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.values.text import Text

CHOOSE_OPINION = Text("Wählen Sie aus, was die Stellungnahme ergibt.", "Choose what the opinion comes to.")


def posted_answer(request: ScopedRequest) -> Answer | None:
    """Return the opinion that was posted; None while no kind of it is chosen."""
    chosen = next((kind for kind in OpinionKind if kind.value == request.POST.get("ergebnis")), None)
    if chosen is None:
        return None
    files = [(file.name or "", file.read()) for file in request.FILES.getlist("dateien")]
    return Answer(chosen, request.POST.get("text", "")[:20_000], files)
