"""Lists of members of staff: addresses that keep the filter, and the same rows as a CSV file."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse

from rathaus.surfaces.ui.filters import text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run by spreadsheet programs."""


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
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([_cell(name) for name in header])
    writer.writerows([_cell(value) for value in row] for row in rows)
    response = HttpResponse("\N{ZERO WIDTH NO-BREAK SPACE}" + buffer.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _cell(value: object) -> str:
    shown = "" if value is None else str(text(value))
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
