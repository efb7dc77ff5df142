"""The page for moments without a database: what somebody typed stays in it, and one button sends it again.

It needs no database. Whatever was sent may be sent again: a page of a draft is saved once more with the same answers, a
draft that was submitted gives the same Antrag.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2

RETRY_AFTER_S = 5
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # the name of an input, no secret
_PASSWORD = "password"  # noqa: S105  # the same


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that could not be taken.

    Args:
        target: address that it was sent to.
        inputs: name and text of every input but the token against forgery.
        files: name of the input and name of the file; a browser cannot be given the content again.
    """

    target: str
    inputs: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]

    @property
    def typed(self) -> tuple[str, ...]:
        """The texts that a person recognises: no buttons, no ticks, no codes."""
        texts = (text.strip() for name, text in self.inputs if not name.startswith("_"))
        return tuple(text for text in texts if text not in {"", "true", "on"})


def is_database_away(exception: BaseException | None) -> bool:
    """Return whether the database, and not what was sent, is why a request failed: away, restarting, full."""
    return any(isinstance(each, OperationalError | InterfaceError | psycopg.OperationalError | psycopg.InterfaceError)
               for each in _causes(exception))  # fmt: skip


def _causes(exception: BaseException | None) -> Iterator[BaseException]:
    while exception is not None:
        yield exception
        exception = exception.__cause__


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that nothing can be read or stored right now, and offer to try again."""
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)  # noqa: S101  # narrows the type; settings name one Jinja2 engine
    context = {"sent": _sent(request), "target": request.get_full_path()}
    content = engine.get_template("ui/unavailable.html").render(context, request)
    response = HttpResponse(content, status=503)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response


def _sent(request: HttpRequest) -> Sent | None:
    """Return what was sent; nothing when there is nothing to keep, or a password that no page may show."""
    if request.method != "POST" or _PASSWORD in request.POST:
        return None
    inputs = [(name, str(text)) for name, texts in request.POST.lists() for text in texts if name != _TOKEN]
    files = [(name, file.name or "") for name, uploads in request.FILES.lists() for file in uploads]
    return Sent(request.get_full_path(), tuple(inputs), tuple(files))
