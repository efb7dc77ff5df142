"""Asking other bodies: what they see, what they answer, and what neither of the two ever sees."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.beteiligung.actions import give_opinion, go_on_without, record_opinion, remind
from rathaus.core.beteiligung.errors import (
    AlreadyAsked,
    NotOfThisCase,
    OpinionGiven,
    OpinionWithoutText,
    PartyUnknown,
    RequestDayRefused,
    RequestEmpty,
    RequestEnded,
    RequestNotFound,
    TaskNotInvolving,
    WaiverWithoutReason,
)
from rathaus.core.beteiligung.letter import request_document
from rathaus.core.beteiligung.models import Beteiligung, Stellungnahme
from rathaus.core.beteiligung.queries import (
    body_to_ask,
    documents_of,
    request_by_public_id,
    requests_of,
    stellungnahme_by_public_id,
    stellungnahmen,
)
from rathaus.core.beteiligung.requests import Answer, Request, Shared
from rathaus.core.beteiligung.rules import OpinionKind, State
from rathaus.core.datei.errors import UploadTypeUnknown
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import content_of
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import twin_of
from rathaus.core.vorgang.actions import withdraw
from rathaus.core.vorgang.errors import AntragWithdrawn, ClaimedByColleague
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history, vorgang_of
from tests.cast import NOW, TODAY, Member
from tests.core.beteiligung.conftest import UNTIL, ask, shared
from tests.core.datei.samples import PNG, pdf

YES = Answer(OpinionKind.NO_OBJECTION)
FIRE_BRIGADE = Request("Feuerwehr Hanau", "Ist der Rettungsweg frei?", UNTIL, address="Am Markt 1\n63450 Hanau")


def acts(vorgang: Vorgang) -> list[str]:
    return [record.act for record in history(vorgang)]


def test_the_asked_body_sees_the_frozen_extract_and_its_own_copies(
    stellungnahme: Stellungnahme, clerk_of_the_next_town: Member, vorgang: Vorgang
) -> None:
    with open_scope(clerk_of_the_next_town.scope) as scope:
        (row,) = stellungnahmen(scope.stellen).open
        assert (row.question, row.due_on, row.aktenzeichen) == ("Haben Sie Bedenken?", UNTIL, vorgang.aktenzeichen)
        assert [len(section["rows"]) for section in row.extract] == [1]
        (copy,) = documents_of(row)
        assert copy.stelle_id == row.stelle_id
        assert content_of(copy)


def test_neither_body_sees_more(
    stellungnahme: Stellungnahme, clerk_of_the_next_town: Member, clerk: Member, vorgang: Vorgang
) -> None:
    with open_scope(clerk_of_the_next_town.scope):
        assert not Vorgang.objects.exists()
        assert not Antrag.objects.exists()
        assert not Beteiligung.objects.exists()
        assert set(Datei.objects.values_list("stelle_id", flat=True)) == {stellungnahme.stelle_id}
    with open_scope(clerk.scope):
        assert not Stellungnahme.objects.exists()
        with pytest.raises(RequestNotFound):
            stellungnahme_by_public_id(stellungnahme.public_id)
    with open_scope(Scope()), pytest.raises(RequestNotFound):
        request_by_public_id(stellungnahme.public_id)


def test_an_opinion_with_a_file_is_in_the_case_at_once(
    stellungnahme: Stellungnahme, clerk_of_the_next_town: Member, clerk: Member, vorgang: Vorgang
) -> None:
    answer = Answer(OpinionKind.CONDITIONS, "Nur mit Schallschutz.", (("plan.png", PNG),))
    with open_scope(clerk_of_the_next_town.scope) as scope:
        row = give_opinion(actor=clerk_of_the_next_town.actor, stellungnahme=stellungnahme, answer=answer, now=NOW)
        assert (row.opinion, row.answered_by_id) == ("conditions", clerk_of_the_next_town.actor.konto_id)
        assert stellungnahmen(scope.stellen).open == ()
        assert not Vorgang.objects.exists()
    with open_scope(clerk.scope):
        (asked,) = requests_of(vorgang, today=TODAY)
        assert (asked.state, asked.row.opinion, asked.row.text) == (
            State.ANSWERED,
            "conditions",
            "Nur mit Schallschutz.",
        )
        assert [file.name for file in asked.files] == ["plan.png"]
        assert vorgang_of(vorgang.antrag).answered_at == NOW
        assert acts(vorgang)[-2:] == ["vorgang.involved", "vorgang.opinion_received"]
        assert verify_chains().faults == ()


def test_an_opinion_is_given_once(stellungnahme: Stellungnahme, clerk_of_the_next_town: Member) -> None:
    actor = clerk_of_the_next_town.actor
    with open_scope(clerk_of_the_next_town.scope):
        with pytest.raises(OpinionWithoutText):
            give_opinion(actor=actor, stellungnahme=stellungnahme, answer=Answer(OpinionKind.OBJECTION), now=NOW)
        bad = replace(YES, files=(("virus.exe", b"MZ123"),))
        with pytest.raises(UploadTypeUnknown):
            give_opinion(actor=actor, stellungnahme=stellungnahme, answer=bad, now=NOW)
        give_opinion(actor=actor, stellungnahme=stellungnahme, answer=YES, now=NOW)
        with pytest.raises(OpinionGiven):
            give_opinion(actor=actor, stellungnahme=stellungnahme, answer=YES, now=NOW)


@pytest.mark.parametrize("name", ["citizen", "clerk", "officer", "auditor", "link_holder"])
def test_nobody_else_answers_for_the_asked_body(name: str, member, stellungnahme: Stellungnahme) -> None:
    somebody = member(name)
    with open_scope(somebody.scope), pytest.raises(ActorRefused):
        give_opinion(actor=somebody.actor, stellungnahme=stellungnahme, answer=YES, now=NOW)


def test_a_letter_asks_an_authority_outside_and_the_clerk_records_its_answer(clerk: Member, vorgang: Vorgang) -> None:
    with open_scope(clerk.scope):
        (row,) = ask(clerk, vorgang, FIRE_BRIGADE)
        document = request_document(request_by_public_id(row.public_id), title="Ausweis")
        assert document.letterhead.recipient_lines == ("Feuerwehr Hanau", "Am Markt 1", "63450 Hanau")
        answer = Answer(OpinionKind.OBJECTION, "Der Weg ist zu schmal.", (("antwort.pdf", pdf()),))
        record_opinion(actor=clerk.actor, request=row, answer=answer, now=NOW)
        (asked,) = requests_of(vorgang, today=TODAY)
        assert (asked.state, [file.name for file in asked.files]) == (State.ANSWERED, ["antwort.pdf"])
        with pytest.raises(OpinionGiven):
            record_opinion(actor=clerk.actor, request=row, answer=YES, now=NOW)


def test_a_clerk_does_not_answer_for_a_body_of_this_system(request_to_neighbour: Beteiligung, clerk: Member) -> None:
    with open_scope(clerk.scope), pytest.raises(PartyUnknown):
        record_opinion(actor=clerk.actor, request=request_to_neighbour, answer=YES, now=NOW)


def test_going_on_without_needs_a_reason_and_tells_the_asked_body(
    request_to_neighbour: Beteiligung, stellungnahme: Stellungnahme, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(WaiverWithoutReason):
            go_on_without(actor=clerk.actor, request=request_to_neighbour, reason=" ", now=NOW)
        row = go_on_without(actor=clerk.actor, request=request_to_neighbour, reason="Keine Antwort.", now=NOW)
        assert (row.ended_at, row.reason) == (NOW, "Keine Antwort.")
        with pytest.raises(RequestEnded):
            remind(actor=clerk.actor, request=row, now=NOW)
    with open_scope(clerk_of_the_next_town.scope) as scope:
        assert stellungnahmen(scope.stellen).open == ()
        with pytest.raises(RequestEnded):
            give_opinion(actor=clerk_of_the_next_town.actor, stellungnahme=stellungnahme, answer=YES, now=NOW)


def test_a_reminder_is_seen_by_both_and_what_is_late_says_so(
    request_to_neighbour: Beteiligung, clerk: Member, clerk_of_the_next_town: Member, vorgang: Vorgang
) -> None:
    with open_scope(clerk.scope):
        assert remind(actor=clerk.actor, request=request_to_neighbour, now=NOW).reminded_at == NOW
        states = [requests_of(vorgang, today=day)[0].state for day in (UNTIL, UNTIL + timedelta(days=1))]
        assert states == [State.OPEN, State.LATE]
    with open_scope(clerk_of_the_next_town.scope) as scope:
        assert stellungnahmen(scope.stellen).open[0].reminded_at == NOW


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name": " "}, RequestEmpty),
        ({"question": ""}, RequestEmpty),
        ({"due_on": TODAY - timedelta(days=1)}, RequestDayRefused),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(
    change: dict[str, object], error: type[Exception], clerk: Member, vorgang: Vorgang
) -> None:
    with open_scope(clerk.scope), pytest.raises(error):
        ask(clerk, vorgang, replace(FIRE_BRIGADE, **change))


def test_nobody_asks_itself_a_test_twin_or_the_same_body_twice(
    request_to_neighbour: Beteiligung, clerk: Member, vorgang: Vorgang, clerk_of_the_next_town: Member
) -> None:
    next_town = clerk_of_the_next_town.stelle
    assert next_town is not None
    with open_scope(clerk.scope):
        for asked, error in (
            (clerk.stelle, PartyUnknown),
            (twin_of(next_town), PartyUnknown),
            (next_town, AlreadyAsked),
        ):
            with pytest.raises(error):
                ask(clerk, vorgang, replace(FIRE_BRIGADE, asked=asked))
        assert body_to_ask(next_town.slug, asking=vorgang.stelle) == next_town
        assert body_to_ask(vorgang.stelle.slug, asking=vorgang.stelle) is None
        assert body_to_ask("gibtsnicht", asking=vorgang.stelle) is None
        assert body_to_ask(next_town.slug, asking=twin_of(vorgang.stelle)) == twin_of(next_town)
        assert body_to_ask(twin_of(next_town).slug, asking=vorgang.stelle) is None


def test_only_what_belongs_to_the_case_is_shared_and_only_an_asking_task_asks(clerk: Member, vorgang: Vorgang) -> None:
    from rathaus.core.beteiligung.actions import involve

    given = {"actor": clerk.actor, "vorgang": vorgang, "requests": [FIRE_BRIGADE], "now": NOW}
    with open_scope(clerk.scope):
        for wrong in (Shared(("G9.F9",)), Shared((), ("c0ffee00-0000-4000-8000-000000000000",))):
            with pytest.raises(NotOfThisCase):
                involve(task="", shared=wrong, **given)
        with pytest.raises(TaskNotInvolving):
            involve(task="formell", shared=shared(vorgang), **given)


def test_what_was_shown_is_deleted_when_nobody_waits_for_an_opinion_any_more(
    stellungnahme: Stellungnahme, clerk_of_the_next_town: Member, citizen: Member, antrag: Antrag
) -> None:
    with open_scope(clerk_of_the_next_town.scope):
        copies = [each.pk for each in documents_of(stellungnahme)]
        assert copies
        assert stellungnahme.extract
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
    with open_scope(clerk_of_the_next_town.scope):
        row = stellungnahme_by_public_id(stellungnahme.public_id)
        assert (row.ended_at, row.extract, documents_of(row)) == (NOW, [], ())
        assert row.question == stellungnahme.question
        assert not Datei.objects.filter(pk__in=copies).exists()


def test_a_colleagues_case_and_a_withdrawn_one_ask_nobody(
    clerk: Member, colleague: Member, citizen: Member, antrag: Antrag, request_to_neighbour: Beteiligung,
    clerk_of_the_next_town: Member,
) -> None:  # fmt: skip
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
        with pytest.raises(ClaimedByColleague):
            ask(colleague, vorgang, FIRE_BRIGADE)
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
    with open_scope(clerk.scope):
        with pytest.raises(AntragWithdrawn):
            ask(clerk, vorgang, FIRE_BRIGADE)
        assert request_by_public_id(request_to_neighbour.public_id).ended_at == NOW
    with open_scope(clerk_of_the_next_town.scope) as scope:
        assert stellungnahmen(scope.stellen).open == ()
