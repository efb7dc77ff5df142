"""Timers, conditions and reasons of a running case, with a procedure that has all of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.norm.actions import load_parameter_file
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang import timer_run
from rathaus.core.vorgang.actions import Question, ask_citizen, close, complete_task, resume, withdraw
from rathaus.core.vorgang.bescheinigung import certify
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.errors import ReasonMissing, VorgangEnded
from rathaus.core.vorgang.inbox import InboxFilter, inbox
from rathaus.core.vorgang.jobs import fire_everything
from rathaus.core.vorgang.models import Aufgabe, Vorgang, Zeitgeber
from rathaus.core.vorgang.queries import history, standing, vorgang_of
from rathaus.core.vorgang.rules import Work
from rathaus.core.vorgang.timer_queries import timers_of
from rathaus.core.vorgang.timer_run import fire_due_timers
from tests.cast import TODAY, Member, make_citizen
from tests.core.vorgang.timed import make_notice_certain, publish_timed
from tests.errand import submitted

PARKING = "bewohnerparkausweis"
SIX_MONTHS = """
[[parameter]]
key = "genehmigungsfiktion.term"
jurisdiction = "HE"
value = 6
unit = "months"
valid_from = 2026-11-01
status = "in_force"
citation = "§ 42a VwVfG"
source = "test"
verified_on = 2026-11-20
""".encode()


def day(days: int) -> datetime:
    """Noon, so many days after the cast's day."""
    return datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(days=days)


@pytest.fixture
def timed(db: None) -> None:
    """A newer version of the parking permit counts, with a condition and timers."""
    publish_timed()


@pytest.fixture
def antrag(timed: None, citizen: Member) -> Antrag:
    return submitted(citizen, PARKING, "bewilligung")


@pytest.fixture
def vorgang(antrag: Antrag, clerk: Member) -> Vorgang:
    with open_scope(clerk.scope):
        return vorgang_of(antrag)


def acts(vorgang: Vorgang) -> list[str]:
    return [record.act for record in history(vorgang)]


def test_a_task_whose_condition_does_not_hold_is_skipped_and_lists_need_no_answers_for_it(
    vorgang: Vorgang, clerk: Member
) -> None:
    with open_scope(clerk.scope) as scope:
        assert Aufgabe.objects.get(key="lageplan").outcome == "entfaellt"
        place = standing(vorgang)
        assert [step.key for step in place.open] == ["formell"]
        (row,) = inbox(stelle_ids=scope.stellen, filters=InboxFilter(), today=TODAY).rows
        assert row.next_task is not None
        assert row.next_task.key == "formell"


