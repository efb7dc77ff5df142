"""Whether the rules of a decision table cover every case, and none twice."""

from collections.abc import Iterator, Mapping
from typing import Final

from rathaus.engine.prozess.entscheidungstabelle import Entscheidungstabelle, HitPolicy
from rathaus.engine.prozess.entscheidungstabelle_boxes import (
    Box,
    TooManyBoxes,
    intersection,
    remainder,
    widened,
)
from rathaus.engine.prozess.entscheidungstabelle_parts import Column, Known, columns_of
from rathaus.engine.prozess.entscheidungstabelle_words import joined_with_and
from rathaus.engine.prozess.messages import make_finding
from rathaus.values.findings import Finding
from rathaus.values.text import Text

CELL_LIMIT: Final = 2_000
"""Rules times inputs of one table; more than people can read."""

SHOWN: Final = 5
"""Gaps, and overlaps, that are named."""


def check_cover(
    tabelle: Entscheidungstabelle, known: Mapping[str, Known], *, is_closed: bool = False
) -> tuple[Finding, ...]:
    """Return findings about gaps, overlaps and rules that never count.

    Args:
        tabelle: a table whose cells can all be read.
        known: key of an input → what the form says about it.
        is_closed: whether the form is not at hand, so that a choice has only the values that cells mention.
    """
    where = f"tabelle[{tabelle.key}]"
    if len(tabelle.regeln) * max(1, len(tabelle.eingaben)) > CELL_LIMIT:
        return (make_finding("PRO-052", where, limit=CELL_LIMIT),)
    columns = columns_of(tabelle, known, is_closed=is_closed)
    boxes = [tuple(column.masks[number] for column in columns) for number in range(len(tabelle.regeln))]
    whole = tuple(column.everything for column in columns)
    try:
        return (
            *_unreachable(tabelle, boxes, where),
            *(_overlaps(columns, boxes, where) if tabelle.treffer is HitPolicy.EINDEUTIG else ()),
            *_gaps(columns, whole, boxes, where),
        )
    except TooManyBoxes:
        return (make_finding("PRO-056", where),)


def _gaps(columns: tuple[Column, ...], whole: Box, boxes: list[Box], where: str) -> Iterator[Finding]:
    shown: list[Box] = []
    for gap in remainder(whole, boxes):
        if len(shown) < SHOWN and not any(intersection(gap, each) for each in shown):
            shown.append(widened(gap, whole=whole, boxes=boxes))
            yield make_finding("PRO-053", where, case=_case(columns, shown[-1]))


def _overlaps(columns: tuple[Column, ...], boxes: list[Box], where: str) -> Iterator[Finding]:
    found = 0
    for later, box in enumerate(boxes):
        for earlier in range(later):
            common = intersection(boxes[earlier], box)
            if common is not None and found < SHOWN:
                found += 1
                facts = {"first": earlier + 1, "second": later + 1, "case": _case(columns, common)}
                yield make_finding("PRO-054", f"{where}.regel[{later + 1}]", **facts)


def _unreachable(tabelle: Entscheidungstabelle, boxes: list[Box], where: str) -> Iterator[Finding]:
    is_first = tabelle.treffer is HitPolicy.ERSTE
    for number, box in enumerate(boxes):
        if not remainder(box, boxes[:number] if is_first else ()):
            yield make_finding("PRO-055", f"{where}.regel[{number + 1}]", number=number + 1)


def _case(columns: tuple[Column, ...], box: Box) -> Text:
    """Return a case in words: every input that matters, with its values."""
    parts = []
    for column, mask in zip(columns, box, strict=True):
        if mask != column.everything:
            words, name = column.words_of(mask), column.eingabe.name
            parts.append(Text(f"{name.de} {words.de}", f"{name.in_language('en')} {words.en}"))
    return joined_with_and(parts) if parts else Text("beliebigen Angaben", "whatever is given")
