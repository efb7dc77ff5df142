"""Hearing somebody before a decision: the letter, the answer, the end without one, and when nobody is heard."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from rathaus.core.antrag.models import Antrag
from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.queries import letters_with_files, messages_of
from rathaus.core.postfach.rules import Kind
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import (
    Question,
    Reply,
    ask_citizen,
    receive_answer,
    record_decision,
    resume,
    withdraw,
)
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.errors import (
    AlreadyWaiting,
    AntragWithdrawn,
    DueDayRefused,
    HearingEmpty,
    HearingReasonMissing,
    HearingRuns,
    StatementMissing,
    VorgangEnded,
)
from rathaus.core.vorgang.hearing import (
    Hearing,
    end_silent_hearings,
    hear_citizen,
    hearings_of,
    is_heard,
    note_statement,
    skip_hearing,
)
from rathaus.core.vorgang.models import Anhoerung, Pause, Vorgang
from rathaus.core.vorgang.outlook import outlook_of
from rathaus.core.vorgang.queries import history, standing, vorgang_of
from rathaus.core.vorgang.take_up import take_up
from rathaus.recht.anhoerung import HearingException
from tests.cast import NOW, TODAY, Member, make_citizen
from tests.core.datei.samples import PNG
from tests.errand import submitted

HEARING = Hearing("Wir wollen den Ausweis ablehnen.", "Das Fahrzeug ist nicht auf Sie zugelassen.")
LAST_DAY = TODAY + timedelta(days=14)


@pytest.fixture
def heard(vorgang: Vorgang, clerk: Member) -> Vorgang:
    with open_scope(clerk.scope):
        hear_citizen(actor=clerk.actor, vorgang=vorgang, hearing=HEARING, now=NOW)
        return vorgang_of(vorgang.antrag)


def test_a_hearing_says_the_plan_the_facts_the_last_day_and_what_follows(
    heard: Vorgang, citizen: Member, antrag: Antrag
) -> None:
    assert (heard.state, heard.due_on, heard.antrag.status) == ("waiting", LAST_DAY, "waiting")
    with open_scope(citizen.scope):
        (letter,) = messages_of(antrag.public_id)
    assert (letter.kind, letter.subject) == ("hearing", "Anhörung zu Ihrem Antrag: Bewohnerparkausweis beantragen")
    for words in ("ablehnen", "nicht auf Sie zugelassen", "§ 28 Abs. 1 VwVfG", "7.12.2026", "Was dann geschieht"):
        assert words in letter.body


def test_the_person_answers_with_text_and_files_and_the_case_goes_on(
    heard: Vorgang, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    later = NOW + timedelta(days=3)
    with open_scope(citizen.scope):
        reply = Reply("Das Auto gehört meiner Mutter.", files=(("vollmacht.png", PNG),))
        assert receive_answer(actor=citizen.actor, antrag=antrag, reply=reply, now=later) == ()
        *_, answer = letters_with_files(antrag.public_id)
        assert [each.datei.name for each in answer.anlagen.all()] == ["vollmacht.png"]
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        assert (row.state, row.question_id, row.answered_at) == ("open", None, later)
        (hearing,) = hearings_of(row)
        assert (hearing.state, hearing.ended_at, is_heard([hearing])) == ("heard", later, True)
        (datei,) = [each.datei for each in list(letters_with_files(antrag.public_id))[-1].anlagen.all()]
        assert datei.stelle_id == row.stelle_id


def test_the_case_is_taken_up_once_on_the_day_after_the_last_one(heard: Vorgang, clerk: Member, antrag: Antrag) -> None:
    assert clerk.stelle is not None
    with open_scope(clerk.scope):
        for days, ended in ((14, 0), (15, 1), (15, 0), (16, 0)):
            now = NOW + timedelta(days=days)
            assert end_silent_hearings(actor=SYSTEM_ACTOR, stelle_id=clerk.stelle.pk, now=now) == ended
        row = vorgang_of(antrag)
        assert (row.state, row.due_on, row.antrag.status) == ("open", TODAY + timedelta(days=15), "in_progress")
        assert [each.state for each in hearings_of(row)] == ["silent"]
        assert [record.act for record in history(row)].count("vorgang.hearing_ended") == 1
        with pytest.raises(ActorRefused):
            end_silent_hearings(actor=clerk.actor, stelle_id=clerk.stelle.pk, now=NOW)


def test_a_hearing_that_cannot_be_ended_stops_no_other(
    heard: Vorgang, clerk: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = submitted(make_citizen("karl"), "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        hear_citizen(actor=clerk.actor, vorgang=vorgang_of(other), hearing=HEARING, now=NOW)

    def fail(case: Case, *args: Any, **options: Any) -> None:
        if case.vorgang.pk == heard.pk:
            raise RuntimeError
        take_up(case, *args, **options)

    ending, late = {"actor": SYSTEM_ACTOR, "stelle_id": clerk.stelle.pk}, NOW + timedelta(days=15)
    monkeypatch.setattr("rathaus.core.vorgang.hearing.take_up", fail)
    assert end_silent_hearings(**ending, now=late) == 1
    monkeypatch.undo()
    assert [end_silent_hearings(**ending, now=late) for _ in range(2)] == [1, 0]


def test_waiting_is_a_row_that_ends_once_and_moves_the_expected_day(
    heard: Vorgang, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(clerk.scope):
        note_statement(actor=clerk.actor, vorgang=heard, statement="Stimmt.", now=NOW + timedelta(days=5))
        (pause,) = Pause.objects.all()
        assert (pause.reason, pause.from_at, pause.to_at) == ("hearing", NOW, NOW + timedelta(days=5))
        for change in ({"to_at": None}, {"from_at": NOW - timedelta(days=1)}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Pause.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            pause.delete()
    with open_scope(citizen.scope):
        outlook = outlook_of(antrag, today=TODAY + timedelta(days=9))
        assert outlook.expected_on == antrag.expected_on + timedelta(days=5)
        assert (outlook.waited_days, outlook.waits_for, outlook.clerk) == (5, None, "Jonas Becker")
        assert (outlook.complete_on, outlook.next_task and outlook.next_task.key) == (TODAY, "formell")


def test_while_the_case_waits_the_expected_day_moves_with_every_day(
    heard: Vorgang, citizen: Member, antrag: Antrag
) -> None:
    with open_scope(citizen.scope):
        outlook = outlook_of(antrag, today=TODAY + timedelta(days=2))
    assert (outlook.waited_days, outlook.waits_for, outlook.answer_until) == (2, "hearing", LAST_DAY)


@pytest.mark.parametrize(
    ("hearing", "error"),
    [
        (Hearing(" ", "x"), HearingEmpty),
        (Hearing("x", ""), HearingEmpty),
        (Hearing("x", "y", TODAY), DueDayRefused),
        (Hearing("x", "y", date(2026, 11, 1)), DueDayRefused),
        (Hearing("x", "y", date(2072, 1, 1)), DueDayRefused),
    ],
)
def test_a_hearing_that_says_too_little_is_refused(
    hearing: Hearing, error: type[Exception], vorgang: Vorgang, clerk: Member
) -> None:
    with open_scope(clerk.scope), pytest.raises(error):
        hear_citizen(actor=clerk.actor, vorgang=vorgang, hearing=hearing, now=NOW)


def test_one_case_waits_for_one_thing_at_a_time(heard: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(AlreadyWaiting):
            hear_citizen(actor=clerk.actor, vorgang=heard, hearing=HEARING, now=NOW)
        with pytest.raises(AlreadyWaiting):
            ask_citizen(actor=clerk.actor, vorgang=heard, question=Question("Was?"), now=NOW)
        with pytest.raises(AlreadyWaiting):
            skip_hearing(actor=clerk.actor, vorgang=heard, exception=HearingException.URGENT, reason="eilt", now=NOW)


def test_until_the_last_day_nobody_goes_on_without_the_person(heard: Vorgang, clerk: Member) -> None:
    """VwVfG § 28(1), SGB X § 24(1), AO § 91(1)."""
    with open_scope(clerk.scope):
        with pytest.raises(HearingRuns):
            resume(actor=clerk.actor, vorgang=heard, now=NOW + timedelta(days=14))
        assert not is_heard(hearings_of(heard))
        assert resume(actor=clerk.actor, vorgang=heard, now=NOW + timedelta(days=15)).state == "open"
        assert is_heard(hearings_of(heard))


def test_what_the_person_says_at_the_counter_ends_the_hearing_and_is_kept(heard: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(StatementMissing):
            note_statement(actor=clerk.actor, vorgang=heard, statement="  ", now=NOW)
        row = note_statement(actor=clerk.actor, vorgang=heard, statement="Das Auto gehört mir.", now=NOW)
        (held,) = hearings_of(row)
        assert (row.state, held.state, held.reason) == ("open", "heard", "Das Auto gehört mir.")
        with pytest.raises(StatementMissing):
            note_statement(actor=clerk.actor, vorgang=row, statement="Noch etwas.", now=NOW)
        assert "vorgang.statement_noted" in [record.act for record in history(row)]


def test_that_nobody_is_heard_is_noted_with_paragraph_and_reason(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        for exception, reason in (
            (None, "eilt"), (HearingException.INCOME_CHANGED, "mehr Lohn"), (HearingException.URGENT, " "),
        ):  # fmt: skip
            with pytest.raises(HearingReasonMissing):
                skip_hearing(actor=clerk.actor, vorgang=vorgang, exception=exception, reason=reason, now=NOW)
        row = skip_hearing(
            actor=clerk.actor, vorgang=vorgang, exception=HearingException.URGENT, reason="Gefahr", now=NOW
        )
        assert row.norm == "§ 28 Abs. 2 Nr. 1 VwVfG"
        assert (row.state, row.ended_at, is_heard([row])) == ("not_needed", NOW, True)
        assert vorgang_of(vorgang.antrag).antrag.status == "in_progress"


def test_a_withdrawal_ends_the_hearing_and_nobody_is_heard_after_it(
    heard: Vorgang, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        assert (row.state, row.question_id, Pause.objects.filter(to_at=None).count()) == ("open", None, 0)
        with pytest.raises(AntragWithdrawn):
            hear_citizen(actor=clerk.actor, vorgang=row, hearing=HEARING, now=NOW)
        with pytest.raises(AntragWithdrawn):
            record_decision(actor=clerk.actor, vorgang=row, result="bewilligung", now=NOW)
        ended = next(each.key for each in standing(row).results)
        record_decision(actor=clerk.actor, vorgang=row, result=ended, now=NOW)
        with pytest.raises((VorgangEnded, AntragWithdrawn)):
            hear_citizen(actor=clerk.actor, vorgang=row, hearing=HEARING, now=NOW)


def test_a_case_that_waited_before_pauses_were_kept_is_taken_up_and_moves_no_day(
    vorgang: Vorgang, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(clerk.scope):
        question = Question("Bitte schicken Sie die Zulassung.", due_on=LAST_DAY)
        letter = deliver(
            actor=clerk.actor,
            correspondence=Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id),
            letter=Letter(Kind.QUESTION, "Rückfrage", question.text),
            now=NOW,
        )
        Vorgang.objects.filter(pk=vorgang.pk).update(state="waiting", question_id=letter.public_id, due_on=LAST_DAY)
        Antrag.objects.filter(pk=antrag.pk).update(status="waiting")
    later = TODAY + timedelta(days=9)
    with open_scope(citizen.scope):
        outlook = outlook_of(Antrag.objects.get(pk=antrag.pk), today=later)
        assert (outlook.waits_for, outlook.waited_days, outlook.answer_until) == (None, 0, LAST_DAY)
        now = NOW + timedelta(days=9)
        assert receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply("Hier ist sie."), now=now) == ()
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        assert (row.state, row.question_id, row.antrag.status, row.pauses.count()) == ("open", None, "in_progress", 0)


def test_while_a_hearing_runs_nobody_counts_as_heard_by_an_earlier_one() -> None:
    earlier, running = Anhoerung(state="not_needed"), Anhoerung(state="open")
    assert is_heard([earlier])
    assert not is_heard([earlier, running])
    assert not is_heard([])
