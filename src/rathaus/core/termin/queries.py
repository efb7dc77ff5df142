"""Every read of slots and bookings; the open scope decides which bookings there are."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Prefetch, Q, QuerySet

from rathaus.core.termin.models import Buchung, Termin

_MOST_SHOWN = 200


def free_termine(stelle_id: int, *, leistung_id: int, now: datetime) -> QuerySet[Termin]:
    """Return the slots of a body that can be booked for a Leistung, the earliest first.

    Args:
        stelle_id: the body.
        leistung_id: the Leistung of the Antrag; slots for any Leistung are shown too.
        now: aware instant.
    """
    rows = Termin.objects.filter(stelle_id=stelle_id, begins_at__gt=now, called_off_at=None, booked__lt=F("capacity"))
    return rows.filter(Q(leistung_id=leistung_id) | Q(leistung=None))[:_MOST_SHOWN]


def buchung_of(antrag_id: uuid.UUID) -> Buchung | None:
    """Return the booking of an Antrag with its slot; None without one."""
    return Buchung.objects.select_related("termin__stelle").filter(antrag_id=antrag_id, ended_at=None).first()


def coming_termine(stelle_ids: Collection[int], *, now: datetime) -> list[tuple[Termin, list[Buchung]]]:
    """Return the slots of bodies that are not over, each with its bookings, the earliest first.

    Args:
        stelle_ids: the body and its predecessors, as in the open scope.
        now: aware instant.
    """
    taken = Prefetch("buchungen", Buchung.objects.filter(ended_at=None), to_attr="taken")
    rows = Termin.objects.filter(stelle_id__in=list(stelle_ids), ends_at__gt=now, called_off_at=None)
    found = rows.select_related("leistung", "stelle").prefetch_related(taken)[:_MOST_SHOWN]
    return [(row, row.taken) for row in found]
