"""Feedback about the portal: anybody writes it, the coordination office alone reads it."""

import pytest

from rathaus.core.postfach.actions import MAX_FEEDBACK, Feedback, leave_feedback
from rathaus.core.postfach.errors import FeedbackEmpty
from rathaus.core.postfach.models import Rueckmeldung
from rathaus.core.postfach.queries import feedback_of
from rathaus.core.postfach.rules import FeedbackKind
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member


def test_the_office_reads_what_anybody_wrote(officer: Member, citizen: Member) -> None:
    leave_feedback(feedback=Feedback(FeedbackKind.PRAISE, "  Danke!  ", page="/"), now=NOW)
    assert officer.stelle is not None
    with open_scope(officer.scope):
        assert feedback_of(officer.stelle.pk).get().text == "Danke!"
    with open_scope(citizen.scope):
        assert not Rueckmeldung.objects.exists()


def test_a_long_text_is_cut(officer: Member) -> None:
    leave_feedback(feedback=Feedback(FeedbackKind.PROBLEM, "x" * (MAX_FEEDBACK + 1)), now=NOW)
    assert officer.stelle is not None
    with open_scope(officer.scope):
        assert len(feedback_of(officer.stelle.pk).get().text) == MAX_FEEDBACK


@pytest.mark.django_db
def test_an_empty_text_is_refused() -> None:
    with pytest.raises(FeedbackEmpty):
        leave_feedback(feedback=Feedback(FeedbackKind.PROBLEM, " \n "), now=NOW)
