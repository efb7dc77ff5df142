"""Errors of remedies."""

from rathaus.values.errors import RathausError


class RechtsbehelfNotFound(RathausError):
    """There is no such remedy for this person or body."""

    code = "RBH-001"


class RemedyNotOffered(RathausError):
    """No objection can be filed here against this Bescheid: it is not issued, or the way leads to a court."""

    code = "RBH-002"


class FormMissing(RathausError):
    """The law demands a form that a secret link alone does not replace."""

    code = "RBH-003"


class RechtsbehelfWithdrawn(RathausError):
    """The person has withdrawn the remedy, so it is not decided any more."""

    code = "RBH-004"


class RechtsbehelfEnded(RathausError):
    """The remedy was decided or remedied already."""

    code = "RBH-005"


class RemedyClaimed(RathausError):
    """A colleague works on the remedy."""

    code = "RBH-006"


class AuthorityNotConfirmed(RathausError):
    """Nobody has confirmed yet which authority decides the remedy."""

    code = "RBH-007"


class OtherAuthorityActs(RathausError):
    """This step belongs to the other authority: the one that issued the Bescheid, or the one that decides."""

    code = "RBH-008"


class HearingOutstanding(RathausError):
    """The hearing before the committee is neither recorded nor dispensed with for a reason."""

    code = "RBH-009"


class DecisionIncomplete(RathausError):
    """The operative part, the reasons or the sentence about the costs is missing."""

    code = "RBH-010"


class PercentageRefused(RathausError):
    """A fee for an objection is no percentage; the sentence about the costs names an amount or nobody's costs."""

    code = "RBH-011"


class KlageCourtMissing(RathausError):
    """The notice must name the court with its seat, and nobody has confirmed it."""

    code = "RBH-012"


class DecisionChanged(RathausError):
    """The decision would differ from the one that was shown, so it is not issued unseen."""

    code = "RBH-013"


class DayRefused(RathausError):
    """The day lies in the future, or before the event that it follows."""

    code = "RBH-014"


class ReasonNeeded(RathausError):
    """This step needs a reason, which is kept on the record."""

    code = "RBH-015"


class NothingBroughtForward(RathausError):
    """Neither text nor file was given."""

    code = "RBH-016"


class FormNotConfirmed(RathausError):
    """It is not clear whether the remedy has the form that the law demands; a clerk must answer for it first."""

    code = "RBH-017"


class TooManyFiles(RathausError):
    """More files at once than a remedy takes."""

    code = "RBH-018"


class ReplacementMissing(RathausError):
    """A body remedies by a new Bescheid, and none was issued since the remedy came."""

    code = "RBH-019"


class RemedyUsedUp(RathausError):
    """A remedy against this Bescheid was decided before; another one of the same kind is not possible."""

    code = "RBH-020"


class BescheidReplaced(RathausError):
    """Another Bescheid has taken the place of this one meanwhile; the new one can be contested."""

    code = "RBH-021"
