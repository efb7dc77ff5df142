"""Every write to requests for opinions."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rathaus.core.beteiligung.errors import (
    AlreadyAsked,
    OpinionGiven,
    PartyUnknown,
    RequestEnded,
    RequestNotFound,
    TaskNotInvolving,
    WaiverWithoutReason,
)
from rathaus.core.beteiligung.models import Beteiligung, Stellungnahme
from rathaus.core.beteiligung.requests import Answer, Request, Shared, extract_of
from rathaus.core.beteiligung.rules import check_opinion, check_request
from rathaus.core.datei.actions import copy_for_body, store_received
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.datei.rules import UploadTerms
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role, writes_for
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope, widen_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.admission import clerk_id, lock_to_work
from rathaus.core.vorgang.case import Case, lock_case
from rathaus.core.vorgang.errors import AntragWithdrawn, VorgangEnded
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import State
from rathaus.engine.formular.checks import DEFAULT_MAX_SIZE
from rathaus.engine.prozess.model import AufgabeKind
from rathaus.engine.prozess.progress import ERLEDIGT


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
        request = _request(stellungnahme.public_id)
        case = lock_case(request.vorgang_id)
        row = Stellungnahme.objects.select_for_update().get(pk=stellungnahme.pk)
        _refuse_settled(row)
        kept = _keep(actor, answer, row.stelle_id)
        copies = [copy_for_body(actor=SYSTEM_ACTOR, datei=each, stelle_id=request.stelle_id) for each in kept]
        _write(row, answer, kept, now).answered_by_id = clerk_id(actor)
        row.save()
        _settle(case, _request(row.public_id), answer, copies, actor, now)
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
    row = _request(request.public_id)
    if row.asked_id is not None:
        raise PartyUnknown(request=row.public_id)
    _refuse_settled(row)
    _settle(case, row, answer, _keep(actor, answer, row.stelle_id), actor, now)
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
    row = _request(request.public_id)
    _refuse_settled(row)
    row.ended_at, row.reason = now, reason.strip()
    row.save()
    _end_at_asked([row], now)
    case.record("vorgang.opinion_waived", actor=actor, payload=_facts(row))
    _complete_task(case, row.task, now)
    return row


@transaction.atomic
def remind(*, actor: Actor, request: Beteiligung, now: datetime) -> Beteiligung:
    """Remind a body of a request; it reads so in its list.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        OpinionGiven, RequestEnded: nobody waits for it any more.
    """
    case = lock_to_work(actor, _case_of(request), now=now)
    row = _request(request.public_id)
    _refuse_settled(row)
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    if row.asked_id is not None:
        with widen_scope(stellen=frozenset({row.asked_id})):
            Stellungnahme.objects.filter(public_id=row.public_id).update(reminded_at=now)
    case.save()
    case.record("vorgang.opinion_reminded", actor=actor, payload=_facts(row))
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
    _end_at_asked(rows, now)


def _case_of(request: Beteiligung) -> Vorgang:
    """The case to lock, without reading it: for a stranger it would not be there."""
    return Vorgang(pk=request.vorgang_id, stelle_id=request.stelle_id)


def _request(public_id: uuid.UUID) -> Beteiligung:
    row = Beteiligung.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise RequestNotFound
    return row


def _refuse_others(actor: Actor, stelle_id: int) -> None:
    if actor.role is not Role.CLERK or not writes_for(actor, stelle_id=stelle_id, stellen=current_scope().stellen):
        raise ActorRefused(role=actor.role.value)


def _refuse_settled(row: Beteiligung | Stellungnahme) -> None:
    if row.answered_at is not None:
        raise OpinionGiven(request=row.public_id)
    if row.ended_at is not None:
        raise RequestEnded(request=row.public_id)


def _keep(actor: Actor, answer: Answer, stelle_id: int) -> list[Datei]:
    terms = UploadTerms(allowed=(), max_size=min(DEFAULT_MAX_SIZE, settings.RATHAUS_UPLOAD_LIMIT_BYTES))
    return [
        store_received(actor=actor, stelle_id=stelle_id, name=name, content=content, terms=terms)
        for name, content in answer.files
    ]


def _write[Row: (Beteiligung, Stellungnahme)](row: Row, answer: Answer, files: Iterable[Datei], now: datetime) -> Row:
    row.answered_at, row.opinion, row.text = now, answer.kind.value, answer.text.strip()
    row.files = [str(each.public_id) for each in files]
    return row


def _settle(
    case: Case, request: Beteiligung, answer: Answer, files: Iterable[Datei], actor: Actor, now: datetime
) -> None:
    _write(request, answer, files, now).save()
    case.record("vorgang.opinion_received", actor=actor, payload={**_facts(request), "opinion": request.opinion})
    _complete_task(case, request.task, now)


def _complete_task(case: Case, key: str, now: datetime) -> None:
    """End the task that asked when nobody is waited for any more; and bring the case back before the clerk."""
    open_rows = Beteiligung.objects.filter(vorgang_id=case.vorgang.pk, task=key, answered_at=None, ended_at=None)
    is_open = any(each.key == key for each in case.open_tasks)
    if key and is_open and not case.vorgang.is_ended and not case.vorgang.is_withdrawn and not open_rows.exists():
        case.complete(key, ERLEDIGT, actor=SYSTEM_ACTOR, now=now)
        case.record("vorgang.task_completed", actor=SYSTEM_ACTOR, payload={"key": key, "outcome": ERLEDIGT})
    if case.vorgang.state != State.CLOSED:
        case.vorgang.answered_at = now
    case.save()


def _end_at_asked(rows: Iterable[Beteiligung], now: datetime) -> None:
    asked = {row.public_id: row.asked_id for row in rows if row.asked_id is not None}
    if not asked:
        return
    with widen_scope(stellen=frozenset(asked.values())):
        Stellungnahme.objects.filter(public_id__in=asked, answered_at=None).update(ended_at=now)


def _facts(row: Beteiligung) -> dict[str, object]:
    return {"request": str(row.public_id), "party": row.name}


def _record(row: Stellungnahme, act: str, actor: Actor, payload: dict[str, object] | None = None) -> None:
    subject = Subject("stellungnahme", row.public_id, row.stelle_id)
    record(subject=subject, act=act, actor=actor, payload=payload or {})
