"""Errors of announcement by post and anew."""

from rathaus.values.errors import RathausError


class PostsendungNotFound(RathausError):
    """There is no such letter of paper for this body, or it is not at the place where this could be done with it."""

    code = "ZUS-001"


class AlreadyOnItsWay(RathausError):
    """The Bescheid waits in the queue, is posted, or is announced; it is sent only once."""

    code = "ZUS-002"


class NotToProvideAgain(RathausError):
    """The Bescheid can still be opened, is announced, or is not in force; it is provided again only afterwards."""

    code = "ZUS-003"


class AddressMissing(RathausError):
    """A letter needs a name, a street or post box, and a town with its postal code, within the lines of the window."""

    code = "ZUS-004"


class PostingDayRefused(RathausError):
    """A letter is posted on the day of its Bescheid at the earliest, and today at the latest; the same for a return."""

    code = "ZUS-005"


class NotPrinted(RathausError):
    """The letter was never printed, so it cannot have been posted."""

    code = "ZUS-006"


class NothingToPrint(RathausError):
    """None of the chosen letters waits to be printed."""

    code = "ZUS-007"
