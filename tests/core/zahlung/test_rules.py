"""The state of a fee follows from its ledger; amounts, words and the Kassenzeichen are checked."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649

from rathaus.core.zahlung.errors import AmountRefused, DayOfValueRefused, IbanRefused, ReasonMissing, ZahlstelleRefused
from rathaus.core.zahlung.rules import (
    LONGEST_BACK,
    MAX_WORDS,
    MOST_CENT,
    FeeState,
    PaymentState,
    PostingKind,
    checked_amount,
    checked_day,
    checked_holder,
    checked_iban,
    checked_words,
    ended_as,
    fee_state,
    new_kassenzeichen,
    next_look,
)
from tests.cast import NOW, TODAY

MONTH = timedelta(days=30)
ADVANCE, PAYMENT, WAIVER, REFUND = PostingKind.ADVANCE, PostingKind.PAYMENT, PostingKind.WAIVER, PostingKind.REFUND


@pytest.mark.parametrize(
    ("kinds", "open_cent", "is_assessed", "state"),
    [
        ([], 0, False, FeeState.NOTHING_OWED),
        ([ADVANCE], 3000, False, FeeState.ADVANCE_REQUESTED),
        ([ADVANCE, PAYMENT], 0, False, FeeState.PAID),
        ([PostingKind.ASSESSED], 3000, True, FeeState.ASSESSED),
        ([PostingKind.ASSESSED, WAIVER], 0, True, FeeState.WAIVED),
        ([ADVANCE, PAYMENT, PostingKind.ASSESSED], -3000, True, FeeState.REFUND_DUE),
        ([ADVANCE, PAYMENT, PostingKind.ASSESSED, REFUND], 0, True, FeeState.REFUNDED),
        ([ADVANCE, PAYMENT, PostingKind.RETURNED], 3000, False, FeeState.ADVANCE_REQUESTED),
    ],
)
def test_a_fee_stands_where_its_ledger_says(
    kinds: list[PostingKind], open_cent: int, is_assessed: object, state: FeeState
) -> None:
    assert fee_state(kinds, open_cent=open_cent, is_assessed=bool(is_assessed)) is state


@pytest.mark.parametrize("cents", [0, -1, MOST_CENT + 1, 10**18])
def test_what_no_payment_can_be_is_refused(cents: int) -> None:
    with pytest.raises(AmountRefused):
        checked_amount(cents)


def test_the_largest_amount_passes() -> None:
    assert checked_amount(MOST_CENT) == MOST_CENT


@pytest.mark.parametrize("typed", ["", "  \n ", "x" * (MAX_WORDS + 1)])
def test_words_are_there_and_fit_a_line(typed: str) -> None:
    with pytest.raises(ReasonMissing):
        checked_words(typed)
    assert checked_words(" Auszug\n 12 ") == "Auszug 12"


@given(st.from_regex(r"\A20[0-9]{2}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\Z"))
def test_banks_can_check_every_kassenzeichen(reference: str) -> None:
    number = new_kassenzeichen(reference)
    assert iso11649.is_valid(number)
    assert number[4:] == reference.replace("-", "")
    assert len(number) <= 25


@pytest.mark.parametrize(
    ("told", "came_cent", "state"),
    [
        (PaymentState.BOOKED, None, PaymentState.BOOKED),
        (PaymentState.BOOKED, 3000, PaymentState.BOOKED),
        (PaymentState.BOOKED, 2999, PaymentState.MISMATCH),
        (PaymentState.FAILED, 2999, PaymentState.FAILED),
    ],
)
def test_another_amount_is_not_booked_by_a_program(
    told: PaymentState, came_cent: int | None, state: PaymentState
) -> None:
    assert ended_as(3000, told=told, came_cent=came_cent) is state


def test_a_provider_is_asked_every_minute_first_and_once_a_day_at_last() -> None:
    assert next_look(NOW, None) - NOW == timedelta(minutes=1)
    waits = [next_look(NOW, NOW + age) - NOW - age for age in (timedelta(minutes=2), timedelta(hours=4), MONTH)]
    assert waits == [timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)]


@pytest.mark.parametrize("typed", ["", "DE02120300000000202052", "BR1800360305000010009795493C1", "12"])
def test_an_iban_that_no_bank_of_sepa_knows_is_refused(typed: str) -> None:
    with pytest.raises(IbanRefused):
        checked_iban(typed)


def test_an_iban_is_kept_without_spaces() -> None:
    assert checked_iban(" de02 1203 0000 0000 2020 51 ") == "DE02120300000000202051"


@pytest.mark.parametrize("typed", ["", " ", "<b>", "x" * 71])
def test_a_name_that_no_bank_takes_is_refused(typed: str) -> None:
    with pytest.raises(ZahlstelleRefused):
        checked_holder(typed)
    assert checked_holder(" Jörg   O'Neill ") == "Jörg O'Neill"


def test_money_is_booked_for_today_or_a_day_of_the_last_year() -> None:
    day = timedelta(days=1)
    for on in (TODAY, TODAY - day, TODAY - LONGEST_BACK):
        assert checked_day(on, today=TODAY) == on
    for on in (TODAY + day, TODAY - LONGEST_BACK - day):
        with pytest.raises(DayOfValueRefused):
            checked_day(on, today=TODAY)
