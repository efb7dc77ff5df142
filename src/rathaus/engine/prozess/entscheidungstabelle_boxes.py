"""Gaps and overlaps by partition: each column is cut into the parts that its cells tell apart, each rule is a box.

A part is a bit; a cell is a set of bits; a rule is one set of bits for each column. What no rule covers is what is left
of the whole after every rule is taken away. Nothing is tried out, so nothing can be missed.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

type Box = tuple[int, ...]
"""For each column the parts that are inside, as bits; a box with an empty column holds nothing."""

BOX_LIMIT: Final = 4_000
"""Boxes that may be left at a time; beyond it the table is too complicated to be checked."""


class TooManyBoxes(Exception):
    """The table is too complicated to be checked in full."""


def remainder(whole: Box, boxes: Iterable[Box]) -> list[Box]:
    """Return what is left of a box when others are taken away, as boxes apart from each other.

    Raises:
        TooManyBoxes: more than the limit would be left at a time.
    """
    left = [whole] if all(whole) else []
    for box in boxes:
        left = [piece for each in left for piece in _without(each, box)]
        if len(left) > BOX_LIMIT:
            raise TooManyBoxes
    return left


def intersection(one: Box, other: Box) -> Box | None:
    """Return what is in both boxes; None when nothing is."""
    common = tuple(left & right for left, right in zip(one, other, strict=True))
    return common if all(common) else None


def widened(gap: Box, *, whole: Box, boxes: Sequence[Box]) -> Box:
    """Return a gap made as wide as it can be, column by column, so that it can be told in few words.

    Args:
        gap: a box that no rule touches.
        whole: all parts of all columns.
        boxes: the rules.
    """
    wide = list(gap)
    for column, everything in enumerate(whole):
        rest = everything & ~wide[column]
        for bit in _bits(rest):
            trial = (*wide[:column], bit, *wide[column + 1 :])
            if not any(intersection(trial, box) for box in boxes):
                wide[column] |= bit
    return tuple(wide)


def _without(box: Box, taken: Box) -> Iterator[Box]:
    """Yield the pieces of a box that lie outside of another."""
    common = intersection(box, taken)
    if common is None:
        yield box
        return
    inside = list(box)
    for column, shared in enumerate(common):
        outside = inside[column] & ~shared
        if outside:
            yield (*inside[:column], outside, *inside[column + 1 :])
        inside[column] = shared


def _bits(mask: int) -> Iterator[int]:
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit
