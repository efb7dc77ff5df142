"""Experts and authorities outside read a request and answer it by a secret link, limited to it in what and when.

The link opens a frozen extract of the case and the files that the clerk chose, until its last day. Whoever answers is
not known to the system: the history says that the answer came by the link.
"""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.beteiligung.errors import LinkNotFound, PartyUnknown, RequestDayRefused
from rathaus.core.beteiligung.models import Beteiligung, OpinionLink
from rathaus.core.beteiligung.requests import Answer
from rathaus.core.beteiligung.rules import check_opinion, is_link_day
from rathaus.core.beteiligung.settling import end_links, facts_of, keep_files, lock_request, refuse_settled, settle
from rathaus.core.datei.copies import Copy, copy_of
from rathaus.core.datei.errors import DateiNotFound
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope, widen_scope
from rathaus.core.vorgang.admission import clerk_id, lock_to_work
from rathaus.core.vorgang.case import lock_case
from rathaus.core.vorgang.models import Vorgang


@transaction.atomic
def make_link(*, actor: Actor, request: Beteiligung, secret_hash: str, last_on: date, now: datetime) -> OpinionLink:
    """Let whoever holds a secret read a request and answer it; an earlier link of the request ends.

    Args:
        actor: a clerk of the body that keeps the case.
        request: a request to somebody outside.
        secret_hash: of the secret; the secret itself is never stored.
        last_on: last local day on which the link opens.
        now: aware instant.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        PartyUnknown: a body of this system, which answers itself.
        OpinionGiven, RequestEnded: nobody waits for an answer any more.
        RequestDayRefused: the last day has passed, or is more than a year away.
    """
    case = lock_to_work(actor, Vorgang(pk=request.vorgang_id, stelle_id=request.stelle_id), now=now)
    row, maker = lock_request(request.public_id), clerk_id(actor)
    if row.asked_id is not None or maker is None:
        raise PartyUnknown(request=row.public_id)
    refuse_settled(row)
    if not is_link_day(last_on, today=timezone.localdate(now)):
        raise RequestDayRefused(due_on=last_on.isoformat())
    end_links([row.pk], now=now)
    link = OpinionLink.objects.create(
        request=row,
        stelle_id=row.stelle_id,
        secret_hash=secret_hash,
        aktenzeichen=case.vorgang.aktenzeichen,
        title=case.vorgang.leistung.title,
        question=row.question,
        extract=row.extract,
        documents=row.documents,
        due_on=row.due_on,
        last_on=last_on,
        made_at=now,
        made_by_id=maker,
    )
    case.save()
    payload = {**facts_of(row), "last_on": last_on.isoformat()}
    case.record("vorgang.opinion_link_made", actor=actor, payload=payload)
    return link


@transaction.atomic
def withdraw_link(*, actor: Actor, request: Beteiligung, now: datetime) -> None:
    """End the link of a request; whoever holds it sees that nobody waits. Without an open link nothing happens.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
    """
    case = lock_to_work(actor, Vorgang(pk=request.vorgang_id, stelle_id=request.stelle_id), now=now)
    if end_links([request.pk], now=now):
        case.record("vorgang.opinion_link_withdrawn", actor=actor, payload=facts_of(request))
    case.save()


@transaction.atomic
def open_opinion_link(*, actor: Actor, link: OpinionLink, now: datetime) -> None:
    """Note that somebody has opened a link for the first time."""
    _refuse_strangers(actor, link)
    OpinionLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=now)


@transaction.atomic
def answer_by_link(*, actor: Actor, link: OpinionLink, answer: Answer, now: datetime) -> None:
    """Answer a request with its link; the clerk reads the opinion in the case at once, and the link ends.

    Args:
        actor: the bearer of the link, in its scope.
        link: an open link.
        answer: the opinion.
        now: aware instant.

    Raises:
        ActorRefused: somebody without the link.
        LinkNotFound: it has ended.
        OpinionWithoutText, OpinionGiven, RequestEnded: as for :func:`rathaus.core.beteiligung.actions.give_opinion`.
        RathausError: the checks of ``core.datei`` refuse a file.
    """
    _refuse_strangers(actor, link)
    check_opinion(answer.kind, answer.text)
    with widen_scope(stellen=frozenset({link.stelle_id})):
        request = Beteiligung.objects.get(pk=link.request_id)
        case = lock_case(request.vorgang_id)
        row = lock_request(request.public_id)
        refuse_settled(row)
        _refuse_ended(OpinionLink.objects.get(pk=link.pk), now)
        OpinionLink.objects.filter(pk=link.pk).update(answered_at=now)
        files = keep_files(answer, actor=SYSTEM_ACTOR, stelle_id=row.stelle_id)
        settle(case, row, answer=answer, files=files, actor=actor, now=now)


def link_by_public_id(public_id: uuid.UUID, *, now: datetime) -> OpinionLink:
    """Return an open link of the open scope, or one that was answered, until its last day.

    Raises:
        LinkNotFound: there is none, it has ended, or its last day has passed.
    """
    row = OpinionLink.objects.select_related("stelle").filter(public_id=public_id).first()
    if row is None:
        raise LinkNotFound
    if row.answered_at is None:
        _refuse_ended(row, now)
    elif timezone.localdate(now) > row.last_on:
        raise LinkNotFound
    return row


def link_of_secret(secret_hash: str, *, now: datetime) -> OpinionLink | None:
    """Return the link that a secret opens, in its scope; None where it opens none."""
    row = OpinionLink.objects.filter(secret_hash=secret_hash).first()
    try:
        return link_by_public_id(row.public_id, now=now) if row is not None else None
    except LinkNotFound:
        return None


def open_link_of(request: Beteiligung, *, today: date) -> OpinionLink | None:
    """Return the link with which a request can be answered on a local day; None where there is none."""
    return OpinionLink.objects.filter(request_id=request.pk, ended_at=None, last_on__gte=today).first()


def shared_files(link: OpinionLink) -> tuple[Datei, ...]:
    """Return the files that the clerk chose for a link, and nothing else of the body that keeps them."""
    with widen_scope(stellen=frozenset({link.stelle_id})):
        return tuple(dateien_by_public_ids(link.documents))


def shared_copy(link: OpinionLink, public_id: uuid.UUID, *, day: date) -> Copy:
    """Return what may be saved of a file that was chosen for a link.

    Args:
        link: an open link.
        public_id: of the file.
        day: local day, for the watermark.

    Raises:
        DateiNotFound: it was not chosen, or cannot be read.
        RathausError: see :func:`rathaus.core.datei.copies.copy_of`.
    """
    with widen_scope(stellen=frozenset({link.stelle_id})):
        file = next((each for each in dateien_by_public_ids(link.documents) if each.public_id == public_id), None)
        if file is None:
            raise DateiNotFound
        return copy_of(file, day=day)


def _refuse_strangers(actor: Actor, link: OpinionLink) -> None:
    if actor.role is not Role.LINK or link.secret_hash not in current_scope().secrets:
        raise ActorRefused(role=actor.role.value)


def _refuse_ended(link: OpinionLink, now: datetime) -> None:
    if link.ended_at is not None or timezone.localdate(now) > link.last_on:
        raise LinkNotFound
