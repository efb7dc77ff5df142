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


class BackupExists(RathausError):
    """There is a file of this name already, and a backup overwrites nothing. Name another file, or a folder."""

    code = "CLI-009"


class BackupNotWritten(RathausError):
    """The backup could not be written. Nothing of it is left; make room or choose another place."""

    code = "CLI-010"


class BackupRoleTooWeak(RathausError):
    """This role does not see all rows. Name one with BYPASSRLS and pg_read_all_data in RATHAUS_BACKUP_DATABASE_URL."""

    code = "CLI-011"


class NothingToBackUp(RathausError):
    """The database holds no town hall. Check RATHAUS_STATE_DIR or RATHAUS_BACKUP_DATABASE_URL."""

    code = "CLI-012"


class BackupForeign(RathausError):
    """This file is no complete backup of Rathaus: it is cut off, or something else. Nothing was changed."""

    code = "CLI-013"


class BackupDamaged(RathausError):
    """The checksum does not fit: the file is damaged. Take another copy of this backup. Nothing was changed."""

    code = "CLI-014"


class BackupTooNew(RathausError):
    """The backup was made by something newer. Install that version, or a later one. Nothing was changed."""

    code = "CLI-015"


class DatabaseNotEmpty(RathausError):
    """The database is not empty, and a restore overwrites nothing. Choose another RATHAUS_STATE_DIR or database."""

    code = "CLI-016"
