"""How many periods are calculated anew in a second, compared with the bare arithmetic of the database."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import psycopg

from bench.errors import BenchFailed
from rathaus.recht.recompute import PendingFrist, recompute

KEY = "widerspruch.term"
_FIRST_DAY = date(2026, 1, 1)
_DAYS = 365
_RAW = "SELECT (event + interval '1 month')::date FROM unnest(%s::date[]) AS event"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What calculating many periods took.

    Args:
        periods: how many, each time.
        durations_s: of each time.
        raw_s: the database adding a month to the same days, without weekends, holidays and law, each time.
    """

    periods: int
    durations_s: Sequence[float]
    raw_s: Sequence[float]


def time_periods(count: int, *, url: str, repetitions: int) -> Recomputed:
    """Calculate the last days of so many periods, whose events are spread over a year.

    Args:
        count: how many.
        url: of the database.
        repetitions: how often.
    """
    periods = [PendingFrist(KEY, _FIRST_DAY + timedelta(days=number % _DAYS)) for number in range(count)]
    events = [period.event for period in periods]
    durations_s, raw_s = [], []
    with psycopg.connect(url) as database:
        for _ in range(repetitions):
            begun_at = time.perf_counter()
            found = list(recompute(periods))
            durations_s.append(time.perf_counter() - begun_at)
            begun_at = time.perf_counter()
            rows = database.execute(_RAW, [events]).fetchall()
            raw_s.append(time.perf_counter() - begun_at)
            if len(found) != len(rows):
                raise BenchFailed(f"{len(found)} periods of {len(rows)}")
    return Recomputed(count, durations_s, raw_s)
