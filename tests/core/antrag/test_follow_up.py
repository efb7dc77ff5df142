"""A draft that begins with the answers of an earlier Antrag."""

from datetime import timedelta

import pytest

from rathaus.core.antrag.follow_up import start_follow_up
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member
from tests.errand import submitted

PARKING, PLATE, OCCASION = "bewohnerparkausweis", "G06900002010.G06900002004.F06900002031", "G06900002003.F06900002021"
NUMBER, NOTES = "G06900002003.F06900002022", "G06900002006.F06900000003"
LATER = NOW + timedelta(days=300)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["citizen", "link_holder"])
def test_it_begins_with_what_was_answered_before_and_with_what_is_known(name: str, member) -> None:
    somebody = member(name)
    antrag = submitted(somebody, PARKING, "bewilligung")
    with open_scope(somebody.scope):
        draft = start_follow_up(
            actor=somebody.actor, antrag=antrag, given={OCCASION: "002", NUMBER: "2026-AAAA-BBBB"}, anew=[NOTES],
            language="de", now=LATER,
        )  # fmt: skip
    assert (draft.bearer, draft.place_id, draft.follows_id) == (antrag.bearer, antrag.place_id, antrag.pk)
    assert (draft.answers[PLATE], draft.answers[OCCASION], draft.answers[NUMBER]) == (
        "HU-AH 412",
        "002",
        "2026-AAAA-BBBB",
    )
    assert not [key for key, value in draft.answers.items() if isinstance(value, dict)], "papers are given anew"
    assert NOTES not in draft.answers
    assert draft.prefilled == draft.answers


@pytest.mark.django_db
def test_nobody_begins_with_the_answers_of_somebody_else(citizen: Member, other_citizen: Member) -> None:
    antrag = submitted(citizen, PARKING, "bewilligung")
    with open_scope(other_citizen.scope), pytest.raises(ActorRefused):
        start_follow_up(actor=other_citizen.actor, antrag=antrag, given={}, anew=[], language="de", now=LATER)
