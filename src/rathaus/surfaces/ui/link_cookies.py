"""Secret links that a browser presents: a cookie for each, so that each ends on its own day, whatever others do."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.rules import hash_link_secret

LINK_COOKIE = "rathaus_link_"
"""Beginning of the names; the beginning of the secret's hash follows, so a link that is kept again is kept once."""
MAX_LINKS = 10
_HASH_LETTERS = 16

type Worth = Callable[[frozenset[str]], Mapping[str, int]]
"""Hashes of secrets → how much each is worth to the person."""


def link_secrets(request: HttpRequest) -> tuple[str, ...]:
    """Return the link secrets that the browser presents, the oldest first, the ten newest at most."""
    return tuple(request.COOKIES[name] for name in _names(request)[-MAX_LINKS:])


def secret_for(request: HttpRequest, bearer: Bearer) -> str:
    """Return the secret that opens what belongs to a link; empty for a Konto, and where it is not presented."""
    if not bearer.secret_hash:
        return ""
    return next((each for each in link_secrets(request) if hash_link_secret(each) == bearer.secret_hash), "")


def remember_link(
    request: HttpRequest, response: HttpResponse, secret: str, *, until: datetime, worth: Worth
) -> int | None:
    """Let the browser present a link secret from now on; for an eleventh, the oldest of the least worth makes room.

    Args:
        request: the request, for the secrets known already.
        response: gets the cookie.
        secret: the secret of a draft or an Antrag.
        until: aware instant at which the browser forgets it.
        worth: asked only where one must make room.

    Returns:
        The worth of what made room; None when nothing did.
    """
    name = LINK_COOKIE + hash_link_secret(secret)[:_HASH_LETTERS]
    others = {other: hash_link_secret(request.COOKIES[other]) for other in _names(request) if other != name}
    surplus = len(others) + 1 - MAX_LINKS
    lost = None
    if surplus > 0:
        worths = worth(frozenset(others.values()))
        leaving = sorted(others, key=lambda other: worths[others[other]])[:surplus]
        lost = max(worths[others[other]] for other in leaving)
        for other in leaving:
            response.delete_cookie(other, samesite="Lax")
    response.set_cookie(name, secret, expires=until, httponly=True, samesite="Lax", secure=request.is_secure())
    return lost


def forget_link(response: HttpResponse, bearer: Bearer) -> None:
    """Let the browser forget one link secret."""
    response.delete_cookie(LINK_COOKIE + bearer.secret_hash[:_HASH_LETTERS], samesite="Lax")


def forget_links(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser forget every link secret that it presents."""
    for name in _names(request):
        response.delete_cookie(name, samesite="Lax")


def _names(request: HttpRequest) -> list[str]:
    """Return the names of the cookies; browsers send the one first that they have known for longest."""
    return [name for name, secret in request.COOKIES.items() if name.startswith(LINK_COOKIE) and secret]
