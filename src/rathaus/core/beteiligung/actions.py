"""Every write to requests for opinions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from rathaus.core.beteiligung.errors import (
    AlreadyAsked,
    PartyUnknown,
    TaskNotInvolving,
    WaiverWithoutReason,
)
from rathaus.core.beteiligung.models import Beteiligung, Stellungnahme
from rathaus.core.beteiligung.requests import Answer, Request, Shared, extract_of
from rathaus.core.beteiligung.rules import check_opinion, check_request
from rathaus.core.beteiligung.settling import (
    complete_task,
    end_at_asked,
    facts_of,
    keep_files,
    lock_request,
    refuse_settled,
    settle,
    write_answer,
)
from rathaus.core.datei.actions import copy_for_body
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role, writes_for
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope, widen_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.admission import clerk_id, lock_to_work
from rathaus.core.vorgang.case import Case, lock_case
from rathaus.core.vorgang.errors import AntragWithdrawn, VorgangEnded
from rathaus.core.vorgang.models import Vorgang
from rathaus.engine.prozess.model import AufgabeKind


@transaction.atomic
def involve(
    *, actor: Actor, vorgang: Vorgang, task: str, requests: Sequence[Request], shared: Shared, now: datetime
) -> tuple[Beteiligung, ...]:
    """Ask bodies and authorities for their opinion; each sees the frozen extract and nothing else of the case.

    Args:
        actor: a clerk of the body; an unclaimed case is claimed by it.
        vorgang: the case.
        task: key of the open task that asks; empty when the clerk asks outside of the procedure.
        requests: who is asked what.
        shared: answers and files that those who are asked may see.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        VorgangEnded: it is decided or closed.
        AntragWithdrawn: the person has withdrawn the Antrag.
        TaskNotInvolving: the task is not open, or it asks nobody.
        PartyUnknown: a body that cannot be asked.
        RequestEmpty, RequestDayRefused: see :func:`rathaus.core.beteiligung.rules.check_request`.
        AlreadyAsked: a body was asked already and has not answered.
        NotOfThisCase: what is to be shared does not belong to the case.
    """
    case = lock_to_work(actor, vorgang, now=now)
    _refuse_ended(case)
    if task:
        _refuse_closed_task(case, task)
    extract = extract_of(case, shared)
    rows = tuple(_ask(case, task, each, (extract, shared), actor, now) for each in requests)
    case.save()
    for row in rows:
        payload: dict[str, object] = {"request": str(row.public_id), "party": row.name, "task": task}
        payload |= {"due_on": row.due_on.isoformat(), "documents": len(row.documents)}
        case.record("vorgang.involved", actor=actor, payload=payload)
    return rows


def _refuse_ended(case: Case) -> None:
    row = case.vorgang
    if row.is_withdrawn:
        raise AntragWithdrawn(vorgang=row.public_id)
    if row.is_ended:
        raise VorgangEnded(vorgang=row.public_id)


def _refuse_closed_task(case: Case, key: str) -> None:
    if not any(each.key == key and each.kind is AufgabeKind.BETEILIGEN for each in case.open_tasks):
        raise TaskNotInvolving(aufgabe=key)


def _ask(
    case: Case, task: str, request: Request, sharing: tuple[list[Any], Shared], actor: Actor, now: datetime
) -> Beteiligung:
    vorgang, (extract, shared) = case.vorgang, sharing
    check_request(name=request.name, question=request.question, due_on=request.due_on, today=timezone.localdate(now))
    if request.asked is not None:
        _refuse_unknown(vorgang, request.asked)
        waiting = Beteiligung.objects.filter(vorgang=vorgang, task=task, answered_at=None, ended_at=None)
        if waiting.filter(asked=request.asked).exists():
            raise AlreadyAsked(stelle=request.asked.slug)
    row = Beteiligung.objects.create(
        vorgang=vorgang,
        stelle_id=vorgang.stelle_id,
        task=task,
        party=request.party,
        name=request.name.strip()[:200],
        address=request.address.strip(),
        asked=request.asked,
        question=request.question.strip(),
        extract=extract,
        documents=list(shared.documents),
        due_on=request.due_on,
        asked_at=now,
        asked_by_id=clerk_id(actor),
    )
    if request.asked is not None:
        _hand_to(request.asked, row, case, now)
    return row


def _refuse_unknown(vorgang: Vorgang, asked: Stelle) -> None:
    """Tests ask tests, live bodies ask live ones, and nobody asks itself."""
    if asked.pk == vorgang.stelle_id or asked.mode != vorgang.stelle.mode:
        raise PartyUnknown(stelle=asked.slug)


def _hand_to(asked: Stelle, request: Beteiligung, case: Case, now: datetime) -> None:
    """Write the row of the body that is asked, with copies of the files, in a scope that is widened for it alone."""
    originals = dateien_by_public_ids(request.documents)
    with widen_scope(stellen=frozenset({asked.pk})):
        copies = [copy_for_body(actor=SYSTEM_ACTOR, datei=each, stelle_id=asked.pk) for each in originals]
        row = Stellungnahme.objects.create(
            public_id=request.public_id,
            stelle=asked,
            asking_id=request.stelle_id,
            aktenzeichen=case.vorgang.aktenzeichen,
            title=case.vorgang.leistung.title,
            place=case.antrag.place.name,
            question=request.question,
            extract=request.extract,
            documents=[str(each.public_id) for each in copies],
            due_on=request.due_on,
            received_at=now,
        )
        _record(row, "stellungnahme.received", SYSTEM_ACTOR)


@transaction.atomic
def give_opinion(*, actor: Actor, stellungnahme: Stellungnahme, answer: Answer, now: datetime) -> Stellungnahme:
    """Answer a request of another body; it reads the opinion in its case at once.

    Args:
        actor: a clerk of the body that is asked.
        stellungnahme: the request.
        answer: the opinion.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of the body that is asked.
        RequestNotFound: it belongs to another body.
        OpinionWithoutText: see :func:`rathaus.core.beteiligung.rules.check_opinion`.
        OpinionGiven: it was answered already.
        RequestEnded: nobody waits for it any more.
        RathausError: the checks of ``core.datei`` refuse a file.
    """
    _refuse_others(actor, stellungnahme.stelle_id)
    check_opinion(answer.kind, answer.text)
    with widen_scope(stellen=frozenset({stellungnahme.asking_id})):
        request = lock_request(stellungnahme.public_id)
        case = lock_case(request.vorgang_id)
        row = Stellungnahme.objects.select_for_update().get(pk=stellungnahme.pk)
        refuse_settled(row)
        kept = keep_files(answer, actor=actor, stelle_id=row.stelle_id)
        copies = [copy_for_body(actor=SYSTEM_ACTOR, datei=each, stelle_id=request.stelle_id) for each in kept]
        write_answer(row, answer, files=kept, now=now).answered_by_id = clerk_id(actor)
        row.save()
        settle(case, lock_request(row.public_id), answer=answer, files=copies, actor=actor, now=now)
        _record(row, "stellungnahme.given", actor, {"opinion": answer.kind.value})
    return row


@transaction.atomic
def record_opinion(*, actor: Actor, request: Beteiligung, answer: Answer, now: datetime) -> Beteiligung:
    """Note what an authority outside answered.

    Args:
        actor: a clerk of the body that keeps the case.
        request: a request to an authority outside.
        answer: what it answered, with the letter as a file.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        PartyUnknown: the body that is asked answers itself.
        OpinionWithoutText, OpinionGiven, RequestEnded: as for :func:`give_opinion`.
        RathausError: the checks of ``core.datei`` refuse a file.
    """
    check_opinion(answer.kind, answer.text)
    case = lock_to_work(actor, _case_of(request), now=now)
    row = lock_request(request.public_id)
    if row.asked_id is not None:
        raise PartyUnknown(request=row.public_id)
    refuse_settled(row)
    files = keep_files(answer, actor=actor, stelle_id=row.stelle_id)
    settle(case, row, answer=answer, files=files, actor=actor, now=now)
    return row


@transaction.atomic
def go_on_without(*, actor: Actor, request: Beteiligung, reason: str, now: datetime) -> Beteiligung:
    """Let a case go on without an opinion, for a reason; the body that was asked reads that nobody waits any more.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        WaiverWithoutReason: no reason.
        OpinionGiven: it has answered meanwhile.
        RequestEnded: done already.
    """
    if not reason.strip():
        raise WaiverWithoutReason
    case = lock_to_work(actor, _case_of(request), now=now)
    row = lock_request(request.public_id)
    refuse_settled(row)
    row.ended_at, row.reason = now, reason.strip()
    row.save()
    end_at_asked([row], now=now)
    case.record("vorgang.opinion_waived", actor=actor, payload=facts_of(row))
    complete_task(case, row.task, now=now)
    return row


@transaction.atomic
def remind(*, actor: Actor, request: Beteiligung, now: datetime) -> Beteiligung:
    """Remind a body of a request; it reads so in its list, and the program does not remind it again.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        OpinionGiven, RequestEnded: nobody waits for it any more.
    """
    case = lock_to_work(actor, _case_of(request), now=now)
    row = lock_request(request.public_id)
    refuse_settled(row)
    row.reminded_at = now
    if row.due_on < timezone.localdate(now):
        row.reminded_for = row.due_on
    row.save(update_fields=["reminded_at", "reminded_for"])
    if row.asked_id is not None:
        with widen_scope(stellen=frozenset({row.asked_id})):
            Stellungnahme.objects.filter(public_id=row.public_id).update(reminded_at=now)
    case.save()
    case.record("vorgang.opinion_reminded", actor=actor, payload=facts_of(row))
    return row


def end_requests(sender: object, *, vorgang: Vorgang, now: datetime, **kwargs: object) -> None:
    """End what is still open when a case ends; connected to the signal of the room vorgang.

    Args:
        sender: the class of the case.
        vorgang: the locked case.
        now: aware instant.
        kwargs: the signal itself.
    """
    del sender, kwargs
    rows = list(Beteiligung.objects.filter(vorgang_id=vorgang.pk, answered_at=None, ended_at=None))
    if not rows:
        return
    Beteiligung.objects.filter(pk__in=[row.pk for row in rows]).update(ended_at=now)
    end_at_asked(rows, now=now)


def _case_of(request: Beteiligung) -> Vorgang:
    """The case to lock, without reading it: for a stranger it would not be there."""
    return Vorgang(pk=request.vorgang_id, stelle_id=request.stelle_id)


def _refuse_others(actor: Actor, stelle_id: int) -> None:
    if actor.role is not Role.CLERK or not writes_for(actor, stelle_id=stelle_id, stellen=current_scope().stellen):
        raise ActorRefused(role=actor.role.value)


def _record(row: Stellungnahme, act: str, actor: Actor, payload: dict[str, object] | None = None) -> None:
    subject = Subject("stellungnahme", row.public_id, row.stelle_id)
    record(subject=subject, act=act, actor=actor, payload=payload or {})
