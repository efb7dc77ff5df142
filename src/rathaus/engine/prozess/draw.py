"""A procedure as an accessible drawing: one column of boxes with arrows at their left, 344 units wide.

The drawing is a list for those who cannot see it: title, description and one item for each box with everything that the
box says. It holds no script, no style and no colour of its own: lines and words have the colour of the page's text.
Tasks are boxes, timers have cut corners, results are rounded. Where the case stands there is a thick line, what is done
has a second line inside, what does not apply is dotted, and each says so in words: nothing hangs on colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from rathaus.engine.formular.model import Formular
from rathaus.engine.prozess.condition import Conditions
from rathaus.engine.prozess.describe import NO_MARKS, Marks, Place, PlaceState, describe_prozess
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
_STATES: Final = {
    PlaceState.LATER: Text("", ""),
    PlaceState.OPEN: Text("▶ Hier steht der Vorgang", "▶ The case is here"),
    PlaceState.DONE: Text("✓ Erledigt", "✓ Done"),
    PlaceState.SKIPPED: Text("– Entfällt", "– Does not apply"),
}
_WEIGHTS: Final = {PlaceState.OPEN: "4"}
"""Width of the line; others have 1.5 units."""


@dataclass(frozen=True, slots=True)
class _Box:
    place: Place
    lines: tuple[tuple[str, str], ...]
    top: int

    @property
    def bottom(self) -> int:
        return self.top + 2 * _PADDING + _LINE * len(self.lines)


def draw_prozess(prozess: Prozess, *, language: str, marks: Marks = NO_MARKS, formular: Formular | None = None) -> str:
    """Return the drawing as SVG.

    Args:
        prozess: the procedure.
        language: ``de`` or ``en``.
        marks: where the case stands.
        formular: the form whose questions conditions name; None writes their ids.
    """
    boxes = _boxes(describe_prozess(prozess, language=language, marks=marks, formular=formular), language)
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
        *_arrows(prozess, boxes),
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
    yield from (("bold", line) for line in wrap(_STATES[place.state].in_language(language)))
    yield from (("normal", line) for line in wrap(place.kind))
    yield from (("bold", line) for line in wrap(place.name))
    yield from (("normal", line) for detail in place.details for line in wrap(detail))


def _draw(box: _Box, language: str) -> str:
    place = box.place
    step = ' aria-current="step"' if place.state is PlaceState.OPEN else ""
    width = _WEIGHTS.get(place.state, "1.5")
    dots = ' stroke-dasharray="1 4"' if place.state is PlaceState.SKIPPED else ""
    shape = f'<path d="{_outline(box, inset=0)}" stroke-width="{width}"{dots}/>'
    if place.state is PlaceState.DONE:
        shape += f'<path d="{_outline(box, inset=4)}" stroke-width="1"/>'
    words = "".join(
        f'<text x="{_GUTTER + _PADDING}" y="{box.top + _PADDING + _LINE * number + 14}" fill="currentColor"'
        f' stroke="none" font-weight="{weight}">{escape(line)}</text>'
        for number, (weight, line) in enumerate(box.lines)
    )
    label = escape(place.sentence(language))
    return f'<g role="listitem" aria-label="{label}"{step}><g aria-hidden="true">{shape}{words}</g></g>'


def _outline(box: _Box, *, inset: int) -> str:
    """Return the path around a box: corners cut for a timer, round for a result."""
    left, right, top, bottom = _GUTTER + inset, WIDTH - 4 - inset, box.top + inset, box.bottom - inset
    if box.place.is_timer:
        cut = 10
        turn = (f"l{cut} {cut}", f"l-{cut} {cut}", f"l-{cut} -{cut}", f"l{cut} -{cut}")
    else:
        cut = (18 if box.place.is_result else 4) - inset // 2
        ends = (f"{cut} {cut}", f"-{cut} {cut}", f"-{cut} -{cut}", f"{cut} -{cut}")
        turn_a, turn_b, turn_c, turn_d = (f"a{cut} {cut} 0 0 1 {end}" for end in ends)
        turn = (turn_a, turn_b, turn_c, turn_d)
    across, down = right - left - 2 * cut, bottom - top - 2 * cut
    return f"M{left + cut} {top} h{across} {turn[0]} v{down} {turn[1]} h-{across} {turn[2]} v-{down} {turn[3]} Z"


def _arrows(prozess: Prozess, boxes: Sequence[_Box]) -> Iterator[str]:
    """Yield one arrow for each pair of boxes of which one can follow the other; ways back end at the earlier box."""
    results = {box.place.key: box for box in boxes if box.place.is_result}
    pairs = dict.fromkeys(_pairs(prozess, results, {box.place.key: box for box in boxes if not box.place.is_result}))
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


def _pairs(prozess: Prozess, results: dict[str, _Box], steps: dict[str, _Box]) -> Iterator[tuple[int, int]]:
    """Yield the heights at which arrows leave and arrive."""
    decision = next(task.key for task in prozess.aufgaben if task.kind is AufgabeKind.ENTSCHEIDEN)
    needs = [*((task.key, task.nach) for task in prozess.aufgaben), *((t.key, t.nach) for t in prozess.zeitgeber)]
    for key, nach in needs:
        for source, outcome in _sources(nach):
            box = results.get(outcome) if source == decision else None
            yield _leaving(box or steps[source]), _entering(steps[key])
    for aufgabe in prozess.aufgaben:
        if aufgabe.zurueck:
            yield _leaving(steps[aufgabe.key]), _entering(steps[aufgabe.zurueck])
    for timer in prozess.zeitgeber:
        target = steps.get(timer.folge.aufgabe) or results.get(timer.folge.ergebnis)
        if target is not None:
            yield _leaving(steps[timer.key]), _entering(target)
    yield from ((_leaving(steps[decision]), _entering(box)) for box in results.values())


def _sources(nach: Conditions) -> Iterator[tuple[str, str]]:
    return ((condition.aufgabe, condition.outcome) for entry in nach for condition in entry)


def _leaving(box: _Box) -> int:
    return box.bottom - 8


def _entering(box: _Box) -> int:
    return box.top + 12
