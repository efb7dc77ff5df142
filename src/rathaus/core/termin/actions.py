"""Every write to slots and bookings."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from rathaus.core.konto.bearer import person_acting
from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.rules import Kind
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role, writes_for
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.jobs import alone
from rathaus.core.scope.session import Scope, current_scope, open_scope, widen_scope
from rathaus.core.termin import texts
from rathaus.core.termin.errors import NothingBooked, OfferRefused, TerminNotFound, TerminOver, TerminTaken
from rathaus.core.termin.models import Buchung, Termin
from rathaus.core.termin.queries import offered_for
from rathaus.core.termin.rules import MOST_PLACES, REMIND_BEFORE, Pattern, slots_of
from rathaus.recht.dates import english_date, german_date
from rathaus.values.text import Text

_CHAIN_NAMESPACE = uuid.UUID("6a131a3b-642f-4039-9bc6-c7ae4bf22521")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a body offers.

    Args:
        pattern: when.
        place: where to go.
        purpose: what for, in a few words; may be empty.
        capacity: places of each slot.
        leistung_id: the Leistung; None for any.
    """

    pattern: Pattern
    place: str
    purpose: str = ""
    capacity: int = 1
    leistung_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The slot that somebody wants.

    Args:
        termin_id: public id of the slot.
        leistung_id: the Leistung of the Antrag.
        language: of the Antrag, for letters.
    """

    termin_id: uuid.UUID
    leistung_id: int
    language: str


@transaction.atomic
def offer_termine(*, actor: Actor, stelle_id: int, offer: Offer, now: datetime) -> int:
    """Offer slots; returns how many. Those that have begun already are left out.

    Args:
        actor: a clerk of the body.
        stelle_id: the body.
        offer: the slots.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        OfferRefused: no slot is in the future, or place, number or length make no sense.
    """
    if actor.role is not Role.CLERK or not writes_for(actor, stelle_id=stelle_id, stellen=current_scope().stellen):
        raise ActorRefused(role=actor.role.value)
    place = offer.place.strip()
    slots = [slot for slot in slots_of(offer.pattern) if slot[0] > now]
    if not slots or not place or not 1 <= offer.capacity <= MOST_PLACES:
        raise OfferRefused(slots=len(slots), capacity=offer.capacity)
    Termin.objects.bulk_create(
        Termin(
            stelle_id=stelle_id,
            leistung_id=offer.leistung_id,
            begins_at=begin,
            ends_at=end,
            place=place[:200],
            purpose=offer.purpose.strip()[:200],
            capacity=offer.capacity,
        )
        for begin, end in slots
    )
    payload: dict[str, object] = {
        "slots": len(slots), "capacity": offer.capacity, "begins_at": slots[0][0].isoformat(),
        "ends_at": slots[-1][1].isoformat(),
    }  # fmt: skip
    record(subject=offers_of(stelle_id), act="termin.offered", actor=actor, payload=payload)
    return len(slots)


def offers_of(stelle_id: int) -> Subject:
    """Return the chain in which a body keeps who offered slots."""
    return Subject("terminangebot", uuid.uuid5(_CHAIN_NAMESPACE, str(stelle_id)), stelle_id)


@transaction.atomic
def call_off(*, actor: Actor, termin: Termin, now: datetime) -> int:
    """Call a slot off and write to everybody who had a place; returns to how many. Doing it twice changes nothing.

    Args:
        actor: a clerk of the body.
        termin: the slot.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
    """
    if actor.role is not Role.CLERK or not writes_for(
        actor, stelle_id=termin.stelle_id, stellen=current_scope().stellen
    ):
        raise ActorRefused(role=actor.role.value)
    row = Termin.objects.select_for_update().get(pk=termin.pk)
    if row.called_off_at is not None:
        return 0
    bookings = list(Buchung.objects.select_for_update().filter(termin=row, ended_at=None))
    for each in bookings:
        each.ended_at = now
        each.save(update_fields=["ended_at"])
        _tell(each, row, texts.CALLED_OFF_SUBJECT, texts.CALLED_OFF, now=now)
        _record(each, "termin.called_off", actor, row)
    row.called_off_at, row.booked = now, 0
    row.save(update_fields=["called_off_at", "booked"])
    return len(bookings)


@transaction.atomic
def book(*, actor: Actor, correspondence: Correspondence, wanted: Wanted, now: datetime) -> Buchung:
    """Take a place for an Antrag; a place that it had before is given back in the same transaction.

    Args:
        actor: the person behind the Antrag, inside their scope.
        correspondence: the body, the person and the Antrag, whose case the caller has locked and seen to be open.
        wanted: the slot.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        TerminNotFound: there is no such slot for this Leistung at this body, or it was called off.
        TerminTaken: no place is left.
        TerminOver: it has begun, or the one that is given back has.
    """
    person = person_acting(actor, bearer=correspondence.bearer, secrets=current_scope().secrets)
    with widen_scope(stellen=frozenset({correspondence.stelle_id})):
        before = Buchung.objects.filter(antrag_id=correspondence.antrag_id, ended_at=None).first()
        slot = offered_for(correspondence.stelle_id, leistung_id=wanted.leistung_id).filter(public_id=wanted.termin_id)
        termin = slot.first()
        if termin is None:
            raise TerminNotFound
        if before is not None and before.termin_id == termin.pk:
            return before
        # Slots are locked in the order of their ids by everybody, so that two people who swap do not block each other.
        ids = sorted({termin.pk, *([before.termin_id] if before else [])})
        locked = {row.pk: row for row in Termin.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
        _check_free(locked[termin.pk], now)
        if before is not None:
            _give_back(before, locked[before.termin_id], now)
        booking = Buchung.objects.create(
            termin=termin,
            stelle_id=correspondence.stelle_id,
            konto_id=correspondence.bearer.konto_id,
            secret_hash=correspondence.bearer.secret_hash,
            antrag_id=correspondence.antrag_id,
            language=wanted.language,
            booked_at=now,
        )
        locked[termin.pk].booked += 1
        locked[termin.pk].save(update_fields=["booked"])
        _record(booking, "termin.moved" if before else "termin.booked", person, termin)
    return booking


@transaction.atomic
def cancel(*, actor: Actor, correspondence: Correspondence, now: datetime) -> None:
    """Give the place of an Antrag back.

    Raises:
        ActorRefused: somebody else.
        NothingBooked: it has none, perhaps from a double click.
        TerminOver: the slot has begun.
    """
    person = person_acting(actor, bearer=correspondence.bearer, secrets=current_scope().secrets)
    with widen_scope(stellen=frozenset({correspondence.stelle_id})):
        booking = Buchung.objects.filter(antrag_id=correspondence.antrag_id, ended_at=None).first()
        if booking is None:
            raise NothingBooked
        row = Termin.objects.select_for_update().get(pk=booking.termin_id)
        _give_back(booking, row, now)
        _record(booking, "termin.cancelled", person, row)


@transaction.atomic
def give_back(*, actor: Actor, correspondence: Correspondence, now: datetime) -> bool:
    """Give the place of an Antrag back that was withdrawn or passed on; one that has begun is left as it was.

    Args:
        actor: the person who withdraws, or the system when the case goes to another body.
        correspondence: the body, the person and the Antrag; the scope of the body must be open.
        now: aware instant.

    Returns:
        Whether there was a place to give back.

    Raises:
        ActorRefused: somebody else.
    """
    if actor.role is not Role.SYSTEM:
        actor = person_acting(actor, bearer=correspondence.bearer, secrets=current_scope().secrets)
    booking = Buchung.objects.filter(antrag_id=correspondence.antrag_id, ended_at=None).first()
    if booking is None:
        return False
    row = Termin.objects.select_for_update().get(pk=booking.termin_id)
    try:
        _give_back(booking, row, now)
    except (NothingBooked, TerminOver):
        return False
    _record(booking, "termin.given_back", actor, row)
    return True


def remind(*, actor: Actor, stelle_id: int, now: datetime) -> int:
    """Remind everybody whose slot is near, each once, by a letter in the Postfach; returns how many.

    Each booking is a transaction of its own; one that fails is logged and left for the next run.

    Args:
        actor: the system.
        stelle_id: the body.
        now: aware instant.

    Raises:
        ActorRefused: not the system.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    scope = Scope(stellen=frozenset({stelle_id}))
    with open_scope(scope):
        due = list(_to_remind(now).filter(stelle_id=stelle_id).values_list("pk", flat=True))
    return alone(due, lambda pk: _remind(pk, now), scope=scope, failure="reminder_failed")


