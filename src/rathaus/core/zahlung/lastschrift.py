"""Direct debits: a person lets the body collect one fee, the body hands its bank a file, and books what came.

Source: ISO 20022 pain.008.001.08, as the SEPA rulebook for core direct debits uses it.
"""

import uuid
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from sepaxml import SepaDD  # type: ignore[import-untyped]  # ships no types

from rathaus.core.konto.bearer import person_acting
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.session import current_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.zahlung.actions import Money, locked_forderung, only_office, post
from rathaus.core.zahlung.errors import (
    CollectionTooEarly,
    FeeChanged,
    MandatRefused,
    NothingOpen,
    NothingToCollect,
    PaymentNotFound,
    ZahlstelleMissing,
)
from rathaus.core.zahlung.models import Einzug, Forderung, Mandat, Zahlstelle, Zahlungsvorgang
from rathaus.core.zahlung.rules import PostingKind, checked_holder, checked_iban, checked_words

FORMAT: Final = "pain.008.001.08"
NOTICE: Final = timedelta(days=5)
"""How long a person knows amount and account before the bank takes the money; the text of the mandate agrees on it."""


@transaction.atomic
def sign_mandat(*, actor: Actor, antrag_id: uuid.UUID, holder: str, iban: str, cents: int, now: datetime) -> Mandat:
    """Let the body collect what is open for one Antrag, and no more, should the fee become higher.

    Args:
        actor: the person who owes it.
        antrag_id: public id of the Antrag.
        holder: of the account, as typed.
        iban: as typed.
        cents: the amount that the person was shown, cents.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        ForderungNotFound, NothingOpen: nothing is open.
        ZahlstelleMissing: the body collects nothing.
        IbanRefused, ZahlstelleRefused: the account cannot be right.
        FeeChanged: another amount is open by now.
        MandatRefused: there is a mandate already, or its money is on its way.
    """
    claim = locked_forderung(antrag_id)
    person = person_acting(actor, bearer=claim.bearer, secrets=current_scope().secrets)
    if claim.open_cent <= 0:
        raise NothingOpen
    if not Zahlstelle.objects.filter(stelle_id=claim.stelle_id).exclude(creditor_id="").exists():
        raise ZahlstelleMissing
    if running_mandat(antrag_id) is not None:
        raise MandatRefused
    if cents != claim.open_cent:
        raise FeeChanged
    row = Mandat.objects.create(
        forderung=claim, stelle_id=claim.stelle_id, konto_id=claim.konto_id, secret_hash=claim.secret_hash,
        reference=f"{claim.kassenzeichen}-{claim.mandate.count() + 1}", holder=checked_holder(holder),
        iban=checked_iban(iban), signed_at=now, signed_cent=cents,
    )  # fmt: skip
    record(subject=_about(claim), act="zahlung.mandate", actor=person, payload={"reference": row.reference})
    return row


@transaction.atomic
def revoke_mandat(*, actor: Actor, antrag_id: uuid.UUID, now: datetime) -> None:
    """Take a mandate back before its money is collected.

    Raises:
        ActorRefused: somebody else.
        ForderungNotFound: nothing was ever claimed.
        MandatRefused: none waits.
    """
    claim = locked_forderung(antrag_id)
    person = person_acting(actor, bearer=claim.bearer, secrets=current_scope().secrets)
    row = running_mandat(antrag_id)
    if row is None or row.collect_on is not None:
        raise MandatRefused
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    record(subject=_about(claim), act="zahlung.mandate_revoked", actor=person, payload={"reference": row.reference})


@transaction.atomic
def collect(*, actor: Actor, stelle: Stelle, on: date, now: datetime) -> Einzug:
    """Gather the waiting mandates whose fee is open into one file for the bank.

    Each takes what is open, at most what its person has signed. A fee that somebody is paying online at this moment
    waits for the next file.

    Args:
        actor: a clerk of the body.
        stelle: the body.
        on: local day on which the bank takes the money.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        ZahlstelleMissing: the body has no creditor identifier.
        NothingToCollect: nothing waits that was signed early enough.
        CollectionTooEarly: the day is nearer than one that anybody was told.
    """
    only_office(actor, stelle.pk)
    place = Zahlstelle.objects.select_for_update().filter(stelle=stelle).exclude(creditor_id="").first()
    if place is None:
        raise ZahlstelleMissing
    if on <= timezone.localdate(now):
        raise CollectionTooEarly(on=on)
    taken = [row for row in _ready(stelle) if timezone.localdate(row.signed_at) + NOTICE <= on]
    if not taken:
        raise NothingToCollect
    for row in taken:
        row.cents = min(row.forderung.open_cent, row.signed_cent)
    content = _pain008(place, taken, on)
    total = sum(row.cents for row in taken)
    run = Einzug.objects.create(
        stelle=stelle, made_at=now, by_id=actor.konto_id, on=on, count=len(taken), sum_cent=total, content=content
    )
    for row in taken:
        row.einzug, row.collect_on = run, on
        row.save(update_fields=["einzug", "cents", "collect_on"])
    subject = Subject("einzug", run.public_id, stelle.pk)
    record(subject=subject, act="einzug.made", actor=actor, payload={"count": run.count, "cents": total})
    return run


