"""Errors of decisions."""

from rathaus.values.errors import RathausError


class BescheidNotFound(RathausError):
    """There is no such Bescheid for this person or body."""

    code = "BES-001"


class ResultNotOpen(RathausError):
    """The result cannot be chosen now: tasks are left, or the procedure does not have it."""

    code = "BES-002"


class ReasonMissing(RathausError):
    """A refusal needs at least one reason."""

    code = "BES-003"


class ReasonUnknown(RathausError):
    """A chosen reason does not belong to the result."""

    code = "BES-004"


class FeeRefused(RathausError):
    """The fee is not possible for this result: it has none, or the amount is outside of what the Leistung allows."""

    code = "BES-005"


class RemedyNotConfirmed(RathausError):
    """The remedy is not verified, or its court is not known; a clerk must confirm it first."""

    code = "BES-006"


class CourtIncomplete(RathausError):
    """A court is given by its name and its seat; one of them is empty, or the court is missing altogether."""

    code = "BES-007"


class BescheidIssued(RathausError):
    """The Bescheid was issued already and can no longer be changed."""

    code = "BES-008"


class DraftChanged(RathausError):
    """The letter would differ from the one that was shown, so it is not issued unseen."""

    code = "BES-009"


class FeeNotFixed(RathausError):
    """The body's statute sets the fee and nobody has entered it; a clerk must, before the Bescheid is issued."""

    code = "BES-010"


class NachweisIncomplete(RathausError):
    """A line of the certificate that it needs is empty; a clerk must fill it in before it is handed out."""

    code = "BES-011"


class NachweisTermRefused(RathausError):
    """The last day of the certificate lies before its first."""

    code = "BES-012"


class NachweisNotFound(RathausError):
    """There is no such certificate for this person or body."""

    code = "BES-013"


class EndReasonMissing(RathausError):
    """An office that ends a certificate says why."""

    code = "BES-014"


class FollowUpRefused(RathausError):
    """This certificate cannot be renewed or changed now: it has ended, was replaced, or it is too early."""

    code = "BES-015"


class NachweisBeginsTooEarly(RathausError):
    """The certificate would hold before it is decided; a clerk must set its beginning anew."""

    code = "BES-016"


class NachweisGivenWay(RathausError):
    """The certificate that is to be replaced has ended, or another one follows it already."""

    code = "BES-017"


class HolderNotCompared(RathausError):
    """The certificate to be replaced came by a link or a representative; a clerk must confirm whose it is."""

    code = "BES-018"


class HolderDiffers(RathausError):
    """The certificate that is to be replaced belongs to another Konto."""

    code = "BES-019"


class SealKeyMissing(RathausError):
    """The body has no key for its electronic seal, so nothing is issued in its name."""

    code = "BES-020"


class SealKeyUnreadable(RathausError):
    """The key of the electronic seal cannot be used: wrong passphrase, damaged file, or key and certificate differ."""

    code = "BES-021"


class SealKeyExpired(RathausError):
    """The certificate of the electronic seal does not hold at this instant."""

    code = "BES-022"


class SealNotPut(RathausError):
    """The electronic seal could not be put on the letter, as when the timestamp server does not answer."""

    code = "BES-023"


class CosignatureMissing(RathausError):
    """The result or its amount needs a second person of the body, who has not co-signed this version of the draft."""

    code = "BES-024"


class CosignerRefused(RathausError):
    """Who prepared the draft cannot co-sign it: four eyes are those of two people."""

    code = "BES-025"


class ReturnReasonMissing(RathausError):
    """Who returns a draft says why."""

    code = "BES-026"


class NothingToCosign(RathausError):
    """There is no draft that waits for a second person."""

    code = "BES-027"


class ChangeReasonMissing(RathausError):
    """Who corrects, revokes, withdraws or replaces a Bescheid says why."""

    code = "BES-028"


class NotTheCurrentBescheid(RathausError):
    """Only the Bescheid that is in force can be corrected, revoked, withdrawn or replaced."""

    code = "BES-029"


class ClauseUnknown(RathausError):
    """A chosen Nebenbestimmung does not belong to the procedure."""

    code = "BES-030"


class EffectRefused(RathausError):
    """A lawful Bescheid is revoked for the future alone; the day lies before the decision."""

    code = "BES-031"


class HearingMissing(RathausError):
    """Who takes something away says how the person was heard, or why not."""

    code = "BES-032"


class NotHeard(RathausError):
    """Before this result the person is heard, or the clerk notes which exception of the law holds and why."""

    code = "BES-033"


class DraftOutdated(RathausError):
    """The case follows a newer version of its procedure, which lacks the result or a reason of this draft."""

    code = "BES-034"


class NothingToDrop(RathausError):
    """Nobody prepares a change of this Bescheid, or it was issued or thrown away meanwhile."""

    code = "BES-035"


class SecondPersonMissing(RathausError):
    """Nothing is granted before a second person has declared what the law asks for, to the answers as they are."""

    code = "BES-036"
