"""Lists of members of staff: addresses that keep the filter, and the same rows as a CSV file."""

import csv
import io
import weakref
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import batched
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from rathaus.core.vorgang.errors import ListsBusy
from rathaus.surfaces.ui.filters import text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run by spreadsheet programs."""
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_CSV_TYPE = "text/csv; charset=utf-8"
_ROWS_AT_ONCE = 500
_MOST_IN_MEMORY_BYTES = 1_000_000
_RETRY_AFTER_S = 10
_AT_ONCE = 2
"""Lists that one process writes or sends at the same time; each holds a thread until the browser has read it."""
_turns = BoundedSemaphore(_AT_ONCE)


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
    """Return the same file, written completely before this returns: never whole in memory, on disk without a name.

    So no transaction waits for whoever reads it. The thread of the web server does, as for every answer: at most two
    files of a process are written or sent at a time, and other pages keep the rest of its threads.

    Args:
        filename: name without ending.
        header: names of the columns, Text or str.
        rows: read to the end here.
        cells: makes the cells of a row.

    Raises:
        ListsBusy: two are under way.
    """
    if not _turns.acquire(blocking=False):
        raise ListsBusy(retry_after_s=_RETRY_AFTER_S)
    file = _TurnFile(max_size=_MOST_IN_MEMORY_BYTES)
    try:
        for piece in _pieces(header, rows, cells):
            file.write(piece.encode())
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return _as_file(FileResponse(file, content_type=_CSV_TYPE), filename)


class _TurnFile(SpooledTemporaryFile[bytes]):
    """A file that gives its turn back when it is closed, or when nobody holds it any more."""

    def __init__(self, *, max_size: int) -> None:
        super().__init__(max_size=max_size)
        self._give_back = weakref.finalize(self, _turns.release)

    def close(self) -> None:
        super().close()
        self._give_back()


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
