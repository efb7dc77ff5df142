"""The one statement that counts cases by month: the nightly job keeps what it says, a page adds the months not kept."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.conf import settings

from rathaus.core.kennzahl.rules import Measure

OPEN_MONTHS = f"""
    SELECT v.stelle_id, v.leistung_id, came.month, '{Measure.RECEIVED}' AS measure, 0 AS days, count(*) AS cases
      FROM vorgang_vorgang v
     CROSS JOIN LATERAL (SELECT date_trunc('month', v.opened_at AT TIME ZONE %(zone)s)::date AS month) came
     WHERE v.stelle_id = ANY(%(stellen)s::bigint[])
       AND v.opened_at >= %(first)s::timestamp AT TIME ZONE %(zone)s
       AND v.opened_at < %(end)s::timestamp AT TIME ZONE %(zone)s
       AND (came.month, v.stelle_id) NOT IN (SELECT month, stelle_id FROM kennzahl_countedmonth)
     GROUP BY v.stelle_id, v.leistung_id, came.month
     UNION ALL
    SELECT v.stelle_id, v.leistung_id, ended.month, took.measure, greatest(took.days, 0), count(*)
      FROM vorgang_vorgang v
     CROSS JOIN LATERAL (SELECT date_trunc('month', v.decided_on)::date AS month) ended
     CROSS JOIN LATERAL (VALUES
           ('{Measure.FROM_RECEIPT}', v.decided_on - (v.opened_at AT TIME ZONE %(zone)s)::date),
           ('{Measure.FROM_COMPLETE}', v.decided_on - (v.complete_at AT TIME ZONE %(zone)s)::date)
         ) took (measure, days)
     WHERE v.stelle_id = ANY(%(stellen)s::bigint[])
       AND v.decided_on >= %(first)s AND v.decided_on < %(end)s
       AND v.withdrawn_at IS NULL AND took.days IS NOT NULL
       AND (ended.month, v.stelle_id) NOT IN (SELECT month, stelle_id FROM kennzahl_countedmonth)
     GROUP BY v.stelle_id, v.leistung_id, ended.month, took.measure, greatest(took.days, 0)
"""  # noqa: S608  # words of ours
"""Figures of the months that are not counted, from the cases that the open scope sees.

A withdrawn case was not decided. A day of completion after the decision, from an import, counts as no days at all.
"""


def bounds(stellen: Collection[int], *, first: date, end: date) -> dict[str, Any]:
    """Return the parameters of :data:`OPEN_MONTHS`.

    Args:
        stellen: ids of bodies.
        first: first day of the first month.
        end: first day of the month after the last one.
    """
    return {"stellen": sorted(stellen), "first": first, "end": end, "zone": settings.TIME_ZONE}
