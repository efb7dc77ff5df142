"""What claims and payments refuse."""

from rathaus.values.errors import RathausError


class AmountRefused(RathausError):
    """An amount is not positive, or larger than one payment can be."""

    code = "ZAH-001"


class ForderungNotFound(RathausError):
    """Nothing is owed for this Antrag, or it belongs to another body."""

    code = "ZAH-002"


class NothingOpen(RathausError):
    """Nothing is open that could be paid or waived."""

    code = "ZAH-003"


class RefundTooHigh(RathausError):
    """More would be paid back than was paid too much."""

    code = "ZAH-004"


class ReasonMissing(RathausError):
    """A waiver needs a reason, and money that came or went needs what the bank statement says."""

    code = "ZAH-005"


class IbanRefused(RathausError):
    """A number is no IBAN, or belongs to a bank outside of SEPA."""

    code = "ZAH-006"


class ZahlstelleMissing(RathausError):
    """The body has not said where it takes money, or takes none online."""

    code = "ZAH-007"


class ProviderSilent(RathausError):
    """The payment provider does not answer, or answers something that cannot be read."""

    code = "ZAH-008"


class ProviderRefused(RathausError):
    """The payment provider refuses the payment; ``reason`` is its own code."""

    code = "ZAH-009"


class PaymentNotFound(RathausError):
    """There is no such attempt to pay, or it belongs to somebody else."""

    code = "ZAH-010"


class ZahlstelleRefused(RathausError):
    """The name of an account's holder, of an endpoint or of a creditor cannot be right."""

    code = "ZAH-011"


class NothingToHandOver(RathausError):
    """Every booking was handed over already."""

    code = "ZAH-012"


class MandatRefused(RathausError):
    """A mandate cannot be given or taken back: there is one already, or its money is being collected."""

    code = "ZAH-013"


class BeingCollected(RathausError):
    """The bank is collecting the fee, so that it cannot be paid in another way as well."""

    code = "ZAH-017"


class FeeChanged(RathausError):
    """Another amount is open than the person was shown."""

    code = "ZAH-018"


class DayOfValueRefused(RathausError):
    """Money is to be booked for a day that has not come, or that passed more than a year ago."""

    code = "ZAH-019"


class CollectionTooEarly(RathausError):
    """Money is to be collected before the persons could know of it."""

    code = "ZAH-014"


class NothingToCollect(RathausError):
    """No mandate waits whose fee is open."""

    code = "ZAH-015"


class ReminderTermRefused(RathausError):
    """A body reminds of open fees after at least one day and at most a year."""

    code = "ZAH-016"
