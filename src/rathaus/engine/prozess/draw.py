"""A procedure as an accessible drawing: one column of boxes with arrows at their left, 344 units wide.

The drawing is a list for those who cannot see it: title, description and one item for each box with everything that the
box says. It holds no script, no style and no colour of its own: lines and words have the colour of the page's text.
Tasks are boxes, results are rounded, the current place has a thick line and a word, so that nothing hangs on colour.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from rathaus.engine.prozess.condition import Conditions
from rathaus.engine.prozess.describe import Place, describe_prozess
from rathaus.engine.prozess.model import AufgabeKind, Prozess
from rathaus.values.text import Text

WIDTH: Final = 344
"""Units; a phone of 360 px has room for it with a margin of 8 px."""

_GUTTER, _LANE, _LANES = 52, 8, 5
_PADDING, _GAP, _LINE = 10, 18, 18
_SIGNS: Final = 36
"""Signs of one line in a box; words are wrapped, longer words are cut."""

_TITLE: Final = Text("Ablauf: {slug}", "Procedure: {slug}")
_ABOUT: Final = Text(
    "{tasks} Aufgaben und {results} Ergebnisse, von oben nach unten.",
    "{tasks} tasks and {results} results, from top to bottom.",
)
_HERE: Final = Text("▶ Hier steht der Vorgang", "▶ The case is here")


@dataclass(frozen=True, slots=True)
class _Box:
    place: Place
    lines: tuple[tuple[str, str], ...]
    top: int

    @property
    def bottom(self) -> int:
        return self.top + 2 * _PADDING + _LINE * len(self.lines)


def draw_prozess(prozess: Prozess, *, language: str, current: Collection[str] = frozenset()) -> str:
    """Return the drawing as SVG.

    Args:
        prozess: the procedure.
        language: ``de`` or ``en``.
        current: keys of the tasks where the case stands, or of its result.
    """
    boxes = _boxes(describe_prozess(prozess, language=language, current=current), language)
    height = boxes[-1].bottom + _GAP
    name = f"prozess-{prozess.leistung.slug}"
    title = _TITLE.in_language(language).format(slug=prozess.leistung.slug)
    about = _ABOUT.in_language(language).format(tasks=len(prozess.aufgaben), results=len(prozess.ergebnisse))
    frame = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="list" lang="{language}" aria-labelledby="{name}-title" aria-describedby="{name}-desc"'
        ' fill="none" stroke="currentColor" font-family="sans-serif" font-size="14">'
    )
    parts = [
        frame,
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-desc">{escape(about)}</desc>',
        '<g aria-hidden="true">',
        *_arrows(prozess, {box.place.key: box for box in boxes if not box.place.is_result}, boxes),
        "</g>",
        *(_draw(box, language) for box in boxes),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def wrap(text: str, signs: int = _SIGNS) -> tuple[str, ...]:
    """Return a text in lines of so many signs at most; a word that is longer is cut."""
    lines = [""]
    for word in text.split():
        pieces = [word[start : start + signs] for start in range(0, len(word), signs)]
        for piece in pieces:
            longer = f"{lines[-1]} {piece}".strip()
            lines = [*lines[:-1], longer] if len(longer) <= signs else [*lines, piece]
    return tuple(line for line in lines if line)


def _boxes(places: Sequence[Place], language: str) -> tuple[_Box, ...]:
    boxes: list[_Box] = []
    top = _GAP
    for place in places:
        box = _Box(place, tuple(_lines(place, language)), top)
        boxes.append(box)
        top = box.bottom + _GAP
    return tuple(boxes)


def _lines(place: Place, language: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a box with their weight."""
    if place.is_current:
        yield "bold", _HERE.in_language(language)
    yield from (("normal", line) for line in wrap(place.kind))
    yield from (("bold", line) for line in wrap(place.name))
    yield from (("normal", line) for detail in place.details for line in wrap(detail))


def _draw(box: _Box, language: str) -> str:
    place = box.place
    step = ' aria-current="step"' if place.is_current else ""
    radius, dashes = (18, ' stroke-dasharray="6 3"') if place.is_result else (4, "")
    shape = (
        f'<rect x="{_GUTTER}" y="{box.top}" width="{WIDTH - _GUTTER - 4}" height="{box.bottom - box.top}"'
        f' rx="{radius}" stroke-width="{4 if place.is_current else 1.5}"{dashes}/>'
    )
    words = "".join(
        f'<text x="{_GUTTER + _PADDING}" y="{box.top + _PADDING + _LINE * number + 14}" fill="currentColor"'
        f' stroke="none" font-weight="{weight}">{escape(line)}</text>'
        for number, (weight, line) in enumerate(box.lines)
    )
    label = escape(place.sentence(language))
    return f'<g role="listitem" aria-label="{label}"{step}><g aria-hidden="true">{shape}{words}</g></g>'


def _arrows(prozess: Prozess, tasks: dict[str, _Box], boxes: Sequence[_Box]) -> Iterator[str]:
    """Yield one arrow for each pair of boxes of which one can follow the other; ways back end at the earlier box."""
    pairs = dict.fromkeys(_pairs(prozess, {box.place.key: box for box in boxes if box.place.is_result}, tasks))
    lanes: list[int] = []
    for start, end in sorted(pairs, key=lambda pair: (min(pair), max(pair))):
        low, high = min(start, end), max(start, end)
        lane = next((number for number, free in enumerate(lanes) if free <= low), len(lanes))
        lanes = [*lanes, 0] if lane == len(lanes) else lanes
        lanes[lane] = high
        x = _GUTTER - 10 - _LANE * min(lane, _LANES - 1)
        yield (
            f'<path d="M{_GUTTER} {start} H{x} V{end} H{_GUTTER}"/>'
            f'<path d="M{_GUTTER - 6} {end - 4} L{_GUTTER} {end} L{_GUTTER - 6} {end + 4}"/>'
        )


def _pairs(prozess: Prozess, results: dict[str, _Box], tasks: dict[str, _Box]) -> Iterator[tuple[int, int]]:
    """Yield the heights at which arrows leave and arrive."""
    for aufgabe in prozess.aufgaben:
        for source, outcome in _sources(aufgabe.nach):
            box = results.get(outcome) if prozess.aufgabe(source).kind is AufgabeKind.ENTSCHEIDEN else None
            yield _leaving(box or tasks[source]), _entering(tasks[aufgabe.key])
        if aufgabe.zurueck:
            yield _leaving(tasks[aufgabe.key]), _entering(tasks[aufgabe.zurueck])
        if aufgabe.kind is AufgabeKind.ENTSCHEIDEN:
            yield from ((_leaving(tasks[aufgabe.key]), _entering(box)) for box in results.values())


def _sources(nach: Conditions) -> Iterator[tuple[str, str]]:
    return ((condition.aufgabe, condition.outcome) for entry in nach for condition in entry)


def _leaving(box: _Box) -> int:
    return box.bottom - 8


def _entering(box: _Box) -> int:
    return box.top + 12
