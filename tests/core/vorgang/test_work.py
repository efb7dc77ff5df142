"""Working on a case: claim, tasks, questions, withdrawal, close."""

import uuid
from datetime import date, timedelta

import pytest

from rathaus.core.antrag.drafting import Upload
from rathaus.core.antrag.errors import NothingAsked
from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.rules import Status
from rathaus.core.datei.models import Datei
from rathaus.core.postfach.errors import AnswerEmpty
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Mitgliedschaft
from rathaus.core.vorgang.actions import (
    Question,
    Reply,
    ask_citizen,
    claim,
    close,
    complete_task,
    receive_answer,
    record_decision,
    release,
    resume,
    withdraw,
)
from rathaus.core.vorgang.errors import (
    AlreadyWaiting,
    AntragWithdrawn,
    ChecklistUnknown,
    ClaimedByColleague,
    DueDayRefused,
    QuestionEmpty,
    QuestionPathUnknown,
    TaskNotByHand,
    TasksLeft,
    VorgangEnded,
    VorgangNotFound,
)
from rathaus.core.vorgang.models import Aufgabe, Vorgang
from rathaus.core.vorgang.outlook import outlook_of
from rathaus.core.vorgang.queries import history, standing, vorgang_by_public_id, vorgang_of
from rathaus.core.vorgang.rules import Work
from rathaus.engine.prozess.progress import StepRefused
from tests.cast import NOW, TODAY, Member, make_staff
from tests.core.datei.samples import PNG
from tests.core.vorgang.conftest import PARKING
from tests.errand import submitted

PAPERS = "G06900002010.G06900002004.F06900002034"
PLATE = "G06900002010.G06900002004.F06900002031"
ASKED = Question("Bitte reichen Sie den Fahrzeugschein nach.", (PAPERS, PLATE))


def acts(vorgang: Vorgang) -> list[str]:
    return [record.act for record in history(vorgang)]


@pytest.fixture
def waiting(vorgang: Vorgang, clerk: Member) -> Vorgang:
    with open_scope(clerk.scope):
        complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="unvollstaendig", now=NOW)
        return ask_citizen(actor=clerk.actor, vorgang=vorgang, question=ASKED, now=NOW)


