"""Errors of accounts."""

from rathaus.values.errors import RathausError


class SignInRefused(RathausError):
    """Login and password do not belong together, or the account is closed."""

    code = "KON-001"


class TooManyTries(RathausError):
    """The same source tried too often in a short time."""

    code = "KON-002"
