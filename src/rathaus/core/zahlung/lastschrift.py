"""Direct debits: a person lets the body collect one fee, the body hands its bank a file, and books what came.

Source: ISO 20022 pain.008.001.08, as the SEPA rulebook for core direct debits uses it.
"""

import uuid
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
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
    MandatRefused,
    NothingOpen,
    NothingToCollect,
    PaymentNotFound,
    ZahlstelleMissing,
)
from rathaus.core.zahlung.models import Einzug, Forderung, Mandat, Zahlstelle
from rathaus.core.zahlung.rules import PostingKind, checked_holder, checked_iban

FORMAT: Final = "pain.008.001.08"
NOTICE: Final = timedelta(days=5)
"""How long a person knows amount and account before the bank takes the money; the text of the mandate agrees on it."""


@transaction.atomic
def sign_mandat(*, actor: Actor, antrag_id: uuid.UUID, holder: str, iban: str, now: datetime) -> Mandat:
    """Let the body collect what is open for one Antrag.

    Args:
        actor: the person who owes it.
        antrag_id: public id of the Antrag.
        holder: of the account, as typed.
        iban: as typed.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        ForderungNotFound, NothingOpen: nothing is open.
        ZahlstelleMissing: the body collects nothing.
        IbanRefused, ZahlstelleRefused: the account cannot be right.
        MandatRefused: there is a mandate already.
    """
    claim = locked_forderung(antrag_id)
    person = person_acting(actor, bearer=claim.bearer, secrets=current_scope().secrets)
    if claim.open_cent <= 0:
        raise NothingOpen
    if not Zahlstelle.objects.filter(stelle_id=claim.stelle_id).exclude(creditor_id="").exists():
        raise ZahlstelleMissing
    if waiting_mandat(antrag_id) is not None:
        raise MandatRefused
    row = Mandat.objects.create(
        forderung=claim, stelle_id=claim.stelle_id, konto_id=claim.konto_id, secret_hash=claim.secret_hash,
        reference=f"{claim.kassenzeichen}-{claim.mandate.count() + 1}", holder=checked_holder(holder),
        iban=checked_iban(iban), signed_at=now,
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
    row = waiting_mandat(antrag_id)
    if row is None:
        raise MandatRefused
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    record(subject=_about(claim), act="zahlung.mandate_revoked", actor=person, payload={"reference": row.reference})


@transaction.atomic
def collect(*, actor: Actor, stelle: Stelle, on: date, now: datetime) -> Einzug:
    """Gather the waiting mandates whose fee is open into one file for the bank.

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
    waiting = list(Mandat.objects.filter(stelle=stelle, einzug=None, revoked_at=None).select_related("forderung"))
    claims = {row.pk: row for row in Forderung.objects.select_for_update().filter(mandate__in=waiting)}
    taken = [
        row
        for row in waiting
        if claims[row.forderung_id].open_cent > 0 and timezone.localdate(row.signed_at) + NOTICE <= on
    ]
    if not taken:
        raise NothingToCollect
    for row in taken:
        row.cents = claims[row.forderung_id].open_cent
    content = _pain008(place, taken, on)
    total = sum(row.cents for row in taken)
    run = Einzug.objects.create(
        stelle=stelle, made_at=now, by_id=actor.konto_id, on=on, count=len(taken), sum_cent=total, content=content
    )
    for row in taken:
        row.einzug = run
        row.save(update_fields=["einzug", "cents"])
    subject = Subject("einzug", run.public_id, stelle.pk)
    record(subject=subject, act="einzug.made", actor=actor, payload={"count": run.count, "cents": total})
    return run


@transaction.atomic
def credit(*, actor: Actor, einzug_id: uuid.UUID, now: datetime) -> Einzug:
    """Book the payments of direct debits whose money came; what a bank takes back later is booked by hand.

    Raises:
        ActorRefused: no clerk of the body.
        PaymentNotFound: no such Einzug, or it was booked already.
    """
    run = Einzug.objects.select_for_update().filter(public_id=einzug_id, credited_at=None).first()
    if run is None:
        raise PaymentNotFound
    only_office(actor, run.stelle_id)
    for row in run.mandate.select_related("forderung"):
        claim = locked_forderung(row.forderung.antrag_id)
        came = Money(-row.cents, run.on, f"Lastschrift {row.reference}")
        post(claim, kind=PostingKind.PAYMENT, money=came, actor=actor, now=now)
    run.credited_at = now
    run.save(update_fields=["credited_at"])
    return run


def waiting_mandat(antrag_id: uuid.UUID) -> Mandat | None:
    """Return the mandate by which the fee of an Antrag will be collected; None without one."""
    return Mandat.objects.filter(forderung__antrag_id=antrag_id, revoked_at=None, einzug=None).first()


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
    return Mandat.objects.filter(stelle=stelle, einzug=None, revoked_at=None, forderung__open_cent__gt=0).count()


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
