"""Lists of members of staff: addresses that keep the filter, and the same rows as a CSV file."""

import csv
import io
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import batched
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from rathaus.surfaces.ui.filters import text
from rathaus.surfaces.ui.whole_file import write_whole

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


def csv_file[Row](
    filename: str, *, header: Sequence[object], rows: Iterator[Row], cells: Callable[[Row], Sequence[object]]
) -> FileResponse:
    """Return the same file, written completely before this returns: see :mod:`rathaus.surfaces.ui.whole_file`.

    Args:
        filename: name without ending.
        header: names of the columns, Text or str.
        rows: read to the end here.
        cells: makes the cells of a row.

    Raises:
        ListsBusy: two are under way.
    """

    def write(file: IO[bytes]) -> None:
        for piece in _pieces(header, rows, cells):
            file.write(piece.encode())

    return _as_file(FileResponse(write_whole(write), content_type=_CSV_TYPE), filename)


def _pieces[Row](
    header: Sequence[object], rows: Iterator[Row], cells: Callable[[Row], Sequence[object]]
) -> Iterator[str]:
    with ExitStack() as stack:
        if isinstance(rows, Generator):
            stack.enter_context(closing(rows))
        yield _BOM + _lines([header])
        for some in batched(rows, _ROWS_AT_ONCE):
            yield _lines(map(cells, some))


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