def _to_remind(now: datetime) -> QuerySet[Buchung]:
    near = {"termin__begins_at__gt": now, "termin__begins_at__lte": now + REMIND_BEFORE}
    return Buchung.objects.filter(ended_at=None, reminded_at=None, **near)


def _remind(buchung_id: int, now: datetime) -> int:
    """Remind of one booking; its slot is locked first, as by everybody."""
    termin = Termin.objects.select_for_update().get(buchungen=buchung_id)
    row = _to_remind(now).select_for_update(of=("self",)).filter(pk=buchung_id).first()
    if row is None:
        return 0
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    _tell(row, termin, texts.REMINDER_SUBJECT, texts.REMINDER, now=now)
    return 1


def _check_free(termin: Termin, now: datetime) -> None:
    if termin.called_off_at is not None:
        raise TerminNotFound
    if termin.begins_at <= now:
        raise TerminOver
    if not termin.is_free:
        raise TerminTaken


def _give_back(booking: Buchung, termin: Termin, now: datetime) -> None:
    fresh = Buchung.objects.select_for_update().get(pk=booking.pk)
    if fresh.ended_at is not None:
        raise NothingBooked
    if termin.begins_at <= now:
        raise TerminOver
    fresh.ended_at = now
    fresh.save(update_fields=["ended_at"])
    termin.booked -= 1
    termin.save(update_fields=["booked"])


def _tell(booking: Buchung, termin: Termin, subject: Text, body: Text, *, now: datetime) -> None:
    language = booking.language
    local = timezone.localtime(termin.begins_at)
    day = english_date(local.date()) if language.startswith("en") else german_date(local.date())
    when = f"{day}, {local:%H:%M}" + ("" if language.startswith("en") else " Uhr")
    text = body.in_language(language).format(when=when, place=termin.place)
    correspondence = Correspondence(booking.stelle_id, booking.bearer, booking.antrag_id)
    letter = Letter(Kind.MESSAGE, subject.in_language(language), text)
    deliver(actor=SYSTEM_ACTOR, correspondence=correspondence, letter=letter, now=now)


def _record(booking: Buchung, act: str, actor: Actor, termin: Termin) -> None:
    subject = Subject.of_antrag(
        booking.antrag_id, stelle_id=booking.stelle_id, konto_id=booking.konto_id, secret_hash=booking.secret_hash
    )
    record(subject=subject, act=act, actor=actor, payload={"begins_at": termin.begins_at.isoformat()})
