"""What every address for machines has in common: public, by GET, bounded, cacheable, errors as problems.

An endpoint never looks at sessions or cookies, so that its answers may be kept on the way and shared.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

import structlog
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from rathaus.core.konto.throttle import take
from rathaus.surfaces.api.problems import problem
from rathaus.surfaces.ui.audience import Audience, Declaration
from rathaus.surfaces.ui.error_text import say
from rathaus.surfaces.ui.error_texts import error_text
from rathaus.surfaces.ui.responses import DATABASE_AWAY
from rathaus.surfaces.ui.sender import sender_of
from rathaus.surfaces.ui.unavailable import is_database_away
from rathaus.values.errors import RathausError

METHODS = ("GET", "HEAD")
MOST_A_MINUTE = 600
"""Requests of one sender in a minute."""

NOT_FOUND = say(
    404,
    de=("Unter dieser Adresse gibt es nichts.", "Die Adressen stehen unter /api/v1/leistungen/."),
    en=("There is nothing at this address.", "The addresses are listed at /api/v1/leistungen/."),
)
NOT_ALLOWED = say(
    405,
    de=("Diese Adresse kann nur gelesen werden.", "Fragen Sie mit GET oder HEAD."),
    en=("This address can only be read.", "Ask with GET or HEAD."),
)
FOR_FIVE_MINUTES = "public, max-age=300"
"""For what changes with a release of the software at most."""
FOR_A_MINUTE = "public, max-age=60"
_RETRY_AFTER_S = 5
_log = structlog.get_logger()


def endpoint(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Declare a view that everybody may read, and answer what goes wrong with a problem."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
        if request.method not in METHODS:
            response: HttpResponse = problem(request, NOT_ALLOWED)
            response.headers["Allow"] = ", ".join(METHODS)
        else:
            response = _answer(request, view, parts)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response

    answer.declaration = Declaration(frozenset({Audience.EVERYBODY}), METHODS)  # type: ignore[attr-defined]  # read by the route test
    answer.csrf_exempt = True  # type: ignore[attr-defined]  # nothing is changed, and a POST is refused as a problem
    return answer


def cached(request: HttpRequest, response: HttpResponse, *, etag: str, control: str) -> HttpResponse:
    """Return an answer that may be kept; only "not modified" for whoever has it.

    Args:
        request: may bring the tag of what the reader has.
        response: the answer.
        etag: changes with the content.
        control: how long it may be kept.
    """
    response.headers["ETag"] = quote_etag(etag)
    response.headers["Cache-Control"] = control
    conditional = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return response if conditional is None else conditional


def _answer(request: HttpRequest, view: Callable[..., HttpResponse], parts: dict[str, Any]) -> HttpResponse:
    try:
        take(
            source=sender_of(request),
            action="api",
            limit=MOST_A_MINUTE,
            window=timedelta(minutes=1),
            now=timezone.now(),
        )
        return view(request, **parts)
    except RathausError as error:
        _log.info("request_refused", code=error.code)
        wait_s = int(str(error.facts.get("retry_after_s", 0)))
        return problem(request, error_text(error.code), code=error.code, retry_after_s=wait_s)
    except Error as error:
        if not is_database_away(error):
            raise
        _log.warning("database_away", exception=type(error).__name__)
        return problem(request, DATABASE_AWAY, retry_after_s=_RETRY_AFTER_S)
