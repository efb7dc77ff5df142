"""What the law room refuses."""

from rathaus.values.errors import RathausError


class ParameterUnknown(RathausError):
    """No row of this legal parameter applies in this jurisdiction on this day."""

    code = "RCH-001"


class JurisdictionUnknown(RathausError):
    """There is no explicit rule which law follows for this jurisdiction."""

    code = "RCH-002"


class CourtUnconfirmed(RathausError):
    """The remedy notice names a court, and nobody has confirmed which court is competent."""

    code = "RCH-003"


class ParameterIsNoNumber(RathausError):
    """The value of this legal parameter is no number of the kind that a calculation needs."""

    code = "RCH-004"


class InterestNotCovered(RathausError):
    """Interest under this code of procedure follows other rules, which are not calculated here."""

    code = "RCH-005"


class FeeNotPossible(RathausError):
    """The tariff does not allow this amount or this number of units."""

    code = "RCH-006"
