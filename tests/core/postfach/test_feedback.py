"""Feedback: anybody writes it; the coordination office reads all of it, a body what is about its services."""

import pytest

from rathaus.core.postfach.actions import MAX_FEEDBACK, Feedback, leave_feedback
from rathaus.core.postfach.errors import FeedbackEmpty
from rathaus.core.postfach.models import Rueckmeldung
from rathaus.core.postfach.queries import feedback_of
from rathaus.core.postfach.rules import FeedbackKind
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member


def read_by(member: Member) -> Rueckmeldung:
    assert member.stelle is not None
    with open_scope(member.scope):
        return feedback_of(member.stelle.pk).get()


def test_the_office_reads_what_anybody_wrote(officer: Member, citizen: Member) -> None:
    leave_feedback(feedback=Feedback(FeedbackKind.PRAISE, "  Danke!  ", page="/"), now=NOW)
    assert read_by(officer).text == "Danke!"
    with open_scope(citizen.scope):
        assert not Rueckmeldung.objects.exists()


def test_a_body_reads_what_is_about_its_services(officer: Member, lead: Member, colleague: Member) -> None:
    assert lead.stelle is not None
    told = Feedback(FeedbackKind.BARRIER, "Zu blass.", email="ada@example.org", stelle_id=lead.stelle.pk)
    leave_feedback(feedback=told, now=NOW)
    assert (read_by(officer).text, read_by(officer).email) == ("Zu blass.", "ada@example.org")
    for member in (lead, colleague):
        assert (read_by(member).text, read_by(member).email) == ("Zu blass.", "")


def test_what_is_about_the_office_itself_is_kept_once(officer: Member) -> None:
    assert officer.stelle is not None
    leave_feedback(feedback=Feedback(FeedbackKind.PRAISE, "Danke!", stelle_id=officer.stelle.pk), now=NOW)
    assert read_by(officer).text == "Danke!"


@pytest.mark.parametrize("kind", [kind for kind in FeedbackKind if kind is not FeedbackKind.BARRIER])
def test_an_address_is_kept_for_a_barrier_alone(officer: Member, kind: FeedbackKind) -> None:
    leave_feedback(feedback=Feedback(kind, "Hallo", email="ada@example.org"), now=NOW)
    assert read_by(officer).email == ""


def test_a_long_text_is_cut(officer: Member) -> None:
    leave_feedback(feedback=Feedback(FeedbackKind.PROBLEM, "x" * (MAX_FEEDBACK + 1)), now=NOW)
    assert len(read_by(officer).text) == MAX_FEEDBACK


@pytest.mark.django_db
def test_an_empty_text_is_refused() -> None:
    with pytest.raises(FeedbackEmpty):
        leave_feedback(feedback=Feedback(FeedbackKind.PROBLEM, " \n "), now=NOW)
