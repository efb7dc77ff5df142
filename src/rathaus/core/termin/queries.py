"""Every read of slots and bookings; the open scope decides which bookings there are."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Prefetch, Q, QuerySet

from rathaus.core.termin.models import Buchung, Termin

_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class TerminPage:
    """One page of the slots of bodies.

    Args:
        rows: each slot with its bookings.
        next: public id of the last slot, after which the next page begins; None on the last page.
    """

    rows: tuple[tuple[Termin, list[Buchung]], ...]
    next: uuid.UUID | None


def free_termine(stelle_id: int, *, leistung_id: int, now: datetime) -> QuerySet[Termin]:
    """Return the slots of a body that can be booked for a Leistung, the earliest first.

    Args:
        stelle_id: the body.
        leistung_id: the Leistung of the Antrag; slots for any Leistung are shown too.
        now: aware instant.
    """
    rows = offered_for(stelle_id, leistung_id=leistung_id)
    return rows.filter(begins_at__gt=now, called_off_at=None, booked__lt=F("capacity"))[:_MOST_SHOWN]


def offered_for(stelle_id: int, *, leistung_id: int) -> QuerySet[Termin]:
    """Return every slot that a body offers for a Leistung or for any, free or not.

    Args:
        stelle_id: the body.
        leistung_id: the Leistung.
    """
    return Termin.objects.filter(Q(leistung_id=leistung_id) | Q(leistung=None), stelle_id=stelle_id)


def buchung_of(antrag_id: uuid.UUID) -> Buchung | None:
    """Return the booking of an Antrag with its slot; None without one."""
    return Buchung.objects.select_related("termin__stelle").filter(antrag_id=antrag_id, ended_at=None).first()


def coming_termine(stelle_ids: Collection[int], *, now: datetime, after: uuid.UUID | None = None) -> TerminPage:
    """Return slots of bodies that are not over, each with its bookings, the earliest first.

    Args:
        stelle_ids: the body and its predecessors, as in the open scope.
        now: aware instant.
        after: public id of the last slot of the page before; None for the first page.
    """
    rows = _coming(stelle_ids, now)
    last = Termin.objects.filter(public_id=after, stelle_id__in=list(stelle_ids)).first() if after else None
    if last is not None:
        rows = rows.filter(Q(begins_at__gt=last.begins_at) | Q(begins_at=last.begins_at, pk__gt=last.pk))
    taken = Prefetch("buchungen", Buchung.objects.filter(ended_at=None), to_attr="taken")
    found = list(rows.select_related("leistung", "stelle").prefetch_related(taken)[: _MOST_SHOWN + 1])
    shown = tuple((row, row.taken) for row in found[:_MOST_SHOWN])
    return TerminPage(shown, shown[-1][0].public_id if len(found) > _MOST_SHOWN else None)


def coming_termin(stelle_ids: Collection[int], public_id: uuid.UUID, *, now: datetime) -> Termin | None:
    """Return one slot of bodies that is not over; None for any other.

    Args:
        stelle_ids: the body and its predecessors, as in the open scope.
        public_id: of the slot.
        now: aware instant.
    """
    return _coming(stelle_ids, now).filter(public_id=public_id).first()


def _coming(stelle_ids: Collection[int], now: datetime) -> QuerySet[Termin]:
    return Termin.objects.filter(stelle_id__in=list(stelle_ids), ends_at__gt=now, called_off_at=None)
