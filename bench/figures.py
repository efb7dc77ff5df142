"""The arithmetic of the report: rates, percentiles, shares of a limit."""

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measured:
    """One load and what it cost.

    Args:
        durations_s: of each operation.
        elapsed_s: from the first beginning to the last end.
        cpu_s: processor time by part: ``web``, ``database``.
        generator_cpu_s: processor time of the load generator.
        other_cpu_s: processor time of everything else on the machine.
        steps_s: durations by step of the operation.
        acknowledged: reference numbers that visitors were told.
    """

    durations_s: Sequence[float]
    elapsed_s: float
    cpu_s: Mapping[str, float]
    generator_cpu_s: float = 0.0
    other_cpu_s: float = 0.0
    steps_s: Mapping[str, Sequence[float]] = field(default_factory=dict)
    acknowledged: Sequence[str] = ()

    @property
    def operations(self) -> int:
        """How many ended."""
        return len(self.durations_s)

    @property
    def per_s(self) -> float:
        """Operations a second."""
        return self.operations / self.elapsed_s

    @property
    def requests(self) -> int:
        """How many requests were answered."""
        return sum(len(durations) for durations in self.steps_s.values())

    def cpu_ms_each(self, part: str) -> float:
        """Return the milliseconds of processor time of one part for one operation."""
        return 1000 * self.cpu_s.get(part, 0.0) / self.operations

    def machine_share(self, cpu_s: float) -> float:
        """Return processor time as a share of what all processors of this machine could give meanwhile."""
        return cpu_s / (self.elapsed_s * (os.cpu_count() or 1))

    @property
    def all_cpu_ms_each(self) -> float:
        """Milliseconds of processor time of all parts for one operation."""
        return sum(self.cpu_ms_each(part) for part in self.cpu_s)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that is not smaller than ``share`` of all of them (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def rate_share(row: Measured, limit: Measured) -> float:
    """Return the rate of a row as a share of the rate of its limit."""
    return row.per_s / limit.per_s


def cpu_share(row: Measured, limit: Measured) -> float:
    """Return the same share by processor time: independent of what the load generator takes from the machine."""
    return limit.all_cpu_ms_each / row.all_cpu_ms_each
