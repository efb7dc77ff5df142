"""How often one sender may do something: generous for people, short for machines."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from rathaus.core.konto.throttle import take
from rathaus.surfaces.ui.sender import sender_of

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)

LIMITS: dict[str, tuple[int, timedelta]] = {
    "search": (120, _MINUTE),
    "suggest": (240, _MINUTE),
    "start": (30, _HOUR),
    "save": (300, timedelta(minutes=10)),
    "upload": (120, timedelta(minutes=10)),
    "part": (2_000, timedelta(minutes=10)),
    "drawing": (300, timedelta(minutes=10)),
    "submit": (30, _HOUR),
    "sign_in": (20, timedelta(minutes=10)),
    "login": (10, timedelta(minutes=10)),
    "link": (60, timedelta(minutes=10)),
    "feedback": (10, _HOUR),
    "message": (30, _HOUR),
    "check": (120, timedelta(minutes=10)),
    "notice": (30, _HOUR),
}
"""Name of what is limited → tries in a window. A school or a library has one address, so none of them is one."""


def limited(
    action: str, *, when: Callable[[HttpRequest], bool] = lambda request: request.method == "POST"
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Count the tries of a sender before a view opens its scope; stands above ``@audience``.

    The count is a transaction of its own: an error in the view does not take it back, and a slow answer does not keep
    others from the same address waiting.

    Args:
        action: name of what is limited.
        when: which requests count; without it every POST.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
            if when(request):
                limit(request, action)
            return view(request, **parts)

        return answer

    return decorate


def limit(request: HttpRequest, action: str) -> None:
    """Count one try of the sender; outside of a transaction.

    Raises:
        TooManyTries: the sender has used up the window.
    """
    _count(sender_of(request), action)


def limited_login(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Count the tries to sign in under one login, from whatever address; stands above ``@audience``."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        login = request.POST.get("login", "").strip().casefold()[:150] if request.method == "POST" else ""
        if login:
            _count(login, "login")
        return view(request, **parts)

    return answer


def posts_files(request: HttpRequest) -> bool:
    """Return whether a request brings files along, by its header alone: the body is not read."""
    return request.method == "POST" and request.content_type == "multipart/form-data"


def always(_request: HttpRequest) -> bool:
    """Return that a request counts, whatever it is."""
    return True


def _count(source: str, action: str) -> None:
    most, window = LIMITS[action]
    take(source=source, action=action, limit=most, window=window, now=timezone.now())
