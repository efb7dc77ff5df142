"""Growth curves as SVG, drawn so that they can be read on light and on dark paper, with both axes logarithmic."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

type Points = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 150, 40, 55
_GREY = "#7d7d7d"
"""As far from white as from black."""
_HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" font-family="sans-serif"'
    f' font-size="12" fill="{_GREY}">'
)
_COLOURS = ("#3b82d6", "#d9772b", "#3f9d58")
_SHAPES = ("", "6 3", "2 3")
"""Lines differ in more than colour."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing.

    Args:
        title: what it shows.
        x_label: what grows.
        y_label: what it costs.
        lines: name of a line → its points, ascending.
        aim: height of a level that the lines should stay below; None without one.
    """

    title: str
    x_label: str
    y_label: str
    lines: Mapping[str, Points]
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class _Axis:
    """Places of values between two ends; whole powers of ten at both."""

    low: float
    high: float
    first: float
    last: float

    def place(self, value: float) -> float:
        """Return where a value stands."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.first + share * (self.last - self.first)

    def ticks(self) -> list[float]:
        """Return the powers of ten."""
        return [10.0**power for power in range(round(self.low), round(self.high) + 1)]


def svg(chart: Chart) -> str:
    """Return the drawing."""
    points = [point for line in chart.lines.values() for point in line]
    x = _axis([point[0] for point in points], _LEFT, _WIDTH - _RIGHT)
    y = _axis([point[1] for point in points] + ([chart.aim] if chart.aim else []), _HEIGHT - _BOTTOM, _TOP)
    parts = [
        _HEAD,
        f"<title>{escape(chart.title)}</title>",
        _text(_LEFT, 20, chart.title, size=14),
        *_grid(x, y),
        _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 12, chart.x_label, anchor="middle"),
        _text(_LEFT - 8, _TOP - 8, chart.y_label, anchor="end"),
        *(_aim(chart.aim, y) if chart.aim else ()),
        *(part for number, (name, line) in enumerate(chart.lines.items()) for part in _line(number, name, line, x, y)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axis(values: Sequence[float], first: float, last: float) -> _Axis:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return _Axis(low, max(high, low + 1), first, last)


def _grid(x: _Axis, y: _Axis) -> Iterator[str]:
    for value in x.ticks():
        place = x.place(value)
        yield f'<path d="M{place:.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="{_GREY}" stroke-opacity=".3"/>'
        yield _text(place, _HEIGHT - _BOTTOM + 18, f"{value:,.0f}", anchor="middle")
    for value in y.ticks():
        place = y.place(value)
        yield f'<path d="M{_LEFT} {place:.1f}H{_WIDTH - _RIGHT}" stroke="{_GREY}" stroke-opacity=".3"/>'
        yield _text(_LEFT - 8, place + 4, f"{value:,g}", anchor="end")


def _aim(aim: float, y: _Axis) -> Iterator[str]:
    place = y.place(aim)
    path = f"M{_LEFT} {place:.1f}H{_WIDTH - _RIGHT}"
    yield f'<path d="{path}" stroke="{_GREY}" stroke-width="1.5" stroke-dasharray="1 4"/>'
    yield _text(_WIDTH - _RIGHT + 8, place + 4, f"aim {aim:g}")


def _line(number: int, name: str, line: Points, x: _Axis, y: _Axis) -> Iterator[str]:
    colour, shape = _COLOURS[number % len(_COLOURS)], _SHAPES[number % len(_SHAPES)]
    places = [(x.place(a), y.place(b)) for a, b in line]
    path = "L".join(f"{a:.1f} {b:.1f}" for a, b in places)
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{shape}"/>'
    for a, b in places:
        yield f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" fill="{colour}"/>'
    yield f'<text x="{places[-1][0] + 8:.1f}" y="{places[-1][1] + 4:.1f}" fill="{colour}">{escape(name)}</text>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 12) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}">{escape(words)}</text>'
