"""Fees are requested, assessed, paid, waived and paid back; the ledger always adds up."""

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rathaus.core.antrag.models import Antrag
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.fees import owed_for
from rathaus.core.zahlung.actions import (
    Money,
    Owed,
    assess,
    enter_payment,
    enter_refund,
    request_advance,
    return_payment,
    waive,
)
from rathaus.core.zahlung.errors import AmountRefused, ForderungNotFound, NothingOpen, RefundTooHigh
from rathaus.core.zahlung.models import Forderung, Posting
from rathaus.core.zahlung.queries import Account, account_of, open_advance_cent
from rathaus.core.zahlung.rules import MOST_CENT, FeeState
from rathaus.values.errors import RathausError
from tests.cast import NOW, TODAY, Member
from tests.errand import submitted

FEE = 3000


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    return submitted(citizen, "bewohnerparkausweis", "bewilligung")


@pytest.fixture
def owed(antrag: Antrag) -> Owed:
    return owed_for(antrag)


def account(owed: Owed) -> Account:
    found = account_of(owed.antrag_id)
    assert found is not None
    return found


def pay(clerk: Member, owed: Owed, cents: int) -> Posting:
    return enter_payment(actor=clerk.actor, antrag_id=owed.antrag_id, money=Money(cents, TODAY, "Auszug 12"), now=NOW)


def refund(clerk: Member, owed: Owed, cents: int) -> Posting:
    return enter_refund(actor=clerk.actor, antrag_id=owed.antrag_id, money=Money(cents, TODAY, "Auszug 14"), now=NOW)


def test_a_fee_paid_ahead_is_set_off_against_the_decision(owed: Owed, clerk: Member) -> None:
    with open_scope(clerk.scope):
        request_advance(actor=SYSTEM_ACTOR, owed=owed, cents=FEE, now=NOW)
        assert (account(owed).state, open_advance_cent(owed.antrag_id)) == (FeeState.ADVANCE_REQUESTED, FEE)
        pay(clerk, owed, FEE)
        assert (account(owed).state, open_advance_cent(owed.antrag_id)) == (FeeState.PAID, 0)
        assess(actor=SYSTEM_ACTOR, owed=owed, cents=FEE, now=NOW)
        assert account(owed).state is FeeState.PAID
        assert [each.cents for each in account(owed).postings] == [FEE, -FEE, 0]


def test_a_lower_fee_gives_back_money_but_not_what_was_waived(owed: Owed, clerk: Member) -> None:
    with open_scope(clerk.scope):
        request_advance(actor=SYSTEM_ACTOR, owed=owed, cents=FEE, now=NOW)
        pay(clerk, owed, 1000)
        waive(actor=clerk.actor, antrag_id=owed.antrag_id, reason="Härtefall", now=NOW)
        assess(actor=SYSTEM_ACTOR, owed=owed, cents=0, now=NOW)
        assert account(owed).forderung.open_cent == -1000
        with pytest.raises(RefundTooHigh):
            refund(clerk, owed, 1001)


def test_an_advance_is_requested_once(owed: Owed, clerk: Member) -> None:
    with open_scope(clerk.scope):
        first = request_advance(actor=SYSTEM_ACTOR, owed=owed, cents=FEE, now=NOW)
        second = request_advance(actor=SYSTEM_ACTOR, owed=owed, cents=2 * FEE, now=NOW)
        assert (first.pk, account(owed).claimed_cent) == (second.pk, FEE)


def test_after_a_refusal_the_advance_is_paid_back_once(owed: Owed, clerk: Member) -> None:
    with open_scope(clerk.scope):
        request_advance(actor=SYSTEM_ACTOR, owed=owed, cents=FEE, now=NOW)
        pay(clerk, owed, FEE)
        assess(actor=SYSTEM_ACTOR, owed=owed, cents=0, now=NOW)
        assert account(owed).state is FeeState.REFUND_DUE
        refund(clerk, owed, FEE)
        assert account(owed).state is FeeState.REFUNDED
        with pytest.raises(RefundTooHigh):
            refund(clerk, owed, FEE)


