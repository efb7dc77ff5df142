"""What was asked and what was answered cannot be changed by the role of the application."""

import pytest
from django.db import DatabaseError, transaction

from rathaus.core.beteiligung.actions import give_opinion
from rathaus.core.beteiligung.models import Beteiligung, Stellungnahme
from rathaus.core.beteiligung.requests import Answer
from rathaus.core.beteiligung.rules import OpinionKind
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member


def test_what_was_asked_stays(stellungnahme: Stellungnahme, clerk: Member) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            Beteiligung.objects.update(question="Etwas anderes?")
        assert Beteiligung.objects.update(reminded_at=NOW) == 1


def test_a_given_opinion_stays(stellungnahme: Stellungnahme, clerk: Member, clerk_of_the_next_town: Member) -> None:
    neighbour, answer = clerk_of_the_next_town, Answer(OpinionKind.OBJECTION, "Nein")
    with open_scope(neighbour.scope):
        give_opinion(actor=neighbour.actor, stellungnahme=stellungnahme, answer=answer, now=NOW)
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            Stellungnahme.objects.update(text="Ja", opinion="no_objection")
    with open_scope(clerk.scope), pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        Beteiligung.objects.update(text="Ja")
