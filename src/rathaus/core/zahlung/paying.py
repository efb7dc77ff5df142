"""Attempts to pay through the provider: begun in one transaction, told to it in the next, looked up until they end.

The way back of the person proves nothing: only what the provider answers counts. Each attempt that it has booked has
exactly one line in the ledger, however often and late it is asked.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.konto.bearer import person_acting
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor
from rathaus.core.scope.session import current_scope
from rathaus.core.zahlung.actions import Money, locked_forderung, only_office, post
from rathaus.core.zahlung.errors import (
    BeingCollected,
    ForderungNotFound,
    NothingOpen,
    PaymentNotFound,
    ProviderSilent,
    ZahlstelleMissing,
)
from rathaus.core.zahlung.models import Forderung, Zahlstelle, Zahlungsvorgang
from rathaus.core.zahlung.ports import Order, PaymentProvider, Told
from rathaus.core.zahlung.rules import GIVE_UP, OPEN_STATES, PATIENCE, PaymentState, PostingKind, ended_as, next_look


@dataclass(frozen=True, slots=True)
class WayBack:
    """What a provider shows a person and where it sends them.

    Args:
        purpose: line of the bank statement.
        address: of the page about the attempt.
    """

    purpose: str
    address: str


@transaction.atomic
def begin_payment(*, actor: Actor, antrag_id: uuid.UUID, now: datetime) -> Zahlungsvorgang:
    """Begin to pay all that is open, or go on with what was begun a short time ago for the same amount.

    Args:
        actor: the person who owes it.
        antrag_id: public id of the Antrag.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        ForderungNotFound: nothing was ever claimed.
        NothingOpen: nothing is open.
        ZahlstelleMissing: the body takes no money online.
        BeingCollected: the fee is allowed to be collected, or is being collected.
    """
    claim = Forderung.objects.select_for_update().filter(antrag_id=antrag_id).first()
    if claim is None:
        raise ForderungNotFound
    person_acting(actor, bearer=claim.bearer, secrets=current_scope().secrets)
    if claim.open_cent <= 0:
        raise NothingOpen
    if claim.mandate.filter(revoked_at=None, settled_at=None).exists():
        raise BeingCollected
    endpoint = Zahlstelle.objects.filter(stelle_id=claim.stelle_id).values_list("endpoint", flat=True).first()
    if not endpoint:
        raise ZahlstelleMissing
    begun = claim.attempts.filter(state__in=OPEN_STATES, replaced=False).first()
    if begun is not None and begun.cents == claim.open_cent and now - begun.begun_at < PATIENCE:
        return begun
    if begun is not None:
        begun.replaced = True
        begun.save(update_fields=["replaced"])
    return Zahlungsvorgang.objects.create(
        forderung=claim, stelle_id=claim.stelle_id, konto_id=claim.konto_id, secret_hash=claim.secret_hash,
        endpoint=endpoint, cents=claim.open_cent, state=PaymentState.BEGUN, begun_at=now,
    )  # fmt: skip


def bring_forward(
    attempt: Zahlungsvorgang, provider: PaymentProvider, *, way: WayBack, now: datetime
) -> Zahlungsvorgang:
    """Tell the provider of an attempt, or ask it how the attempt stands, and keep the answer.

    Args:
        attempt: the attempt.
        provider: who takes the payment.
        way: what the person sees there.
        now: aware instant.

    Raises:
        ProviderSilent, ProviderRefused: it does not say; the attempt stays as it is.
    """
    if PaymentState(attempt.state) is not PaymentState.BEGUN:
        return look_up(attempt, provider, now=now)
    claim = attempt.forderung
    order = Order(
        str(attempt.public_id), attempt.endpoint, attempt.cents, claim.kassenzeichen, way.purpose, way.address
    )
    return take_answer(attempt, provider.begin(order), now=now)


def look_up(attempt: Zahlungsvorgang, provider: PaymentProvider, *, now: datetime) -> Zahlungsvorgang:
    """Ask the provider how an attempt stands, and keep the answer; what has ended is not asked again.

    Raises:
        ProviderSilent, ProviderRefused: it does not say; the attempt stays as it is.
    """
    if PaymentState(attempt.state) is not PaymentState.INITIAL:
        return attempt
    told = provider.look_up(endpoint=attempt.endpoint, transaction=attempt.transaction)
    if told.transaction != attempt.transaction:
        raise ProviderSilent(reason="another transaction")
    return take_answer(attempt, told, now=now)


@transaction.atomic
def take_answer(attempt: Zahlungsvorgang, told: Told | None, *, now: datetime) -> Zahlungsvorgang:
    """Keep what the provider says; money that came is booked, once.

    Args:
        attempt: the attempt, in the scope of its body or of its person.
        told: what the provider says; None where it knows the order, but nobody has heard where to pay: it has failed,
            unless somebody has heard it meanwhile.
        now: aware instant.
    """
    claim = Forderung.objects.select_for_update().get(pk=attempt.forderung_id)
    row = Zahlungsvorgang.objects.select_for_update().get(pk=attempt.pk)
    if PaymentState(row.state) not in OPEN_STATES or (
        told is None and PaymentState(row.state) is not PaymentState.BEGUN
    ):
        return row
    row.looked_at = now
    if told is None:
        row.state = PaymentState.FAILED
    else:
        row.transaction = row.transaction or told.transaction
        row.pay_url, row.came_cent = told.pay_url or row.pay_url, told.cents
        row.state = ended_as(row.cents, told=told.state, came_cent=told.cents)
    if row.state not in OPEN_STATES:
        row.ended_at = now
    if row.state == PaymentState.BOOKED:
        came = Money(-row.cents, timezone.localdate(now), f"online {row.transaction}")
        row.posting = post(claim, kind=PostingKind.PAYMENT, money=came, actor=SYSTEM_ACTOR, now=now)
    row.save()
    return row


def look_up_due(attempt: Zahlungsvorgang, provider: PaymentProvider, *, now: datetime) -> Zahlungsvorgang:
    """Ask how an attempt stands if it is time to; whose payer never heard where to pay is given up after a while.

    Raises:
        ProviderSilent, ProviderRefused: it does not say; the attempt stays as it is.
    """
    if PaymentState(attempt.state) is PaymentState.BEGUN:
        return take_answer(attempt, None, now=now) if now - attempt.begun_at > GIVE_UP else attempt
    return look_up(attempt, provider, now=now) if next_look(attempt.begun_at, attempt.looked_at) <= now else attempt


def note_silence(attempt_id: uuid.UUID, *, now: datetime) -> None:
    """Note that the provider was asked about an attempt and said nothing, so that others come first the next time."""
    Zahlungsvorgang.objects.filter(public_id=attempt_id, ended_at=None).update(looked_at=now)


@transaction.atomic
def settle_mismatch(*, actor: Actor, attempt_id: uuid.UUID, now: datetime) -> Zahlungsvorgang:
    """Note that a clerk has cleared up a payment of another amount, once; what came is entered as money of its own.

    Raises:
        ActorRefused: no clerk of this body.
        PaymentNotFound: no such attempt, or nothing to clear up.
    """
    unclear = Zahlungsvorgang.objects.filter(public_id=attempt_id, state=PaymentState.MISMATCH, settled_at=None)
    found = unclear.select_related("forderung").first()
    if found is None:
        raise PaymentNotFound
    only_office(actor, found.stelle_id)
    claim = locked_forderung(found.forderung.antrag_id)
    row = unclear.select_for_update().first()
    if row is None:
        raise PaymentNotFound
    if row.came_cent is not None and row.came_cent > 0:
        came = Money(-row.came_cent, timezone.localdate(now), f"online {row.transaction}")
        post(claim, kind=PostingKind.PAYMENT, money=came, actor=actor, now=now)
    row.settled_at = now
    row.save(update_fields=["settled_at"])
    return row
