"""The small acts on a case: claim, release, end or take up a task, close, scan a file. Each is a POST of its own."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.datei.actions import scan_again
from rathaus.core.datei.errors import DateiQuarantined
from rathaus.core.kennzahl.actions import note_effort
from rathaus.core.kennzahl.rules import effort_minutes
from rathaus.core.vorgang import actions
from rathaus.core.vorgang.hearing import note_statement
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.core.vorgang.rules import Work
from rathaus.engine.prozess.progress import ERLEDIGT
from rathaus.surfaces.amt.dateien import datei_of
from rathaus.surfaces.amt.frame import go_to, posting
from rathaus.surfaces.amt.vorgang import show_case
from rathaus.surfaces.ui.attempt import attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import today

_LONGEST_REASON, _LONGEST_STATEMENT, _MOST_DIGITS = 2_000, 20_000, 4

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang


@posting
def claim(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    def act(row: "Vorgang") -> None:
        actions.claim(actor=request.actor, vorgang=row, now=timezone.now())

    return _perform(request, vorgang, act, "uebernommen")


@posting
def release(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    def act(row: "Vorgang") -> None:
        actions.release(actor=request.actor, vorgang=row, now=timezone.now())

    return _perform(request, vorgang, act, "freigegeben")


@posting
def resume(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    def act(row: "Vorgang") -> None:
        actions.resume(actor=request.actor, vorgang=row, now=timezone.now())

    return _perform(request, vorgang, act, "aufgenommen")


@posting
def statement(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Note what the person said at the counter or by telephone while their hearing runs."""
    said = request.POST.get("aeusserung", "")[:_LONGEST_STATEMENT]

    def act(row: "Vorgang") -> None:
        note_statement(actor=request.actor, vorgang=row, statement=said, now=timezone.now())

    return _perform(request, vorgang, act, "geaeussert")


@posting
def close(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    def act(row: "Vorgang") -> None:
        actions.close(actor=request.actor, vorgang=row, now=timezone.now())

    return _perform(request, vorgang, act, "geschlossen")


@posting
def task(request: ScopedRequest, vorgang: uuid.UUID, key: str) -> HttpResponse:
    ticked = {int(text) for text in request.POST.getlist("punkt") if text.isdecimal() and len(text) <= _MOST_DIGITS}
    mistyped = attempt(lambda: effort_minutes(request.POST.get("aufwand", "")), field="aufwand")
    if mistyped:
        return show_case(request, vorgang_by_public_id(vorgang), errors=mistyped, status=422)

    def act(row: "Vorgang") -> None:
        actions.complete_task(
            actor=request.actor,
            vorgang=row,
            key=key,
            outcome=request.POST.get("ausgang", "") or ERLEDIGT,
            work=Work(ticked, request.POST.get("grund", "")[:_LONGEST_REASON]),
            now=timezone.now(),
        )
        _note_effort(request, row, key)

    return _perform(request, vorgang, act, "erledigt")


@posting
def effort(request: ScopedRequest, vorgang: uuid.UUID, key: str) -> HttpResponse:
    """Note how long a task took that is done already."""

    def act(row: "Vorgang") -> None:
        _note_effort(request, row, key)

    return _perform(request, vorgang, act, "aufwand")


def _note_effort(request: ScopedRequest, row: "Vorgang", key: str) -> None:
    minutes = effort_minutes(request.POST.get("aufwand", ""))
    if minutes is not None:
        note_effort(actor=request.actor, vorgang=row, key=key, minutes=minutes, today=today())


@posting
def scan(request: ScopedRequest, vorgang: uuid.UUID, datei: uuid.UUID) -> HttpResponse:
    """Ask the malware scanner about a file of the case now, instead of waiting for the job."""

    def act(row: "Vorgang") -> None:
        scanned = scan_again(actor=request.actor, datei=datei_of(row, datei))
        if scanned.state == "quarantined":
            raise DateiQuarantined(datei=scanned.public_id)

    return _perform(request, vorgang, act, "geprueft")


def _perform(request: ScopedRequest, public_id: uuid.UUID, act: Callable[["Vorgang"], None], note: str) -> HttpResponse:
    """Run an act and go back to the case, or show there why it was refused."""
    row = vorgang_by_public_id(public_id)
    errors = attempt(lambda: act(row))
    if errors:
        return show_case(request, vorgang_by_public_id(public_id), errors=errors, status=409)
    return go_to("vorgang", public_id, note=note)
