"""Errors of appointments."""

from rathaus.values.errors import RathausError


class TerminNotFound(RathausError):
    """There is no such slot, or the body called it off."""

    code = "TER-001"


class TerminTaken(RathausError):
    """Somebody else took the last place of the slot."""

    code = "TER-002"


class TerminOver(RathausError):
    """The slot has begun, so it can no longer be booked, moved or cancelled."""

    code = "TER-003"


class OfferRefused(RathausError):
    """The slots that are offered make no sense: none is in the future, or they are too many, too long or too large."""

    code = "TER-004"


class NothingBooked(RathausError):
    """There is no booking for this Antrag."""

    code = "TER-005"


class NothingFree(RathausError):
    """No slot is free to which somebody could be invited."""

    code = "TER-006"
