"""Every write to what is owed and paid; attempts to pay through the provider are :mod:`rathaus.core.zahlung.paying`."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.konto.bearer import Bearer
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor, writes_for
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope
from rathaus.core.zahlung.errors import AmountRefused, ForderungNotFound, NothingOpen, RefundTooHigh
from rathaus.core.zahlung.models import Forderung, Posting
from rathaus.core.zahlung.rules import (
    MOST_CENT,
    PostingKind,
    checked_amount,
    checked_day,
    checked_words,
    new_kassenzeichen,
)
from rathaus.core.zahlung.signals import advance_paid


@dataclass(frozen=True, slots=True)
class Owed:
    """For what something is owed.

    Args:
        antrag_id: public id of the Antrag.
        reference: of the Antrag; the Kassenzeichen is made of it.
        stelle_id: the body.
        bearer: the person.
        debtor: their name as the Antrag gives it.
        citation: legal basis of the fee.
    """

    antrag_id: uuid.UUID
    reference: str
    stelle_id: int
    bearer: Bearer
    debtor: str
    citation: str


@dataclass(frozen=True, slots=True)
class Money:
    """Money that came or went.

    Args:
        cents: how much, above zero.
        on: local day of value.
        words: what the bank statement or the receipt says.
    """

    cents: int
    on: date
    words: str = ""


@transaction.atomic
def request_advance(*, actor: Actor, owed: Owed, cents: int, now: datetime) -> Forderung:
    """Request the fee ahead, once; an Antrag that owes something already is left as it is.

    Args:
        actor: the system or a clerk of the body; part of the receipt of an Antrag.
        owed: for what.
        cents: the fee that the person was shown, cents.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        AmountRefused: no amount.
    """
    row, is_new = _open(actor, owed, now)
    if is_new:
        row.due_on = timezone.localdate(now)
        row.save(update_fields=["due_on"])
        post(row, kind=PostingKind.ADVANCE, money=Money(checked_amount(cents), row.due_on), actor=actor, now=now)
    return row


@transaction.atomic
def assess(*, actor: Actor, owed: Owed, cents: int, now: datetime) -> Forderung | None:
    """Take the fee that a decision fixes; what was requested or assessed before is set off.

    Only money goes back: what was waived before is not owed to anybody by a lower fee.

    Args:
        actor: the system or a clerk of the body; part of the issue of a Bescheid.
        owed: for what.
        cents: the fee of the Bescheid, cents; 0 where none is charged.
        now: aware instant.

    Returns:
        What is owed; None where nothing was ever claimed and no fee is charged.

    Raises:
        ActorRefused: somebody else.
        AmountRefused: no amount.
    """
    if not cents and not Forderung.objects.filter(antrag_id=owed.antrag_id).exists():
        return None
    row, _ = _open(actor, owed, now)
    claims = row.postings.filter(kind__in=[PostingKind.ADVANCE, PostingKind.ASSESSED])
    before = sum(claims.values_list("cents", flat=True))
    today = timezone.localdate(now)
    row.assessed_at, row.due_on, row.citation = now, today, owed.citation or row.citation
    row.save(update_fields=["assessed_at", "due_on", "citation"])
    difference = max((checked_amount(cents) if cents else 0) - before, -_kept_cent(row) - row.open_cent)
    post(row, kind=PostingKind.ASSESSED, money=Money(difference, today), actor=actor, now=now)
    return row


@transaction.atomic
def enter_payment(*, actor: Actor, antrag_id: uuid.UUID, money: Money, now: datetime) -> Posting:
    """Enter money that came by transfer or at the till; too much of it is paid back later.

    Args:
        actor: a clerk of the body.
        antrag_id: public id of the Antrag.
        money: what came.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ForderungNotFound: nothing was ever claimed.
        AmountRefused: no amount.
        DayOfValueRefused: not today, and not a day of the last year.
        ReasonMissing: no words.
    """
    row = _claim_of_office(actor, antrag_id)
    on = checked_day(money.on, today=timezone.localdate(now))
    came = Money(-checked_amount(money.cents), on, checked_words(money.words))
    return post(row, kind=PostingKind.PAYMENT, money=came, actor=actor, now=now)


@transaction.atomic
def waive(*, actor: Actor, antrag_id: uuid.UUID, reason: str, now: datetime) -> Posting:
    """Waive what is still open.

    Raises:
        ActorRefused: no clerk of this body.
        ForderungNotFound: nothing was ever claimed.
        NothingOpen: nothing is open.
        ReasonMissing: no reason.
    """
    row = _claim_of_office(actor, antrag_id)
    if row.open_cent <= 0:
        raise NothingOpen
    waived = Money(-row.open_cent, timezone.localdate(now), checked_words(reason))
    return post(row, kind=PostingKind.WAIVER, money=waived, actor=actor, now=now)


@transaction.atomic
def enter_refund(*, actor: Actor, antrag_id: uuid.UUID, money: Money, now: datetime) -> Posting:
    """Enter that what was paid too much went back.

    Args:
        actor: a clerk of the body.
        antrag_id: public id of the Antrag.
        money: what went back; no more than was paid too much.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ForderungNotFound: nothing was ever claimed.
        RefundTooHigh: more than was paid too much; so a second refund of the same money.
        DayOfValueRefused: not today, and not a day of the last year.
        ReasonMissing: no words.
    """
    row = _claim_of_office(actor, antrag_id)
    return _take(row, PostingKind.REFUND, money, most=-row.open_cent, actor=actor, now=now)


@transaction.atomic
def return_payment(*, actor: Actor, antrag_id: uuid.UUID, money: Money, now: datetime) -> Posting:
    """Enter that the bank took a payment back; the fee is owed again.

    Args:
        actor: a clerk of the body.
        antrag_id: public id of the Antrag.
        money: what the bank took; no more than came and did not go back.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ForderungNotFound: nothing was ever claimed.
        RefundTooHigh: more than came.
        DayOfValueRefused: not today, and not a day of the last year.
        ReasonMissing: no words.
    """
    row = _claim_of_office(actor, antrag_id)
    return _take(row, PostingKind.RETURNED, money, most=_kept_cent(row), actor=actor, now=now)


def _kept_cent(row: Forderung) -> int:
    """Return the money that came and did not go back, cents."""
    moved = row.postings.filter(kind__in=[PostingKind.PAYMENT, PostingKind.REFUND, PostingKind.RETURNED])
    return -int(sum(moved.values_list("cents", flat=True)))


def _take(row: Forderung, kind: PostingKind, money: Money, *, most: int, actor: Actor, now: datetime) -> Posting:
    if checked_amount(money.cents) > most:
        raise RefundTooHigh(cents=money.cents, most=max(most, 0))
    on = checked_day(money.on, today=timezone.localdate(now))
    return post(row, kind=kind, money=Money(money.cents, on, checked_words(money.words)), actor=actor, now=now)


def _open(actor: Actor, owed: Owed, now: datetime) -> tuple[Forderung, bool]:
    only_office(actor, owed.stelle_id)
    row, is_new = Forderung.objects.get_or_create(
        antrag_id=owed.antrag_id,
        defaults={
            "stelle_id": owed.stelle_id, "konto_id": owed.bearer.konto_id, "secret_hash": owed.bearer.secret_hash,
            "kassenzeichen": new_kassenzeichen(owed.reference), "citation": owed.citation, "debtor": owed.debtor,
            "made_at": now,
        },
    )  # fmt: skip
    return Forderung.objects.select_for_update().get(pk=row.pk), is_new


def locked_forderung(antrag_id: uuid.UUID) -> Forderung:
    """Lock what is owed for an Antrag until the end of the transaction.

    Raises:
        ForderungNotFound: nothing was ever claimed.
    """
    row = Forderung.objects.select_for_update().filter(antrag_id=antrag_id).first()
    if row is None:
        raise ForderungNotFound
    return row


def _claim_of_office(actor: Actor, antrag_id: uuid.UUID) -> Forderung:
    row = locked_forderung(antrag_id)
    only_office(actor, row.stelle_id)
    return row


def only_office(actor: Actor, stelle_id: int) -> None:
    """Refuse everybody but the system and clerks of a body.

    Raises:
        ActorRefused: somebody else.
    """
    if not writes_for(actor, stelle_id=stelle_id, stellen=current_scope().stellen):
        raise ActorRefused(role=actor.role.value)


def post(row: Forderung, *, kind: PostingKind, money: Money, actor: Actor, now: datetime) -> Posting:
    """Write one line of the ledger and its record, and tell who waits for the money.

    Args:
        row: what is owed, locked.
        kind: what the line says.
        money: with its sign.
        actor: who writes it.
        now: aware instant.

    Raises:
        AmountRefused: what would be open then is more than an amount can be.
    """
    if abs(row.open_cent + money.cents) > MOST_CENT:
        raise AmountRefused(cents=row.open_cent + money.cents, most=MOST_CENT)
    posting = Posting.objects.create(
        forderung=row, stelle_id=row.stelle_id, konto_id=row.konto_id, secret_hash=row.secret_hash, kind=kind,
        cents=money.cents, on=money.on, at=now, by_id=actor.konto_id, words=money.words,
    )  # fmt: skip
    row.refresh_from_db(fields=["open_cent"])
    subject = Subject.of_antrag(
        row.antrag_id, stelle_id=row.stelle_id, konto_id=row.konto_id, secret_hash=row.secret_hash
    )
    facts = {"cents": money.cents, "words": money.words}
    record(subject=subject, act=f"zahlung.{kind.value}", actor=actor, payload=facts)
    if kind is PostingKind.PAYMENT and row.assessed_at is None and row.open_cent <= 0:
        advance_paid.send(sender=Forderung, antrag_id=row.antrag_id)
    return posting
