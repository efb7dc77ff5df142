"""Limit how often one source does one thing."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from rathaus.core.konto.errors import TooManyTries

_COUNT = """
INSERT INTO konto_throttlecount (key, window_start, count) VALUES (%s, %s, 1)
ON CONFLICT (key, window_start) DO UPDATE SET count = konto_throttlecount.count + 1 RETURNING count
"""


def take(*, source: str, action: str, limit: int, window: timedelta, now: datetime) -> None:
    """Count one try.

    Args:
        source: what identifies the sender, such as an address; stored as a keyed hash that changes with the window.
        action: name of what is limited.
        limit: tries allowed in a window.
        window: length of a window.
        now: aware instant.

    Raises:
        TooManyTries: the limit of this window is used up; the fact ``retry_after_s`` says how long to wait.
    """
    seconds = int(window.total_seconds())
    start = datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
    salt = f"throttle:{action}:{start.isoformat()}"
    key = salted_hmac(salt, source, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key, start])
        (count,) = cursor.fetchone()
    if count > limit:
        raise TooManyTries(retry_after_s=int((start + window - now).total_seconds()) + 1)


def forget_old_windows(*, before: datetime) -> int:
    """Delete the counts of windows that began before an instant; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM konto_throttlecount WHERE window_start < %s", [before])
        return int(cursor.rowcount)
