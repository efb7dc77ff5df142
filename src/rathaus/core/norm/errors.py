"""What the register of norms and the confirmation of legal parameters refuse."""

from rathaus.values.errors import RathausError


class ParameterNotConfirmable(RathausError):
    """There is no unverified row of this legal parameter that a person could confirm."""

    code = "NOR-001"


class ValueNotPossible(RathausError):
    """The confirmed value is neither the value of the row nor one of the others that it names."""

    code = "NOR-002"


class ConfirmationDayRefused(RathausError):
    """The confirmed row would begin outside of the time of the row, or was verified on a day to come."""

    code = "NOR-003"


class SourceMissing(RathausError):
    """A confirmation names where the text of the law was seen."""

    code = "NOR-004"


class FileTooLarge(RathausError):
    """A file of legal parameters has at most one megabyte of text."""

    code = "NOR-005"
