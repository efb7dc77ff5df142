"""Files as answers: browsers save them, or show them where we say so, and never run them."""

import base64
from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpResponse

from rathaus.core.antrag.answers_file import AnswersFormat
from rathaus.core.datei.copies import Copy

_SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
"""What a browser may show; everything else is saved."""

_SEALED = "default-src 'none'; sandbox"
_IN_FRAME = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""For the frame of a case alone. No sandbox: the PDF viewers of browsers refuse to work in one."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A picture of a file inside a page: its address, the name of the file, the number of its pages."""

    address: str
    name: str
    pages: int


def save_file(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    """Return a file to be saved."""
    return _answer(content, media_type=media_type, name=name, how="attachment")


def frame_file(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    """Return a file to be shown inside a page of ours; what no browser should show is saved."""
    if media_type not in _SHOWN:
        return save_file(content, media_type=media_type, name=name)
    response = _answer(content, media_type=media_type, name=name, how="inline")
    response.headers["Content-Security-Policy"] = _IN_FRAME
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def answers_format(ending: str) -> AnswersFormat:
    """Return the format that the ending of an address names.

    Raises:
        Http404: answers are not written so.
    """
    try:
        return AnswersFormat(ending)
    except ValueError:
        raise Http404 from None


def preview_in_page(copy: Copy, *, name: str) -> Preview:
    """Return a preview that the page brings along: no second request draws it again."""
    address = f"data:{copy.media_type};base64,{base64.b64encode(copy.content).decode()}"
    return Preview(address, name, copy.pages)


def _answer(content: bytes, *, media_type: str, name: str, how: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = _SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    return response
