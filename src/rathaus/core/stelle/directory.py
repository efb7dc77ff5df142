"""The register of bodies as lists: those of a day, by name, by kind, by county; names for records."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from rathaus.core.stelle.models import Mitgliedschaft, Stelle, StelleKey
from rathaus.core.stelle.rules import fold_name
from rathaus.values.text import din_5007_key


def bodies_on(day: date) -> QuerySet[Stelle]:
    """Return the live bodies of a local day in the order of DIN 5007."""
    return Stelle.objects.on(day).filter(mode=Stelle.Mode.LIVE).order_by("sort_key", "slug")


def in_kreis(stellen: QuerySet[Stelle], kreis_key: str, *, day: date) -> QuerySet[Stelle]:
    """Return those of the bodies that belong to a county, the county itself included."""
    keys = StelleKey.objects.on(day).filter(kreis_key=kreis_key)
    return stellen.filter(pk__in=keys.values("stelle_id"))


def named_like(stellen: QuerySet[Stelle], words: str) -> QuerySet[Stelle]:
    """Return those of the bodies whose names contain every typed word."""
    for word in fold_name(words[:100]).split():
        stellen = stellen.filter(search_name__contains=word)
    return stellen


def after(stellen: QuerySet[Stelle], slug: str) -> QuerySet[Stelle]:
    """Return those of the bodies that come after one of them in the order of DIN 5007; all when it is unknown."""
    last = Stelle.objects.filter(slug=slug).only("sort_key").first()
    if last is None:
        return stellen
    same_key = stellen.filter(sort_key=last.sort_key, slug__gt=slug)
    return stellen.filter(sort_key__gt=last.sort_key) | same_key


def names_of(slugs: Collection[str]) -> dict[str, str]:
    """Return slug to name of bodies."""
    return dict(Stelle.objects.filter(slug__in=slugs).values_list("slug", "name"))


def members_of(stelle: Stelle) -> list[Mitgliedschaft]:
    """Return who works for a body, by name; needs its scope."""
    rows = Mitgliedschaft.objects.filter(stelle=stelle)
    return sorted(rows, key=lambda member: din_5007_key(member.display_name))
