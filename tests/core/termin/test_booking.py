"""Slots are offered, booked, moved, cancelled, called off; the last place goes to one person."""

from dataclasses import replace
from datetime import time as clock
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from rathaus.core.antrag.models import Antrag
from rathaus.core.leistung.models import Leistung
from rathaus.core.postfach.actions import Correspondence
from rathaus.core.postfach.errors import MessageEmpty, MessageTooLong
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.termin import actions as termin_actions
from rathaus.core.termin.actions import Offer, call_off, cancel, offer_termine, offers_of, remind
from rathaus.core.termin.errors import NothingBooked, NothingFree, OfferRefused, TerminNotFound, TerminOver, TerminTaken
from rathaus.core.termin.models import Buchung, Termin
from rathaus.core.termin.queries import buchung_of, coming_termin, coming_termine, free_termine
from rathaus.core.termin.rules import Pattern
from rathaus.core.vorgang.actions import withdraw
from rathaus.core.vorgang.booking import book_termin
from rathaus.core.vorgang.correspondence import invite_to_book
from rathaus.core.vorgang.errors import AntragWithdrawn
from rathaus.core.vorgang.queries import history, vorgang_of
from tests.cast import NOW, TODAY, Member, make_citizen
from tests.errand import submitted

TOMORROW = TODAY + timedelta(days=1)
OFFER = Offer(Pattern(TOMORROW, TOMORROW, clock(9), clock(10), 30), "Zimmer 12", "Ausweis abholen")


def about(antrag: Antrag) -> Correspondence:
    return Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id)


def take(member: Member, antrag: Antrag, slot: Termin) -> Buchung:
    with open_scope(member.scope):
        return book_termin(actor=member.actor, antrag=antrag, termin_id=slot.public_id, now=NOW)


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    return submitted(citizen, "bewohnerparkausweis", "bewilligung")


@pytest.fixture
def slots(antrag: Antrag, clerk: Member) -> list[Termin]:
    with open_scope(clerk.scope):
        assert offer_termine(actor=clerk.actor, stelle_id=antrag.stelle_id, offer=OFFER, now=NOW) == 2
    return list(free_termine(antrag.stelle_id, leistung_id=antrag.version.leistung_id, now=NOW))


def test_a_slot_is_booked_moved_and_cancelled(
    slots: list[Termin], antrag: Antrag, citizen: Member, clerk: Member
) -> None:
    first, second = slots
    assert take(citizen, antrag, first).pk == take(citizen, antrag, first).pk
    moved = take(citizen, antrag, second)
    assert (Termin.objects.get(pk=first.pk).booked, Termin.objects.get(pk=second.pk).booked) == (0, 1)
    with open_scope(clerk.scope):
        shown = coming_termine(clerk.scope.stellen, now=NOW)
        assert [[each.antrag_id for each in taken] for _, taken in shown.rows] == [[], [antrag.public_id]]
    with open_scope(citizen.scope):
        assert buchung_of(antrag.public_id) == moved
        cancel(actor=citizen.actor, correspondence=about(antrag), now=NOW)
        with pytest.raises(NothingBooked):
            cancel(actor=citizen.actor, correspondence=about(antrag), now=NOW)
        assert (buchung_of(antrag.public_id), Buchung.objects.count()) == (None, 2)
    with open_scope(clerk.scope):
        assert verify_chains().faults == ()
    assert Termin.objects.get(pk=second.pk).booked == 0


def test_the_last_place_is_taken_once(slots: list[Termin], antrag: Antrag, citizen: Member) -> None:
    karl = make_citizen("karl")
    other = submitted(karl, "bewohnerparkausweis", "bewilligung")
    take(citizen, antrag, slots[0])
    with pytest.raises(TerminTaken):
        take(karl, other, slots[0])
    with pytest.raises(DatabaseError), transaction.atomic():
        Termin.objects.filter(pk=slots[0].pk).update(booked=2)
    assert take(karl, other, slots[1]).termin == slots[1]


