"""Errors of drafts and Antraege."""

from rathaus.values.errors import RathausError


class EntwurfNotFound(RathausError):
    """There is no such draft for this person: it expired, was deleted, or belongs to somebody else."""

    code = "ANT-001"


class EntwurfExpired(RathausError):
    """The draft is older than drafts are kept."""

    code = "ANT-002"


class EntwurfSubmitted(RathausError):
    """The draft was submitted already and cannot be changed any more."""

    code = "ANT-003"


class NotOfferedHere(RathausError):
    """The competent body does not offer this Leistung online."""

    code = "ANT-004"


class AntragHasErrors(RathausError):
    """Answers are missing or wrong, so the Antrag cannot be submitted yet."""

    code = "ANT-005"


class AntragNotFound(RathausError):
    """There is no such Antrag for this person or body."""

    code = "ANT-006"


class NothingAsked(RathausError):
    """The office has not asked for this, so nothing can be supplied."""

    code = "ANT-007"


class PageNotFound(RathausError):
    """The form has no such page, or it cannot be reached with the answers so far."""

    code = "ANT-008"


class SignInNeeded(RathausError):
    """The law demands written form for this Antrag; online, an account identity replaces it, so sign in first."""

    code = "ANT-010"


class TransitionRefused(RathausError):
    """The Antrag cannot go from its state to the one that was asked for."""

    code = "ANT-009"


class VertretungRefused(RathausError):
    """For whom somebody applies cannot be recorded so: the kind is not asked here, or a name is missing or too long."""

    code = "ANT-012"


class ArrivalRefused(RathausError):
    """The day on which a form of paper arrived lies ahead, or more than a year back."""

    code = "ANT-013"


class NotReadBack(RathausError):
    """A clerk entered this for a person who has not read what is declared in their name."""

    code = "ANT-014"


class OnPaperOnly(RathausError):
    """The law demands written form for this Antrag, and nothing here replaces the signature yet."""

    code = "ANT-011"
