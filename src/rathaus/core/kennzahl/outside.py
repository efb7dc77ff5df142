"""Figures that leave a body: for everybody, and for the coordination office. They come from counted months alone.

No case of another body is read, test twins are left out, and nothing is told that is small or follows from the rest.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from rathaus.core.kennzahl.models import MonthFigure
from rathaus.core.kennzahl.rules import Durations, Measure, settled_year, told_durations
from rathaus.core.leistung.models import Leistung
from rathaus.core.rechtsbehelf.statistics_rules import tell_column
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


def years_counted() -> list[int]:
    """Return the years of which anything was counted, the newest first."""
    return [day.year for day in _live().dates("month", "year", order="DESC")]


def state_by_leistung(*, year: int) -> list[StateRow]:
    """Return the figures of all bodies together by Leistung, in the order of their slugs."""
    found = _sums(_live().filter(month__year=year), "leistung_id")
    rows = Leistung.objects.filter(pk__in=found).only("slug", "title").order_by("slug")
    return _told([(Text.from_json(row.title), row.slug, found[row.pk]) for row in rows])


def state_by_body(leistung_slug: str, *, year: int) -> list[StateRow]:
    """Return the figures of one Leistung by body, in the order of names."""
    found = _sums(_live().filter(month__year=year, leistung__slug=leistung_slug), "stelle_id")
    rows = Stelle.objects.filter(pk__in=found).order_by("sort_key")
    return _told([(Text(row.name, row.name), row.slug, found[row.pk]) for row in rows])


def _live() -> QuerySet[MonthFigure]:
    return MonthFigure.objects.filter(stelle__mode=Stelle.Mode.LIVE).order_by()


def _of_a_year(leistung_id: int, today: date) -> QuerySet[MonthFigure]:
    period = settled_year(today)
    months = {"month__gte": period.first, "month__lte": period.last}
    return _live().filter(leistung_id=leistung_id, measure=Measure.FROM_RECEIPT, **months)


def _sums(rows: QuerySet[MonthFigure], key: str) -> dict[int, _Counted]:
    counted: dict[int, dict[Measure, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for owner, measure, days, cases in rows.values_list(key, "measure", "days").annotate(number=Sum("cases")):
        counted[owner][Measure(measure)][days] = cases
    return dict(counted)


def _told(rows: list[tuple[Text, str, _Counted]]) -> list[StateRow]:
    received = tell_column([sum(each.get(Measure.RECEIVED, {}).values()) for _, _, each in rows])
    decided = tell_column([sum(each.get(Measure.FROM_RECEIPT, {}).values()) for _, _, each in rows])
    return [
        StateRow(name, slug, received[place], decided[place], told_durations(each.get(Measure.FROM_RECEIPT, {})))
        for place, (name, slug, each) in enumerate(rows)
    ]
