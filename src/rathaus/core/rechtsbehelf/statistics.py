"""Figures about remedies by service and body; outside of the body only what is not small."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass

from rathaus.core.leistung.models import Leistung
from rathaus.core.rechtsbehelf.models import RemedyCount
from rathaus.core.rechtsbehelf.rules import End
from rathaus.core.rechtsbehelf.statistics_rules import Figures, Told, tell_all, tell_outside, tell_sum
from rathaus.core.stelle.models import Stelle
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class StatisticsRow:
    """One line of a table: the service or the body, with its figures."""

    name: Text
    slug: str
    told: Told


def years_counted() -> list[int]:
    """Return the years in which anything was counted, the newest first."""
    return list(RemedyCount.objects.order_by("-year").values_list("year", flat=True).distinct())


def own_statistics(stelle_ids: Collection[int], *, year: int) -> list[StatisticsRow]:
    """Return the figures of a body by service, all of them.

    Args:
        stelle_ids: the body and its predecessors.
        year: the year in which something came or ended.
    """
    rows = RemedyCount.objects.filter(year=year, stelle_id__in=list(stelle_ids))
    found = _figures(rows.values_list("leistung_id", "end", "is_late", "days"))
    return [_of_leistung(each, tell_all(found[each.pk])) for each in _leistungen(found)]


def statistics_by_service(*, year: int) -> list[StatisticsRow]:
    """Return the figures of the whole state by service: of each body what it may tell."""
    rows = RemedyCount.objects.filter(year=year).values_list("leistung_id", "stelle_id", "end", "is_late", "days")
    parts: dict[int, list[Figures]] = defaultdict(list)
    for (leistung_id, _), figures in _figures(((row[0], row[1]), *row[2:]) for row in rows).items():
        parts[leistung_id].append(figures)
    return [_of_leistung(each, tell_sum(parts[each.pk])) for each in _leistungen(parts)]


def statistics_by_body(leistung_slug: str, *, year: int) -> list[StatisticsRow]:
    """Return the figures of one service by body, without small numbers."""
    rows = RemedyCount.objects.filter(year=year, leistung__slug=leistung_slug)
    found = _figures(rows.values_list("stelle_id", "end", "is_late", "days"))
    stellen = list(Stelle.objects.filter(pk__in=found).order_by("sort_key"))
    return [StatisticsRow(Text(each.name, each.name), each.slug, tell_outside(found[each.pk])) for each in stellen]


def _figures[Key: Hashable](rows: Iterable[tuple[Key, str, bool, int | None]]) -> dict[Key, Figures]:
    filed: dict[Key, int] = defaultdict(int)
    late: dict[Key, int] = defaultdict(int)
    ends: dict[Key, dict[End, int]] = defaultdict(lambda: defaultdict(int))
    days: dict[Key, list[int]] = defaultdict(list)
    for key, end, is_late, took in rows:
        if not end:
            filed[key] += 1
            late[key] += is_late
            continue
        ends[key][End(end)] += 1
        if took is not None:
            days[key].append(took)
    return {key: Figures(filed[key], late[key], dict(ends[key]), tuple(days[key])) for key in {*filed, *ends}}


def _leistungen(found: Collection[int]) -> list[Leistung]:
    return list(Leistung.objects.filter(pk__in=list(found)).only("slug", "title").order_by("slug"))


def _of_leistung(leistung: Leistung, told: Told) -> StatisticsRow:
    return StatisticsRow(Text.from_json(leistung.title), leistung.slug, told)
