"""Pure figures about remedies, and which of them may be told outside of the body: none that is small."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rathaus.core.rechtsbehelf.rules import End

FEWEST_TOLD = 5
"""Smaller numbers are told inside of the body alone; a custom of ours, as with the ends of drafts."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted.

    Args:
        filed: remedies that came.
        late: those of them that came late.
        ends: how remedies ended → how many.
        days: days from the filing to the end, of those that were decided or remedied.
    """

    filed: int = 0
    late: int = 0
    ends: Mapping[End, int] = field(default_factory=dict)
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Figures as they may be told; None where a number is too small.

    Args:
        filed: remedies that came.
        in_time: those that did not come late.
        ends: how remedies ended → how many, for each way.
        median_days: middle of the days to the end; None without enough of them.
    """

    filed: int | None
    in_time: int | None
    ends: Mapping[End, int | None]
    median_days: float | None


def median(days: Collection[int]) -> float | None:
    """Return the middle of numbers of days; None without any."""
    ordered = sorted(days)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def tell_all(figures: Figures) -> Told:
    """Return every figure, for the body itself."""
    ends = {end: figures.ends.get(end, 0) for end in End}
    return Told(figures.filed, figures.filed - figures.late, ends, median(figures.days))


def tell_outside(row: Figures) -> Told:
    """Return the figures of one body without small numbers; each number is told or not for itself.

    Nothing that is told elsewhere contains an untold number, see :func:`tell_sum`, so that none can be subtracted.

    Args:
        row: figures of one body.
    """
    filed, late = tell_number(row.filed), tell_number(row.late)
    in_time = None if filed is None or late is None else tell_number(row.filed - row.late)
    ends = {end: tell_number(row.ends.get(end, 0)) for end in End}
    return Told(filed, in_time, ends, median(row.days) if len(row.days) >= FEWEST_TOLD else None)


def tell_sum(parts: Sequence[Figures]) -> Told:
    """Return the sum over several bodies of what each of them may tell; what one must not is in no sum.

    Args:
        parts: figures of each body.
    """
    told = [tell_outside(part) for part in parts]
    days = [day for part in parts if len(part.days) >= FEWEST_TOLD for day in part.days]
    return Told(
        filed=sum_told([each.filed for each in told]),
        in_time=sum_told([each.in_time for each in told]),
        ends={end: sum_told([each.ends[end] for each in told]) for end in End},
        median_days=median(days),
    )


def tell_number(number: int) -> int | None:
    """Return a number that may leave the body; None for one of 1 to 4 cases."""
    return None if 0 < number < FEWEST_TOLD else number


def sum_told(numbers: Sequence[int | None]) -> int | None:
    """Return the sum of what is told; None where something is untold and nothing else is left."""
    total = sum(number for number in numbers if number is not None)
    return None if not total and None in numbers else total
