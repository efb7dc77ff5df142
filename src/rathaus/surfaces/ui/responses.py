"""Kind error pages: they say what happened and what to do next, and need no database.

Settings and the root URL configuration name them: ``handler400 … handler500``, ``CSRF_FAILURE_VIEW``, and the
middleware :class:`ErrorPages`, which turns a :class:`RathausError` into its page. While the database is away, the page
of ``unavailable`` keeps what was typed. A script that asks for JSON gets the same words in JSON.
"""

import sys
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, UnreadablePostError
from django.template import engines
from django.template.backends.jinja2 import Jinja2

from rathaus.surfaces.ui.error_text import ErrorText
from rathaus.surfaces.ui.error_texts import error_text
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.unavailable import is_database_away, unavailable
from rathaus.values.errors import RathausError
from rathaus.values.text import Text

log = structlog.get_logger()

BAD_REQUEST = ErrorText(
    400,
    Text("Diese Anfrage konnten wir nicht lesen", "We could not read this request"),
    Text("Gehen Sie eine Seite zurück und versuchen Sie es noch einmal.", "Go back one page and try again."),
)
FORBIDDEN = ErrorText(
    403,
    Text("Diese Seite ist nicht für Sie freigegeben", "You do not have access to this page"),
    Text(
        "Vielleicht sind Sie mit einem anderen Konto angemeldet. Melden Sie sich passend an oder gehen Sie zur "
        "Startseite.",
        "You may be signed in with another account. Sign in with the right one or go to the start page.",
    ),
)
NOT_FOUND = ErrorText(
    404,
    Text("Diese Seite gibt es nicht", "This page does not exist"),
    Text(
        "Vielleicht ist die Adresse nicht vollständig oder die Seite ist umgezogen. Suchen Sie Ihr Anliegen auf der "
        "Startseite.",
        "The address may be incomplete or the page has moved. Search for your errand on the start page.",
    ),
)
CSRF_FAILED = ErrorText(
    403,
    Text("Die Seite war zu lange offen", "The page was open for too long"),
    Text(
        "Zu Ihrer Sicherheit haben wir nichts gespeichert. Gehen Sie zurück, laden Sie die Seite neu und senden Sie "
        "noch einmal. Ihr Browser muss Cookies erlauben.",
        "To keep you safe we saved nothing. Go back, reload the page and send it again. Your browser must allow "
        "cookies.",
    ),
)
DATABASE_AWAY = ErrorText(
    503,
    Text("Gerade können wir nichts speichern", "We cannot save anything right now"),
    Text("Versuchen Sie es gleich noch einmal.", "Try again in a moment."),
)
SERVER_ERROR = ErrorText(
    500,
    Text("Das hat nicht geklappt", "That did not work"),
    Text(
        "Der Fehler liegt bei uns und ist gemeldet. Bitte versuchen Sie es in einigen Minuten noch einmal. Was Sie "
        "gespeichert haben, ist noch da.",
        "The fault is ours and has been reported. Please try again in a few minutes. What you have saved is still "
        "there.",
    ),
)


class ErrorPages:
    """Middleware: an action refused something, or the database is away; the person reads what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what an action refused, a missing database and half a request with their pages, and nothing else."""
        if is_database_away(exception):
            return _database_away(request, exception)
        if isinstance(exception, UnreadablePostError):
            log.info("request_cut_off")
            return error_page(request, BAD_REQUEST)
        if not isinstance(exception, RathausError):
            return None
        log.info("request_refused", code=exception.code)
        response = error_page(request, error_text(exception.code), code=exception.code)
        if wait_s := exception.facts.get("retry_after_s"):
            response.headers["Retry-After"] = str(wait_s)
        return response


def error_page(request: HttpRequest | None, words: ErrorText, *, code: str = "") -> HttpResponse:
    """Render an error page; a script that asks for JSON gets the same words in JSON.

    Args:
        request: the request; only its language, its nonce and what it accepts are used.
        words: status, what happened, what to do.
        code: stable code that the person can name on the phone; empty when there is none.
    """
    if request is not None and wants_json(request):
        return error_json(words, code=code)
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)  # noqa: S101  # narrows the type; settings name one Jinja2 engine
    content = engine.get_template("ui/error.html").render({"words": words, "code": code}, request)
    response = HttpResponse(content, status=words.status)
    response.headers["Cache-Control"] = "no-store"
    return response


def wants_json(request: HttpRequest) -> bool:
    """Return whether a script asks, which reads JSON rather than a page."""
    return request.get_preferred_type(("text/html", "application/json")) == "application/json"


def error_json(words: ErrorText, *, code: str = "", **facts: object) -> HttpResponse:
    """Return an error for a script, which shows the message to its reader.

    Args:
        words: status, what happened, what to do.
        code: stable code; empty when there is none.
        facts: more members that the script understands.
    """
    message = " ".join(part.in_language(current_language()) for part in (words.what, words.remedy))
    response = JsonResponse({"code": code, "message": message, **facts}, status=words.status)
    response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django's name
    """Handler 400."""
    return error_page(request, BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django's name
    """Handler 403."""
    return error_page(request, FORBIDDEN)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django's name
    """Handler 404."""
    return error_page(request, NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Handler 500; Django calls it while the exception is handled, also for one from a middleware."""
    exception = sys.exc_info()[1]
    if is_database_away(exception):
        return _database_away(request, exception)
    return error_page(request, SERVER_ERROR)


def _database_away(request: HttpRequest, exception: BaseException | None) -> HttpResponse:
    log.warning("database_away", exception=type(exception).__name__, status=getattr(exception, "sqlstate", None))
    return error_json(DATABASE_AWAY) if wants_json(request) else unavailable(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``."""
    log.info("csrf_refused", reason=reason)
    return error_page(request, CSRF_FAILED)
