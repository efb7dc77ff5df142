"""Errors of code lists."""

from rathaus.values.errors import RathausError


class CodelisteIsLoaded(RathausError):
    """Another content is loaded under this version, and a version never changes. Load the list with its own version."""

    code = "COD-001"


class CodelisteTooLong(RathausError):
    """The identification or the version of a list is longer than we keep; ask its publisher for a shorter one."""

    code = "COD-002"
