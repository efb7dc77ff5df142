"""Requests that are too large are refused before anybody reads their body."""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from rathaus.surfaces.ui.error_text import ErrorText
from rathaus.surfaces.ui.responses import error_page
from rathaus.values.text import Text

log = structlog.get_logger()

LENGTH_MISSING = ErrorText(
    411,
    Text("Diese Anfrage konnten wir nicht annehmen", "We could not accept this request"),
    Text(
        "Ihr Programm sagt nicht, wie groß die Anfrage ist. Verwenden Sie einen gewöhnlichen Browser.",
        "Your program does not say how large the request is. Use an ordinary browser.",
    ),
)


class RefuseLargeBodies:
    """Middleware: a body without a length, or longer than all files of one form together may be, is not read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or ""
        if not length and "HTTP_TRANSFER_ENCODING" in request.META:
            return _refuse(request, LENGTH_MISSING)
        if length and not (length.isascii() and length.isdigit()):
            return _refuse(request, LENGTH_MISSING)
        if length and int(length[:20]) > body_limit_bytes():
            return _refuse(request, too_large())
        return self.get_response(request)


def body_limit_bytes() -> int:
    """Return the largest body in bytes: as many files as one form may hold, and its texts."""
    files: int = settings.RATHAUS_UPLOAD_LIMIT_BYTES * settings.DATA_UPLOAD_MAX_NUMBER_FILES
    return files + int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def too_large() -> ErrorText:
    """Return the words for a body over the limit; they say what fits."""
    size, count = settings.RATHAUS_UPLOAD_LIMIT_BYTES // 1_000_000, settings.DATA_UPLOAD_MAX_NUMBER_FILES
    return ErrorText(
        413,
        Text("Das war zu groß", "That was too large"),
        Text(
            f"Eine Datei darf höchstens {size} MB groß sein, und auf einmal nehmen wir höchstens {count} Dateien an. "
            "Gehen Sie zurück und senden Sie kleinere oder weniger Dateien.",
            f"A file may have at most {size} MB, and we accept at most {count} files at a time. "
            "Go back and send smaller or fewer files.",
        ),
    )


def _refuse(request: HttpRequest, words: ErrorText) -> HttpResponseBase:
    log.info("body_refused", status=words.status)
    response = error_page(request, words)
    response.headers["Connection"] = "close"
    return response