def test_nobody_books_for_somebody_else_or_what_is_over(slots: list[Termin], antrag: Antrag, citizen: Member) -> None:
    karl = make_citizen("karl")
    with pytest.raises(ActorRefused):
        take(karl, antrag, slots[0])
    late = NOW + timedelta(days=2)
    with open_scope(citizen.scope):
        with pytest.raises(TerminOver):
            book_termin(actor=citizen.actor, antrag=antrag, termin_id=slots[0].public_id, now=late)
        with pytest.raises(TerminNotFound):
            book_termin(actor=citizen.actor, antrag=antrag, termin_id=antrag.public_id, now=NOW)
    take(citizen, antrag, slots[0])
    with open_scope(citizen.scope), pytest.raises(TerminOver):
        cancel(actor=citizen.actor, correspondence=about(antrag), now=late)


def test_nobody_books_after_a_withdrawal_or_a_slot_of_another_leistung(
    slots: list[Termin], antrag: Antrag, citizen: Member, clerk: Member
) -> None:
    other = Leistung.objects.exclude(pk=antrag.version.leistung_id).earliest("pk")
    with open_scope(clerk.scope):
        offer = replace(OFFER, leistung_id=other.pk)
        offer_termine(actor=clerk.actor, stelle_id=antrag.stelle_id, offer=offer, now=NOW)
    with pytest.raises(TerminNotFound):
        take(citizen, antrag, Termin.objects.filter(leistung=other).earliest("begins_at"))
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
    with pytest.raises(AntragWithdrawn):
        take(citizen, antrag, slots[0])
    assert not Termin.objects.exclude(booked=0).exists()


def test_a_slot_that_is_called_off_is_told_and_can_no_longer_be_booked(
    slots: list[Termin], antrag: Antrag, citizen: Member, clerk: Member
) -> None:
    take(citizen, antrag, slots[0])
    with open_scope(citizen.scope), pytest.raises(ActorRefused):
        call_off(actor=citizen.actor, termin=slots[0], now=NOW)
    with open_scope(clerk.scope):
        assert [call_off(actor=clerk.actor, termin=slots[0], now=NOW) for _ in range(2)] == [1, 0]
    with open_scope(citizen.scope):
        (letter,) = messages_of(antrag.public_id)
        assert (letter.subject, buchung_of(antrag.public_id)) == ("Ihr Termin fällt aus", None)
    with pytest.raises(TerminNotFound):
        take(citizen, antrag, slots[0])


def test_somebody_is_reminded_once_and_only_when_it_is_near(
    slots: list[Termin], antrag: Antrag, citizen: Member, clerk: Member
) -> None:
    take(citizen, antrag, slots[0])
    with open_scope(clerk.scope):
        stelle = antrag.stelle_id
        assert [remind(actor=SYSTEM_ACTOR, stelle_id=stelle, now=at) for at in (NOW - timedelta(days=2), NOW, NOW)] == [
            0,
            1,
            0,
        ]
        with pytest.raises(ActorRefused):
            remind(actor=clerk.actor, stelle_id=stelle, now=NOW)
    with open_scope(citizen.scope):
        (letter,) = messages_of(antrag.public_id)
        assert "24.11.2026, 09:00 Uhr" in letter.body


