"""Publishing to few and to very many bodies. Needs Django to be set up.

Hesse has 421 municipalities; 10,751 is what all of Germany has. The others are invented here.
"""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.db import transaction
from django.utils import timezone

from bench.errors import BenchFailed
from rathaus.adapters.postgres.cluster import ADMIN, Cluster
from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.adoption import adopt_for_all
from rathaus.core.leistung.package import read_folder
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle, StelleKey
from rathaus.core.stelle.queries import competent_stellen, coordination_office

_LAND, _KREIS = "99", "99000"
"""Keys that no Land and no county has."""
_ANALYZE = "ANALYZE stelle_stelle, stelle_stellekey"


@dataclass(frozen=True, slots=True)
class Published:
    """How long it took, in seconds, each time: the publication, and that all bodies offer the Leistung.

    Args:
        bodies: how many they are.
        publish_s: transactions of the publication.
        adopt_s: transactions of the adoption.
    """

    bodies: int
    publish_s: Sequence[float]
    adopt_s: Sequence[float]

    @property
    def both_s(self) -> float:
        """The usual time of both together."""
        return statistics.median(a + b for a, b in zip(self.publish_s, self.adopt_s, strict=True))


def time_publishing(
    folder: Path, slug: str, *, sizes: Sequence[int], repetitions: int, cluster: Cluster
) -> list[Published]:
    """Publish a package anew under other names, for as many bodies as each size says.

    Args:
        folder: of a package that all municipalities are competent for.
        slug: its name in addresses.
        sizes: numbers of bodies, ascending.
        repetitions: how often for each size.
        cluster: the database server.

    Raises:
        BenchFailed: another number of bodies offers it than should.
    """
    found = []
    for size in sizes:
        _invent_bodies(size, cluster)
        times = [_publish(folder, slug, f"bench-{slug}-{size}-{number}", size) for number in range(repetitions)]
        found.append(Published(size, [publish_s for publish_s, _ in times], [adopt_s for _, adopt_s in times]))
        print(f"bench: publish to {size} bodies: {1000 * found[-1].both_s:.0f} ms", flush=True)
    return found


def _publish(folder: Path, slug: str, other: str, size: int) -> tuple[float, float]:
    files = dict(read_folder(folder))
    files["ablauf.toml"] = files["ablauf.toml"].replace(f'slug = "{slug}"'.encode(), f'slug = "{other}"'.encode())
    office, today = Scope(stellen=frozenset({coordination_office().pk})), timezone.localdate()
    with open_scope(office):
        version = load_package(actor=SYSTEM_ACTOR, files=files).version
    if version is None:
        raise BenchFailed(f"{folder.name} cannot be loaded")
    begun_at = time.perf_counter()
    with open_scope(office):
        publish_version(actor=SYSTEM_ACTOR, version=version, valid_from=today, now=timezone.now())
    published_at = time.perf_counter()
    with open_scope(office):
        count = adopt_for_all(actor=SYSTEM_ACTOR, leistung=version.leistung, now=timezone.now())
    adopted_at = time.perf_counter()
    if count != size:
        raise BenchFailed(f"{count} bodies offer what {size} should offer")
    return published_at - begun_at, adopted_at - published_at


def _invent_bodies(size: int, cluster: Cluster) -> None:
    today = timezone.localdate()
    present = competent_stellen(ebene="gemeinde", stelle_slug=None, day=today).count()
    numbers = range(present, size)
    with transaction.atomic():
        rows = Stelle.objects.bulk_create(
            Stelle(
                slug=f"bench-{number}", name=f"Bench {number}", official_name=f"Gemeinde Bench {number}",
                kind=Stelle.Kind.GEMEINDE, sort_key=f"bench {number:05}", search_name=f"bench {number}",
            )
            for number in numbers
        )  # fmt: skip
        StelleKey.objects.bulk_create(
            StelleKey(stelle=row, ars=f"{_LAND}{number:010}", ags=f"{_LAND}{number:06}", kreis_key=_KREIS)
            for row, number in zip(rows, numbers, strict=True)
        )
    with psycopg.connect(cluster.url(ADMIN), autocommit=True) as database:
        database.execute(_ANALYZE)
