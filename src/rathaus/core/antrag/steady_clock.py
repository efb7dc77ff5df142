"""Whether the clock can be trusted with deleting: a clock that jumped must not take anybody's draft along."""

from datetime import datetime, timedelta

from django.db import connection

RUNS_NEEDED, _WITHIN = 6, timedelta(days=1)


def is_clock_steady(*, task: str, now: datetime) -> bool:
    """Return whether the hourly job has run often enough in the last day, by the present clock.

    Right after a jump by more than a day there are no such runs: for hours nothing is deleted, and whoever watches the
    warnings can set the clock right. The same after a long standstill, when deleting can wait as well.

    Args:
        task: name of the hourly job; its argument ``timestamp`` says when it was planned, in seconds since the epoch.
        now: aware instant.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND status = 'succeeded'"
            " AND (args->>'timestamp')::bigint BETWEEN %s AND %s",
            [task, int((now - _WITHIN).timestamp()), int(now.timestamp())],
        )
        return int(cursor.fetchone()[0]) >= RUNS_NEEDED
