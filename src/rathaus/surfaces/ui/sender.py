"""Who sends a request, as far as limits need to know."""

from django.conf import settings
from django.http import HttpRequest


def sender_of(request: HttpRequest) -> str:
    """Return the address of the sender; behind our own proxy the last one that it noted."""
    if settings.RATHAUS_TRUST_FORWARDED:
        forwarded: str = request.headers.get("X-Forwarded-For", "")
        return forwarded.rpartition(",")[2].strip() or str(request.META["REMOTE_ADDR"])
    return str(request.META["REMOTE_ADDR"])
