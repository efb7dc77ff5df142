"""What stands against keeping, holding and deleting cases like this."""

from rathaus.values.errors import RathausError


class RetentionRefused(RathausError):
    """A retention period needs whole years, from one to a hundred, what it rests on, and a confirmation."""

    code = "AKT-001"


class ReasonRefused(RathausError):
    """A hold, its end, an answer of the archive and its waiver need a reason on one line."""

    code = "AKT-002"


class HoldNotFound(RathausError):
    """There is no such hold on this case, or it is lifted."""

    code = "AKT-003"


class NotDisposable(RathausError):
    """Something stands against the disposal of this case: it is not closed, kept, held, or a proceeding is open."""

    code = "AKT-004"


class ExportMissing(RathausError):
    """A case is offered to the archive as the folder that was taken out after its end; nobody has taken it yet."""

    code = "AKT-005"


class DisposalRefused(RathausError):
    """This step does not follow from what was decided about the case before."""

    code = "AKT-006"


class ArchiveUndecided(RathausError):
    """Before a case is deleted the archive has answered, or somebody has noted why it need not be asked."""

    code = "AKT-007"


class ProofNotFound(RathausError):
    """There is no such proof of a deletion at this body."""

    code = "AKT-008"


class LeadNeeded(RathausError):
    """Whoever does not lead the body can neither delete a case nor lift the hold of a colleague."""

    code = "AKT-009"