def test_a_decision_without_a_fee_opens_nothing(owed: Owed, clerk: Member) -> None:
    with open_scope(clerk.scope):
        assert assess(actor=SYSTEM_ACTOR, owed=owed, cents=0, now=NOW) is None
        assert account_of(owed.antrag_id) is None
        with pytest.raises(ForderungNotFound):
            pay(clerk, owed, FEE)


def test_what_is_open_is_waived_with_a_reason_and_only_once(owed: Owed, clerk: Member) -> None:
    with open_scope(clerk.scope):
        assess(actor=SYSTEM_ACTOR, owed=owed, cents=FEE, now=NOW)
        waive(actor=clerk.actor, antrag_id=owed.antrag_id, reason="Unbillig, Vermerk vom 23.11.", now=NOW)
        assert account(owed).state is FeeState.WAIVED
        with pytest.raises(NothingOpen):
            waive(actor=clerk.actor, antrag_id=owed.antrag_id, reason="noch einmal", now=NOW)


def test_a_payment_that_the_bank_took_back_is_owed_again(owed: Owed, clerk: Member) -> None:
    with open_scope(clerk.scope):
        assess(actor=SYSTEM_ACTOR, owed=owed, cents=FEE, now=NOW)
        pay(clerk, owed, FEE)
        back = {"actor": clerk.actor, "antrag_id": owed.antrag_id, "now": NOW}
        return_payment(**back, money=Money(FEE, TODAY, "Rücklastschrift"))
        assert account(owed).state is FeeState.ASSESSED
        with pytest.raises(RefundTooHigh):
            return_payment(**back, money=Money(1, TODAY, "Rücklastschrift"))


def test_what_no_payment_can_be_is_refused_and_nothing_is_written(owed: Owed, clerk: Member) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(AmountRefused):
            assess(actor=SYSTEM_ACTOR, owed=owed, cents=MOST_CENT + 1, now=NOW)
        assert account_of(owed.antrag_id) is None


def test_payments_that_add_up_to_more_than_an_amount_can_be_are_refused(owed: Owed, clerk: Member) -> None:
    most = {"actor": clerk.actor, "antrag_id": owed.antrag_id, "money": Money(MOST_CENT, TODAY, "Auszug 7"), "now": NOW}
    with open_scope(clerk.scope):
        request_advance(actor=SYSTEM_ACTOR, owed=owed, cents=FEE, now=NOW)
        enter_payment(**most)
        with pytest.raises(AmountRefused):
            enter_payment(**most)
        assert account_of(owed.antrag_id).forderung.open_cent == FEE - MOST_CENT


@pytest.mark.parametrize(
    "act",
    [
        lambda member, owed: request_advance(actor=member.actor, owed=owed, cents=FEE, now=NOW),
        lambda member, owed: assess(actor=member.actor, owed=owed, cents=FEE, now=NOW),
    ],
)
def test_a_person_claims_nothing_from_themselves(
    owed: Owed, citizen: Member, act: Callable[[Member, Owed], object]
) -> None:
    with open_scope(citizen.scope), pytest.raises(ActorRefused):
        act(citizen, owed)


def test_another_body_sees_no_claim(owed: Owed, clerk: Member, clerk_of_the_next_town: Member) -> None:
    with open_scope(clerk.scope):
        assess(actor=SYSTEM_ACTOR, owed=owed, cents=FEE, now=NOW)
    with open_scope(clerk_of_the_next_town.scope), pytest.raises(ForderungNotFound):
        pay(clerk_of_the_next_town, owed, FEE)


def test_every_line_is_recorded_and_the_person_sees_it(owed: Owed, clerk: Member, citizen: Member) -> None:
    with open_scope(clerk.scope):
        assess(actor=SYSTEM_ACTOR, owed=owed, cents=FEE, now=NOW)
        pay(clerk, owed, FEE)
    with open_scope(citizen.scope):
        acts = [each.act for each in records_of(kind="antrag", subject_id=owed.antrag_id)]
        assert acts[-2:] == ["zahlung.assessed", "zahlung.payment"]
        assert account(owed).state is FeeState.PAID
    with open_scope(clerk.scope):
        assert not verify_chains().faults


