"""Links for a second person: the applicant makes one and hands it over; whoever holds it reads and declares, once."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.actions import subject_of
from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import is_on_paper_only, needs_account, sections_of
from rathaus.core.antrag.vertretung import ForWhom, for_whom
from rathaus.core.konto.bearer import person_acting
from rathaus.core.miterklaerung.errors import (
    DeclarantIsApplicant,
    DeclarantNeedsAccount,
    DeclarationLinkNotFound,
    DeclarationLinkUsed,
    DeclarationNotAsked,
    DeclarationOnPaperOnly,
    DeclarationTextChanged,
)
from rathaus.core.miterklaerung.models import DeclarationLink, Miterklaerung
from rathaus.core.miterklaerung.queries import Standing, standing_of
from rathaus.core.miterklaerung.rules import last_link_day
from rathaus.core.miterklaerung.saying import Road, Statement, keep, refuse_given
from rathaus.core.protokoll.actions import record
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope, widen_scope
from rathaus.core.vorgang.admission import lock_by_antrag, lock_to_work
from rathaus.core.vorgang.case import Case, lock_case
from rathaus.core.vorgang.correspondence import refuse_ended
from rathaus.core.vorgang.models import Vorgang
from rathaus.engine.formular.summary import SummarySection


@dataclass(frozen=True, slots=True)
class Reading:
    """What a second person reads.

    Args:
        antrag: the Antrag; only what stands in the other fields is shown of it.
        sections: its answers in plain words, by page, as the applicant reads them.
        whom: for whom the Antrag was made, and by whom.
        standing: the declaration that is asked for; None when the answers do not ask for it any more.
        needs_account: whether it is declared with a Konto only.
    """

    antrag: Antrag
    sections: tuple[SummarySection, ...]
    whom: ForWhom
    standing: Standing | None
    needs_account: bool


@transaction.atomic
def make_link(*, actor: Actor, antrag: Antrag, key: str, secret_hash: str, now: datetime) -> DeclarationLink:
    """Let whoever holds a secret read an Antrag and declare; an earlier link for the same declaration ends.

    Args:
        actor: the person behind the Antrag, inside their scope.
        antrag: the Antrag.
        key: of the declaration.
        secret_hash: of the secret; the secret itself is never stored.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        AntragWithdrawn, VorgangEnded: nobody works on it any more.
        DeclarationNotAsked: the answers do not ask for it.
        DeclarationGiven: it is there already.
        DeclarationOnPaperOnly: nothing here replaces the written form that the law demands.
    """
    person = person_acting(actor, bearer=antrag.bearer, secrets=current_scope().secrets)
    with widen_scope(stellen=frozenset({antrag.stelle_id})):
        return _make(lock_by_antrag(antrag), key, secret_hash=secret_hash, actor=person, now=now)


@transaction.atomic
def make_link_at_office(
    *, actor: Actor, vorgang: Vorgang, key: str, secret_hash: str, now: datetime
) -> DeclarationLink:
    """Make a link as a clerk, for an applicant who asks for it; see :func:`make_link`.

    Raises:
        ActorRefused, ClaimedByColleague: see :func:`rathaus.core.vorgang.admission.lock_to_work`.
        AntragWithdrawn, VorgangEnded, DeclarationNotAsked, DeclarationGiven: as there.
    """
    return _make(lock_to_work(actor, vorgang, now=now), key, secret_hash=secret_hash, actor=actor, now=now)


@transaction.atomic
def extend_link(*, actor: Actor, antrag: Antrag, key: str, now: datetime) -> DeclarationLink:
    """Let an open link open for as long as a new one.

    Raises:
        ActorRefused, AntragWithdrawn, VorgangEnded, DeclarationNotAsked: see :func:`make_link`.
        DeclarationLinkNotFound: there is no open one.
    """
    person = person_acting(actor, bearer=antrag.bearer, secrets=current_scope().secrets)
    with widen_scope(stellen=frozenset({antrag.stelle_id})):
        case, today = lock_by_antrag(antrag), timezone.localdate(now)
        refuse_ended(case)
        link = standing_of(case.antrag, key, today=today).link
        if link is None:
            raise DeclarationLinkNotFound
        link.last_on = last_link_day(today)
        link.save(update_fields=["last_on"])
        _record(case, "miterklaerung.link_extended", link, actor=person)
    return link


@transaction.atomic
def open_link(*, actor: Actor, link: DeclarationLink, now: datetime) -> None:
    """Note that somebody has opened a link for the first time."""
    _refuse_strangers(actor, link)
    DeclarationLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=now)


@transaction.atomic
def declare(*, actor: Actor, link: DeclarationLink, statement: Statement, read: str, now: datetime) -> Miterklaerung:
    """Declare or refuse with a link; it can be used once.

    Args:
        actor: the bearer of the link, in its scope; with their Konto where the Leistung demands one.
        link: an open link.
        statement: what is said.
        read: digest of what was shown.
        now: aware instant.

    Raises:
        ActorRefused: somebody without the link.
        DeclarationLinkUsed: somebody has used it already.
        DeclarationLinkNotFound: it has ended.
        AntragWithdrawn, VorgangEnded: nobody works on it any more.
        DeclarationNotAsked: the answers do not ask for it any more.
        DeclarationTextChanged: the answers have changed since they were read.
        DeclarantNeedsAccount, DeclarantIsApplicant, DeclarationOnPaperOnly: not with this Konto, not without one, or
            not online.
        DeclarantNameMissing, DeclarationReasonTooLong: the statement is not one.
    """
    _refuse_strangers(actor, link)
    with widen_scope(stellen=frozenset({link.stelle_id})):
        case = lock_case(link.vorgang_id)
        row = DeclarationLink.objects.get(pk=link.pk)
        if row.used_at is not None:
            raise DeclarationLinkUsed
        refuse_ended(case)
        _refuse_ended_link(row, now)
        konto_id = _declaring_konto(actor, case.antrag)
        standing = standing_of(case.antrag, row.key, today=timezone.localdate(now))
        if standing.digest != read:
            raise DeclarationTextChanged
        row.used_at = now
        row.save(update_fields=["used_at"])
        road = Road(timezone.localdate(now), link=row)
        return keep(case, standing, statement=statement, road=road, actor=Actor(Role.LINK, konto_id), now=now)


def link_by_public_id(public_id: uuid.UUID, *, now: datetime) -> DeclarationLink:
    """Return an open link of the open scope, or one that was used.

    Raises:
        DeclarationLinkNotFound: there is none, it has ended, or its last day has passed.
    """
    row = DeclarationLink.objects.select_related("stelle").filter(public_id=public_id).first()
    if row is None:
        raise DeclarationLinkNotFound
    if row.used_at is None:
        _refuse_ended_link(row, now)
    return row


def link_of_secret(secret_hash: str, *, now: datetime) -> DeclarationLink | None:
    """Return the link that a secret opens, in its scope; None where it opens none."""
    row = DeclarationLink.objects.filter(secret_hash=secret_hash).first()
    try:
        return link_by_public_id(row.public_id, now=now) if row is not None else None
    except DeclarationLinkNotFound:
        return None


def said_with(link: DeclarationLink) -> Miterklaerung | None:
    """Return what was said with a link, in its scope; None before."""
    with widen_scope(stellen=frozenset({link.stelle_id})):
        return Miterklaerung.objects.filter(link_id=link.pk).first()


def reading_of(link: DeclarationLink, *, language: str, now: datetime) -> Reading:
    """Return what whoever holds an open link reads: the answers as they are now.

    Args:
        link: an open link, in its scope.
        language: of the words around the answers.
        now: aware instant.
    """
    with widen_scope(stellen=frozenset({link.stelle_id})):
        antrag = Antrag.objects.select_related("version__leistung", "stelle").get(vorgang=link.vorgang_id)
        try:
            standing = standing_of(antrag, link.key, today=timezone.localdate(now))
        except DeclarationNotAsked:
            standing = None
        return Reading(
            antrag,
            sections_of(antrag, language=language),
            for_whom(antrag, applicant=antrag.applicant),
            standing,
            needs_account(antrag.version_id),
        )


def _make(case: Case, key: str, *, secret_hash: str, actor: Actor, now: datetime) -> DeclarationLink:
    refuse_ended(case)
    _refuse_online(case.antrag)
    vorgang, today = case.vorgang, timezone.localdate(now)
    refuse_given(standing_of(case.antrag, key, today=today))
    DeclarationLink.objects.filter(vorgang_id=vorgang.pk, key=key, ended_at=None).update(ended_at=now)
    link = DeclarationLink.objects.create(
        vorgang=vorgang, stelle_id=vorgang.stelle_id, key=key, secret_hash=secret_hash, title=vorgang.leistung.title,
        last_on=last_link_day(today), made_at=now, made_by_id=actor.konto_id if actor.role is Role.CLERK else None,
    )  # fmt: skip
    case.save()
    _record(case, "miterklaerung.link_made", link, actor=actor)
    return link


def _record(case: Case, act: str, link: DeclarationLink, *, actor: Actor) -> None:
    rule = standing_of(case.antrag, link.key, today=link.last_on).rule
    payload = {"key": link.key, "who": rule.wer.to_json(), "last_on": link.last_on.isoformat()}
    record(subject=subject_of(case.antrag), act=act, actor=actor, payload=payload)


def _declaring_konto(actor: Actor, antrag: Antrag) -> int | None:
    """Return the Konto to be kept with a declaration: where one is demanded, and nowhere else."""
    if actor.konto_id is not None and actor.konto_id == antrag.konto_id:
        raise DeclarantIsApplicant
    _refuse_online(antrag)
    if not needs_account(antrag.version_id):
        return None
    if actor.konto_id is None:
        raise DeclarantNeedsAccount
    return actor.konto_id


def _refuse_online(antrag: Antrag) -> None:
    if is_on_paper_only(antrag.version_id):
        raise DeclarationOnPaperOnly


def _refuse_strangers(actor: Actor, link: DeclarationLink) -> None:
    if actor.role not in {Role.LINK, Role.CITIZEN} or link.secret_hash not in current_scope().secrets:
        raise ActorRefused(role=actor.role.value)


def _refuse_ended_link(link: DeclarationLink, now: datetime) -> None:
    if link.ended_at is not None or timezone.localdate(now) > link.last_on:
        raise DeclarationLinkNotFound