def test_timers_begin_with_the_case_and_the_fiction_with_complete_documents(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        runs = {row.key: (row.begun_on, row.due_on) for row in Zeitgeber.objects.filter(vorgang=vorgang)}
    assert runs == {"mahnung": (TODAY, date(2026, 12, 3)), "frist": (TODAY, date(2026, 12, 23))}


def test_a_reminder_brings_the_case_up_once_and_opens_what_waits_for_it(vorgang: Vorgang, clerk: Member) -> None:
    assert fire_everything(now=day(10)) == 0
    assert fire_everything(now=day(11)) == 1
    assert fire_everything(now=day(11)) == 0
    with open_scope(clerk.scope):
        row = vorgang_of(vorgang.antrag)
        assert Zeitgeber.objects.get(key="mahnung").fired_at == day(11)
        assert (Aufgabe.objects.get(key="mahnung").outcome, row.due_on) == ("abgelaufen", date(2026, 11, 25))
        assert {step.key for step in standing(row).open} == {"formell", "nachhaken"}
        assert acts(row)[-1] == "vorgang.timer_fired"
        assert verify_chains().faults == ()


def test_a_choice_that_needs_a_reason_is_refused_without_one_and_the_reason_is_kept(
    vorgang: Vorgang, clerk: Member
) -> None:
    fire_everything(now=day(11))
    given = {"actor": clerk.actor, "vorgang": vorgang, "key": "nachhaken", "outcome": "gut", "now": day(12)}
    with open_scope(clerk.scope):
        with pytest.raises(ReasonMissing):
            complete_task(**given)
        complete_task(work=Work(reason="Alles liegt vor."), **given)
        assert Aufgabe.objects.get(key="nachhaken").reason == "Alles liegt vor."
        assert history(vorgang)[-1].payload["reason"] == "Alles liegt vor."


def test_a_timer_stands_still_while_the_case_waits_and_ends_later(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        ask_citizen(actor=clerk.actor, vorgang=vorgang, question=Question("Was?"), now=day(1))
        assert Zeitgeber.objects.get(key="mahnung").paused_on == TODAY + timedelta(days=1)
    assert fire_everything(now=day(20)) == 0
    with open_scope(clerk.scope):
        resume(actor=clerk.actor, vorgang=vorgang, now=day(21))
        row = Zeitgeber.objects.get(key="mahnung")
        assert (row.paused_days, row.paused_on, row.due_on) == (20, None, date(2026, 12, 23))
        assert Zeitgeber.objects.get(key="frist").due_on == date(2026, 12, 23)


def test_law_that_changes_while_a_timer_runs_counts_for_later_cases_only(
    db: None, citizen: Member, clerk: Member, officer: Member
) -> None:
    publish_timed(parameter="genehmigungsfiktion.term")
    running = submitted(citizen, PARKING, "bewilligung", now=day(0))
    with open_scope(clerk.scope):
        begun = Zeitgeber.objects.get(key="mahnung")
        assert begun.due_on == date(2027, 2, 23), "three months"
        ask_citizen(actor=clerk.actor, vorgang=vorgang_of(running), question=Question("Was?"), now=day(1))
    with open_scope(officer.scope):
        assert not load_parameter_file(actor=officer.actor, content=SIX_MONTHS, name="neu.toml", now=day(5)).findings
    with open_scope(clerk.scope):
        resume(actor=clerk.actor, vorgang=vorgang_of(running), now=day(8))
        row = Zeitgeber.objects.get(key="mahnung")
        assert (row.paused_days, row.due_on, row.versions) == (7, date(2027, 3, 2), begun.versions)
        line = next(each for each in timers_of(vorgang_of(running)) if each.timer.key == "mahnung")
        assert "3 Monate" in line.explanation.de
    later = submitted(citizen, PARKING, "bewilligung", now=day(9))
    with open_scope(clerk.scope):
        (of_later,) = Zeitgeber.objects.filter(vorgang=vorgang_of(later), key="mahnung")
        assert (of_later.due_on, of_later.versions != begun.versions) == (date(2027, 6, 2), True)


def test_without_a_decision_in_time_the_antrag_counts_as_granted_and_the_person_is_certified(
    vorgang: Vorgang, clerk: Member, citizen: Member, antrag: Antrag, officer: Member
) -> None:
    make_notice_certain(officer)
    assert fire_everything(now=day(40)) == 2
    assert fire_everything(now=day(40)) == 0
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        assert (row.state, row.result, row.deemed_on) == ("decided", "bewilligung", date(2026, 12, 24))
        assert acts(row).count("vorgang.deemed_granted") == 1
        assert certify(row, now=day(40)) == certify(row, now=day(40)) is not None
        assert "vorgang.certified" in acts(row)
        with pytest.raises(VorgangEnded):
            ask_citizen(actor=clerk.actor, vorgang=row, question=Question("Was?"), now=day(41))
        assert close(actor=clerk.actor, vorgang=row, now=day(41)).state == "closed"
        assert verify_chains().faults == ()
    with open_scope(citizen.scope):
        (letter,) = messages_of(antrag.public_id).filter(kind="message")
        assert (letter.subject, letter.datei is not None) == (
            "Ihr Antrag gilt als genehmigt: Bewohnerparkausweis beantragen", True,
        )  # fmt: skip
        assert "seit dem 24.12.2026" in str(letter.document)
        assert Antrag.objects.get().status == "decided"


def test_in_a_withdrawn_case_no_timer_does_anything(
    vorgang: Vorgang, clerk: Member, citizen: Member, antrag: Antrag
) -> None:
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=day(1))
    with open_scope(clerk.scope):
        assert not Zeitgeber.objects.filter(stopped_at=None).exists()
    assert fire_everything(now=day(40)) == 0
    with open_scope(clerk.scope):
        assert vorgang_of(antrag).deemed_on is None


def test_without_complete_documents_no_fiction_runs(timed: None, citizen: Member) -> None:
    antrag = submitted(citizen, PARKING, "unvollstaendig")
    fire_everything(now=day(60))
    with open_scope(Scope(stellen=frozenset({antrag.stelle_id}))):
        assert not Zeitgeber.objects.filter(key="frist").exists()
        assert vorgang_of(antrag).deemed_on is None


def test_a_case_that_fails_stops_no_other_and_has_its_turn_again(
    vorgang: Vorgang, clerk: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = submitted(make_citizen("karl"), PARKING, "bewilligung")
    deem_granted = timer_run.deem_granted

    def fail(case: Case, *args: Any, **options: Any) -> None:
        if case.vorgang.pk == vorgang.pk:
            raise RuntimeError
        deem_granted(case, *args, **options)

    monkeypatch.setattr(timer_run, "deem_granted", fail)
    assert fire_everything(now=day(40)) == 2
    with open_scope(clerk.scope):
        assert (vorgang_of(other).state, Vorgang.objects.get(pk=vorgang.pk).state) == ("decided", "open")
        assert "vorgang.timer_fired" not in acts(vorgang), "what fails is left as it was"
    monkeypatch.setattr(timer_run, "deem_granted", deem_granted)
    assert fire_everything(now=day(40)) == 2
    with open_scope(clerk.scope):
        assert verify_chains().faults == ()


def test_only_the_system_fires_timers(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope), pytest.raises(ActorRefused):
        fire_due_timers(actor=clerk.actor, now=day(11))