def test_one_reminder_that_fails_stops_no_other(
    slots: list[Termin], antrag: Antrag, citizen: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    karl = make_citizen("karl")
    other = submitted(karl, "bewohnerparkausweis", "bewilligung")
    damaged = take(citizen, antrag, slots[0])
    take(karl, other, slots[1])
    tell = termin_actions._tell

    def fail_once(booking: Buchung, *args: Any, **options: Any) -> None:
        if booking.pk == damaged.pk:
            raise RuntimeError
        tell(booking, *args, **options)

    monkeypatch.setattr(termin_actions, "_tell", fail_once)
    assert remind(actor=SYSTEM_ACTOR, stelle_id=antrag.stelle_id, now=NOW) == 1
    monkeypatch.setattr(termin_actions, "_tell", tell)
    assert [remind(actor=SYSTEM_ACTOR, stelle_id=antrag.stelle_id, now=NOW) for _ in range(2)] == [1, 0]


def test_every_slot_is_listed_in_pages_and_can_be_called_off(antrag: Antrag, clerk: Member) -> None:
    many = Offer(Pattern(TOMORROW, TOMORROW + timedelta(weeks=20), clock(9), clock(12), 10), "Zimmer 12")
    with open_scope(clerk.scope):
        offered = offer_termine(actor=clerk.actor, stelle_id=antrag.stelle_id, offer=many, now=NOW)
        offer_termine(actor=clerk.actor, stelle_id=antrag.stelle_id, offer=many, now=NOW)
        page = coming_termine(clerk.scope.stellen, now=NOW)
        listed = list(page.rows)
        while page.next is not None:
            page = coming_termine(clerk.scope.stellen, now=NOW, after=page.next)
            listed += page.rows
        assert len({row.pk for row, _ in listed}) == len(listed) == 2 * offered > 500
        last, _ = listed[-1]
        found = coming_termin(clerk.scope.stellen, last.public_id, now=NOW)
        assert found == last and call_off(actor=clerk.actor, termin=last, now=NOW) == 0
        assert coming_termin(clerk.scope.stellen, last.public_id, now=NOW) is None
    assert coming_termin([], listed[0][0].public_id, now=NOW) is None


def test_who_offered_slots_is_recorded(slots: list[Termin], antrag: Antrag, clerk: Member) -> None:
    chain = offers_of(antrag.stelle_id)
    with open_scope(clerk.scope):
        (entry,) = records_of(kind=chain.kind, subject_id=chain.id)
        assert (entry.act, entry.actor_konto_id) == ("termin.offered", clerk.actor.konto_id)
        assert entry.payload == {
            "slots": 2, "capacity": 1, "begins_at": slots[0].begins_at.isoformat(),
            "ends_at": slots[-1].ends_at.isoformat(),
        }  # fmt: skip
        assert verify_chains().faults == ()


@pytest.mark.parametrize("offer", [Offer(OFFER.pattern, " "), Offer(OFFER.pattern, "x", capacity=0)])
def test_only_a_clerk_offers_and_only_what_makes_sense(offer: Offer, antrag: Antrag, clerk: Member) -> None:
    citizen = make_citizen("karl")
    with open_scope(clerk.scope), pytest.raises(OfferRefused):
        offer_termine(actor=clerk.actor, stelle_id=antrag.stelle_id, offer=offer, now=NOW)
    with open_scope(clerk.scope), pytest.raises(OfferRefused):
        offer_termine(actor=clerk.actor, stelle_id=antrag.stelle_id, offer=OFFER, now=NOW + timedelta(days=9))
    with open_scope(citizen.scope), pytest.raises(ActorRefused):
        offer_termine(actor=citizen.actor, stelle_id=antrag.stelle_id, offer=OFFER, now=NOW)


def test_a_withdrawal_gives_the_place_back_and_the_clerk_reads_it(
    slots: list[Termin], antrag: Antrag, citizen: Member, clerk: Member
) -> None:
    take(citizen, antrag, slots[0])
    with open_scope(citizen.scope):
        for _ in range(2):
            withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
        assert buchung_of(antrag.public_id) is None
    assert Termin.objects.get(pk=slots[0].pk).booked == 0
    with open_scope(clerk.scope):
        assert [record.act for record in history(vorgang_of(antrag))].count("termin.given_back") == 1


def test_a_withdrawal_after_the_appointment_leaves_it_as_it_was(
    slots: list[Termin], antrag: Antrag, citizen: Member
) -> None:
    take(citizen, antrag, slots[0])
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW + timedelta(days=2))
        assert buchung_of(antrag.public_id) is not None


def test_a_clerk_invites_to_book_only_while_something_is_free(antrag: Antrag, citizen: Member, clerk: Member) -> None:
    with open_scope(clerk.scope):
        case = vorgang_of(antrag)
        with pytest.raises(NothingFree):
            invite_to_book(actor=clerk.actor, vorgang=case, text="Bitte kommen Sie vorbei.", now=NOW)
        offer_termine(actor=clerk.actor, stelle_id=antrag.stelle_id, offer=OFFER, now=NOW)
        for text, refused in ((" ", MessageEmpty), ("x" * 5001, MessageTooLong)):
            with pytest.raises(refused):
                invite_to_book(actor=clerk.actor, vorgang=case, text=text, now=NOW)
        invite_to_book(actor=clerk.actor, vorgang=case, text="Bitte kommen Sie vorbei.", now=NOW)
    with open_scope(citizen.scope):
        (letter,) = messages_of(antrag.public_id)
        assert (letter.kind, letter.subject[:29]) == ("invitation", "Bitte buchen Sie einen Termin")
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
    with open_scope(clerk.scope), pytest.raises(AntragWithdrawn):
        invite_to_book(actor=clerk.actor, vorgang=case, text="Bitte kommen Sie vorbei.", now=NOW)
