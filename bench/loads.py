"""One row of the report: something that people do, at saturation and at half of that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.figures import Measured
from bench.fleet import http_load, measure
from bench.lanes import Scenario

FIRST_ONCE = 64
"""How many things that can be done only once are done to learn the rate."""
_VISITORS_EACH = 200_000
"""Addresses that one load may use; all loads together have the sixteen million of ``address_of``."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long each load lasts, in seconds, and how much is prepared.

    Args:
        warm_up: before each load.
        limit: the limits.
        page: one page.
        errand: the whole errand.
        growth: one point of a growth curve.
        most_once: how many things that can be done only once may be prepared for a load.
        cases: sizes of the inbox, ascending.
        bodies: how many bodies a Leistung is published to, ascending.
        repetitions: how often something is timed that runs alone.
    """

    warm_up: float = 1.5
    limit: float = 5.0
    page: float = 6.0
    errand: float = 12.0
    growth: float = 4.0
    most_once: int = 1200
    cases: tuple[int, ...] = (1_000, 10_000, 100_000, 1_000_000)
    bodies: tuple[int, ...] = (421, 1_000, 2_500, 5_000, 10_751)
    repetitions: int = 5


QUICK = Times(
    warm_up=0.5, limit=1.0, page=1.0, errand=2.5, growth=1.0, most_once=100, cases=(1_000, 10_000),
    bodies=(421, 10_751), repetitions=1,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that people do, measured.

    Args:
        name: what it is.
        full: as many as possible.
        half: half as many a second, evenly spread.
    """

    name: str
    full: Measured
    half: Measured


class Loads:
    """Makes loads on one running web server.

    Args:
        port: of the web server.
        servers: name of a part → process id at its top.
        times: how long.
    """

    def __init__(self, *, port: int, servers: Mapping[str, int], times: Times) -> None:
        self._port, self._servers, self._times = port, servers, times
        self._loads = 0
        self.acknowledged: list[str] = []

    def row(self, name: str, scenario: Scenario, seconds: float) -> Row:
        """Measure something that can be done again and again."""
        self._load(scenario, self._people(), seconds=self._times.warm_up)
        full = self._load(scenario, self._people(), seconds=seconds)
        half = self._load(scenario, self._people(), seconds=seconds, per_s=full.per_s / 2)
        return _said(Row(name, full, half))

    def row_once(self, name: str, prepare: Callable[[int], Scenario], *, most: int | None = None) -> Row:
        """Measure something that can be done only once with each thing prepared.

        Args:
            name: what it is.
            prepare: makes as many things as asked for, and the scenario for visitors from 0 on.
            most: how many may be prepared for all loads together; None takes the limit of the run.
        """
        limit = (2 * self._times.most_once if most is None else most) // 4
        first = min(FIRST_ONCE, limit)
        warm_up = self._once(prepare, first)
        full = self._once(prepare, min(2 * limit, max(first, round(1.5 * warm_up.per_s * self._times.page))))
        half_count = min(limit, max(1, round(full.per_s / 2 * self._times.page)))
        half = self._once(prepare, half_count, per_s=full.per_s / 2)
        return _said(Row(name, full, half))

    def _once(self, prepare: Callable[[int], Scenario], count: int, *, per_s: float | None = None) -> Measured:
        return self._load(prepare(count), range(count), seconds=self._times.page, per_s=per_s)

    def _people(self) -> range:
        self._loads += 1
        return range(self._loads * _VISITORS_EACH, (self._loads + 1) * _VISITORS_EACH)

    def _load(self, scenario: Scenario, numbers: range, *, seconds: float, per_s: float | None = None) -> Measured:
        load = http_load(scenario, port=self._port, seconds=seconds, numbers=numbers, per_s=per_s)
        measured = measure(load, servers=self._servers)
        self.acknowledged += measured.acknowledged
        return measured


def _said(row: Row) -> Row:
    print(f"bench: {row.name}: {row.full.per_s:.1f} a second, CPU ms each {_parts(row.full)}", flush=True)
    return row


def _parts(each: Measured) -> str:
    return " + ".join(f"{each.cpu_ms_each(part):.1f} {part}" for part in each.cpu_s)