def test_claiming_makes_one_clerk_responsible_and_the_antrag_is_in_progress(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        assert claim(actor=clerk.actor, vorgang=vorgang, now=NOW).claimed_by == clerk.konto
        assert claim(actor=clerk.actor, vorgang=vorgang, now=NOW).claimed_by == clerk.konto
        assert vorgang_of(vorgang.antrag).antrag.status == Status.IN_PROGRESS
        assert acts(vorgang).count("vorgang.claimed") == 1


def test_a_colleague_gets_a_clear_refusal_until_the_case_is_released(
    vorgang: Vorgang, clerk: Member, colleague: Member
) -> None:
    with open_scope(clerk.scope):
        claim(actor=clerk.actor, vorgang=vorgang, now=NOW)
        for refused in (claim, release):
            with pytest.raises(ClaimedByColleague):
                refused(actor=colleague.actor, vorgang=vorgang, now=NOW)
        with pytest.raises(ClaimedByColleague):
            complete_task(actor=colleague.actor, vorgang=vorgang, key="formell", outcome="vollstaendig", now=NOW)
        assert release(actor=clerk.actor, vorgang=vorgang, now=NOW).released_at == NOW
        assert release(actor=clerk.actor, vorgang=vorgang, now=NOW).claimed_by is None
        assert claim(actor=colleague.actor, vorgang=vorgang, now=NOW).claimed_by == colleague.konto


def test_the_lead_of_the_office_releases_for_a_colleague_who_is_ill(
    vorgang: Vorgang, clerk: Member, lead: Member
) -> None:
    with open_scope(clerk.scope):
        claim(actor=clerk.actor, vorgang=vorgang, now=NOW)
        assert release(actor=lead.actor, vorgang=vorgang, now=NOW).claimed_by is None


def test_whoever_led_the_office_once_releases_for_nobody(vorgang: Vorgang, clerk: Member, lead: Member) -> None:
    with open_scope(lead.scope):
        Mitgliedschaft.objects.filter(konto=lead.konto, role="lead").update(valid_to=TODAY)
    with open_scope(clerk.scope):
        claim(actor=clerk.actor, vorgang=vorgang, now=NOW)
        with pytest.raises(ClaimedByColleague):
            release(actor=lead.actor, vorgang=vorgang, now=NOW)


def test_completing_a_task_claims_the_case_and_opens_what_follows(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        complete_task(
            actor=clerk.actor, vorgang=vorgang, key="formell", outcome="vollstaendig", work=Work([2, 0]), now=NOW
        )
        row = vorgang_of(vorgang.antrag)
        task = Aufgabe.objects.get(key="formell")
        assert (task.outcome, task.checklist, task.done_by, task.done_at) == ("vollstaendig", [0, 2], clerk.konto, NOW)
        assert [step.key for step in standing(row).open] == ["fachlich"]
        assert (row.claimed_by, row.due_on) == (clerk.konto, TODAY + timedelta(days=5))


@pytest.mark.parametrize(
    ("key", "outcome", "points", "error"),
    [
        ("fachlich", "erledigt", [], StepRefused),
        ("formell", "vielleicht", [], StepRefused),
        ("gibtsnicht", "erledigt", [], StepRefused),
        ("formell", "vollstaendig", [9], ChecklistUnknown),
        ("formell", "vollstaendig", [-1], ChecklistUnknown),
        ("entscheiden", "bewilligung", [], TaskNotByHand),
        ("zustellen", "erledigt", [], TaskNotByHand),
    ],
)
def test_a_step_that_is_not_possible_changes_nothing(
    key: str, outcome: str, points: list[int], error: type[Exception], vorgang: Vorgang, clerk: Member
) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(error):
            complete_task(actor=clerk.actor, vorgang=vorgang, key=key, outcome=outcome, work=Work(points), now=NOW)
        assert standing(vorgang_of(vorgang.antrag)).done == {"eingang": "erledigt"}
        assert Vorgang.objects.get().claimed_by is None


def test_a_question_reaches_the_citizen_and_the_case_waits(waiting: Vorgang, citizen: Member, antrag: Antrag) -> None:
    assert (waiting.state, waiting.due_on) == ("waiting", TODAY + timedelta(days=14))
    with open_scope(citizen.scope):
        (letter,) = messages_of(antrag.public_id)
        assert Antrag.objects.get().status == Status.WAITING_FOR_CITIZEN
    assert (letter.kind, letter.requested_fields) == ("question", [PAPERS, PLATE])
    assert letter.subject == "Rückfrage zu Ihrem Antrag: Bewohnerparkausweis beantragen"
    assert letter.body == f"{ASKED.text}\n\nBitte antworten Sie bis zum 7.12.2026."


@pytest.mark.parametrize(
    ("question", "error"),
    [
        (Question(" "), QuestionEmpty),
        (Question("Was?", ("G1.F1",)), QuestionPathUnknown),
        (Question("Wann?", (), date(2026, 11, 22)), DueDayRefused),
        (Question("Wann?", (), date(2072, 11, 22)), DueDayRefused),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    question: Question, error: type[Exception], vorgang: Vorgang, clerk: Member
) -> None:
    with open_scope(clerk.scope), pytest.raises(error):
        ask_citizen(actor=clerk.actor, vorgang=vorgang, question=question, now=NOW)


def test_a_second_question_waits_for_the_first(waiting: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope), pytest.raises(AlreadyWaiting):
        ask_citizen(actor=clerk.actor, vorgang=waiting, question=ASKED, now=NOW)


def test_an_answer_arrives_and_the_task_before_opens_again(
    waiting: Vorgang, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    reply = Reply("Hier ist es.", {PLATE: ["HU-AH 999"]})
    with open_scope(citizen.scope):
        assert receive_answer(actor=citizen.actor, antrag=antrag, reply=reply, now=NOW) == ()
        assert Antrag.objects.get().answers[PLATE] == "HU-AH 999"
        assert [letter.kind for letter in messages_of(antrag.public_id)] == ["question", "answer"]
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        assert (row.state, row.question_id, row.answered_at, row.antrag.status) == ("open", None, NOW, "in_progress")
        assert [step.key for step in standing(row).open] == ["formell"]
        assert verify_chains().faults == ()


def test_missing_files_are_handed_in_later_and_belong_to_the_body(citizen: Member) -> None:
    antrag = submitted(citizen, PARKING, "unvollstaendig")
    clerk = make_staff("offenbach-am-main", "olga", "Olga Stern")
    with open_scope(clerk.scope):
        question = Question("Bitte reichen Sie nach.", tuple(antrag.incomplete))
        ask_citizen(actor=clerk.actor, vorgang=vorgang_of(antrag), question=question, now=NOW)
    uploads = {path: Upload("neu.png", PNG) for path in antrag.incomplete}
    with open_scope(citizen.scope):
        assert receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply(uploads=uploads), now=NOW) == ()
        assert Antrag.objects.get().incomplete == []
        assert messages_of(antrag.public_id).last().body == "Die Angaben sind ergänzt."
    with open_scope(clerk.scope):
        assert Datei.objects.filter(name="neu.png").count() == 2


def test_wrong_answers_are_named_and_nothing_is_stored(
    waiting: Vorgang, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(citizen.scope):
        findings = receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply("x", {PLATE: ["X" * 300]}), now=NOW)
        assert [finding.path for finding in findings] == [PLATE]
        assert (Antrag.objects.get().revision, Antrag.objects.get().status) == (1, "waiting")
    with open_scope(clerk.scope):
        assert vorgang_of(antrag).state == "waiting"


def test_a_plain_question_is_answered_by_text_alone(
    vorgang: Vorgang, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(clerk.scope):
        ask_citizen(actor=clerk.actor, vorgang=vorgang, question=Question("Seit wann?"), now=NOW)
    with open_scope(citizen.scope):
        with pytest.raises(AnswerEmpty):
            receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply(" "), now=NOW)
        receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply("Seit Mai."), now=NOW)
        with pytest.raises(NothingAsked):
            receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply("Noch etwas."), now=NOW)
    with open_scope(clerk.scope):
        assert [step.key for step in standing(vorgang_of(antrag)).open] == ["formell"]


def test_work_on_a_waiting_case_leaves_the_last_day_for_the_answer_alone(
    vorgang: Vorgang, clerk: Member, citizen: Member, antrag: Antrag
) -> None:
    until = TODAY + timedelta(days=21)
    with open_scope(clerk.scope):
        asked = Question("Seit wann?", due_on=until)
        ask_citizen(actor=clerk.actor, vorgang=vorgang, question=asked, now=NOW)
        complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="vollstaendig", now=NOW)
    with open_scope(citizen.scope):
        assert outlook_of(antrag, today=TODAY).answer_until == until


