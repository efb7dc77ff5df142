"""Figures that leave a body: for everybody, and for the coordination office. They come from counted months alone.

No case of another body is read, test twins are left out, and no small number is told. A sum holds only what each body
may tell, so that what it must not cannot be subtracted; tables speak of years that are over, so that no month can.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from rathaus.core.kennzahl.models import MonthFigure
from rathaus.core.kennzahl.rules import Durations, Measure, settled_year, told_durations
from rathaus.core.leistung.models import Leistung
from rathaus.core.rechtsbehelf.statistics_rules import sum_told, tell_number
from rathaus.core.stelle.models import Stelle
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class StateRow:
    """One line of a table about the whole state; None where a number is not told.

    Args:
        name: of the Leistung or of the body.
        slug: of the Leistung or of the body.
        received: cases that came.
        decided: cases that were decided.
        days: from the receipt to the decision; from fewer than five cases nothing.
    """

    name: Text
    slug: str
    received: int | None
    decided: int | None
    days: Durations | None


@dataclass(frozen=True, slots=True)
class UsualDays:
    """Within how many days a body usually decides about a Leistung."""

    slug: str
    name: str
    days: int


type _Counted = Mapping[Measure, Mapping[int, int]]


def usual_days(*, stelle_id: int, leistung_id: int, today: date) -> int | None:
    """Return within how many days at least half of the decisions of the last twelve counted months were made.

    The number of cases is not told with it, so nothing can be subtracted.

    Args:
        stelle_id: the body.
        leistung_id: the Leistung.
        today: local date Europe/Berlin.

    Returns:
        None from fewer than five decisions.
    """
    rows = _of_a_year(leistung_id, today).filter(stelle_id=stelle_id).values_list("days")
    found = told_durations(dict(rows.annotate(number=Sum("cases"))))
    return None if found is None else found.median


def usual_days_by_body(leistung_id: int, *, today: date) -> list[UsualDays]:
    """Return the same for each body that has enough decisions, in the order of names.

    Args:
        leistung_id: the Leistung.
        today: local date Europe/Berlin.
    """
    counted: dict[int, dict[int, int]] = defaultdict(dict)
    for stelle_id, days, cases in (
        _of_a_year(leistung_id, today).values_list("stelle_id", "days").annotate(number=Sum("cases"))
    ):
        counted[stelle_id][days] = cases
    told = {stelle_id: told_durations(days) for stelle_id, days in counted.items()}
    rows = Stelle.objects.filter(pk__in=[key for key, found in told.items() if found]).order_by("sort_key")
    return [
        UsualDays(row.slug, row.name, found.median)
        for row in rows
        if (found := told[row.pk]) is not None and found.median is not None
    ]


def years_told(*, today: date) -> list[int]:
    """Return the years that are over and of which anything was counted, the newest first.

    Args:
        today: local date Europe/Berlin.
    """
    months = _live().filter(month__lt=today.replace(month=1, day=1))
    return [day.year for day in months.dates("month", "year", order="DESC")]


def state_by_leistung(*, year: int) -> list[StateRow]:
    """Return the figures of all bodies together by Leistung, in the order of their slugs: of each what it may tell."""
    parts: dict[int, list[_Counted]] = defaultdict(list)
    for (leistung_id, _), counted in _sums(_live().filter(month__year=year)).items():
        parts[leistung_id].append(counted)
    rows = Leistung.objects.filter(pk__in=parts).only("slug", "title").order_by("slug")
    return [_told(Text.from_json(row.title), row.slug, parts[row.pk]) for row in rows]


def state_by_body(leistung_slug: str, *, year: int) -> list[StateRow]:
    """Return the figures of one Leistung by body, in the order of names."""
    found = _sums(_live().filter(month__year=year, leistung__slug=leistung_slug))
    parts = {stelle_id: counted for (_, stelle_id), counted in found.items()}
    rows = Stelle.objects.filter(pk__in=parts).order_by("sort_key")
    return [_told(Text(row.name, row.name), row.slug, [parts[row.pk]]) for row in rows]


def _live() -> QuerySet[MonthFigure]:
    return MonthFigure.objects.filter(stelle__mode=Stelle.Mode.LIVE).order_by()


def _of_a_year(leistung_id: int, today: date) -> QuerySet[MonthFigure]:
    period = settled_year(today)
    months = {"month__gte": period.first, "month__lte": period.last}
    return _live().filter(leistung_id=leistung_id, measure=Measure.FROM_RECEIPT, **months)


def _sums(rows: QuerySet[MonthFigure]) -> dict[tuple[int, int], _Counted]:
    """Return the figures of each Leistung at each body, by their ids."""
    counted: dict[tuple[int, int], dict[Measure, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    values = rows.values_list("leistung_id", "stelle_id", "measure", "days").annotate(number=Sum("cases"))
    for leistung_id, stelle_id, measure, days, cases in values:
        counted[leistung_id, stelle_id][Measure(measure)][days] = cases
    return dict(counted)


def _told(name: Text, slug: str, parts: Sequence[_Counted]) -> StateRow:
    received = sum_told([tell_number(sum(each.get(Measure.RECEIVED, {}).values())) for each in parts])
    taken = [each.get(Measure.FROM_RECEIPT, {}) for each in parts]
    decided = sum_told([tell_number(sum(each.values())) for each in taken])
    days: Counter[int] = Counter()
    for each in taken:
        if told_durations(each) is not None:
            days.update(each)
    return StateRow(name, slug, received, decided, told_durations(days))
