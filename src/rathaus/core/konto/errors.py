"""Errors of accounts."""

from rathaus.values.errors import RathausError


class SignInRefused(RathausError):
    """Login and password do not belong together, or the account is closed."""

    code = "KON-001"


class TooManyTries(RathausError):
    """The same source tried too often in a short time."""

    code = "KON-002"


class EmailIncomplete(RathausError):
    """An address for notices must be a complete e-mail address."""

    code = "KON-003"


class StopLinkBroken(RathausError):
    """The link that ends notices is damaged."""

    code = "KON-004"


class EmailUndeliverable(EmailIncomplete):
    """Before the @ of an address for notices stands a letter that mail servers do not take, such as an umlaut."""

    code = "KON-005"
