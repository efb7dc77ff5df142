"""Running cases of the former software: bring a table, look at what it would do, take it over, keep the report."""

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.leistung.queries import uebernahmen_of
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.vorgang.legacy import (
    LegacyReport,
    LineState,
    bring_file,
    legacy_file,
    legacy_files,
    report_of,
    take_over_chunk,
)
from rathaus.core.vorgang.legacy_rules import COLUMNS, LARGEST_BYTES, MEANINGS, MOST_ROWS
from rathaus.surfaces.amt.frame import Desk, acting, desk_of, go_to, show, working
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.filters import text
from rathaus.surfaces.ui.listing import csv_response
from rathaus.surfaces.ui.staff_pages import now, title_of, today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import LegacyFile

FILE = "tabelle"
"""Name of the input for the table."""

_MOST_SHOWN = 50
_NO_FILE = Text("Wählen Sie die Tabelle aus.", "Choose the table.")
_REPORT = [
    Text("Zeile", "Line"),
    Text("Altes Aktenzeichen", "Old file number"),
    Text("Ergebnis", "Result"),
    Text("Neues Aktenzeichen", "New file number"),
    Text("Spalte", "Column"),
    Text("Was nicht stimmt", "What is wrong"),
    Text("Was Sie tun können", "What you can do"),
]
_STATES = {
    LineState.GOOD: Text("noch nicht übernommen", "not yet taken over"),
    LineState.TAKEN: Text("übernommen", "taken over"),
    LineState.KNOWN: Text("war schon übernommen", "was taken over before"),
    LineState.BROKEN: Text("nicht übernommen", "not taken over"),
}
_HEADER = Text("Kopfzeile", "Header")


@acting
def legacy(request: ScopedRequest) -> HttpResponse:
    """Explain the table and take one; a POST checks it and leads to what it would do."""
    desk = _lead_desk(request)
    errors: Problems = ()
    if request.method == "POST":
        kept = list["LegacyFile"]()
        errors = _bring(request, desk, kept)
        if not errors:
            return go_to("legacy_table", kept[0].public_id)
    offered = sorted(
        (
            (each.leistung.schluessel, each.leistung.slug, title_of(each.leistung))
            for each in uebernahmen_of(desk.stelle)
        ),
        key=lambda row: str(text(row[2])),
    )
    context = {
        "section": "leistungen",
        "errors": errors,
        "meanings": MEANINGS,
        "offered": offered,
        "files": legacy_files(desk.stelle),
        "max_bytes": LARGEST_BYTES,
        "most_rows": MOST_ROWS,
    }
    return show(request, "altfaelle", context, status=422 if errors else 200)


@working
def legacy_template(request: ScopedRequest) -> HttpResponse:
    """Give the empty table."""
    _lead_desk(request)
    return csv_response("laufende-vorgaenge-vorlage", header=COLUMNS, rows=())


@acting
def legacy_table(request: ScopedRequest, table: uuid.UUID) -> HttpResponse:
    """Say what a table would do and what is wrong in it; a POST takes over the next lines of it."""
    file = legacy_file(table, stelle=_lead_desk(request).stelle)
    errors: Problems = ()
    if request.method == "POST":
        only_good = request.POST.get("nur_gute") == "true"
        errors = attempt(lambda: take_over_chunk(actor=request.actor, file=file, only_good=only_good, now=now()))
        if not errors:
            return go_to("legacy_table", table)
    report = report_of(file, today=today())
    broken = [each for each in report.lines if each.findings]
    context = {
        "section": "leistungen",
        "errors": errors,
        "file": file,
        "report": report,
        "broken": broken[:_MOST_SHOWN],
        "hidden": max(0, len(broken) - _MOST_SHOWN),
    }
    return show(request, "altfaelle_tabelle", context, status=409 if errors else 200)


@working
def legacy_report(request: ScopedRequest, table: uuid.UUID) -> HttpResponse:
    """Give the report as a file: every line with its result, and a line for each thing that is wrong."""
    file = legacy_file(table, stelle=_lead_desk(request).stelle)
    rows = _report_rows(report_of(file, today=today()))
    return csv_response(f"uebernahme-{file.public_id}", header=_REPORT, rows=rows)


def _lead_desk(request: ScopedRequest) -> Desk:
    """Return the desk of who leads the body.

    Raises:
        ActorRefused: anybody else.
    """
    if request.mitgliedschaft is None or request.mitgliedschaft.role != "lead":
        raise ActorRefused(role=request.actor.role.value)
    return desk_of(request)


def _bring(request: ScopedRequest, desk: Desk, kept: "list[LegacyFile]") -> Problems:
    """Keep the file that was sent; never more of it is read than a table may have."""
    file = request.FILES.get(FILE)
    if file is None:
        return ((FILE, _NO_FILE),)
    name, content = file.name or "", file.read(LARGEST_BYTES + 1)
    return attempt(
        lambda: kept.append(bring_file(actor=request.actor, stelle=desk.stelle, name=name, content=content, now=now())),
        field=FILE,
    )


def _report_rows(report: LegacyReport) -> Iterator[list[object]]:
    for each in report.findings:
        yield [each.line, _HEADER, _STATES[LineState.BROKEN], "", each.column, each.what, each.remedy]
    for row in report.lines:
        known: list[object] = [row.line, row.number, _STATES[row.state], row.aktenzeichen]
        if not row.findings:
            yield [*known, "", "", ""]
        for each in row.findings:
            yield [*known, each.column, each.what, each.remedy]
