"""Every write to cases."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.antrag.actions import freeze_antrag, set_status, supply_answers
from rathaus.core.antrag.drafting import Upload, lock_entwurf
from rathaus.core.antrag.errors import NothingAsked, NotOfferedHere
from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.queries import arrival_of, content_of
from rathaus.core.antrag.rules import ReadBack, Status
from rathaus.core.konto.bearer import person_acting
from rathaus.core.leistung.queries import kept_version
from rathaus.core.leistung.rules import Fee
from rathaus.core.norm.queries import regime_of
from rathaus.core.postfach.actions import Correspondence, answer, deliver, lock_letter
from rathaus.core.postfach.messages import attach_files, keep_files
from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope, widen_scope
from rathaus.core.termin.actions import give_back
from rathaus.core.vorgang.admission import (
    claim_case,
    leads_office,
    lock_by_antrag,
    lock_for_clerk,
    lock_to_work,
)
from rathaus.core.vorgang.case import lock_case, open_case
from rathaus.core.vorgang.errors import AntragWithdrawn, ClaimedByColleague, HearingRuns, TasksLeft, VorgangEnded
from rathaus.core.vorgang.fees import drop_unassessed, request_fee_ahead
from rathaus.core.vorgang.fiction import refuse_after_fiction
from rathaus.core.vorgang.models import Bescheinigung, Vorgang
from rathaus.core.vorgang.queries import receiver_of, shown_fee, vorgang_of
from rathaus.core.vorgang.question import Question, check_question, write_question
from rathaus.core.vorgang.rules import (
    NO_WORK,
    HearingState,
    PauseReason,
    State,
    Work,
    answer_due_on,
    check_completion,
    search_text,
    selectable_results,
)
from rathaus.core.vorgang.signals import answers_changed, vorgang_ended, vorgang_opened
from rathaus.core.vorgang.take_up import message_terms, take_up
from rathaus.core.vorgang.texts import ANSWER_WITHOUT_TEXT
from rathaus.engine.formular.messages import FieldFinding
from rathaus.engine.prozess.model import AufgabeKind, ErgebnisKind
from rathaus.engine.prozess.progress import ERLEDIGT, StepRefused, deciding_task, is_finished

__all__ = [
    "SEND_RECEIPT",
    "Question",
    "Reply",
    "ask_citizen",
    "claim",
    "close",
    "complete_task",
    "receive_answer",
    "receive_antrag",
    "record_decision",
    "release",
    "resume",
    "withdraw",
]

SEND_RECEIPT = "vorgang.send_receipt"
"""Name of the job that renders and delivers the receipt of an Antrag."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person answers.

    Args:
        text: plain text; may be empty when answers are given.
        form: name of the input → texts as posted, for the answers that were asked for.
        uploads: path key of a question for files → file.
        files: name and bytes of files that answer no question of the form.
    """

    text: str = ""
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)
    files: Sequence[tuple[str, bytes]] = ()


@transaction.atomic
def receive_antrag(*, actor: Actor, entwurf: Entwurf, now: datetime, read_back: ReadBack | None = None) -> Antrag:
    """Receive an Antrag: the submission, whole or not at all.

    In one transaction the competent body is found, the draft is frozen and handed over with its files, the Vorgang
    opens with its tasks, both are recorded, and the receipt is queued. A draft that was submitted already gives the
    same Antrag and nothing else happens, however often and however fast somebody clicks.

    Args:
        actor: the person behind the draft, inside their scope.
        entwurf: the draft; it is finished on the version that it began with.
        now: aware instant of receipt.
        read_back: how the person has read what a clerk entered for them.

    Raises:
        ActorRefused: somebody else.
        EntwurfNotFound: the draft is outside the open scope.
        EntwurfExpired: the draft is older than drafts are kept.
        NotOfferedHere: no body does the Leistung at this place on this day, or it does not offer it online.
        AntragHasErrors: answers are missing or wrong.
        NotReadBack: a clerk entered it, and nobody says that the person has read it.
    """
    if actor.role not in {Role.CITIZEN, Role.LINK}:
        raise ActorRefused(role=actor.role.value)
    draft = lock_entwurf(entwurf)
    if draft.antrag is not None:
        return draft.antrag
    arrived = timezone.localdate(arrival_of(draft, now=now))
    receiver = receiver_of(draft, day=timezone.localdate(now), arrived=arrived)
    if receiver.stelle is None:
        raise NotOfferedHere(leistung=draft.version.leistung.slug, place=draft.place.slug)
    with widen_scope(stellen=frozenset({receiver.stelle.pk})):
        antrag = freeze_antrag(actor=actor, entwurf=draft, stelle=receiver.stelle, now=now, read_back=read_back)
        shown = shown_fee(receiver, gebuehr=content_of(antrag).prozess.gebuehr, answers=antrag.answers)
        open_vorgang(antrag, fee=shown.fee, arrived=antrag.submitted_at, now=now)
        request_fee_ahead(antrag, norm=shown.advance_norm, fee_cent=shown.fee.betrag_cent, now=now)
    app.configure_task(SEND_RECEIPT).defer(
        antrag=str(antrag.public_id), stelle_id=antrag.stelle_id, konto_id=antrag.konto_id,
        secret_hash=antrag.secret_hash,
    )  # fmt: skip
    return antrag


def open_vorgang(antrag: Antrag, *, fee: Fee, arrived: datetime, now: datetime) -> None:
    """Open the case of a new Antrag, in the caller's transaction and in the scope of its body.

    Args:
        antrag: the Antrag.
        fee: what the person was shown, with the tariff that it follows from.
        arrived: aware instant at which it reached the body.
        now: aware instant.
    """
    vorgang = Vorgang(
        antrag=antrag,
        stelle_id=antrag.stelle_id,
        leistung_id=kept_version(antrag.version_id).leistung_id,
        aktenzeichen=antrag.reference,
        search_text=search_text(antrag.applicant, antrag.reference),
        gebuehr_cent=fee.betrag_cent,
        tarifstelle_id=fee.tarif_id,
        opened_at=arrived,
        complete_at=None if antrag.incomplete else arrived,
    )
    case = open_case(antrag, vorgang, actor=SYSTEM_ACTOR, now=arrived)
    facts: dict[str, object] = {"tasks": len(case.aufgaben), "complete": not antrag.incomplete}
    case.record("vorgang.opened", actor=SYSTEM_ACTOR, payload=facts)
    vorgang_opened.send(sender=Vorgang, vorgang=vorgang, now=now)


@transaction.atomic
def claim(*, actor: Actor, vorgang: Vorgang, now: datetime) -> Vorgang:
    """Take responsibility for a case; claiming one's own case changes nothing.

    Args:
        actor: a clerk of the body.
        vorgang: the case.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: somebody was faster.
        VorgangEnded: it is closed.
    """
    case = lock_for_clerk(actor, vorgang)
    if case.vorgang.state == State.CLOSED:
        raise VorgangEnded(vorgang=case.vorgang.public_id)
    claim_case(case, actor, now=now)
    case.save()
    return case.vorgang


@transaction.atomic
def release(*, actor: Actor, vorgang: Vorgang, now: datetime) -> Vorgang:
    """Give a case back, so that a colleague can claim it; the lead of an office may release for others.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: somebody else has claimed it, and the actor does not lead the office.
    """
    case = lock_for_clerk(actor, vorgang)
    row = case.vorgang
    if row.claimed_by_id is None:
        return row
    if row.claimed_by_id != actor.konto_id and not leads_office(actor, row, day=timezone.localdate(now)):
        raise ClaimedByColleague(vorgang=row.public_id)
    row.claimed_by, row.released_at = None, now
    case.save()
    case.record("vorgang.released", actor=actor)
    return row


@transaction.atomic
def complete_task(
    *, actor: Actor, vorgang: Vorgang, key: str, outcome: str = ERLEDIGT, work: Work = NO_WORK, now: datetime
) -> Vorgang:
    """End a task by hand; an unclaimed case is claimed by it.

    Args:
        actor: a clerk of the body.
        vorgang: the case.
        key: key of the task in the Prozess.
        outcome: key of a choice, or ``erledigt`` where there is none.
        work: the ticked points, and the reason.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is decided or closed and the task does not follow from the decision.
        AntragWithdrawn: the person has withdrawn the Antrag; only the end of the procedure is left.
        StepRefused: the task is not open, or has no such outcome.
        TaskNotByHand: deciding, delivering and closing have acts of their own.
        ChecklistUnknown: a ticked point does not exist.
        ReasonMissing: the choice needs a reason, or others go unheard.
    """
    case = lock_to_work(actor, vorgang, now=now)
    if case.vorgang.is_withdrawn:
        raise AntragWithdrawn(vorgang=case.vorgang.public_id)
    aufgabe = next((task for task in case.prozess.aufgaben if task.key == key), None)
    if aufgabe is None:
        raise StepRefused(aufgabe=key, outcome=outcome)
    check_completion(aufgabe, work)
    case.complete(key, outcome, actor=actor, now=now, work=work)
    if aufgabe.kind is AufgabeKind.VERVOLLSTAENDIGEN:
        case.note_complete(actor=actor, now=now)
        if case.waits_for is PauseReason.QUESTION:
            case.stop_waiting(now=now)
    if not case.vorgang.is_ended and case.antrag.status != case.working_status:
        set_status(actor=actor, antrag=case.antrag, status=case.working_status, now=now)
    case.save()
    payload: dict[str, object] = {"key": key, "outcome": outcome, "checklist": sorted(work.checklist)}
    payload |= {"reason": work.reason} if work.reason else {}
    case.record("vorgang.task_completed", actor=actor, payload=payload)
    return case.vorgang


@transaction.atomic
def ask_citizen(*, actor: Actor, vorgang: Vorgang, question: Question, now: datetime) -> Vorgang:
    """Ask the person behind the Antrag; the case waits until they answer or a clerk takes it up again.

    Args:
        actor: a clerk of the body.
        vorgang: the case; unclaimed, it is claimed by it.
        question: text, requested answers, last day.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is decided or closed.
        AntragWithdrawn: the person has withdrawn the Antrag.
        AlreadyWaiting: a question is open already.
        QuestionEmpty: no text.
        QuestionPathUnknown: the form has no such question.
        DueDayRefused: the last day is past, or more than a year away.
    """
    case = lock_to_work(actor, vorgang, now=now)
    check_question(case, question, today=timezone.localdate(now))
    due_on = question.due_on or answer_due_on(
        case.prozess, timezone.localdate(now), regime=regime_of(case.prozess, stelle_id=case.vorgang.stelle_id)
    )
    antrag = case.antrag
    letter = write_question(antrag, question, due_on=due_on)
    correspondence = Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id)
    nachricht = deliver(actor=actor, correspondence=correspondence, letter=letter, now=now)
    case.start_waiting(nachricht.public_id, PauseReason.QUESTION, due_on=due_on, now=now)
    set_status(actor=actor, antrag=antrag, status=Status.WAITING_FOR_CITIZEN, now=now)
    case.save()
    case.record("vorgang.asked", actor=actor, payload={"paths": list(question.paths), "due_on": due_on.isoformat()})
    return case.vorgang


@transaction.atomic
def resume(*, actor: Actor, vorgang: Vorgang, now: datetime) -> Vorgang:
    """Take a waiting case up again without an answer: it came another way, or the last day has passed.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is decided or closed.
        HearingRuns: the person may still speak; see :func:`rathaus.core.vorgang.hearing.note_statement`.
    """
    case = lock_to_work(actor, vorgang, now=now)
    if case.vorgang.state != State.WAITING:
        return case.vorgang
    running = case.vorgang.anhoerungen.filter(state=HearingState.OPEN, until_on__gte=timezone.localdate(now)).first()
    if running is not None:
        raise HearingRuns(vorgang=case.vorgang.public_id, until_on=str(running.until_on))
    take_up(case, HearingState.SILENT, actor=actor, now=now)
    case.save()
    case.record("vorgang.resumed", actor=actor)
    return case.vorgang


@transaction.atomic
def receive_answer(*, actor: Actor, antrag: Antrag, reply: Reply, now: datetime) -> tuple[FieldFinding, ...]:
    """Take the answer of the person to the open question; the task that asked is done, the one before opens again.

    Args:
        actor: the person behind the Antrag, inside their scope.
        antrag: the Antrag.
        reply: text, answers, files.
        now: aware instant.

    Returns:
        What is wrong with the answers; nothing is stored then.

    Raises:
        ActorRefused: somebody else.
        NothingAsked: no question is open, or an answer is for something that was not asked.
        RathausError: the checks of ``core.datei`` refuse a file.
    """
    person = person_acting(actor, bearer=antrag.bearer, secrets=current_scope().secrets)
    with widen_scope(stellen=frozenset({antrag.stelle_id})):
        nachricht = _lock_question(antrag)
        case = lock_by_antrag(antrag)
        if nachricht is None or case.vorgang.question_id != nachricht.public_id:
            raise NothingAsked
        requested = nachricht.requested_fields
        findings = _supply(person, case.antrag, requested, reply, now) if requested else ()
        if findings:
            return findings
        text = reply.text.strip() or ANSWER_WITHOUT_TEXT.in_language(antrag.language) if requested else reply.text
        files = keep_files(actor=person, bearer=antrag.bearer, files=reply.files, terms=message_terms())
        letter = answer(actor=person, nachricht=nachricht, body=text, now=now)
        attach_files(actor=person, nachricht=letter, dateien=files)
        take_up(case, HearingState.HEARD, actor=person, now=now)
        if not case.antrag.incomplete:
            case.note_complete(actor=person, now=now)
        case.vorgang.answered_at = now
        case.save()
        case.record("vorgang.answered", actor=person)
        answers_changed.send(sender=Vorgang, vorgang=case.vorgang, now=now)
    return ()


def _lock_question(antrag: Antrag) -> Nachricht | None:
    """Lock the letter before the case, in the order of everybody who opens or answers one."""
    question_id = vorgang_of(antrag).question_id
    return None if question_id is None else lock_letter(question_id)


def _supply(
    person: Actor, antrag: Antrag, requested: Collection[str], reply: Reply, now: datetime
) -> tuple[FieldFinding, ...]:
    return supply_answers(
        actor=person, antrag=antrag, requested=requested, form=reply.form, uploads=reply.uploads, now=now
    )


@transaction.atomic
def withdraw(*, actor: Actor, antrag: Antrag, now: datetime) -> None:
    """Withdraw an Antrag; the office ends the procedure, and a booked place is free again. Twice changes nothing.

    Args:
        actor: the person behind the Antrag, inside their scope.
        antrag: the Antrag.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        VorgangEnded: it is decided already.
    """
    person = person_acting(actor, bearer=antrag.bearer, secrets=current_scope().secrets)
    with widen_scope(stellen=frozenset({antrag.stelle_id})):
        case = lock_by_antrag(antrag)
        row = case.vorgang
        if row.is_withdrawn:
            return
        if row.is_ended:
            raise VorgangEnded(vorgang=row.public_id)
        # The slot before the record: in the order in which a body locks them when it calls a slot off.
        about = Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id)
        give_back(actor=person, correspondence=about, now=now)
        case.end_hearing(HearingState.SILENT, now=now)
        case.stop_waiting(now=now)
        row.withdrawn_at, row.due_on = now, timezone.localdate(now)
        set_status(actor=person, antrag=case.antrag, status=Status.WITHDRAWN, now=now)
        drop_unassessed(antrag, now=now)
        case.save()
        vorgang_ended.send(sender=Vorgang, vorgang=row, now=now)
        antrag.status = case.antrag.status


@transaction.atomic
def close(*, actor: Actor, vorgang: Vorgang, now: datetime) -> Vorgang:
    """Close the file of a decided or withdrawn case; closing twice changes nothing.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        TasksLeft: it is undecided, or a task that follows from the decision is left.
    """
    case = lock_for_clerk(actor, vorgang)
    row = case.vorgang
    if row.state == State.CLOSED:
        return row
    uncertified = Bescheinigung.objects.filter(vorgang_id=row.pk, sent_at=None).exists()
    if uncertified or not (row.is_withdrawn or row.state == State.DECIDED):
        raise TasksLeft(vorgang=row.public_id)
    claim_case(case, actor, now=now)
    if row.state == State.DECIDED:
        case.complete_kind(AufgabeKind.ARCHIVIEREN, actor=actor, now=now)
        if not is_finished(case.prozess, case.done):
            raise TasksLeft(vorgang=row.public_id)
    row.state, row.closed_at, case.moved_at = State.CLOSED, now, now
    case.save()
    vorgang_ended.send(sender=Vorgang, vorgang=row, now=now)
    case.record("vorgang.closed", actor=actor)
    return row


@transaction.atomic
def record_decision(*, actor: Actor, vorgang: Vorgang, result: str, now: datetime) -> Vorgang:
    """Note the decision and its delivery; called by the issue of a Bescheid, in its transaction.

    Args:
        actor: a clerk of the body, or the system where the software decides alone.
        vorgang: the case.
        result: key of the result in the Prozess.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        VorgangEnded: it is decided or closed already.
        FictionOccurred: see :func:`rathaus.core.vorgang.fiction.refuse_after_fiction`.
        AntragWithdrawn: the person has withdrawn the Antrag, and the result does not end the procedure.
        StepRefused: tasks that the result needs are not done.
    """
    case = lock_case(vorgang.pk) if actor.role is Role.SYSTEM else lock_to_work(actor, vorgang, now=now)
    row = case.vorgang
    if row.is_ended:
        raise VorgangEnded(vorgang=row.public_id)
    refuse_after_fiction(row, today=timezone.localdate(now))
    selectable = selectable_results(case.prozess, case.done, is_withdrawn=row.is_withdrawn)
    ergebnis = next((each for each in selectable if each.key == result), None)
    if ergebnis is None and row.is_withdrawn:
        raise AntragWithdrawn(vorgang=row.public_id)
    if ergebnis is None:
        raise StepRefused(aufgabe=deciding_task(case.prozess).key, outcome=result)
    case.complete(deciding_task(case.prozess).key, result, actor=actor, now=now)
    case.complete_kind(AufgabeKind.ZUSTELLEN, actor=SYSTEM_ACTOR, now=now)
    case.end_hearing(HearingState.SILENT, now=now)
    case.stop_waiting(now=now)
    row.state, row.result, row.decided_on = State.DECIDED, result, timezone.localdate(now)
    ended = ergebnis.kind is ErgebnisKind.WITHDRAW
    status = Status.WITHDRAWN if ended else Status.DECIDED
    set_status(actor=actor, antrag=case.antrag, status=status, now=now)
    case.save()
    vorgang_ended.send(sender=Vorgang, vorgang=row, now=now)
    case.record("vorgang.decided", actor=actor, payload={"result": result})
    return row
