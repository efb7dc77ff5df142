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


class BodyUnknown(RathausError):
    """There is no body with this name. Take the name from its address, such as hanau."""

    code = "CLI-005"


class LoginTaken(RathausError):
    """The login belongs to a citizen. Choose another one for work."""

    code = "CLI-006"


class MembershipUnknown(RathausError):
    """This person does not work for this body in this role."""

    code = "CLI-007"


class PasswordsDiffer(RathausError):
    """The password is empty, or was typed differently the second time."""

    code = "CLI-008"
