"""Who offers what: the honest figures of adoption, counted over the bodies that are competent on the day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Count, DateTimeField, Exists, OuterRef, QuerySet, Subquery

from rathaus.core.leistung.models import Leistung, LeistungVersion, Uebernahme, Zustaendigkeit
from rathaus.core.leistung.queries import competent_for
from rathaus.core.leistung.stand import Kept
from rathaus.core.leistung.tarif_queries import tarife_on, tarifstellen
from rathaus.core.leistung.tarif_rules import Tarif
from rathaus.core.stelle.directory import after as after_body
from rathaus.core.stelle.directory import in_kreis, named_like
from rathaus.core.stelle.models import Stelle, StelleKey
from rathaus.core.stelle.queries import competent_stellen, live_body_id


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many bodies must do a Leistung, and how many of them offer it online."""

    competent: int = 0
    adopted: int = 0

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 where nobody is competent."""
        return self.adopted / self.competent if self.competent else 0.0

    @property
    def waiting(self) -> int:
        """How many bodies do not offer it yet."""
        return self.competent - self.adopted

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(self.competent + other.competent, self.adopted + other.adopted)


NO_COVERAGE = Coverage()
_leistungen: Kept[tuple[int, date], tuple[Leistung, ...]] = Kept(200)


@dataclass(frozen=True, slots=True)
class VersionCounts:
    """What waits in the workshop: versions to be published, versions with errors, versions with warnings."""

    waiting: int
    with_errors: int
    with_warnings: int


def coverage_on(day: date) -> dict[int, Coverage]:
    """Return the coverage of every Leistung with a rule of competence, by its id; a few queries however many there are.

    Args:
        day: local date Europe/Berlin.
    """
    found: dict[int, Coverage] = {}
    for leistungen, stellen in _by_competence(day):
        competent = stellen.count()
        adopted = _adopted(leistungen, stellen).values_list("leistung").annotate(Count("stelle", distinct=True))
        offered = dict(adopted.order_by())
        found |= {leistung: Coverage(competent, offered.get(leistung, 0)) for leistung in leistungen}
    return found


def coverage_by_kreis(day: date, leistungen: Collection[Leistung]) -> dict[tuple[str, int], Coverage]:
    """Return the coverage of some Leistungen by county key and id of the Leistung; bodies without keys are left out."""
    wanted = {leistung.pk for leistung in leistungen}
    found: dict[tuple[str, int], Coverage] = {}
    keys = StelleKey.objects.on(day)
    for ids, stellen in _by_competence(day, wanted):
        competent = keys.filter(stelle__in=stellen.order_by().values("pk")).order_by()
        counts = competent.values_list("kreis_key").annotate(Count("stelle"))
        offered = _adopted(ids, stellen).filter(stelle__keys__in=keys.values("pk")).order_by()
        rows = offered.values_list("leistung", "stelle__keys__kreis_key").annotate(Count("stelle", distinct=True))
        adopted = {(key, leistung): count for leistung, key, count in rows}
        found |= {(key, i): Coverage(count, adopted.get((key, i), 0)) for key, count in counts for i in ids}
    return found


@dataclass(frozen=True, slots=True)
class AdoptionFilter:
    """Which bodies of a Leistung are listed.

    Args:
        words: parts of the name; empty for all.
        kreis_key: five digits; empty for all.
        offers: True for those that offer it, False for those that wait, None for all.
    """

    words: str = ""
    kreis_key: str = ""
    offers: bool | None = None


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """One competent body: when it adopted (None: it waits), its own tariff of the day, its county key."""

    stelle: Stelle
    adopted_at: datetime | None
    tarif: Tarif | None
    kreis_key: str | None


def adoption_rows(
    leistung: Leistung, day: date, *, filters: AdoptionFilter, after: str = "", limit: int | None = None
) -> list[AdoptionRow]:
    """Return the live bodies that must do a Leistung, in the order of DIN 5007.

    Args:
        leistung: the service.
        day: local date Europe/Berlin.
        filters: which of them.
        after: slug of the last body of the page before; empty for the first page.
        limit: rows of a page; None for all.
    """
    active = Uebernahme.objects.filter(leistung=leistung, stelle=OuterRef("pk"), withdrawn_at=None)
    keys = StelleKey.objects.on(day).filter(stelle=OuterRef("pk"))
    rows = after_body(_filtered(leistung, day, filters), after).annotate(
        adopted=Subquery(active.values("adopted_at")[:1], output_field=DateTimeField()),
        kreis=Subquery(keys.values("kreis_key")[:1], output_field=CharField()),
    )
    found = list(rows.order_by("sort_key", "slug")[:limit])
    own = tarife_on([leistung.pk], [stelle.pk for stelle in found if stelle.adopted], day=day)
    tarife = {stelle: each.tarif for (_, stelle), each in own.items()}
    return [AdoptionRow(stelle, stelle.adopted, tarife.get(stelle.pk), stelle.kreis) for stelle in found]


def adoption_count(leistung: Leistung, day: date, *, filters: AdoptionFilter) -> int:
    """Return how many rows :func:`adoption_rows` has in all."""
    return _filtered(leistung, day, filters).count()


def _filtered(leistung: Leistung, day: date, filters: AdoptionFilter) -> QuerySet[Stelle]:
    rows = named_like(competent_for(leistung, day), filters.words)
    if filters.kreis_key:
        rows = in_kreis(rows, filters.kreis_key, day=day)
    if filters.offers is None:
        return rows
    offering = Exists(Uebernahme.objects.filter(leistung=leistung, stelle=OuterRef("pk"), withdrawn_at=None))
    return rows.filter(offering if filters.offers else ~offering)


def leistungen_for(stelle: Stelle, day: date) -> tuple[Leistung, ...]:
    """Return every Leistung that a body, or a test twin's live body, must do on a day; shared, so never change them."""
    live = stelle.twin_id or stelle.pk
    return _leistungen.get((live, day), lambda: _leistungen_for(live, day))