@transaction.atomic
def credit(*, actor: Actor, einzug_id: uuid.UUID, now: datetime) -> Einzug:
    """Book the payments of direct debits whose money came; what a bank takes back later is booked by hand.

    Raises:
        ActorRefused: no clerk of the body.
        PaymentNotFound: no such Einzug, or it was booked or discarded already.
    """
    run = _running(actor, einzug_id)
    for row in run.mandate.select_related("forderung"):
        claim = locked_forderung(row.forderung.antrag_id)
        came = Money(-row.cents, run.on, f"Lastschrift {row.reference}")
        post(claim, kind=PostingKind.PAYMENT, money=came, actor=actor, now=now)
    run.mandate.update(settled_at=now)
    run.credited_at = now
    run.save(update_fields=["credited_at"])
    return run


@transaction.atomic
def discard(*, actor: Actor, einzug_id: uuid.UUID, reason: str, now: datetime) -> Einzug:
    """Note that the bank did not take a file: nothing of it was collected, and its mandates wait for the next one.

    Args:
        actor: a clerk of the body.
        einzug_id: public id of the Einzug.
        reason: what the bank said.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of the body.
        PaymentNotFound: no such Einzug, or it was booked or discarded already.
        ReasonMissing: no words.
    """
    run = _running(actor, einzug_id)
    run.discarded_at, run.words = now, checked_words(reason)
    run.save(update_fields=["discarded_at", "words"])
    run.mandate.update(einzug=None, cents=0, collect_on=None)
    facts = {"count": run.count, "cents": run.sum_cent, "words": run.words}
    record(subject=Subject("einzug", run.public_id, run.stelle_id), act="einzug.discarded", actor=actor, payload=facts)
    return run


def running_mandat(antrag_id: uuid.UUID) -> Mandat | None:
    """Return the mandate by which the fee of an Antrag will be or is being collected; None without one."""
    return Mandat.objects.filter(forderung__antrag_id=antrag_id, revoked_at=None, settled_at=None).first()


def collections_of(stelle: Stelle) -> list[Einzug]:
    """Return the Einzuege of a body, the newest first."""
    return list(Einzug.objects.filter(stelle=stelle).defer("content")[:50])


def einzug_by_public_id(public_id: uuid.UUID) -> Einzug:
    """Return one Einzug of the open scope.

    Raises:
        PaymentNotFound: no such Einzug, or it belongs to another body.
    """
    row = Einzug.objects.filter(public_id=public_id).first()
    if row is None:
        raise PaymentNotFound
    return row


def count_mandates(stelle: Stelle) -> int:
    """Return how many mandates of a body wait to be used."""
    return _waiting(stelle).filter(forderung__open_cent__gt=0).count()


def _waiting(stelle: Stelle) -> QuerySet[Mandat]:
    return Mandat.objects.filter(stelle=stelle, einzug=None, revoked_at=None)


def _ready(stelle: Stelle) -> list[Mandat]:
    """Return the waiting mandates of fees that are open and that nobody is paying; the fees are locked first."""
    of_waiting = Forderung.objects.filter(pk__in=_waiting(stelle).values("forderung"))
    claims = set(of_waiting.select_for_update(of=("self",)).values_list("pk", flat=True))
    paid_now = set(
        Zahlungsvorgang.objects.filter(forderung__in=claims, ended_at=None).values_list("forderung_id", flat=True)
    )
    rows = [row for row in _waiting(stelle).select_related("forderung") if row.forderung_id in claims]
    return [row for row in rows if row.forderung.open_cent > 0 and row.forderung_id not in paid_now]


def _running(actor: Actor, einzug_id: uuid.UUID) -> Einzug:
    """Lock an Einzug that is at the bank.

    Raises:
        ActorRefused: no clerk of the body.
        PaymentNotFound: no such Einzug, or it was booked or discarded already.
    """
    at_the_bank = Einzug.objects.filter(public_id=einzug_id, credited_at=None, discarded_at=None)
    run = at_the_bank.select_for_update().first()
    if run is None:
        raise PaymentNotFound
    only_office(actor, run.stelle_id)
    return run


def _about(claim: Forderung) -> Subject:
    return Subject.of_antrag(
        claim.antrag_id, stelle_id=claim.stelle_id, konto_id=claim.konto_id, secret_hash=claim.secret_hash
    )


def _pain008(place: Zahlstelle, rows: list[Mandat], on: date) -> str:
    """Return the file for the bank, checked against the schema of the format."""
    config = {
        "name": place.holder, "IBAN": place.iban, "batch": True, "creditor_id": place.creditor_id, "currency": "EUR",
    }  # fmt: skip
    writer = SepaDD(config, schema=FORMAT, clean=True)
    for row in rows:
        writer.add_payment({
            "name": row.holder, "IBAN": row.iban, "amount": row.cents, "type": "OOFF", "collection_date": on,
            "mandate_id": row.reference, "mandate_date": timezone.localdate(row.signed_at),
            "description": row.forderung.kassenzeichen, "endtoend_id": row.reference,
        })  # fmt: skip
    content: bytes = writer.export(validate=True)
    return content.decode()
