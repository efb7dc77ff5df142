"""Errors of the stelle room."""

from rathaus.values.errors import RathausError


class FactsBroken(RathausError):
    """A fact table holds a row that cannot be right, so nothing of it is loaded."""

    code = "STE-001"


class OfficerElsewhere(RathausError):
    """Officers work for the coordination office only."""

    code = "STE-002"
