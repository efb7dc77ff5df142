"""Drawings of numbers: where bars, lines and words stand. The template writes them as SVG and says the finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 340, 210
"""Units of a drawing: about the pixels of a phone, so that its words stay legible there."""

_LEFT, _RIGHT, _TOP, _FOOT = 40, 4, 10, 24
_MOST_LABELS = 6
_MOST_BINS = 12
_GAP = 0.24
_STEPS = (1, 2, 5)
_BIN_WIDTHS = (1, 2, 5, 7, 14, 30, 60, 90, 180, 365)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its upper left corner and its size in units; series 0 is drawn hollow, series 1 full."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at an axis: where its middle or its line is, and what it says."""

    at: float
    label: str | int


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing of bars.

    Args:
        bars: of all series.
        columns: words below, at the middle of their column.
        lines: numbers at the left, each with a line.
    """

    bars: tuple[Bar, ...]
    columns: tuple[Mark, ...]
    lines: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    base: int = HEIGHT - _FOOT


@dataclass(frozen=True, slots=True)
class Bin:
    """A span of days, both ends included, and how many lie in it."""

    first: int
    last: int
    number: int

    @property
    def label(self) -> str:
        """The span in digits."""
        return str(self.first) if self.first == self.last else f"{self.first}\N{EN DASH}{self.last}"


def bars_of(columns: Sequence[tuple[str, Sequence[int]]]) -> Plot:
    """Return the drawing of columns, each with one number for every series; one series alone is drawn full.

    Args:
        columns: label and numbers, from left to right; not empty.
    """
    step = _step(max((max(numbers, default=0) for _, numbers in columns), default=0))
    top = step * _LINES
    room = (WIDTH - _LEFT - _RIGHT) / len(columns)
    every = -(-len(columns) // _MOST_LABELS)
    bars = [
        bar
        for place, (_, numbers) in enumerate(columns)
        for bar in _column(_LEFT + place * room, room, numbers, top=top)
    ]
    return Plot(
        bars=tuple(bars),
        columns=tuple(
            Mark(round(_LEFT + (place + 0.5) * room, 1), label)
            for place, (label, _) in enumerate(columns)
            if place % every == 0
        ),
        lines=tuple(Mark(_height(each * step, top), each * step) for each in range(_LINES + 1)),
    )


def bins_of(numbers: Mapping[int, int]) -> list[Bin]:
    """Return spans of equal width from 0 to the largest number, twelve at most; none where nothing was counted.

    Args:
        numbers: number of days → how many.
    """
    if not numbers:
        return []
    most = max(numbers) + 1
    width = next((each for each in _BIN_WIDTHS if most <= each * _MOST_BINS), -(-most // _MOST_BINS))
    spans = range(0, most, width)
    return [
        Bin(first, first + width - 1, sum(each for days, each in numbers.items() if first <= days < first + width))
        for first in spans
    ]


_LINES = 4


def _step(most: int) -> int:
    """Return the distance of the lines: 1, 2 or 5 times a power of ten, so that four of them reach the largest."""
    power = 1
    while True:
        for each in _STEPS:
            if each * power * _LINES >= most:
                return each * power
        power *= 10


def _height(number: int, top: int) -> float:
    room = HEIGHT - _TOP - _FOOT
    return round(_TOP + room - room * number / top, 1)


def _column(x: float, room: float, numbers: Sequence[int], *, top: int) -> list[Bar]:
    width = room * (1 - _GAP) / len(numbers)
    left, hollow = x + room * _GAP / 2, len(numbers) > 1
    base = HEIGHT - _FOOT
    return [
        Bar(
            x=round(left + place * width, 1),
            y=_height(number, top),
            width=round(width, 1),
            height=round(base - _height(number, top), 1),
            series=place if hollow else 1,
        )
        for place, number in enumerate(numbers)
        if number
    ]