@pytest.mark.parametrize(
    "change",
    [
        lambda row: Forderung.objects.filter(pk=row.pk).update(open_cent=0),
        lambda row: Forderung.objects.filter(pk=row.pk).update(kassenzeichen="RF18539007547034"),
        lambda row: Posting.objects.filter(forderung=row).update(cents=1),
        lambda row: Posting.objects.filter(forderung=row).delete(),
        lambda row: Forderung.objects.create(
            antrag_id=uuid.uuid4(), stelle_id=row.stelle_id, konto_id=row.konto_id, kassenzeichen="RF18539007547034",
            open_cent=5, made_at=NOW,
        ),
        lambda row: Posting.objects.create(
            forderung=row, stelle_id=row.stelle_id, konto_id=row.konto_id, kind="refund", cents=1, on=TODAY, at=NOW
        ),
        lambda row: Posting.objects.create(
            forderung=row, stelle_id=row.stelle_id, konto_id=row.konto_id, kind="waiver", cents=-FEE - 1, on=TODAY,
            at=NOW,
        ),
        lambda row: Posting.objects.create(
            forderung=row, stelle_id=row.stelle_id, konto_id=row.konto_id, kind="payment", cents=1, on=TODAY, at=NOW
        ),
    ],
)  # fmt: skip
def test_the_database_refuses_what_would_not_add_up(
    owed: Owed, clerk: Member, change: Callable[[Forderung], object]
) -> None:
    with open_scope(clerk.scope):
        row = assess(actor=SYSTEM_ACTOR, owed=owed, cents=FEE, now=NOW)
        assert row is not None
        with pytest.raises(DatabaseError), transaction.atomic():
            change(row)


_ACTS = st.tuples(st.sampled_from(["advance", "assess", "pay", "refund", "waive", "return"]), st.integers(-5, 5_000))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(_ACTS, max_size=12))
def test_whatever_happens_the_ledger_adds_up(acts: list[tuple[str, int]], clerk: Member, owed: Owed) -> None:
    antrag_id = owed.antrag_id
    with open_scope(clerk.scope), transaction.atomic():
        for name, cents in acts:
            told = {"actor": clerk.actor, "antrag_id": antrag_id, "now": NOW}
            moved = told | {"money": Money(cents, TODAY, "Auszug")}
            try:
                if name == "advance":
                    request_advance(actor=SYSTEM_ACTOR, owed=owed, cents=cents, now=NOW)
                elif name == "assess":
                    assess(actor=SYSTEM_ACTOR, owed=owed, cents=cents, now=NOW)
                elif name == "waive":
                    waive(**told, reason="Grund")
                else:
                    {"pay": enter_payment, "refund": enter_refund, "return": return_payment}[name](**moved)
            except RathausError:
                continue
        found = account_of(antrag_id)
        if found is not None:
            paid = -sum(each.cents for each in found.postings if each.kind in {"payment", "refund", "returned"})
            waived = -sum(each.cents for each in found.postings if each.kind == "waiver")
            assert found.forderung.open_cent == sum(each.cents for each in found.postings)
            assert found.claimed_cent == found.forderung.open_cent + paid + waived
            assert paid >= 0
            assert (found.state is FeeState.REFUND_DUE) is (found.forderung.open_cent < 0)
        transaction.set_rollback(True)


def test_a_person_with_a_link_owes_as_well(link_holder: Member, clerk: Member) -> None:
    antrag = submitted(link_holder, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        row = assess(actor=SYSTEM_ACTOR, owed=replace(owed_for(antrag), citation="§ 6a StVG"), cents=FEE, now=NOW)
    assert row is not None
    with open_scope(link_holder.scope):
        assert account(owed_for(antrag)).forderung.secret_hash == antrag.secret_hash
