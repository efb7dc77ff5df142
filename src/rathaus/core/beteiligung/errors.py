"""Errors of requests to other bodies and of public displays."""

from rathaus.values.errors import RathausError


class RequestNotFound(RathausError):
    """There is no such request at this body."""

    code = "BET-001"


class TaskNotInvolving(RathausError):
    """The task is not open, or it asks nobody for an opinion."""

    code = "BET-002"


class PartyUnknown(RathausError):
    """Nobody can be asked under this name: the body is unknown, the asking one itself, or belongs to tests."""

    code = "BET-003"


class RequestEmpty(RathausError):
    """A request needs somebody who is asked and a question."""

    code = "BET-004"


class AlreadyAsked(RathausError):
    """This body has been asked already and has not answered yet."""

    code = "BET-005"


class RequestDayRefused(RathausError):
    """The day until which an opinion is asked for lies in the past."""

    code = "BET-006"


class NotOfThisCase(RathausError):
    """What was to be shared does not belong to the case."""

    code = "BET-007"


class OpinionGiven(RathausError):
    """The request has been answered already, and an opinion is not changed."""

    code = "BET-008"


class RequestEnded(RathausError):
    """The request is no longer open: the case has ended or goes on without an answer."""

    code = "BET-009"


class OpinionWithoutText(RathausError):
    """Conditions, an objection, or that one is not competent, need a text that says why."""

    code = "BET-010"


class WaiverWithoutReason(RathausError):
    """Going on without an opinion needs a reason."""

    code = "BET-011"


class DisplayIncomplete(RathausError):
    """A public display needs a place, a notice, and a last day that is not before the first."""

    code = "BET-012"


class DisplayNotFound(RathausError):
    """There is no such public display at this body, or it has ended."""

    code = "BET-013"


class LinkNotFound(RathausError):
    """The link opens no request, it has ended, or its last day has passed."""

    code = "BET-015"


class ObjectionEmpty(RathausError):
    """An objection needs a text, and cannot arrive in the future or before the display began."""

    code = "BET-014"