def test_a_task_that_opens_while_the_case_waits_is_due_from_the_day_the_waiting_ends(
    vorgang: Vorgang, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(clerk.scope):
        complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="unvollstaendig", now=NOW)
        ask_citizen(actor=clerk.actor, vorgang=vorgang, question=Question("Bitte?"), now=NOW)
        later = NOW + timedelta(days=20)
        complete_task(actor=clerk.actor, vorgang=vorgang, key="nachfordern", now=later)
        row = vorgang_of(antrag)
        formell = row.aufgaben.get(key="formell")
        assert row.due_on == formell.due_on == TODAY + timedelta(days=22), "two days for this task"


def test_a_clerk_takes_a_waiting_case_up_again(
    waiting: Vorgang, clerk: Member, citizen: Member, antrag: Antrag
) -> None:
    with open_scope(clerk.scope):
        assert resume(actor=clerk.actor, vorgang=waiting, now=NOW).state == "open"
        assert resume(actor=clerk.actor, vorgang=waiting, now=NOW).state == "open"
        complete_task(actor=clerk.actor, vorgang=waiting, key="nachfordern", now=NOW)
        assert [step.key for step in standing(vorgang_of(antrag)).open] == ["formell"]
    with open_scope(citizen.scope), pytest.raises(NothingAsked):
        receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply("zu spät"), now=NOW)


