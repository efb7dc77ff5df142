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


def tell_outside(rows: Sequence[Figures]) -> list[Told]:
    """Return the figures of several rows of one table without small numbers.

    A small number is not told, nor one from which it follows: where the untold numbers of a column add up to a small
    one, the smallest told number of the column is kept back, too.

    Args:
        rows: the rows of one table, whose sum may be known elsewhere.
    """
    filed = tell_column([row.filed for row in rows])
    late = tell_column([row.late for row in rows])
    ends = {end: tell_column([row.ends.get(end, 0) for row in rows]) for end in End}
    return [
        Told(
            filed=filed[place],
            in_time=_in_time(row, is_told=filed[place] is not None and late[place] is not None),
            ends={end: column[place] for end, column in ends.items()},
            median_days=median(row.days) if len(row.days) >= FEWEST_TOLD else None,
        )
        for place, row in enumerate(rows)
    ]


def _is_small(number: int) -> bool:
    return 0 < number < FEWEST_TOLD


def tell_column(numbers: Sequence[int]) -> list[int | None]:
    """Return a column of a table whose sum may be known elsewhere, without what is small or follows from the rest.

    Args:
        numbers: of the rows.
    """
    hidden = {place for place, number in enumerate(numbers) if _is_small(number)}
    told = sorted((number, place) for place, number in enumerate(numbers) if number >= FEWEST_TOLD)
    if told and _is_small(sum(numbers[place] for place in hidden)):
        hidden.add(told[0][1])
    return [None if place in hidden else number for place, number in enumerate(numbers)]


def _in_time(row: Figures, *, is_told: bool) -> int | None:
    in_time = row.filed - row.late
    return in_time if is_told and not _is_small(in_time) else None
