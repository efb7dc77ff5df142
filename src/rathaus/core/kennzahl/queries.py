"""Figures of the bodies of the open scope: what came, what was decided, how long it took, what waits."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q

from rathaus.core.kennzahl.counting import OPEN_MONTHS, bounds
from rathaus.core.kennzahl.rules import Durations, Measure, Period, durations
from rathaus.core.leistung.models import Leistung
from rathaus.core.scope.session import current_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import State
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class Flow:
    """What happened in a span of time.

    Args:
        received: cases that came.
        from_receipt: days from the receipt to the decision, of the cases that were decided.
        from_complete: days from the day on which every document was there, of those where that is known.
    """

    received: int
    from_receipt: Durations
    from_complete: Durations

    @property
    def decided(self) -> int:
        """How many cases were decided."""
        return self.from_receipt.cases


@dataclass(frozen=True, slots=True)
class Load:
    """What waits now: cases that are not decided, and those of them whose day has passed."""

    open: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class LeistungFigures:
    """The figures of one Leistung."""

    slug: str
    title: Text
    flow: Flow
    load: Load


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The figures of one month."""

    month: date
    flow: Flow


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a body in a period.

    Args:
        period: the months.
        total: of all Leistungen, or of the one that was asked for.
        load: what waits now, likewise.
        leistungen: each with a case in the period or waiting, by slug.
        months: each month of the period, the earliest first.
        days: days from the receipt to the decision → how many cases took so many.
    """

    period: Period
    total: Flow
    load: Load
    leistungen: tuple[LeistungFigures, ...]
    months: tuple[MonthFigures, ...]
    days: Mapping[int, int]


type _Counted = Mapping[Measure, Mapping[int, int]]
"""Measure → number of days → cases."""


def figures(*, period: Period, today: date, leistung: str = "") -> Figures:
    """Return the figures of the bodies of the open scope; the numbers of queries and of rows do not grow with cases.

    Args:
        period: whole months.
        today: local date Europe/Berlin, for what is overdue.
        leistung: slug of one Leistung; empty for all.
    """
    stellen = current_scope().stellen
    by_leistung, by_month = _read(stellen, period, leistung)
    loads = _loads(stellen, leistung, today=today)
    everything = _sum(by_month)
    rows = Leistung.objects.filter(pk__in={*by_leistung, *loads}).only("slug", "title").order_by("slug")
    return Figures(
        period=period,
        total=_flow(everything),
        load=Load(sum(each.open for each in loads.values()), sum(each.overdue for each in loads.values())),
        leistungen=tuple(
            LeistungFigures(
                row.slug, Text.from_json(row.title), _flow(by_leistung.get(row.pk, {})), loads.get(row.pk, Load())
            )
            for row in rows
        ),
        months=tuple(MonthFigures(month, _flow(by_month.get(month, {}))) for month in period.months),
        days=everything.get(Measure.FROM_RECEIPT, {}),
    )


_SUMS = f"""
    WITH counted AS (
        SELECT stelle_id, leistung_id, month, measure, days, cases FROM kennzahl_monthfigure f
         WHERE stelle_id = ANY(%(stellen)s::bigint[]) AND month = ANY(%(months)s::date[])
           AND EXISTS (SELECT FROM kennzahl_countedmonth c WHERE c.stelle_id = f.stelle_id AND c.month = f.month)
         UNION ALL
        ({OPEN_MONTHS})
    )
    SELECT leistung_id, month, measure, days, sum(cases) FROM counted
     WHERE %(leistung)s = '' OR leistung_id = (SELECT id FROM leistung_leistung WHERE slug = %(leistung)s)
     GROUP BY GROUPING SETS ((leistung_id, measure, days), (month, measure, days))
"""  # noqa: S608  # words of ours


def _read(
    stellen: Collection[int], period: Period, leistung: str
) -> tuple[dict[int, dict[Measure, dict[int, int]]], dict[date, dict[Measure, dict[int, int]]]]:
    """Return what was counted by Leistung and by month: from what is kept, and from the cases of the other months."""
    by_leistung: dict[int, dict[Measure, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    by_month: dict[date, dict[Measure, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    values = bounds(stellen, months=period.months) | {"leistung": leistung}
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, values)
        for leistung_id, month, measure, days, cases in cursor:
            found = by_month[month] if leistung_id is None else by_leistung[leistung_id]
            found[Measure(measure)][days] = int(cases)
    return by_leistung, by_month


def _loads(stellen: Collection[int], leistung: str, *, today: date) -> dict[int, Load]:
    # Spelled as the condition of the index, so that it is read alone.
    is_late = Q(state=State.OPEN, due_on__lt=today)
    rows = Vorgang.objects.filter(
        Q(state=State.OPEN) | Q(state=State.WAITING), stelle_id__in=list(stellen), withdrawn_at=None
    )
    if leistung:
        rows = rows.filter(leistung__slug=leistung)
    # A column of the index is counted, so that the index alone is read.
    counted = rows.values_list("leistung_id").annotate(cases=Count("state"), late=Count("state", filter=is_late))
    return {leistung_id: Load(number, late) for leistung_id, number, late in counted}


def _sum(months: Mapping[date, _Counted]) -> dict[Measure, dict[int, int]]:
    everything: dict[Measure, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for counted in months.values():
        for measure, found in counted.items():
            for days, cases in found.items():
                everything[measure][days] += cases
    return everything


def _flow(counted: _Counted) -> Flow:
    return Flow(
        received=sum(counted.get(Measure.RECEIVED, {}).values()),
        from_receipt=durations(counted.get(Measure.FROM_RECEIPT, {})),
        from_complete=durations(counted.get(Measure.FROM_COMPLETE, {})),
    )
