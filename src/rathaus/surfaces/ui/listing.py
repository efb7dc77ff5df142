"""Lists of members of staff: addresses that keep the filter, and the same rows as a CSV file."""

import csv
import io
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import batched

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from rathaus.surfaces.ui.filters import text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run by spreadsheet programs."""
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_CSV_TYPE = "text/csv; charset=utf-8"
_ROWS_AT_ONCE = 500


def with_query(request: HttpRequest, **changes: object) -> str:
    """Return the address of this page with some parameters changed; None or an empty text takes one away."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in {None, ""}:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else request.path


def csv_response(filename: str, *, header: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """Return rows as a file that spreadsheet programs open: UTF-8 with BOM, semicolons.

    Args:
        filename: name without ending.
        header: names of the columns, Text or str.
        rows: cells; None is empty.
    """
    return _as_file(HttpResponse(_BOM + _lines([header, *rows]), content_type=_CSV_TYPE), filename)


def stream_csv[Row](
    filename: str, *, header: Sequence[object], rows: Iterator[Row], cells: Callable[[Row], Sequence[object]]
) -> StreamingHttpResponse:
    """Return the same file in pieces: it is never whole in memory, and the first line leaves before the last is read.

    Args:
        filename: name without ending.
        header: names of the columns, Text or str.
        rows: read while the answer is sent; a generator is closed at its end, also when the reader goes away.
        cells: makes the cells of a row; runs in the language of this moment.
    """
    pieces = _pieces(header, rows, cells, translation.get_language() or "de")
    return _as_file(StreamingHttpResponse(pieces, content_type=_CSV_TYPE), filename)


def _pieces[Row](
    header: Sequence[object], rows: Iterator[Row], cells: Callable[[Row], Sequence[object]], language: str
) -> Iterator[str]:
    with ExitStack() as stack:
        if isinstance(rows, Generator):
            stack.enter_context(closing(rows))
        with translation.override(language):
            head = _BOM + _lines([header])
        yield head
        for some in batched(rows, _ROWS_AT_ONCE):
            with translation.override(language):
                piece = _lines(map(cells, some))
            yield piece


def _lines(rows: Iterable[Sequence[object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def _as_file[Answer: HttpResponseBase](response: Answer, filename: str) -> Answer:
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _cell(value: object) -> str:
    shown = "" if value is None else str(text(value))
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
