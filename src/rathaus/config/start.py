"""What must hold before a process serves anybody."""

import time

import structlog
from django.conf import settings
from django.db import OperationalError, connection

from rathaus.config import environment
from rathaus.config.environment import SettingRefused
from rathaus.core.scope.errors import DatabaseNotProtected
from rathaus.core.scope.proof import tenancy_faults

_MIN_SECRET_LENGTH = 40
_MIN_SERVER_VERSION = 170000
_ASK_AGAIN_AFTER_S = 0.5
_log = structlog.get_logger()


def refuse_unsafe_start() -> None:
    """Stop the process when settings or the database would break a promise.

    Raises:
        SettingRefused: a setting is missing or contradicts another.
        DatabaseNotProtected: tables are unclassified, policies or grants differ from what the models declare, or the
            role could bypass them.
    """
    refuse_unsafe_settings()
    warn_about_gaps()
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        if int(cursor.fetchone()[0]) < _MIN_SERVER_VERSION:
            raise SettingRefused("The database server is older than PostgreSQL 17. Use version 17 or newer.")
    faults = tenancy_faults(connection)
    connection.close()
    if faults:
        raise DatabaseNotProtected(faults=faults)


def refuse_unsafe_start_within(seconds: float) -> None:
    """Do the same as soon as the database answers: it may restart just now.

    Args:
        seconds: how long it may stay away.

    Raises:
        OperationalError: it stays away for longer.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            return refuse_unsafe_start()
        except OperationalError as error:
            connection.close()
            if time.monotonic() > deadline:
                raise
            reason, _, _ = str(error).partition("\n")
            remedy = "If it does not answer soon, check RATHAUS_DATABASE_URL: server, name, role, password."
            _log.warning("waiting_for_database", reason=reason, remedy=remedy)
            time.sleep(_ASK_AGAIN_AFTER_S)


def warn_about_gaps() -> None:
    """Warn when production starts without something that it can do without, but should not."""
    if settings.RATHAUS_PRODUCTION and not settings.RATHAUS_FILE_SCANNER:
        remedy = "Uploads are not scanned for malware. Set RATHAUS_CLAMD_ADDRESS."
        _log.warning("file_scanner_missing", remedy=remedy)
    if settings.RATHAUS_PRODUCTION and not settings.RATHAUS_MAILER:
        remedy = "Nobody is told by e-mail that something waits. Set RATHAUS_SMTP_HOST."
        _log.warning("mailer_missing", remedy=remedy)


def refuse_unsafe_settings() -> None:
    """Stop the process when production settings are missing or demo mode is on in production.

    Raises:
        SettingRefused: says which setting and what to write.
    """
    if not settings.RATHAUS_PRODUCTION:
        return
    if settings.RATHAUS_DEMO:
        raise SettingRefused("RATHAUS_DEMO is on in production: anybody could sign in. Unset RATHAUS_DEMO.")
    if len(environment.text("SECRET_KEY")) < _MIN_SECRET_LENGTH:
        raise SettingRefused(f"RATHAUS_SECRET_KEY is too short. Set at least {_MIN_SECRET_LENGTH} random characters.")
    if not settings.ALLOWED_HOSTS:
        raise SettingRefused("RATHAUS_ALLOWED_HOSTS is empty. List the host names, separated by commas.")
    if not settings.RATHAUS_BASE_URL.startswith("https://"):
        raise SettingRefused("RATHAUS_BASE_URL must begin with https:// in production.")
    if settings.RATHAUS_SMTP_PASSWORD and settings.RATHAUS_SMTP_SECURITY == "none":
        raise SettingRefused("RATHAUS_SMTP_PASSWORD would be sent unprotected. Set RATHAUS_SMTP_SECURITY to starttls.")
