"""Two people act on the same slots at the same moment, with real commits."""

from collections.abc import Callable
from time import sleep
from types import ModuleType

import pytest

from rathaus.core.scope.session import open_scope
from rathaus.core.termin import actions as termin_actions
from rathaus.core.termin.actions import call_off, offer_termine
from rathaus.core.termin.errors import TerminTaken
from rathaus.core.termin.models import Buchung, Termin
from rathaus.core.vorgang import actions as vorgang_actions
from rathaus.core.vorgang.actions import withdraw
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import NOW, Member, make_citizen, make_staff
from tests.core.termin.test_booking import OFFER, take
from tests.core.vorgang.test_concurrency import at_once
from tests.errand import submitted


def test_of_two_who_want_the_last_place_one_gets_it(committing_database: None) -> None:
    clerk = make_staff("hanau", "jonas", "Jonas Becker")
    people = [make_citizen(login) for login in ("amira", "karl")]
    requests = [submitted(member, "bewohnerparkausweis", "bewilligung") for member in people]
    with open_scope(clerk.scope):
        offer_termine(actor=clerk.actor, stelle_id=requests[0].stelle_id, offer=OFFER, now=NOW)
    slot = Termin.objects.earliest("begins_at")

    def want(number: int) -> tuple[Member, Callable[[], object]]:
        def act() -> object:
            try:
                return take(people[number], requests[number], slot)
            except TerminTaken as error:
                return error

        return people[number], act

    results = at_once(want(0), want(1))
    assert sorted(type(each).__name__ for each in results) == ["Buchung", "TerminTaken"]
    with open_scope(clerk.scope):
        assert (Buchung.objects.filter(ended_at=None).count(), Termin.objects.get(pk=slot.pk).booked) == (1, 1)


def test_two_bookings_for_one_antrag_at_once_leave_it_with_one_place(committing_database: None) -> None:
    clerk, amira = make_staff("hanau", "jonas", "Jonas Becker"), make_citizen("amira")
    antrag = submitted(amira, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        offer_termine(actor=clerk.actor, stelle_id=antrag.stelle_id, offer=OFFER, now=NOW)
    first, second = Termin.objects.order_by("begins_at")

    results = at_once((amira, lambda: take(amira, antrag, first)), (amira, lambda: take(amira, antrag, second)))
    assert [type(each) for each in results] == [Buchung, Buchung]
    with open_scope(clerk.scope):
        assert Buchung.objects.filter(ended_at=None).count() == 1
        assert sorted(Termin.objects.values_list("booked", flat=True)) == [0, 1]


def test_a_withdrawal_while_the_slot_is_called_off_blocks_nobody(
    committing_database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, amira = make_staff("hanau", "jonas", "Jonas Becker"), make_citizen("amira")
    antrag = submitted(amira, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        offer_termine(actor=clerk.actor, stelle_id=antrag.stelle_id, offer=OFFER, now=NOW)
    slot = Termin.objects.earliest("begins_at")
    take(amira, antrag, slot)
    after_a_pause(monkeypatch, vorgang_actions, "give_back")
    after_a_pause(monkeypatch, termin_actions, "_tell")

    at_once(
        (amira, lambda: withdraw(actor=amira.actor, antrag=antrag, now=NOW)),
        (clerk, lambda: call_off(actor=clerk.actor, termin=slot, now=NOW)),
    )
    with open_scope(clerk.scope):
        assert not Buchung.objects.filter(ended_at=None).exists()
        assert vorgang_of(antrag).is_withdrawn
    assert Termin.objects.get(pk=slot.pk).called_off_at == NOW


def after_a_pause(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
    """Let a function of a module wait first, so that what runs beside it holds its locks by then."""
    act: Callable[..., object] = getattr(module, name)

    def slow(*args: object, **options: object) -> object:
        sleep(0.7)
        return act(*args, **options)

    monkeypatch.setattr(module, name, slow)
