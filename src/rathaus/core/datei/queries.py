"""Every read of files that other rooms need."""

import uuid
from collections.abc import Collection, Iterable

from rathaus.core.datei.errors import DateiNotFound, DateiQuarantined
from rathaus.core.datei.models import Datei, DateiInhalt


def datei_by_public_id(public_id: uuid.UUID) -> Datei:
    """Return the file, without its bytes.

    Raises:
        DateiNotFound: unknown, or outside the open scope.
    """
    datei = Datei.objects.filter(public_id=public_id).first()
    if datei is None:
        raise DateiNotFound
    return datei


def content_of(datei: Datei) -> bytes:
    """Return the bytes of a released file.

    Raises:
        DateiQuarantined: the scanner has not seen it yet.
        DateiNotFound: the scanner refused it, or it is outside the open scope.
    """
    if datei.state == Datei.State.QUARANTINED:
        raise DateiQuarantined(datei=datei.public_id)
    content = DateiInhalt.objects.filter(datei_id=datei.pk).values_list("content", flat=True).first()
    if content is None:
        raise DateiNotFound
    return bytes(content)


def dateien_by_public_ids(public_ids: Iterable[str]) -> list[Datei]:
    """Return the files with these public ids that the open scope sees, in no particular order."""
    return list(Datei.objects.filter(public_id__in=list(public_ids)))


def unsubmitted_dateien() -> list[Datei]:
    """Return the uploads of the open scope that belong to no body yet."""
    return list(Datei.objects.filter(stelle=None, kind=Datei.Kind.UPLOAD))


def quarantined_dateien(stelle_ids: Collection[int], *, limit: int) -> list[Datei]:
    """Return files that bodies received and that no scanner has seen yet, the oldest first.

    Args:
        stelle_ids: the body and its predecessors, as in the open scope.
        limit: most files to return.
    """
    rows = Datei.objects.filter(stelle_id__in=list(stelle_ids), state=Datei.State.QUARANTINED)
    return list(rows.order_by("uploaded_at", "pk")[:limit])
