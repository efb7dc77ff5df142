"""What the room wants from outside: a payment provider."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from rathaus.core.zahlung.rules import PaymentState


@dataclass(frozen=True, slots=True)
class Order:
    """What a provider is asked to take.

    Args:
        request: our own id, at most 36 characters; the same order twice is one payment.
        endpoint: name of the body at the provider.
        cents: amount, cents.
        kassenzeichen: for the treasury.
        purpose: line of the bank statement, at most 27 letters, digits, spaces and dashes.
        return_url: where the person comes back to, whatever has happened.
    """

    request: str
    endpoint: str
    cents: int
    kassenzeichen: str
    purpose: str
    return_url: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a provider says of a payment.

    Args:
        transaction: what it calls the payment.
        state: how it stands.
        pay_url: where the person pays; empty once it has ended.
        cents: amount, cents; None where it names none.
    """

    transaction: str
    state: PaymentState
    pay_url: str = ""
    cents: int | None = None


class PaymentProvider(Protocol):
    """Takes payments for bodies."""

    def begin(self, order: Order) -> Told | None:
        """Begin a payment; None where the provider knows the order already and tells no more.

        Raises:
            ProviderSilent, ProviderRefused: it did not begin.
        """

    def look_up(self, *, endpoint: str, transaction: str) -> Told:
        """Return how a payment stands.

        Raises:
            ProviderSilent, ProviderRefused: it does not say.
        """


def configured_provider() -> PaymentProvider | None:
    """Return the provider that ``RATHAUS_PAYMENT_PROVIDER`` names (dotted path of a function), or None."""
    path = settings.RATHAUS_PAYMENT_PROVIDER
    if not path:
        return None
    provider: PaymentProvider = import_string(path)()
    return provider
