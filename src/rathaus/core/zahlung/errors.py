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
