"""Answers that a browser saves as a text file."""

from urllib.parse import quote

from django.http import HttpResponse
from django.utils.text import slugify

from rathaus.values.text import spell_out_umlauts


def text_response(text: str, *, name: str) -> HttpResponse:
    """Return a text as a file, UTF-8; nobody keeps it on the way.

    Args:
        text: its content.
        name: what the file is called, without its ending.
    """
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    file = slugify(spell_out_umlauts(name))[:80] or "brief"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file)}.txt"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
