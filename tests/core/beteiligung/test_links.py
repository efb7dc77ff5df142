"""An expert outside reads and answers one request by a secret link: nothing else, and no longer than they may."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections, transaction

from rathaus.core.antrag.models import Antrag
from rathaus.core.beteiligung.actions import go_on_without, record_opinion
from rathaus.core.beteiligung.errors import (
    LinkNotFound,
    OpinionGiven,
    OpinionWithoutText,
    PartyUnknown,
    RequestDayRefused,
)
from rathaus.core.beteiligung.links import (
    answer_by_link,
    link_by_public_id,
    link_of_secret,
    make_link,
    open_link_of,
    open_opinion_link,
    shared_files,
    withdraw_link,
)
from rathaus.core.beteiligung.models import Beteiligung, OpinionLink
from rathaus.core.beteiligung.requests import Answer, Request
from rathaus.core.beteiligung.rules import OpinionKind
from rathaus.core.datei.models import Datei
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.actions import withdraw
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history, vorgang_of
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.core.beteiligung.conftest import UNTIL, ask
from tests.errand import FILES, submitted

SECRET = hash_link_secret("ein Geheimnis")
EXPERT = Actor(Role.LINK)
HELD = Scope(secrets=frozenset({SECRET}))
FINE = Answer(OpinionKind.CONDITIONS, "Nur mit Lärmschutz.", [("gutachten.pdf", FILES["application/pdf"])])
LAST = UNTIL + timedelta(days=14)


@pytest.fixture
def request_outside(vorgang: Vorgang, clerk: Member) -> Beteiligung:
    with open_scope(clerk.scope):
        return ask(clerk, vorgang, Request("Dr. Lange, Sachverständige", "Wie laut ist es?", UNTIL))[0]


@pytest.fixture
def link(request_outside: Beteiligung, clerk: Member) -> OpinionLink:
    with open_scope(clerk.scope):
        return make_link(actor=clerk.actor, request=request_outside, secret_hash=SECRET, last_on=LAST, now=NOW)


def answered(link: OpinionLink, answer: Answer = FINE, *, now=NOW) -> None:
    with open_scope(HELD):
        answer_by_link(actor=EXPERT, link=link, answer=answer, now=now)


def test_the_link_opens_the_question_the_extract_and_the_chosen_files_alone(
    link: OpinionLink, vorgang: Vorgang
) -> None:
    with open_scope(HELD):
        found = link_of_secret(SECRET, now=NOW)
        assert found is not None
        assert (found.question, found.extract) == ("Wie laut ist es?", link.extract)
        assert [str(each.public_id) for each in shared_files(found)] == link.documents != []
        for model in (Antrag, Vorgang, Beteiligung, Datei):
            assert not model.objects.exists(), model
    with open_scope(Scope(secrets=frozenset({hash_link_secret("ein anderes")}))):
        assert not OpinionLink.objects.exists()
        with pytest.raises(LinkNotFound):
            link_by_public_id(link.public_id, now=NOW)


def test_the_answer_is_in_the_case_at_once_and_the_link_ends(
    link: OpinionLink, clerk: Member, vorgang: Vorgang
) -> None:
    with open_scope(HELD):
        open_opinion_link(actor=EXPERT, link=link, now=NOW)
        open_opinion_link(actor=EXPERT, link=link, now=NOW + timedelta(days=1))
    answered(link)
    with open_scope(clerk.scope):
        row = Beteiligung.objects.get()
        assert (row.opinion, row.text, len(row.files)) == ("conditions", "Nur mit Lärmschutz.", 1)
        (given,) = [record for record in history(vorgang) if record.act == "vorgang.opinion_received"]
        assert given.actor_role == "link"
        assert verify_chains().faults == ()
    with open_scope(HELD):
        kept = link_by_public_id(link.public_id, now=NOW)
        assert (kept.opened_at, kept.answered_at) == (NOW, NOW)
        assert (kept.extract, kept.documents, shared_files(kept)) == ([], [], ())
    with pytest.raises(OpinionGiven):
        answered(link)


def test_two_answers_at_once_are_one(committing_database: None) -> None:
    clerk = make_staff("hanau", "jonas", "Jonas Becker")
    antrag = submitted(make_citizen(), "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        row = ask(clerk, vorgang_of(antrag), Request("Dr. Lange", "Wie laut?", UNTIL))[0]
        link = make_link(actor=clerk.actor, request=row, secret_hash=SECRET, last_on=LAST, now=NOW)
    barrier = Barrier(2)

    def work() -> str:
        try:
            barrier.wait(timeout=30)
            answered(link)
        except OpinionGiven as error:
            return error.code
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(2) as pool:
        outcomes = [run.result(timeout=60) for run in [pool.submit(work) for _ in range(2)]]
    assert sorted(outcomes) == ["", OpinionGiven.code]
    with open_scope(clerk.scope):
        assert len(Beteiligung.objects.get().files) == 1


def test_after_its_last_day_and_after_it_was_withdrawn_it_opens_nothing(
    link: OpinionLink, request_outside: Beteiligung, clerk: Member
) -> None:
    late = NOW + timedelta(days=43)
    with open_scope(HELD):
        assert link_of_secret(SECRET, now=NOW + timedelta(days=42)) is not None
        assert link_of_secret(SECRET, now=late) is None
    with pytest.raises(LinkNotFound):
        answered(link, now=late)
    for _ in range(2):
        with open_scope(clerk.scope):
            withdraw_link(actor=clerk.actor, request=request_outside, now=NOW)
            assert open_link_of(request_outside, today=TODAY) is None
    with open_scope(HELD):
        assert link_of_secret(SECRET, now=NOW) is None
    with pytest.raises(LinkNotFound):
        answered(link)
    with open_scope(clerk.scope):
        acts = [record.act for record in history(Vorgang.objects.get())]
        assert acts.count("vorgang.opinion_link_withdrawn") == 1


def test_a_new_link_ends_the_one_before(link: OpinionLink, request_outside: Beteiligung, clerk: Member) -> None:
    with open_scope(clerk.scope):
        other = hash_link_secret("neu")
        make_link(actor=clerk.actor, request=request_outside, secret_hash=other, last_on=LAST, now=NOW)
        found = open_link_of(request_outside, today=TODAY)
        assert found is not None
        assert found.secret_hash == other
        assert open_link_of(request_outside, today=LAST + timedelta(days=1)) is None
    with pytest.raises(LinkNotFound):
        answered(link)


@pytest.mark.parametrize("end", ["recorded", "waived", "withdrawn"])
def test_when_nobody_waits_any_more_the_link_holds_nothing_of_the_case(
    link: OpinionLink, request_outside: Beteiligung, clerk: Member, citizen: Member, antrag: Antrag, end: str
) -> None:
    if end == "withdrawn":
        with open_scope(citizen.scope):
            withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
    else:
        with open_scope(clerk.scope):
            if end == "recorded":
                record_opinion(actor=clerk.actor, request=request_outside, answer=FINE, now=NOW)
            else:
                go_on_without(actor=clerk.actor, request=request_outside, reason="eilt", now=NOW)
    with open_scope(HELD):
        assert link_of_secret(SECRET, now=NOW) is None
        assert OpinionLink.objects.get().extract == []


def test_who_may_make_and_use_a_link_and_how(
    link: OpinionLink, request_outside: Beteiligung, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    def make(member: Member, *, days: int = 1, request: Beteiligung = request_outside) -> None:
        with open_scope(member.scope), transaction.atomic():
            last_on = TODAY + timedelta(days=days)
            make_link(actor=member.actor, request=request, secret_hash="f" * 64, last_on=last_on, now=NOW)

    with pytest.raises(ActorRefused):
        make(clerk_of_the_next_town)
    for days in (-1, 367):
        with pytest.raises(RequestDayRefused):
            make(clerk, days=days)
    with open_scope(clerk.scope), pytest.raises(ActorRefused):
        answer_by_link(actor=clerk.actor, link=link, answer=FINE, now=NOW)
    with open_scope(Scope()), pytest.raises(ActorRefused):
        answer_by_link(actor=EXPERT, link=link, answer=FINE, now=NOW)
    with pytest.raises(OpinionWithoutText):
        answered(link, Answer(OpinionKind.OBJECTION, " "))


def test_a_body_of_this_system_gets_no_link(request_to_neighbour: Beteiligung, clerk: Member) -> None:
    with open_scope(clerk.scope), pytest.raises(PartyUnknown):
        make_link(actor=clerk.actor, request=request_to_neighbour, secret_hash=SECRET, last_on=LAST, now=NOW)
