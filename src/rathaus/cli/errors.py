"""Errors of the commands."""

from rathaus.values.errors import RathausError


class NoFreePort(RathausError):
    """No port is free. Stop another server, or choose one with --port."""

    code = "CLI-001"


class ServerSilent(RathausError):
    """The web server did not answer in time; its messages above say why."""

    code = "CLI-002"


class DatabaseOutdated(RathausError):
    """The database lacks what this version needs. Run `rathaus migrate` first."""

    code = "CLI-003"


class DatabaseSilent(RathausError):
    """The database does not answer. Check RATHAUS_DATABASE_URL, and that the server runs."""

    code = "CLI-004"
