"""Errors of declarations of a second person."""

from rathaus.values.errors import RathausError


class DeclarationNotAsked(RathausError):
    """This case does not ask for such a declaration."""

    code = "MIT-001"


class DeclarationGiven(RathausError):
    """The declaration for the present answers is there already."""

    code = "MIT-002"


class DeclarationLinkNotFound(RathausError):
    """The link opens no declaration: it is unknown, has ended, or its last day has passed."""

    code = "MIT-003"


class DeclarationLinkUsed(RathausError):
    """Somebody has declared or refused with this link already."""

    code = "MIT-004"


class DeclarationTextChanged(RathausError):
    """The answers have changed since they were read."""

    code = "MIT-005"


class DeclarantNameMissing(RathausError):
    """Whoever declares gives a name, on one line and not too long."""

    code = "MIT-006"


class DeclarationReasonTooLong(RathausError):
    """The reason of a refusal is too long."""

    code = "MIT-007"


class DeclarantNeedsAccount(RathausError):
    """The Leistung demands written form, which online only an account replaces."""

    code = "MIT-008"


class DeclarantIsApplicant(RathausError):
    """The applicant cannot declare as the second person."""

    code = "MIT-009"


class DeclarationDayRefused(RathausError):
    """A declaration on paper did not arrive before the Antrag, nor in the future."""

    code = "MIT-010"


class DeclarationScanMissing(RathausError):
    """A declaration on paper is recorded with its scan."""

    code = "MIT-011"


class DeclarationOnPaperOnly(RathausError):
    """The Leistung demands written form, and nothing here replaces it online."""

    code = "MIT-012"