def test_what_came_by_post_ends_the_waiting(waiting: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        row = complete_task(actor=clerk.actor, vorgang=waiting, key="nachfordern", now=NOW)
        assert (row.state, row.question_id, row.antrag.status) == ("open", None, "in_progress")


def test_a_citizen_withdraws_and_the_office_can_only_end_the_procedure(
    waiting: Vorgang, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
        assert Antrag.objects.get().status == Status.WITHDRAWN
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        assert (row.state, row.due_on, acts(row).count("antrag.withdrawn")) == ("open", TODAY, 1)
        assert [result.key for result in standing(row).results] == ["einstellung"]
        for refused in (
            lambda: complete_task(actor=clerk.actor, vorgang=row, key="formell", outcome="vollstaendig", now=NOW),
            lambda: ask_citizen(actor=clerk.actor, vorgang=row, question=ASKED, now=NOW),
            lambda: record_decision(actor=clerk.actor, vorgang=row, result="bewilligung", now=NOW),
        ):
            with pytest.raises(AntragWithdrawn):
                refused()
        assert close(actor=clerk.actor, vorgang=row, now=NOW).state == "closed"


def test_a_decided_case_is_closed_and_then_nothing_happens_any_more(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(TasksLeft):
            close(actor=clerk.actor, vorgang=vorgang, now=NOW)
        with pytest.raises(StepRefused):
            record_decision(actor=clerk.actor, vorgang=vorgang, result="bewilligung", now=NOW)
        complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="unvollstaendig", now=NOW)
        record_decision(actor=clerk.actor, vorgang=vorgang, result="ablehnung", now=NOW)
        with pytest.raises(VorgangEnded):
            record_decision(actor=clerk.actor, vorgang=vorgang, result="ablehnung", now=NOW)
        with pytest.raises(VorgangEnded):
            ask_citizen(actor=clerk.actor, vorgang=vorgang, question=ASKED, now=NOW)
        assert close(actor=clerk.actor, vorgang=vorgang, now=NOW).closed_at == NOW
        assert close(actor=clerk.actor, vorgang=vorgang, now=NOW).state == "closed"
        for refused in (claim, resume):
            with pytest.raises(VorgangEnded):
                refused(actor=clerk.actor, vorgang=vorgang, now=NOW)
        assert standing(vorgang_of(vorgang.antrag)).open == ()


def test_a_decided_antrag_cannot_be_withdrawn(vorgang: Vorgang, clerk: Member, citizen: Member, antrag: Antrag) -> None:
    with open_scope(clerk.scope):
        complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="unvollstaendig", now=NOW)
        record_decision(actor=clerk.actor, vorgang=vorgang, result="ablehnung", now=NOW)
    with open_scope(citizen.scope), pytest.raises(VorgangEnded):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)


@pytest.mark.parametrize("name", ["citizen", "clerk_of_the_next_town", "officer", "auditor", "link_holder"])
def test_nobody_else_works_on_a_case(name: str, member, vorgang: Vorgang) -> None:
    somebody = member(name)
    given = {"actor": somebody.actor, "vorgang": vorgang, "now": NOW}
    acts = (
        lambda: claim(**given),
        lambda: release(**given),
        lambda: complete_task(key="formell", outcome="vollstaendig", **given),
        lambda: ask_citizen(question=ASKED, **given),
        lambda: resume(**given),
        lambda: close(**given),
        lambda: record_decision(result="ablehnung", **given),
    )
    for act in acts:
        with open_scope(somebody.scope), pytest.raises(ActorRefused):
            act()


@pytest.mark.parametrize("name", ["clerk", "clerk_of_the_next_town", "auditor", "other_citizen", "link_holder"])
def test_nobody_else_answers_or_withdraws_for_a_person(name: str, member, waiting: Vorgang, antrag: Antrag) -> None:
    somebody = member(name)
    with open_scope(somebody.scope):
        with pytest.raises(ActorRefused):
            receive_answer(actor=somebody.actor, antrag=antrag, reply=Reply("ich"), now=NOW)
        with pytest.raises(ActorRefused):
            withdraw(actor=somebody.actor, antrag=antrag, now=NOW)


@pytest.mark.parametrize("name", ["clerk_of_the_next_town", "citizen", "officer", "link_holder"])
def test_the_rows_of_a_case_do_not_exist_for_others(name: str, member, waiting: Vorgang, antrag: Antrag) -> None:
    with open_scope(member(name).scope):
        assert (Vorgang.objects.count(), Aufgabe.objects.count()) == (0, 0)
        with pytest.raises(VorgangNotFound):
            vorgang_by_public_id(waiting.public_id)
        with pytest.raises(VorgangNotFound):
            vorgang_of(antrag)


def test_the_auditor_reads_a_case(auditor: Member, vorgang: Vorgang) -> None:
    with open_scope(auditor.scope):
        assert vorgang_by_public_id(vorgang.public_id) == vorgang
        assert acts(vorgang) == ["antrag.submitted", "vorgang.opened"]


def test_the_bearer_of_a_link_answers_also_when_signed_in(link_holder: Member, citizen: Member, clerk: Member) -> None:
    antrag = submitted(link_holder, PARKING, "bewilligung")
    with open_scope(clerk.scope):
        ask_citizen(actor=clerk.actor, vorgang=vorgang_of(antrag), question=Question("Seit wann?"), now=NOW)
    both = Scope(konto=citizen.scope.konto, secrets=link_holder.scope.secrets)
    with open_scope(both):
        assert receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply("Seit Mai."), now=NOW) == ()


def test_an_unknown_case_is_not_found(clerk: Member) -> None:
    with open_scope(clerk.scope), pytest.raises(VorgangNotFound):
        vorgang_by_public_id(uuid.uuid4())
