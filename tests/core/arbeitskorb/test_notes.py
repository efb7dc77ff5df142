"""Notes, mentions and follow-ups: for the people of one body, and for nobody else."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from rathaus.core.antrag.models import Antrag
from rathaus.core.arbeitskorb.actions import end_follow_up, plan_follow_up, see_mentions, write_note
from rathaus.core.arbeitskorb.errors import ColleagueUnknown, FollowUpNotFound, FollowUpRefused, NoteRefused
from rathaus.core.arbeitskorb.models import Mention, Vermerk, Wiedervorlage
from rathaus.core.arbeitskorb.queries import (
    colleagues,
    due_follow_ups,
    follow_ups_of,
    notes_of,
    unseen_mentions,
)
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.models import Mitgliedschaft
from rathaus.core.vorgang.actions import claim, close, withdraw
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history, vorgang_of
from tests.cast import NOW, TODAY, Member
from tests.errand import submitted

ON = TODAY + timedelta(days=7)


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    return submitted(citizen, "bewohnerparkausweis", "bewilligung")


@pytest.fixture
def vorgang(antrag: Antrag, clerk: Member) -> Vorgang:
    with open_scope(clerk.scope):
        return vorgang_of(antrag)


def id_of(member: Member) -> int:
    assert member.konto is not None
    return member.konto.pk


def planned(member: Member, vorgang: Vorgang, *, before: Member | None = None, days: int = 7) -> Wiedervorlage:
    with open_scope(member.scope):
        return plan_follow_up(
            actor=member.actor, vorgang=vorgang, on=TODAY + timedelta(days=days), reason="Stempel da?",
            konto_id=id_of(before) if before else None, now=NOW,
        )  # fmt: skip


def test_a_note_for_a_colleague_who_has_left_reaches_everybody_until_one_has_seen_it(
    vorgang: Vorgang, clerk: Member, colleague: Member
) -> None:
    with open_scope(clerk.scope) as scope:
        write_note(actor=clerk.actor, vorgang=vorgang, text="Rief an.", mentioned=[id_of(colleague)], now=NOW)
        assert unseen_mentions(scope.stellen, konto_id=id_of(clerk), today=TODAY) == []
        Mitgliedschaft.objects.filter(konto=id_of(colleague)).update(valid_to=TODAY)
        assert len(unseen_mentions(scope.stellen, konto_id=id_of(clerk), today=TODAY)) == 1
        assert see_mentions(actor=clerk.actor, vorgang=vorgang, now=NOW) == 1
        assert unseen_mentions(scope.stellen, konto_id=id_of(clerk), today=TODAY) == []


def test_a_note_reaches_the_colleague_whom_it_mentions_until_they_have_seen_it(
    vorgang: Vorgang, clerk: Member, colleague: Member
) -> None:
    with open_scope(colleague.scope):
        claim(actor=colleague.actor, vorgang=vorgang, now=NOW)
    with open_scope(clerk.scope):
        both = [id_of(colleague), id_of(clerk)]
        note = write_note(actor=clerk.actor, vorgang=vorgang, text=" Rief an. ", mentioned=both, now=NOW)
        assert notes_of(vorgang) == [note]
        assert [each.konto_id for each in note.mentions.all()] == [id_of(colleague)], "nobody mentions themselves"
        assert vorgang_of(vorgang.antrag).claimed_by_id == id_of(colleague), "who notes something takes nothing over"
        assert unseen_mentions(clerk.scope.stellen, konto_id=id_of(clerk), today=TODAY) == []
    with open_scope(colleague.scope) as scope:
        (for_another,) = unseen_mentions(
            scope.stellen, konto_id=id_of(clerk), today=TODAY, represents=[id_of(colleague)]
        )
        (mention,) = unseen_mentions(scope.stellen, konto_id=id_of(colleague), today=TODAY)
        assert for_another == mention, "whoever stands in finds it, too"
        assert mention.vermerk.text == "Rief an."
        assert [see_mentions(actor=colleague.actor, vorgang=vorgang, now=NOW) for _ in range(2)] == [1, 0]
        assert unseen_mentions(scope.stellen, konto_id=id_of(colleague), today=TODAY) == []
        record = history(vorgang)[-1]
        assert (record.act, record.payload) == ("vorgang.noted", {"note": str(note.public_id), "mentioned": 1})
        assert verify_chains().faults == ()


def test_a_note_is_never_changed_and_neither_the_person_nor_another_body_sees_it(
    vorgang: Vorgang, clerk: Member, citizen: Member, clerk_of_the_next_town: Member
) -> None:
    with open_scope(clerk.scope):
        write_note(actor=clerk.actor, vorgang=vorgang, text="Rief an.", now=NOW)
        for change in (lambda: Vermerk.objects.update(text="x"), lambda: Vermerk.objects.all().delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
    for stranger in (citizen, clerk_of_the_next_town):
        with open_scope(stranger.scope):
            assert not Vermerk.objects.exists()
            assert not Mention.objects.exists()
            with pytest.raises(ActorRefused):
                write_note(actor=stranger.actor, vorgang=vorgang, text="x", now=NOW)


def test_only_people_of_the_body_are_mentioned_and_a_note_says_something(
    vorgang: Vorgang, clerk: Member, colleague: Member, clerk_of_the_next_town: Member
) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(ColleagueUnknown):
            write_note(actor=clerk.actor, vorgang=vorgang, text="x", mentioned=[id_of(clerk_of_the_next_town)], now=NOW)
        with pytest.raises(NoteRefused):
            write_note(actor=clerk.actor, vorgang=vorgang, text=" ", now=NOW)
        assert {each.name for each in colleagues(vorgang.stelle_id, today=TODAY)} >= {"Jonas Becker"}
        Mitgliedschaft.objects.filter(konto_id=id_of(colleague)).update(valid_to=TODAY)
        with pytest.raises(ColleagueUnknown):
            write_note(actor=clerk.actor, vorgang=vorgang, text="x", mentioned=[id_of(colleague)], now=NOW)
        assert not Vermerk.objects.exists()


def test_a_case_comes_back_on_its_day_before_whom_it_is_meant(
    vorgang: Vorgang, clerk: Member, colleague: Member, clerk_of_the_next_town: Member
) -> None:
    for_all, for_colleague = planned(clerk, vorgang), planned(clerk, vorgang, before=colleague)
    with open_scope(clerk.scope) as scope:
        assert follow_ups_of(vorgang) == [for_all, for_colleague]
        assert due_follow_ups(scope.stellen, konto_id=id_of(clerk), today=TODAY) == []
        assert due_follow_ups(scope.stellen, konto_id=id_of(clerk), today=ON) == [for_all]
        assert due_follow_ups(scope.stellen, konto_id=id_of(colleague), today=ON) == [for_all, for_colleague]
        end_follow_up(actor=clerk.actor, public_id=for_all.public_id, vorgang=vorgang, now=NOW)
        assert due_follow_ups(scope.stellen, konto_id=id_of(clerk), today=ON) == []
        for unknown in (for_all.public_id, uuid.uuid4()):
            with pytest.raises(FollowUpNotFound):
                end_follow_up(actor=clerk.actor, public_id=unknown, vorgang=vorgang, now=NOW)
        with pytest.raises(ColleagueUnknown):
            planned(clerk, vorgang, before=clerk_of_the_next_town)
        with pytest.raises(FollowUpRefused):
            planned(clerk, vorgang, days=0)
    with open_scope(clerk_of_the_next_town.scope):
        assert not Wiedervorlage.objects.exists()


def test_what_was_meant_for_somebody_who_left_comes_back_before_everybody(
    vorgang: Vorgang, clerk: Member, colleague: Member
) -> None:
    row = planned(clerk, vorgang, before=colleague)
    with open_scope(clerk.scope) as scope:
        assert due_follow_ups(scope.stellen, konto_id=id_of(clerk), today=ON) == []
        Mitgliedschaft.objects.filter(konto_id=id_of(colleague)).update(valid_to=ON)
        assert due_follow_ups(scope.stellen, konto_id=id_of(clerk), today=ON) == [row]


def test_when_the_case_is_over_nothing_comes_back(
    vorgang: Vorgang, antrag: Antrag, clerk: Member, citizen: Member
) -> None:
    planned(clerk, vorgang)
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
    with open_scope(clerk.scope):
        assert follow_ups_of(vorgang) == []
        close(actor=clerk.actor, vorgang=vorgang, now=NOW)
        with pytest.raises(FollowUpRefused):
            planned(clerk, vorgang)
        assert write_note(actor=clerk.actor, vorgang=vorgang, text="Nachtrag.", now=NOW).text == "Nachtrag."
