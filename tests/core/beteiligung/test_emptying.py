"""What a body or an expert was shown for an opinion is emptied in time; what was asked and answered stays."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction

from rathaus.core.antrag.queries import all_file_ids
from rathaus.core.beteiligung.actions import give_opinion
from rathaus.core.beteiligung.emptying import SHOWN_AFTER_ANSWER, empty_answered, empty_links, shown_until
from rathaus.core.beteiligung.errors import LinkNotFound
from rathaus.core.beteiligung.jobs import empty_shown
from rathaus.core.beteiligung.links import answer_by_link, link_by_public_id, make_link
from rathaus.core.beteiligung.models import Beteiligung, OpinionLink, Stellungnahme
from rathaus.core.beteiligung.requests import Answer, Request
from rathaus.core.beteiligung.rules import OpinionKind
from rathaus.core.datei.models import Datei
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.models import Vorgang
from tests.cast import NOW, TODAY, Member
from tests.core.beteiligung.conftest import UNTIL, ask

FINE = Answer(OpinionKind.CONDITIONS, "Nur mit Lärmschutz.")
DAY = timedelta(days=1)
OVER = NOW + SHOWN_AFTER_ANSWER + DAY
SECRET = hash_link_secret("ein Geheimnis")


@pytest.fixture
def answered(stellungnahme: Stellungnahme, clerk_of_the_next_town: Member) -> Stellungnahme:
    neighbour = clerk_of_the_next_town
    with open_scope(neighbour.scope):
        return give_opinion(actor=neighbour.actor, stellungnahme=stellungnahme, answer=FINE, now=NOW)


def emptied(member: Member, *, now=OVER) -> int:
    assert member.stelle is not None
    with open_scope(member.scope):
        return empty_answered(actor=SYSTEM_ACTOR, stelle_id=member.stelle.pk, now=now)


def test_extract_and_copies_go_some_time_after_the_answer_and_question_and_opinion_stay(
    answered: Stellungnahme, vorgang: Vorgang, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    neighbour = clerk_of_the_next_town
    assert shown_until(answered) == TODAY + SHOWN_AFTER_ANSWER
    with open_scope(neighbour.scope):
        before = Stellungnahme.objects.get()
        assert before.extract
        assert Datei.objects.filter(public_id__in=before.documents).count() == 1
    assert [emptied(neighbour, now=OVER - DAY), emptied(neighbour), emptied(neighbour)] == [0, 1, 0]
    with open_scope(neighbour.scope):
        after = Stellungnahme.objects.get()
        assert (after.extract, after.documents) == ([], [])
        assert (after.question, after.opinion, after.text) == (before.question, before.opinion, before.text)
        assert not Datei.objects.filter(public_id__in=before.documents).exists()
    with open_scope(clerk.scope):
        assert Beteiligung.objects.get().extract == before.extract, "the asking body keeps its file"
        originals = all_file_ids(vorgang.antrag)
        assert Datei.objects.filter(public_id__in=originals).count() == len(originals)


def test_what_is_not_answered_yet_is_not_emptied(stellungnahme: Stellungnahme, clerk_of_the_next_town: Member) -> None:
    assert emptied(clerk_of_the_next_town, now=NOW + 9 * SHOWN_AFTER_ANSWER) == 0


def test_the_database_lets_nobody_show_something_else(answered: Stellungnahme, clerk_of_the_next_town: Member) -> None:
    with open_scope(clerk_of_the_next_town.scope):
        for change in ({"extract": [{"title": "Anderes"}]}, {"documents": ["x"]}, {"text": ""}):
            with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
                Stellungnahme.objects.update(**change)


def test_a_link_is_emptied_after_its_last_day_and_an_answered_one_opens_no_more(
    vorgang: Vorgang, clerk: Member
) -> None:
    assert clerk.stelle is not None
    with open_scope(clerk.scope):
        outside = ask(clerk, vorgang, Request("Dr. Lange, Sachverständige", "Wie laut ist es?", UNTIL))[0]
        link = make_link(actor=clerk.actor, request=outside, secret_hash=SECRET, last_on=UNTIL, now=NOW)
    with open_scope(Scope(secrets=frozenset({SECRET}))):
        answer_by_link(actor=Actor(Role.LINK), link=link, answer=FINE, now=NOW)
        over = NOW + (UNTIL - TODAY) + DAY
        assert link_by_public_id(link.public_id, now=over - DAY) == link
        with pytest.raises(LinkNotFound):
            link_by_public_id(link.public_id, now=over)
    with open_scope(clerk.scope):
        OpinionLink.objects.update(extract=[{"title": "Angaben"}], answered_at=None, ended_at=None)
        asked = {"actor": SYSTEM_ACTOR, "stelle_id": clerk.stelle.pk}
        assert [empty_links(**asked, now=over - DAY), empty_links(**asked, now=over)] == [0, 1]
        assert OpinionLink.objects.get().extract == []


def test_the_job_looks_at_every_body(answered: Stellungnahme, clerk_of_the_next_town: Member) -> None:
    with open_scope(clerk_of_the_next_town.scope), pytest.raises(ActorRefused):
        empty_answered(actor=clerk_of_the_next_town.actor, stelle_id=answered.stelle_id, now=OVER)
    with time_machine.travel(OVER):
        empty_shown(0)
    with open_scope(clerk_of_the_next_town.scope):
        assert Stellungnahme.objects.get().extract == []
