"""Errors of imports that have begun."""

from rathaus.values.errors import RathausError


class EinspielungNotFound(RathausError):
    """There is no such import any more: it was discarded, or nobody touched it for a while. Upload the files again."""

    code = "EIN-001"


class EinspielungTooLarge(RathausError):
    """The files of one package are too many or too large together; leave out what the package does not need."""

    code = "EIN-002"


class EinspielungNotReady(RathausError):
    """Something is left open: files with errors, or values that nobody has said. Settle what the page names."""

    code = "EIN-003"


class NothingUploaded(RathausError):
    """No file was chosen. Choose at least the schema."""

    code = "EIN-004"
