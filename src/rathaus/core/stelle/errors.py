"""Errors of the stelle room."""

from rathaus.values.errors import RathausError


class FactsBroken(RathausError):
    """A fact table holds a row that cannot be right, so nothing of it is loaded."""

    code = "STE-001"


class OfficerElsewhere(RathausError):
    """Officers work for the coordination office only."""

    code = "STE-002"


class SubstitutionRefused(RathausError):
    """A substitution needs a colleague of the same body, days that are still to come, and no other one in them."""

    code = "STE-003"


class SubstitutionNotFound(RathausError):
    """There is no such substitution that this member of staff may end."""

    code = "STE-004"
