"""Pure decisions about what is owed and paid."""

from collections.abc import Sequence
from enum import StrEnum

from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

from rathaus.core.zahlung.errors import AmountRefused, ReasonMissing

MOST_CENT = 99_999_900
"""Largest amount of one claim or payment, cents: a payment provider takes up to 999,999 euros."""

MAX_WORDS = 140
"""Characters of a reason or of a line of a bank statement."""


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
    words = " ".join(typed.split())
    if not 0 < len(words) <= MAX_WORDS:
        raise ReasonMissing(characters=len(words), most=MAX_WORDS)
    return words


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