def _leistungen_for(live: int, day: date) -> tuple[Leistung, ...]:
    ids = [i for leistungen, stellen in _by_competence(day) if stellen.filter(pk=live).exists() for i in leistungen]
    return tuple(Leistung.objects.defer("search_text").filter(pk__in=ids).order_by("slug"))


def tarife_by(stelle: Stelle, day: date) -> Mapping[int, Tarif]:
    """Return the tariffs of a body that hold on a local day, by the id of the Leistung."""
    rows = tarifstellen().on(day).filter(stelle=stelle)
    return {row.leistung_id: row.tarif for row in rows}


def adopted_by(stelle: Stelle) -> Mapping[int, Uebernahme]:
    """Return what a body offers, by the id of the Leistung."""
    return {row.leistung_id: row for row in Uebernahme.objects.filter(stelle=stelle, withdrawn_at=None)}


def decides_alone(leistung_id: int, *, stelle: Stelle) -> bool:
    """Return whether a body lets the software decide about a Leistung without a person, where the Leistung allows it.

    Args:
        leistung_id: the Leistung.
        stelle: the body; its test twin does as the body does.
    """
    offered = Uebernahme.objects.filter(leistung_id=leistung_id, stelle_id=live_body_id(stelle), withdrawn_at=None)
    return offered.filter(decides_alone=True).exists()


def bodies_without_any(day: date) -> QuerySet[Stelle]:
    """Return the live bodies that are competent for something and offer nothing online."""
    competent = [stellen.values("pk") for _, stellen in _by_competence(day)]
    rows = Stelle.objects.none()
    for ids in competent:
        rows = rows | Stelle.objects.filter(pk__in=ids)
    offered = Uebernahme.objects.filter(stelle=OuterRef("pk"), withdrawn_at=None)
    return rows.filter(~Exists(offered)).order_by("sort_key", "slug")


def version_counts(day: date) -> VersionCounts:
    """Return how many versions wait, and how many of those that wait or hold on the day have findings."""
    rows = LeistungVersion.objects.filter(state=LeistungVersion.State.LOADED)
    holding = LeistungVersion.objects.filter(state=LeistungVersion.State.PUBLISHED).on(day)
    alive = LeistungVersion.objects.filter(pk__in=rows.values("pk")) | LeistungVersion.objects.filter(
        pk__in=holding.values("pk")
    )
    return VersionCounts(
        waiting=rows.filter(has_errors=False).count(),
        with_errors=rows.filter(has_errors=True).count(),
        with_warnings=alive.filter(findings__contains=[{"severity": "warning"}]).count(),
    )


def newest_versions(leistungen: Collection[Leistung]) -> dict[int, LeistungVersion]:
    """Return the version that was loaded last of each Leistung, without its content."""
    rows = LeistungVersion.objects.filter(leistung__in=leistungen).defer(*LeistungVersion.CONTENT)
    return {row.leistung_id: row for row in rows.order_by("loaded_at")}


def _by_competence(day: date, wanted: Collection[int] | None = None) -> list[tuple[list[int], QuerySet[Stelle]]]:
    """Return the ids of Leistungen grouped by who must do them, with those bodies."""
    rules = Zustaendigkeit.objects.on(day).order_by("leistung_id")
    groups: dict[tuple[str, str | None], list[int]] = {}
    for leistung, ebene, slug in rules.values_list("leistung_id", "ebene", "stelle__slug"):
        if wanted is None or leistung in wanted:
            groups.setdefault((ebene, slug), []).append(leistung)
    return [(ids, competent_stellen(ebene=e, stelle_slug=slug, day=day)) for (e, slug), ids in groups.items()]


def _adopted(leistungen: Collection[int], stellen: QuerySet[Stelle]) -> QuerySet[Uebernahme]:
    rows = Uebernahme.objects.filter(leistung__in=leistungen, withdrawn_at=None)
    return rows.filter(stelle__in=stellen.order_by().values("pk"))
