"""Pure decisions about what is owed and paid."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

from rathaus.core.zahlung.errors import AmountRefused, DayOfValueRefused, IbanRefused, ReasonMissing, ZahlstelleRefused
from rathaus.values.text import without_control_signs

MOST_CENT = 99_999_900
"""Largest amount of one claim or payment, cents: a payment provider takes up to 999,999 euros."""

_HOLDER = re.compile(r"[\w .,:+?'()/&-]{1,70}")

MAX_WORDS = 140
"""Characters of a reason or of a line of a bank statement."""

LONGEST_BACK = timedelta(days=366)
"""How long ago a day of value may be: beyond, a year is mistyped. A custom of ours."""


class PostingKind(StrEnum):
    """What one line of the ledger says; claims count up, what settles them counts down."""

    ADVANCE = "advance"
    """The fee is requested ahead."""
    ASSESSED = "assessed"
    """The decision fixes the fee: the difference to what was requested."""
    PAYMENT = "payment"
    WAIVER = "waiver"
    REFUND = "refund"
    """What was paid too much went back."""
    RETURNED = "returned"
    """The bank took a payment back."""


class PaymentState(StrEnum):
    """How far an attempt to pay through the provider has come."""

    BEGUN = "begun"
    """Nobody knows yet whether the provider has heard of it."""
    INITIAL = "initial"
    BOOKED = "booked"
    FAILED = "failed"
    CANCELED = "canceled"
    MISMATCH = "mismatch"
    """The provider has booked another amount: a person clears it up."""


OPEN_STATES = frozenset({PaymentState.BEGUN, PaymentState.INITIAL})
"""An attempt may still end in any way."""


class FeeState(StrEnum):
    """Where the fee of an Antrag stands."""

    ADVANCE_REQUESTED = "advance_requested"
    ASSESSED = "assessed"
    PAID = "paid"
    WAIVED = "waived"
    REFUND_DUE = "refund_due"
    REFUNDED = "refunded"
    NOTHING_OWED = "nothing_owed"


_SETTLED = {
    PostingKind.PAYMENT: FeeState.PAID,
    PostingKind.WAIVER: FeeState.WAIVED,
    PostingKind.REFUND: FeeState.REFUNDED,
}


def fee_state(kinds: Sequence[PostingKind], *, open_cent: int, is_assessed: bool) -> FeeState:
    """Return where a fee stands.

    Args:
        kinds: the lines of its ledger, in their order.
        open_cent: what is still owed, cents; below zero where too much was paid.
        is_assessed: whether the decision has fixed it.
    """
    if open_cent < 0:
        return FeeState.REFUND_DUE
    if open_cent > 0:
        return FeeState.ASSESSED if is_assessed else FeeState.ADVANCE_REQUESTED
    settled = [_SETTLED[kind] for kind in kinds if kind in _SETTLED]
    return settled[-1] if settled else FeeState.NOTHING_OWED


def checked_amount(cents: int) -> int:
    """Return an amount that can be claimed or paid.

    Raises:
        AmountRefused: zero, below zero, or more than one payment can be.
    """
    if not 0 < cents <= MOST_CENT:
        raise AmountRefused(cents=cents, most=MOST_CENT)
    return cents


def checked_words(typed: str) -> str:
    """Return a reason or a line of a bank statement, on one line.

    Raises:
        ReasonMissing: it is empty or too long.
    """
    words = " ".join(without_control_signs(typed).split())
    if not 0 < len(words) <= MAX_WORDS:
        raise ReasonMissing(characters=len(words), most=MAX_WORDS)
    return words


def checked_day(on: date, *, today: date) -> date:
    """Return the day of value of a booking that a clerk enters.

    Args:
        on: local day as entered.
        today: local date Europe/Berlin.

    Raises:
        DayOfValueRefused: it has not come yet, or is so long ago that it is mistyped.
    """
    if not today - LONGEST_BACK <= on <= today:
        raise DayOfValueRefused(on=on)
    return on


def new_kassenzeichen(reference: str) -> str:
    """Return the Kassenzeichen of an Antrag, which banks check: ``RF``, two check digits, the letters of the reference.

    Args:
        reference: of the Antrag, such as ``2026-7K3M-9QPD``.

    Source: ISO 11649 (structured creditor reference).
    """
    body = "".join(letter for letter in reference.upper() if letter.isalnum())
    digits = mod_97_10.calc_check_digits(f"{body}RF")
    number: str = iso11649.validate(f"RF{digits}{body}")
    return number


def ended_as(asked_cent: int, *, told: PaymentState, came_cent: int | None) -> PaymentState:
    """Return how an attempt stands by what the provider tells.

    Args:
        asked_cent: what the person was to pay, cents.
        told: what the provider says.
        came_cent: the amount that it names, cents; None where it names none, which is the one that was asked for.
    """
    is_other = came_cent is not None and came_cent != asked_cent
    return PaymentState.MISMATCH if told is PaymentState.BOOKED and is_other else told


PATIENCE = timedelta(minutes=30)
"""How long a person is sent back to the attempt that they have begun."""

GIVE_UP = timedelta(minutes=10)
"""How long an attempt of which the provider has told nothing may still begin."""


SOONEST_LOOK = timedelta(minutes=1)
LATEST_LOOK = timedelta(days=1)
"""The least and the most time between two questions about one attempt."""


def next_look(begun_at: datetime, looked_at: datetime | None) -> datetime:
    """Return when to ask the provider again: every minute at first, then ever less often, at least once a day."""
    if looked_at is None:
        return begun_at + SOONEST_LOOK
    return looked_at + min(max((looked_at - begun_at) / 4, SOONEST_LOOK), LATEST_LOOK)


def checked_iban(typed: str) -> str:
    """Return an IBAN of the SEPA area in its compact form.

    Raises:
        IbanRefused: no IBAN, or one of a country outside of SEPA.
    """
    try:
        iban = IBAN(typed)
    except SchwiftyException as error:
        raise IbanRefused(reason="invalid") from error
    if not iban.in_sepa_zone:
        raise IbanRefused(reason="country", country=iban.country_code)
    return iban.compact


def checked_holder(typed: str) -> str:
    """Return the name of an account's holder, on one line.

    Raises:
        ZahlstelleRefused: it is empty, too long, or holds what no bank takes.
    """
    holder = " ".join(typed.split())
    if not _HOLDER.fullmatch(holder):
        raise ZahlstelleRefused(field="holder")
    return holder
