"""Every read of requests, opinions and displays; the open scope decides which rows there are."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from rathaus.core.beteiligung.errors import DisplayNotFound, RequestNotFound
from rathaus.core.beteiligung.models import Auslegung, Beteiligung, Stellungnahme
from rathaus.core.beteiligung.rules import State, state_of
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import stelle_by_slug, twin_of
from rathaus.core.vorgang.models import Vorgang

OPEN_ROWS = 100
"""Open requests that a list shows; the most urgent first."""

TODAY_ROWS = 20
"""Lines of one part of the page "Heute"."""

_OLD_ROWS = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as its case shows it.

    Args:
        row: the request.
        state: where it stands on the day.
        files: what came with the opinion.
    """

    row: Beteiligung
    state: State
    files: tuple[Datei, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The requests of other bodies to this one: those that wait, the most urgent first, and those that are settled."""

    open: tuple[Stellungnahme, ...]
    settled: tuple[Stellungnahme, ...]


def requests_of(vorgang: Vorgang, *, today: date) -> tuple[Asked, ...]:
    """Return everybody who was asked in a case, in the order of asking; two queries however many there are.

    Args:
        vorgang: the case.
        today: local day; what was due before is late.
    """
    rows = list(Beteiligung.objects.filter(vorgang_id=vorgang.pk).select_related("asked"))
    files = _files(name for row in rows for name in row.files)
    return tuple(
        Asked(row, _state(row, today), tuple(files[name] for name in row.files if name in files)) for row in rows
    )


def request_by_public_id(public_id: uuid.UUID, *, vorgang: uuid.UUID | None = None) -> Beteiligung:
    """Return a request of a case of the open scope.

    Args:
        public_id: of the request.
        vorgang: public id of the case that it must belong to; None for any.

    Raises:
        RequestNotFound: there is none at this body, or in this case.
    """
    row = Beteiligung.objects.select_related("asked", "vorgang", "stelle").filter(public_id=public_id).first()
    if row is None or vorgang not in {None, row.vorgang.public_id}:
        raise RequestNotFound
    return row


def stellungnahmen(stelle_ids: Collection[int]) -> Waiting:
    """Return what other bodies ask a body for.

    Args:
        stelle_ids: the body and its predecessors.
    """
    rows = Stellungnahme.objects.filter(stelle_id__in=list(stelle_ids)).select_related("asking")
    is_open = {"answered_at": None, "ended_at": None}
    settled = rows.exclude(**is_open).order_by("-received_at")
    return Waiting(tuple(rows.filter(**is_open)[:OPEN_ROWS]), tuple(settled[:_OLD_ROWS]))


def open_stellungnahmen(stelle_ids: Collection[int]) -> list[Stellungnahme]:
    """Return the requests of other bodies that wait, the most urgent first; for the page "Heute"."""
    rows = Stellungnahme.objects.filter(stelle_id__in=list(stelle_ids), answered_at=None, ended_at=None)
    return list(rows.select_related("asking")[:TODAY_ROWS])


def late_requests(stelle_ids: Collection[int], *, today: date) -> list[Beteiligung]:
    """Return the requests of a body whose day has passed without an answer, with their cases; for "Heute".

    Args:
        stelle_ids: the body and its predecessors.
        today: local day.
    """
    rows = Beteiligung.objects.filter(stelle_id__in=list(stelle_ids), due_on__lt=today, answered_at=None, ended_at=None)
    return list(rows.select_related("vorgang").order_by("due_on", "pk")[:TODAY_ROWS])


def stellungnahme_by_public_id(public_id: uuid.UUID) -> Stellungnahme:
    """Return a request at the body that is asked.

    Raises:
        RequestNotFound: there is none at this body.
    """
    row = Stellungnahme.objects.select_related("asking", "stelle").filter(public_id=public_id).first()
    if row is None:
        raise RequestNotFound
    return row


def documents_of(stellungnahme: Stellungnahme) -> tuple[Datei, ...]:
    """Return the copies of files that the asking clerk chose, then the files of the answer."""
    files = _files([*stellungnahme.documents, *stellungnahme.files])
    return tuple(files[name] for name in (*stellungnahme.documents, *stellungnahme.files) if name in files)


def displays_of(vorgang: Vorgang) -> tuple[Auslegung, ...]:
    """Return the public displays of a case with their objections."""
    return tuple(Auslegung.objects.filter(vorgang_id=vorgang.pk).prefetch_related("einwendungen"))


def display_by_public_id(public_id: uuid.UUID, *, vorgang: uuid.UUID) -> Auslegung:
    """Return a public display of a case of the open scope.

    Args:
        public_id: of the display.
        vorgang: public id of its case.

    Raises:
        DisplayNotFound: there is none in this case.
    """
    row = Auslegung.objects.filter(public_id=public_id, vorgang__public_id=vorgang).first()
    if row is None:
        raise DisplayNotFound
    return row


def body_to_ask(slug: str, *, asking: Stelle) -> Stelle | None:
    """Return the body with a slug that another one can ask: a test twin asks test twins; None when there is none."""
    found = stelle_by_slug(slug)
    if found is None or found.pk == asking.pk:
        return None
    if asking.mode == Stelle.Mode.TEST and found.mode == Stelle.Mode.LIVE:
        return twin_of(found)
    return found if found.mode == asking.mode else None


def bodies_to_ask(asking: Stelle) -> list[str]:
    """Return the names of the bodies of this system that another one can ask, in the order of DIN 5007."""
    rows = Stelle.objects.filter(mode=asking.mode).exclude(pk=asking.pk).order_by("sort_key")
    return list(rows.values_list("official_name", flat=True))


def body_named(name: str, *, asking: Stelle) -> Stelle | None:
    """Return the body of this system with an official name, if another one can ask it; None for everybody else."""
    rows = Stelle.objects.filter(mode=asking.mode, official_name__iexact=name.strip()).exclude(pk=asking.pk)
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None


def _state(row: Beteiligung, today: date) -> State:
    is_answered, is_waived = row.answered_at is not None, row.ended_at is not None
    return state_of(is_answered=is_answered, is_waived=is_waived, due_on=row.due_on, today=today)


def _files(public_ids: Iterable[str]) -> dict[str, Datei]:
    return {str(each.public_id): each for each in dateien_by_public_ids(public_ids)}
