"""Pages that everybody gets whom we do not know: made once for each state of the catalogue and each day."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csp import get_nonce
from django.utils import timezone

from rathaus.core.leistung.stand import Kept
from rathaus.surfaces.ui.link_cookies import LINK_COOKIE

_MOST_PAGES = 400
_MOST_QUERY_LETTERS = 200
_MARK = "is_shared"


@dataclass(frozen=True, slots=True)
class Page:
    """A kept answer.

    Args:
        headers: as they were sent, with the nonce of the time.
        cookies: name of a cookie and the whole of it, such as the place that stood in the address.
        content: the text before it is packed.
        nonce: what stands for the nonce in headers and content; empty when the page has none.
    """

    headers: tuple[tuple[str, str], ...]
    cookies: tuple[str, ...]
    content: bytes
    nonce: str

    def answer(self) -> HttpResponse:
        """Return the page with a nonce of its own."""
        fresh = secrets.token_urlsafe(16) if self.nonce else ""
        content = self.content.replace(self.nonce.encode(), fresh.encode()) if self.nonce else self.content
        response = HttpResponse(content)
        for name, text in self.headers:
            response.headers[name] = text.replace(self.nonce, fresh) if self.nonce else text
        for cookie in self.cookies:
            response.cookies.load(cookie)
        return response


_pages: Kept[tuple[object, ...], Page] = Kept(_MOST_PAGES)


def mark_shared(response: HttpResponseBase) -> None:
    """Say of an answer that everybody whom we do not know gets the same."""
    setattr(response, _MARK, True)


class SharedPages:
    """Middleware: answer with a kept page where there is one; stands within the packing and outside of all else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        try:
            page, stand = _pages.find(key)
        except Error:  # what lies within says so in the reader's language and with all headers
            return self.get_response(request)
        if page is not None:
            return page.answer()
        response = self.get_response(request)
        if getattr(response, _MARK, False) and response.status_code == 200 and not _holds_a_token(request, response):
            _pages.keep(key, _page_of(request, response), stand=stand)
        return response


def _key(request: HttpRequest) -> tuple[object, ...] | None:
    """Return what an answer may depend on; None when we know the person or keep nothing for such requests."""
    if settings.RATHAUS_KEEP_S <= 0 or request.method != "GET":
        return None
    query = request.META.get("QUERY_STRING", "")
    names = request.COOKIES.keys() - {settings.CSRF_COOKIE_NAME}
    is_known = settings.SESSION_COOKIE_NAME in names or any(name.startswith(LINK_COOKIE) for name in names)
    if is_known or len(query) > _MOST_QUERY_LETTERS:
        return None
    cookies = tuple((name, request.COOKIES[name]) for name in sorted(names))
    return (request.path_info, query, cookies, request.get_host(), request.is_secure(), timezone.localdate())


def _holds_a_token(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether the page has a token against forgery, which is one person's alone."""
    return "CSRF_COOKIE" in request.META or settings.CSRF_COOKIE_NAME in response.cookies


def _page_of(request: HttpRequest, response: HttpResponse) -> Page:
    nonce = get_nonce(request)
    return Page(
        headers=tuple(response.headers.items()),
        cookies=tuple(cookie.OutputString() for cookie in response.cookies.values()),
        content=bytes(response.content),
        nonce=str(nonce) if nonce else "",
    )
