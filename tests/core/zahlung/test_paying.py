"""Whatever the provider tells, how often, how late: money that came stands in the ledger once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import DatabaseError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rathaus.adapters.xbezahldienste.client import XBezahldienste
from rathaus.adapters.xbezahldienste.simulator import Simulator
from rathaus.core.antrag.models import Antrag
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.zahlung.actions import Money, enter_payment, enter_refund
from rathaus.core.zahlung.errors import NothingOpen, PaymentNotFound, ProviderRefused, ProviderSilent, ZahlstelleMissing
from rathaus.core.zahlung.jobs import look_up_payments
from rathaus.core.zahlung.models import Zahlstelle, Zahlungsvorgang
from rathaus.core.zahlung.paying import (
    WayBack,
    begin_payment,
    bring_forward,
    look_up,
    look_up_due,
    settle_mismatch,
    take_answer,
)
from rathaus.core.zahlung.ports import Order, Told
from rathaus.core.zahlung.queries import Account, account_of, attempt_by_public_id, due_attempts, unclear_attempts
from rathaus.core.zahlung.rules import GIVE_UP, PATIENCE, FeeState, PaymentState, next_look
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.core.zahlung.conftest import FEE, owing_antrag

WAY = WayBack("Antrag 2026-ABCD-EFGH", "http://127.0.0.1:1/zahlungen/1/")
LATER = NOW + timedelta(minutes=5)


def begun(citizen: Member, antrag: Antrag, provider: XBezahldienste) -> Zahlungsvorgang:
    attempt = begin_payment(actor=citizen.actor, antrag_id=antrag.public_id, now=NOW)
    return bring_forward(attempt, provider, way=WAY, now=NOW)


def account(antrag: Antrag) -> Account:
    found = account_of(antrag.public_id)
    assert found is not None
    return found


def booked_cents(antrag: Antrag) -> list[int]:
    return [each.cents for each in account(antrag).postings if each.kind == "payment"]


@pytest.mark.parametrize(
    ("choice", "end"),
    [
        ("bezahlt", (PaymentState.BOOKED, FeeState.PAID)),
        ("verloren", (PaymentState.BOOKED, FeeState.PAID)),
        ("spaeter", (PaymentState.BOOKED, FeeState.PAID)),
        ("anders", (PaymentState.MISMATCH, FeeState.ADVANCE_REQUESTED)),
        ("fehler", (PaymentState.FAILED, FeeState.ADVANCE_REQUESTED)),
        ("abbruch", (PaymentState.CANCELED, FeeState.ADVANCE_REQUESTED)),
    ],
)
def test_what_happens_at_the_provider_is_found_by_asking(
    owing: Antrag, citizen: Member, simulator: Simulator, provider: XBezahldienste,
    choice: str, end: tuple[PaymentState, FeeState],
) -> None:  # fmt: skip
    with open_scope(citizen.scope):
        attempt = begun(citizen, owing, provider)
        assert (attempt.state, attempt.pay_url) == ("initial", f"{simulator.address}/bezahlen/{attempt.transaction}")
        simulator.choose(attempt.transaction, choice)
        ended = look_up(attempt, provider, now=LATER)
        assert (PaymentState(ended.state), account(owing).state) == end
        assert look_up(ended, provider, now=LATER).pk == ended.pk
        assert booked_cents(owing) == [-FEE] * (end[0] is PaymentState.BOOKED)


def test_the_job_finds_a_payment_whose_payer_never_came_back(
    owing: Antrag, citizen: Member, simulator: Simulator, provider: XBezahldienste
) -> None:
    with open_scope(citizen.scope):
        attempt = begun(citizen, owing, provider)
        Zahlungsvorgang.objects.filter(pk=attempt.pk).update(looked_at=NOW - timedelta(minutes=2))
    simulator.choose(attempt.transaction, "verloren")
    look_up_payments(0)
    with open_scope(citizen.scope):
        assert account(owing).state is FeeState.PAID
        assert attempt_by_public_id(attempt.public_id).state == "booked"


def test_who_comes_back_soon_goes_on_with_the_same_attempt(
    owing: Antrag, citizen: Member, provider: XBezahldienste
) -> None:
    with open_scope(citizen.scope):
        first = begun(citizen, owing, provider)
        assert begin_payment(actor=citizen.actor, antrag_id=owing.public_id, now=LATER).pk == first.pk


def test_two_attempts_that_are_both_paid_are_both_booked_and_one_is_owed_back(
    owing: Antrag, citizen: Member, clerk: Member, simulator: Simulator, provider: XBezahldienste
) -> None:
    with open_scope(citizen.scope):
        first = begun(citizen, owing, provider)
        second = begin_payment(actor=citizen.actor, antrag_id=owing.public_id, now=NOW + PATIENCE)
        second = bring_forward(second, provider, way=WAY, now=NOW + PATIENCE)
        assert first.pk != second.pk
        for attempt in (second, first):
            simulator.choose(attempt.transaction, "bezahlt")
            look_up(attempt_by_public_id(attempt.public_id), provider, now=NOW + PATIENCE)
        assert (booked_cents(owing), account(owing).state) == ([-FEE, -FEE], FeeState.REFUND_DUE)
    with open_scope(clerk.scope):
        back = Money(FEE, TODAY, "Rückzahlung")
        enter_refund(actor=clerk.actor, antrag_id=owing.public_id, money=back, now=NOW)
        assert account(owing).forderung.open_cent == 0


def test_an_attempt_of_which_nobody_heard_where_to_pay_is_given_up(
    owing: Antrag, citizen: Member, provider: XBezahldienste
) -> None:
    with open_scope(citizen.scope):
        attempt = begin_payment(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)
        assert look_up_due(attempt, provider, now=NOW + GIVE_UP).state == "begun"
        assert look_up_due(attempt, provider, now=NOW + GIVE_UP + timedelta(seconds=1)).state == "failed"


def test_an_order_that_the_provider_knows_already_has_failed_for_us(
    owing: Antrag, citizen: Member, provider: XBezahldienste
) -> None:
    with open_scope(citizen.scope):
        attempt = begin_payment(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)
        order = Order(str(attempt.public_id), attempt.endpoint, FEE, "RF00", "x", WAY.address)
        assert provider.begin(order) is not None
        assert bring_forward(attempt, provider, way=WAY, now=NOW).state == "failed"


def test_whoever_asks_twice_at_once_does_not_end_a_payment_of_which_the_address_is_known(
    owing: Antrag, citizen: Member, simulator: Simulator, provider: XBezahldienste
) -> None:
    with open_scope(citizen.scope):
        stale = begin_payment(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)
        known = bring_forward(attempt_by_public_id(stale.public_id), provider, way=WAY, now=NOW)
        assert take_answer(stale, None, now=NOW).state == "initial"
        simulator.choose(known.transaction, "bezahlt")
        assert look_up(attempt_by_public_id(known.public_id), provider, now=LATER).state == "booked"


def test_a_provider_that_is_silent_about_one_payment_is_asked_about_the_others(
    owing: Antrag, citizen: Member, simulator: Simulator, provider: XBezahldienste, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_scope(citizen.scope):
        lost = begun(citizen, owing, provider)
        second = begin_payment(actor=citizen.actor, antrag_id=owing.public_id, now=NOW + PATIENCE)
        second = bring_forward(second, provider, way=WAY, now=NOW + PATIENCE)
        asked_at = {"begun_at": NOW - timedelta(hours=4), "looked_at": NOW - timedelta(hours=3)}
        Zahlungsvorgang.objects.filter(pk=lost.pk).update(**asked_at)
        Zahlungsvorgang.objects.filter(pk=second.pk).update(begun_at=NOW, looked_at=NOW - timedelta(hours=2))
    simulator.choose(second.transaction, "bezahlt")
    really = XBezahldienste.look_up

    def look_up_but_one(self: XBezahldienste, *, endpoint: str, transaction: str) -> Told:
        if transaction == lost.transaction:
            raise ProviderSilent(reason="502")
        return really(self, endpoint=endpoint, transaction=transaction)

    monkeypatch.setattr(XBezahldienste, "look_up", look_up_but_one)
    look_up_payments(0)
    with open_scope(citizen.scope):
        assert attempt_by_public_id(second.public_id).state == "booked"
        assert attempt_by_public_id(lost.public_id).looked_at > NOW - timedelta(hours=1)


def test_attempts_are_asked_about_when_it_is_time(owing: Antrag, citizen: Member, provider: XBezahldienste) -> None:
    with open_scope(citizen.scope):
        attempt = begun(citizen, owing, provider)
        for begun_at, looked_at in (
            (NOW, None),
            (NOW, NOW + timedelta(seconds=30)),
            (NOW - timedelta(hours=8), NOW),
            (NOW - timedelta(days=30), NOW),
        ):
            Zahlungsvorgang.objects.filter(pk=attempt.pk).update(begun_at=begun_at, looked_at=looked_at)
            moment = next_look(begun_at, looked_at)
            assert due_attempts(5, now=moment - timedelta(seconds=1)) == []
            assert [each for each, _ in due_attempts(5, now=moment)] == [attempt.public_id]


def test_a_payment_of_nothing_is_cleared_up_without_a_booking(
    owing: Antrag, citizen: Member, clerk: Member, provider: XBezahldienste
) -> None:
    with open_scope(citizen.scope):
        attempt = begun(citizen, owing, provider)
        take_answer(attempt, Told(attempt.transaction, PaymentState.BOOKED, "", 0), now=LATER)
    with open_scope(clerk.scope):
        assert [each.pk for each in unclear_attempts(LATER)] == [attempt.pk]
        settle_mismatch(actor=clerk.actor, attempt_id=attempt.public_id, now=LATER)
        assert (booked_cents(owing), list(unclear_attempts(LATER))) == ([], [])


def test_another_amount_is_booked_by_a_clerk_alone(
    owing: Antrag, citizen: Member, clerk: Member, simulator: Simulator, provider: XBezahldienste
) -> None:
    with open_scope(citizen.scope):
        attempt = begun(citizen, owing, provider)
        simulator.choose(attempt.transaction, "anders")
        look_up(attempt, provider, now=LATER)
        with pytest.raises(ActorRefused):
            settle_mismatch(actor=citizen.actor, attempt_id=attempt.public_id, now=LATER)
    with open_scope(clerk.scope):
        assert [each.pk for each in unclear_attempts(LATER)] == [attempt.pk]
        settle_mismatch(actor=clerk.actor, attempt_id=attempt.public_id, now=LATER)
        assert (account(owing).forderung.open_cent, list(unclear_attempts(LATER))) == (100, [])
        with pytest.raises(PaymentNotFound):
            settle_mismatch(actor=clerk.actor, attempt_id=attempt.public_id, now=LATER)


def test_an_attempt_that_stays_silent_for_a_day_is_looked_at_by_a_clerk(
    owing: Antrag, citizen: Member, clerk: Member, provider: XBezahldienste
) -> None:
    with open_scope(citizen.scope):
        attempt = begun(citizen, owing, provider)
    with open_scope(clerk.scope):
        assert list(unclear_attempts(NOW + timedelta(days=1))) == []
        assert [each.pk for each in unclear_attempts(NOW + timedelta(days=1, seconds=1))] == [attempt.pk]


def test_nobody_pays_for_somebody_else_or_what_is_not_open(
    owing: Antrag, citizen: Member, clerk: Member, other_citizen: Member, simulator: Simulator
) -> None:
    with open_scope(other_citizen.scope), pytest.raises(Exception, match="ZAH-002"):
        begin_payment(actor=other_citizen.actor, antrag_id=owing.public_id, now=NOW)
    with open_scope(clerk.scope):
        with pytest.raises(ActorRefused):
            begin_payment(actor=clerk.actor, antrag_id=owing.public_id, now=NOW)
        came = Money(FEE, TODAY, "Auszug 3")
        enter_payment(actor=clerk.actor, antrag_id=owing.public_id, money=came, now=NOW)
    with open_scope(citizen.scope), pytest.raises(NothingOpen):
        begin_payment(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)


def test_a_body_without_an_endpoint_takes_nothing_online(owing: Antrag, citizen: Member) -> None:
    Zahlstelle.objects.update(endpoint="")
    with open_scope(citizen.scope), pytest.raises(ZahlstelleMissing):
        begin_payment(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)


def test_a_provider_that_is_away_leaves_the_attempt_as_it_was(owing: Antrag, citizen: Member) -> None:
    away = XBezahldienste("http://127.0.0.1:9", "rathaus")
    with open_scope(citizen.scope):
        attempt = begin_payment(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)
        with pytest.raises(ProviderSilent):
            bring_forward(attempt, away, way=WAY, now=NOW)
        assert attempt_by_public_id(attempt.public_id).state == "begun"


def test_an_unknown_transaction_is_refused(provider: XBezahldienste) -> None:
    with pytest.raises(ProviderRefused):
        provider.look_up(endpoint="06435014", transaction="gibt-es-nicht")


@pytest.mark.parametrize("column", ["cents", "state", "came_cent"])
def test_the_database_keeps_what_has_ended(
    owing: Antrag, citizen: Member, simulator: Simulator, provider: XBezahldienste, column: str
) -> None:
    with open_scope(citizen.scope):
        attempt = begun(citizen, owing, provider)
        simulator.choose(attempt.transaction, "anders")
        look_up(attempt, provider, now=LATER)
        other = {"cents": 1, "state": "failed", "came_cent": 1}
        with pytest.raises(DatabaseError), transaction.atomic():
            Zahlungsvorgang.objects.filter(pk=attempt.pk).update(**{column: other[column]})


def test_a_person_and_the_office_that_hear_of_a_payment_at_once_book_it_once(
    committing_database: None, simulator: Simulator, provider: XBezahldienste
) -> None:
    citizen, clerk = make_citizen(), make_staff("hanau", "jonas", "Jonas Becker")
    antrag = owing_antrag(citizen, clerk)
    with open_scope(citizen.scope):
        attempt = begun(citizen, antrag, provider)
    simulator.choose(attempt.transaction, "bezahlt")
    together = Barrier(2)

    def ask(member: Member) -> str:
        try:
            with open_scope(member.scope):
                row = attempt_by_public_id(attempt.public_id)
                together.wait(30)
                return look_up(row, provider, now=LATER).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ask, [citizen, clerk])) == ["booked", "booked"]
    with open_scope(citizen.scope):
        assert booked_cents(antrag) == [-FEE]


TOLD = st.builds(
    Told, st.just("t1"), st.sampled_from([each for each in PaymentState if each is not PaymentState.BEGUN]),
    cents=st.sampled_from([None, FEE, FEE - 100]),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(st.none() | TOLD.filter(lambda told: told.state is not PaymentState.MISMATCH), max_size=6))
def test_any_answers_in_any_order_end_in_one_state_and_at_most_one_booking(
    owing: Antrag, citizen: Member, answers: list[Told | None]
) -> None:
    with open_scope(citizen.scope), transaction.atomic():
        attempt = begin_payment(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)
        states = list[str]()
        for told in answers:
            attempt = take_answer(attempt, told, now=LATER)
            states.append(attempt.state)
        ended = [state for state in states if state not in {"begun", "initial"}]
        assert len(set(ended)) <= 1
        assert booked_cents(owing) == [-FEE] * (attempt.state == "booked")
        assert account(owing).forderung.open_cent == FEE - FEE * (attempt.state == "booked")
        transaction.set_rollback(True)
