"""What people tell us about the portal itself: written by anybody, read by the coordination office alone."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from rathaus.core.postfach.errors import FeedbackEmpty
from rathaus.core.postfach.models import Rueckmeldung
from rathaus.core.postfach.rules import FeedbackKind
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office

MAX_TEXT = 5000
_MAX_PAGE = 200


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody told us.

    Args:
        kind: what it is about.
        text: plain text.
        page: path of the page that it is about, without its query; may be empty.
        email: address for an answer; may be empty.
        language: language of the page, ``de`` or ``en``.
    """

    kind: FeedbackKind
    text: str
    page: str = ""
    email: str = ""
    language: str = "de"


def leave_feedback(*, feedback: Feedback, now: datetime) -> None:
    """Keep what somebody told us; everybody may, so there is no actor. It opens the scope of the office itself.

    Args:
        feedback: the content; longer texts are cut.
        now: aware instant.

    Raises:
        FeedbackEmpty: no text.
    """
    text = feedback.text.strip()
    if not text:
        raise FeedbackEmpty
    office = coordination_office()
    with open_scope(Scope(stellen=frozenset({office.pk}))):
        Rueckmeldung.objects.create(
            stelle=office,
            kind=feedback.kind,
            page=feedback.page[:_MAX_PAGE],
            text=text[:MAX_TEXT],
            email=feedback.email,
            language=feedback.language,
            given_at=now,
        )


def feedback_of(stelle_id: int) -> QuerySet[Rueckmeldung]:
    """Return what was told to a body, the newest first; needs its scope."""
    return Rueckmeldung.objects.filter(stelle_id=stelle_id)
