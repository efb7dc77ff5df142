"""How often one sender may do something: generous for people, short for machines."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from rathaus.core.konto.throttle import take

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)

LIMITS: dict[str, tuple[int, timedelta]] = {
    "search": (120, _MINUTE),
    "suggest": (240, _MINUTE),
    "start": (30, _HOUR),
    "submit": (30, _HOUR),
    "sign_in": (20, timedelta(minutes=10)),
    "link": (60, timedelta(minutes=10)),
    "feedback": (10, _HOUR),
}
"""Name of what is limited → tries in a window. A school or a library has one address, so none of them is one."""


def limit(request: HttpRequest, action: str) -> None:
    """Count one try of the sender.

    Raises:
        TooManyTries: the sender has used up the window.
    """
    most, window = LIMITS[action]
    take(source=sender_of(request), action=action, limit=most, window=window, now=timezone.now())


def sender_of(request: HttpRequest) -> str:
    """Return the address of the sender; behind our own proxy the last one that it noted."""
    if settings.RATHAUS_TRUST_FORWARDED:
        forwarded: str = request.headers.get("X-Forwarded-For", "")
        return forwarded.rpartition(",")[2].strip() or str(request.META["REMOTE_ADDR"])
    return str(request.META["REMOTE_ADDR"])
