"""Reads by county: who acts as county, where it lies, which municipalities belong to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, F

from rathaus.core.stelle.models import Stelle, StelleKey, kreis_level_ars


@dataclass(frozen=True, slots=True)
class Kreis:
    """A county or county-free city.

    Args:
        key: five digits.
        slug: of the body that acts as county.
        name: of that body.
        lat: mean latitude of its municipalities, degrees; None when no position is known.
        lon: mean longitude, degrees.
        members: how many municipalities belong to it; 1 for a county-free city.
    """

    key: str
    slug: str
    name: str
    lat: float | None
    lon: float | None
    members: int


def kreise_on(day: date) -> tuple[Kreis, ...]:
    """Return the counties and county-free cities of a local day, in the order of DIN 5007."""
    municipalities = StelleKey.objects.on(day).exclude(ags="").filter(stelle__mode=Stelle.Mode.LIVE)
    facts = (
        municipalities.order_by()
        .values("kreis_key")
        .annotate(lat=Avg("stelle__lat"), lon=Avg("stelle__lon"), members=Count("stelle_id"))
    )
    by_key = {row["kreis_key"]: (row["lat"], row["lon"], row["members"]) for row in facts}
    holders = StelleKey.objects.on(day).filter(ars__endswith=kreis_level_ars("")).select_related("stelle")
    return tuple(
        _kreis(holder, by_key.get(holder.kreis_key, (None, None, 0))) for holder in holders.order_by("stelle__sort_key")
    )


def _kreis(holder: StelleKey, facts: tuple[float | None, float | None, int]) -> Kreis:
    lat, lon, members = facts
    return Kreis(
        key=holder.kreis_key,
        slug=holder.stelle.slug,
        name=holder.stelle.name,
        lat=None if lat is None else float(lat),
        lon=None if lon is None else float(lon),
        members=members,
    )


def kreis_keys_of(stellen: Iterable[Stelle], day: date) -> dict[int, str]:
    """Return id of a body to its county key, five digits on a local day; bodies without official keys are left out."""
    rows = StelleKey.objects.on(day).filter(stelle__in=list(stellen))
    return dict(rows.values_list("stelle_id", "kreis_key"))


def keys_of(stelle: Stelle) -> list[StelleKey]:
    """Return every key that a body ever had, the newest first."""
    rows = StelleKey.objects.filter(stelle_id=stelle.twin_id or stelle.pk)
    return list(rows.order_by(F("valid_from").desc(nulls_last=True)))
