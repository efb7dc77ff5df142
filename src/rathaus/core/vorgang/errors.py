"""Errors of cases."""

from rathaus.values.errors import RathausError


class VorgangNotFound(RathausError):
    """There is no such Vorgang at this body."""

    code = "VOR-001"


class ClaimedByColleague(RathausError):
    """A colleague has claimed the Vorgang, so only they work on it until it is released."""

    code = "VOR-002"


class VorgangEnded(RathausError):
    """The Vorgang is decided or closed, so nothing of it can be changed any more."""

    code = "VOR-003"


class QuestionEmpty(RathausError):
    """A question to the person needs a text."""

    code = "VOR-004"


class QuestionPathUnknown(RathausError):
    """The question asks for an answer that the form does not have."""

    code = "VOR-005"


class AlreadyWaiting(RathausError):
    """A question to the person is open already, so a second one cannot be asked."""

    code = "VOR-006"


class TasksLeft(RathausError):
    """The Vorgang cannot be closed while it is undecided or a task is left."""

    code = "VOR-007"


class ChecklistUnknown(RathausError):
    """A point was ticked that the checklist of the task does not have."""

    code = "VOR-008"


class TaskNotByHand(RathausError):
    """The task is not done by hand: the decision, its delivery and the end of the case have acts of their own."""

    code = "VOR-009"


class AntragWithdrawn(RathausError):
    """The person has withdrawn the Antrag, so it can no longer be granted or refused."""

    code = "VOR-010"


class DueDayRefused(RathausError):
    """The day until which the person is to answer lies in the past, or more than a year away."""

    code = "VOR-011"


class CursorBroken(RathausError):
    """The address of the next page of a list is damaged."""

    code = "VOR-012"


class ListsBusy(RathausError):
    """So many lists are being taken out that this one would leave no room for other pages; nothing was recorded."""

    code = "VOR-013"


class HearingEmpty(RathausError):
    """A hearing names the intended decision and the facts that it rests on."""

    code = "VOR-014"


class HearingReasonMissing(RathausError):
    """That nobody is heard needs the paragraph of the exception and a reason."""

    code = "VOR-015"


class ExtensionRefused(RathausError):
    """Only the period of a Genehmigungsfiktion is extended: once, in time, to a later day, for a reason."""

    code = "VOR-020"


class ZeitgeberNotFound(RathausError):
    """This timer does not run any more, or it belongs to another body."""

    code = "VOR-021"


class ReasonMissing(RathausError):
    """This choice needs a reason."""

    code = "VOR-022"


class CaseNotMovable(RathausError):
    """The case has ended or follows this version already, or the version is not one of its Leistung that counts."""

    code = "VOR-023"


class FictionOccurred(RathausError):
    """The period for the decision has passed and the Antrag counts as granted; nothing is left to decide."""

    code = "VOR-024"


class NothingToCertify(RathausError):
    """No certificate of a Genehmigungsfiktion waits in this case."""

    code = "VOR-025"


class BescheinigungUnconfirmed(RathausError):
    """A clerk must answer for the certificate first; its notice names a court by name and seat."""

    code = "VOR-026"


class HearingRuns(RathausError):
    """The person may still speak: nobody goes on without them before the last day, unless what they said is noted."""

    code = "VOR-027"


class StatementMissing(RathausError):
    """What the person said is noted in words, and only while a hearing runs."""

    code = "VOR-028"


class PassingOnRefused(RathausError):
    """A case is passed on with a reason, and only to another body that offers the Leistung."""

    code = "VOR-029"


class LegacyFileRefused(RathausError):
    """A table of running cases is CSV with a header and 1 to 1000 lines, 1 MB at most."""

    code = "VOR-030"


class LegacyLinesBroken(RathausError):
    """Lines of the table are broken, and nobody said that the good ones are to be taken over without them."""

    code = "VOR-031"


class LegacyFileNotFound(RathausError):
    """The table of running cases is unknown, of another body, or was deleted."""

    code = "VOR-032"


class ClerkNotAtWork(RathausError):
    """A case can be given only to somebody who works on cases of its body at present."""

    code = "VOR-033"
