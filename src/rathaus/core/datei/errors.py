"""Errors of files. The facts hold numbers, media types and codes, never the name of a file."""

from rathaus.values.errors import RathausError


class UploadEmpty(RathausError):
    """The file is empty."""

    code = "DAT-001"


class UploadTooLarge(RathausError):
    """The file is larger than allowed here."""

    code = "DAT-002"


class UploadTypeUnknown(RathausError):
    """The content of the file is of no type that we accept."""

    code = "DAT-003"


class UploadTypeRefused(RathausError):
    """Files of this type are not accepted in this place."""

    code = "DAT-004"


class UploadDisguised(RathausError):
    """The name of the file promises another type than its content has."""

    code = "DAT-005"


class UploadActive(RathausError):
    """The PDF holds a script, a form that runs, media or other files, or it starts something when it is opened."""

    code = "DAT-006"


class UploadEncrypted(RathausError):
    """The PDF is protected by a password or by encryption, so nobody could read it in the office."""

    code = "DAT-007"


class UploadDamaged(RathausError):
    """The file begins like its type but is not complete."""

    code = "DAT-008"


class UploadInfected(RathausError):
    """The scanner found malware in the file; it was not kept."""

    code = "DAT-009"


class DateiNotFound(RathausError):
    """There is no such file, or it belongs to somebody else."""

    code = "DAT-010"


class DateiQuarantined(RathausError):
    """The file waits for the malware scanner and cannot be opened yet."""

    code = "DAT-011"


class DateiHandedOver(RathausError):
    """The file belongs to a submitted Antrag and can no longer be removed."""

    code = "DAT-012"


class PdfNotRendered(RathausError):
    """The letter could not be turned into a PDF."""

    code = "DAT-013"


class UploadTooManyPixels(RathausError):
    """The picture has more pixels than we can open safely."""

    code = "DAT-014"


class DateiNotDrawn(RathausError):
    """No safe copy of the file can be made: it is damaged, has too many pages, or takes too long."""

    code = "DAT-015"


class PartMisplaced(RathausError):
    """A part of an upload does not begin where the part before it ended."""

    code = "DAT-016"


class TooManyUploads(RathausError):
    """One person has begun too many uploads that are not finished."""

    code = "DAT-017"


class UploadNotFound(RathausError):
    """There is no such upload, or it has expired."""

    code = "DAT-018"


class DrawingBusy(RathausError):
    """So many copies are being made that this one had to wait for too long; nothing is wrong with the file."""

    code = "DAT-019"
