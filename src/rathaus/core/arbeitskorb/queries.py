"""Every read of notes and follow-ups; the open scope decides which rows there are."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from rathaus.core.arbeitskorb.models import Mention, Vermerk, Wiedervorlage
from rathaus.core.stelle.substitution import at_work
from rathaus.core.vorgang.models import Vorgang

TODAY_ROWS = 20
"""Lines of one part of the page "Heute"."""

MOST_NOTES = 200
"""Notes that the page of a case shows, the newest first."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff who works on cases of a body."""

    konto_id: int
    name: str


def colleagues(stelle_id: int, *, today: date) -> list[Colleague]:
    """Return who works on cases of a body on a local day, by name.

    Args:
        stelle_id: the body; its scope must be open.
        today: local date Europe/Berlin.
    """
    rows = at_work(today).filter(stelle_id=stelle_id)
    names = dict(rows.order_by("display_name").values_list("konto_id", "display_name"))
    return [Colleague(konto_id, name) for konto_id, name in names.items()]


def notes_of(vorgang: Vorgang) -> list[Vermerk]:
    """Return the notes of a case with those whom they mention, the newest first."""
    return list(Vermerk.objects.filter(vorgang_id=vorgang.pk).prefetch_related("mentions")[:MOST_NOTES])


def follow_ups_of(vorgang: Vorgang) -> list[Wiedervorlage]:
    """Return the open follow-ups of a case, the next one first."""
    return list(Wiedervorlage.objects.filter(vorgang_id=vorgang.pk, ended_at=None))


def mentions_for(vorgang: Vorgang, *, konto_id: int, today: date) -> QuerySet[Mention]:
    """Return the mentions in notes of a case that wait for somebody, or for anybody because whom they name has left."""
    working = at_work(today).filter(stelle_id=vorgang.stelle_id).values("konto_id")
    for_them = Q(konto_id=konto_id) | ~Q(konto_id__in=working)
    return Mention.objects.filter(for_them, vermerk__vorgang_id=vorgang.pk, seen_at=None)


def unseen_mentions(
    stelle_ids: Collection[int], *, konto_id: int, today: date, represents: Collection[int] = ()
) -> list[Mention]:
    """Return the notes that mention somebody and that they have not seen, the oldest first, with their cases.

    Notes for somebody who works here no longer reach everybody, each until they are marked as seen.

    Args:
        stelle_ids: the body and its predecessors.
        konto_id: who is mentioned.
        today: local date Europe/Berlin.
        represents: Konten of the colleagues for whom they stand in.
    """
    working = at_work(today).filter(stelle_id__in=list(stelle_ids)).values("konto_id")
    for_them = Q(konto_id__in=[konto_id, *represents]) | ~Q(konto_id__in=working)
    rows = Mention.objects.filter(for_them, stelle_id__in=list(stelle_ids), seen_at=None)
    return list(rows.select_related("vermerk__vorgang__antrag").order_by("pk")[:TODAY_ROWS])


def due_follow_ups(
    stelle_ids: Collection[int], *, konto_id: int, today: date, represents: Collection[int] = ()
) -> list[Wiedervorlage]:
    """Return what comes back before somebody, or before everybody, until a local day; the oldest first.

    What was meant for somebody who no longer works on cases of the body comes back before everybody.

    Args:
        stelle_ids: the body and its predecessors.
        konto_id: who looks.
        today: local date Europe/Berlin.
        represents: Konten of the colleagues for whom they stand in.
    """
    working = at_work(today).filter(stelle_id__in=list(stelle_ids)).values("konto_id")
    for_them = Q(konto_id__in=[konto_id, *represents]) | Q(konto_id=None) | ~Q(konto_id__in=working)
    rows = Wiedervorlage.objects.filter(for_them, stelle_id__in=list(stelle_ids), on__lte=today, ended_at=None)
    return list(rows.select_related("vorgang__antrag")[:TODAY_ROWS])


def coming_back(*, konto_id: int, represents: Collection[int] = ()) -> QuerySet[Wiedervorlage, date]:
    """Return the day on which the case of an outer query comes back before a clerk, for the order of their list.

    Args:
        konto_id: the clerk; what comes back before everybody counts, too.
        represents: Konten of the colleagues for whom they stand in.
    """
    rows = _open_before(konto_id, represents).filter(vorgang=OuterRef("pk"))
    return rows.order_by("on").values_list("on", flat=True)[:1]


def next_follow_ups(
    cases: Iterable[uuid.UUID], *, konto_id: int, represents: Collection[int] = ()
) -> dict[uuid.UUID, Wiedervorlage]:
    """Return the next open follow-up of cases before a clerk or before everybody, by the public id of the case.

    Args:
        cases: public ids of cases.
        konto_id: the clerk.
        represents: Konten of the colleagues for whom they stand in.
    """
    rows = _open_before(konto_id, represents).filter(vorgang__public_id__in=list(cases)).select_related("vorgang")
    return {row.vorgang.public_id: row for row in rows.order_by("-on", "-pk")}


def _open_before(konto_id: int, represents: Collection[int]) -> QuerySet[Wiedervorlage]:
    return Wiedervorlage.objects.filter(Q(konto_id__in=[konto_id, *represents]) | Q(konto_id=None), ended_at=None)
