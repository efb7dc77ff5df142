"""Every read of the tariffs that bodies set."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from rathaus.core.leistung.errors import TarifNotFound
from rathaus.core.leistung.models import Leistung, Tarifstelle
from rathaus.core.leistung.rules import OwnTarif
from rathaus.core.stelle.models import Stelle, ValidityQuerySet


def tarifstellen() -> ValidityQuerySet[Tarifstelle]:
    """Return every tariff that was not taken back before it began."""
    return Tarifstelle.objects.filter(taken_back_at=None)


def tarife_on(leistungen: Collection[int], stellen: Collection[int], *, day: date) -> dict[tuple[int, int], OwnTarif]:
    """Return the tariffs that hold on a local day, by Leistung and body; one query.

    Args:
        leistungen: ids of the services.
        stellen: ids of the bodies.
        day: local date Europe/Berlin.
    """
    rows = tarifstellen().on(day).filter(leistung__in=leistungen, stelle__in=stellen)
    return {(row.leistung_id, row.stelle_id): OwnTarif(row.pk, row.tarif) for row in rows}


def tarif_on(leistung_id: int, stelle_id: int, *, day: date) -> OwnTarif | None:
    """Return the tariff of a body for a Leistung on a local day; None where none holds.

    Args:
        leistung_id: the Leistung.
        stelle_id: the body.
        day: local date Europe/Berlin.
    """
    return tarife_on([leistung_id], [stelle_id], day=day).get((leistung_id, stelle_id))


def tarife_of(leistung: Leistung, stelle: Stelle) -> QuerySet[Tarifstelle]:
    """Return the tariffs of a body for a Leistung, the first one first."""
    return tarifstellen().filter(leistung=leistung, stelle=stelle)


def tarif_by_public_id(stelle: Stelle, public_id: uuid.UUID) -> Tarifstelle:
    """Return one tariff of a body with its Leistung.

    Raises:
        TarifNotFound: there is none, or it was taken back.
    """
    row = tarifstellen().filter(stelle=stelle, public_id=public_id).select_related("leistung", "stelle").first()
    if row is None:
        raise TarifNotFound
    return row
