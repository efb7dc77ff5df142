"""Reminding of open fees: a body says when, a job does it; one letter for each reminder, whoever runs at once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.rules import Kind
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor
from rathaus.core.stelle.models import Stelle
from rathaus.core.zahlung.actions import only_office
from rathaus.core.zahlung.errors import ZahlstelleMissing
from rathaus.core.zahlung.models import Forderung, Zahlstelle, Zahlungserinnerung
from rathaus.core.zahlung.queries import is_being_paid
from rathaus.core.zahlung.reminder_rules import ReminderTerm, checked_term, due_reminder
from rathaus.core.zahlung.texts import REMINDER_BODY, REMINDER_SUBJECT, SECOND_SUBJECT
from rathaus.core.zahlung.zahlstelle import only_lead, record_zahlstelle
from rathaus.recht.dates import english_date, german_date
from rathaus.values.text import Text


@transaction.atomic
def set_reminders(*, actor: Actor, stelle: Stelle, term: ReminderTerm | None, now: datetime) -> Zahlstelle:
    """Say when a body reminds of open fees.

    Args:
        actor: who leads the body, or the system.
        stelle: the body.
        term: when; None for no reminders.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        ZahlstelleMissing: the body has not said where it takes money.
        ReminderTermRefused: see :func:`rathaus.core.zahlung.reminder_rules.checked_term`.
    """
    only_lead(actor, stelle, day=timezone.localdate(now))
    row = Zahlstelle.objects.select_for_update().filter(stelle=stelle).first()
    if row is None:
        raise ZahlstelleMissing
    checked = checked_term(term) if term else None
    row.remind_days = checked.days if checked else None
    row.remind_twice = checked is not None and checked.twice
    row.changed_at = now
    row.save(update_fields=["remind_days", "remind_twice", "changed_at"])
    payload: dict[str, object] = {"remind_days": row.remind_days, "remind_twice": row.remind_twice}
    record_zahlstelle(stelle, "zahlstelle.reminders_set", actor=actor, payload=payload)
    return row


@transaction.atomic
def remind(*, actor: Actor, forderung_id: int, now: datetime) -> Zahlungserinnerung | None:
    """Remind a person of an open fee where that is due, in the scope of the body; once for each reminder.

    The claim is locked, so that of several workers one reminds, and nobody is reminded whose payment is being booked.

    Args:
        actor: the system or a clerk of the body.
        forderung_id: the claim.
        now: aware instant.

    Returns:
        The reminder; None where none is due: nothing is open, a payment runs, or the body does not remind (again).

    Raises:
        ActorRefused: somebody else.
    """
    claim = Forderung.objects.select_for_update().filter(pk=forderung_id).first()
    place = Zahlstelle.objects.filter(stelle_id=claim.stelle_id).first() if claim else None
    if claim is None or place is None or place.remind_days is None:
        return None
    only_office(actor, claim.stelle_id)
    if claim.due_on is None or claim.open_cent <= 0 or is_being_paid(claim):
        return None
    today, sent = timezone.localdate(now), claim.erinnerungen.filter(due_on=claim.due_on)
    term = ReminderTerm(place.remind_days, place.remind_twice)
    number = due_reminder(claim.due_on, list(sent.values_list("on", flat=True)), term=term, on=today)
    if number is None:
        return None
    row = Zahlungserinnerung.objects.create(
        forderung=claim, stelle_id=claim.stelle_id, konto_id=claim.konto_id, secret_hash=claim.secret_hash,
        number=number, due_on=claim.due_on, on=today, at=now, cents=claim.open_cent,
    )  # fmt: skip
    about = Correspondence(claim.stelle_id, claim.bearer, claim.antrag_id)
    deliver(actor=actor, correspondence=about, letter=_letter(claim, place, number), now=now)
    subject = Subject.of_antrag(
        claim.antrag_id, stelle_id=claim.stelle_id, konto_id=claim.konto_id, secret_hash=claim.secret_hash
    )
    record(subject=subject, act="zahlung.reminded", actor=actor, payload={"cents": claim.open_cent, "number": number})
    return row


def _letter(claim: Forderung, place: Zahlstelle, number: int) -> Letter:
    due = claim.due_on or timezone.localdate(claim.made_at)
    facts = {"holder": place.holder, "iban": _in_groups(place.iban), "reference": claim.kassenzeichen}
    german = {**facts, "amount": _euros(claim.open_cent).de, "day": german_date(due)}
    english = {**facts, "amount": _euros(claim.open_cent).en, "day": english_date(due)}
    subject = SECOND_SUBJECT if number > 1 else REMINDER_SUBJECT
    body = f"{REMINDER_BODY.de.format(**german)}\n\nEnglish: {REMINDER_BODY.en.format(**english)}"
    return Letter(Kind.MESSAGE, subject.de.format(**german), body)


def _in_groups(iban: str) -> str:
    return " ".join(iban[place : place + 4] for place in range(0, len(iban), 4))


def _euros(cents: int) -> Text:
    return Text(f"{cents // 100},{cents % 100:02} Euro", f"{cents // 100}.{cents % 100:02} euros")
