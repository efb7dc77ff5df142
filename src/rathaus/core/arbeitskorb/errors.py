"""What notes and follow-ups refuse."""

from rathaus.values.errors import RathausError


class NoteRefused(RathausError):
    """A note is empty or too long."""

    code = "ARB-001"


class FollowUpRefused(RathausError):
    """A follow-up needs an open case, a reason, and a day after today, three years away at most."""

    code = "ARB-002"


class ColleagueUnknown(RathausError):
    """Somebody who does not work for this body cannot be mentioned, and no case comes back before them."""

    code = "ARB-003"


class FollowUpNotFound(RathausError):
    """There is no such follow-up at this body, or it has ended."""

    code = "ARB-004"


class ChoiceRefused(RathausError):
    """An act on many cases needs one case at least, and 200 at most."""

    code = "ARB-005"


class BulkRunNotFound(RathausError):
    """There is no such act on many cases of this member of staff."""

    code = "ARB-006"


class EtikettRefused(RathausError):
    """A label needs a name that no other label of the body has, 40 characters at most, and one of the colours."""

    code = "ARB-007"


class EtikettNotFound(RathausError):
    """There is no such label at this body, or it is no longer in use."""

    code = "ARB-008"


class SavedListRefused(RathausError):
    """A saved list needs a name, 60 characters at most, and a clerk keeps 30 of them at most."""

    code = "ARB-009"


class SavedListNotFound(RathausError):
    """There is no such saved list of this member of staff."""

    code = "ARB-010"


class CalendarNotFound(RathausError):
    """There is no such calendar, its address was ended, or its clerk no longer works for the body."""

    code = "ARB-011"
