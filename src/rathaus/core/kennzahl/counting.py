"""The one statement that counts cases by month: the nightly job keeps what it says, a page adds the months not kept."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from rathaus.core.kennzahl.rules import Measure

OPEN_MONTHS = f"""
    SELECT wanted.stelle_id, came.leistung_id, wanted.month, '{Measure.RECEIVED}' AS measure, 0 AS days, came.cases
      FROM (SELECT body.stelle_id, open.month
              FROM unnest(%(stellen)s::bigint[]) AS body (stelle_id), unnest(%(months)s::date[]) AS open (month)
             WHERE NOT EXISTS (SELECT FROM kennzahl_countedmonth c
                                WHERE c.stelle_id = body.stelle_id AND c.month = open.month)) wanted
     CROSS JOIN LATERAL (
            SELECT v.leistung_id, count(*) AS cases FROM vorgang_vorgang v
             WHERE v.stelle_id = wanted.stelle_id
               AND v.opened_at >= wanted.month::timestamp AT TIME ZONE %(zone)s
               AND v.opened_at < (wanted.month + interval '1 month') AT TIME ZONE %(zone)s
             GROUP BY v.leistung_id) came
     UNION ALL
    SELECT wanted.stelle_id, ended.leistung_id, wanted.month, took.measure, greatest(took.days, 0), sum(ended.cases)
      FROM (SELECT body.stelle_id, open.month
              FROM unnest(%(stellen)s::bigint[]) AS body (stelle_id), unnest(%(months)s::date[]) AS open (month)
             WHERE NOT EXISTS (SELECT FROM kennzahl_countedmonth c
                                WHERE c.stelle_id = body.stelle_id AND c.month = open.month)) wanted
     CROSS JOIN LATERAL (
            SELECT v.leistung_id, v.decided_on - (v.opened_at AT TIME ZONE %(zone)s)::date AS from_receipt,
                   v.decided_on - (v.complete_at AT TIME ZONE %(zone)s)::date AS from_complete, count(*) AS cases
              FROM vorgang_vorgang v
             WHERE v.stelle_id = wanted.stelle_id AND v.withdrawn_at IS NULL
               AND v.decided_on >= wanted.month AND v.decided_on < (wanted.month + interval '1 month')::date
             GROUP BY 1, 2, 3) ended
     CROSS JOIN LATERAL (VALUES
           ('{Measure.FROM_RECEIPT}', ended.from_receipt), ('{Measure.FROM_COMPLETE}', ended.from_complete)
         ) took (measure, days)
     WHERE took.days IS NOT NULL
     GROUP BY wanted.stelle_id, ended.leistung_id, wanted.month, took.measure, greatest(took.days, 0)
"""  # noqa: S608  # words of ours
"""Figures of those of some months that are not counted, from the cases that the open scope sees.

A withdrawn case was not decided. A day of completion after the decision, from an import, counts as no days at all.
"""


def bounds(stellen: Collection[int], *, months: Sequence[date]) -> dict[str, Any]:
    """Return the parameters of :data:`OPEN_MONTHS`.

    Args:
        stellen: ids of bodies.
        months: the first day of each.
    """
    return {"stellen": sorted(stellen), "months": list(months), "zone": settings.TIME_ZONE}
