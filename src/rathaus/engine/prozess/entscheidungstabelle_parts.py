"""The parts into which the cells of a column cut everything that its input can be."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rathaus.engine.prozess.entscheidungstabelle import Entscheidungstabelle, TableInput, ValueKind
from rathaus.engine.prozess.entscheidungstabelle_cells import (
    JA,
    NEIN,
    Allowed,
    Span,
    domain_of,
    merged,
    read_cell,
)
from rathaus.engine.prozess.entscheidungstabelle_words import Labels, joined_with_or, words_of
from rathaus.values.text import Text

_SHOWN: Final = 3
"""Values that nobody mentions and that are named one by one."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the form says about an input.

    Args:
        labels: code → label of a choice; empty when the form has no list.
        possible: smallest and largest step; None when the form sets no limits.
    """

    labels: Labels
    possible: Span | None = None


UNKNOWN: Final = Known({})


@dataclass(frozen=True, slots=True)
class Column:
    """One input with its parts; bit n of a mask is part n.

    Args:
        eingabe: the input.
        labels: labels of its codes.
        possible: first and last step of an ordered input.
        spans: the parts of an ordered input.
        words: the parts of any other: every value that a cell mentions and that can occur.
        others: values that can occur and that no cell mentions; they are one part together.
        has_others: whether that part exists; without a list of values it has no names.
        has_blank: whether being empty is a part, the last one.
        masks: of each rule, in order.
    """

    eingabe: TableInput
    labels: Labels
    possible: Span
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    others: tuple[str, ...]
    has_others: bool
    has_blank: bool
    masks: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """Number of parts."""
        return len(self.spans) + len(self.words) + self.has_others + self.has_blank

    @property
    def everything(self) -> int:
        """All parts."""
        return (1 << self.count) - 1

    def mask_of(self, allowed: Allowed) -> int:
        """Return the parts that a cell allows."""
        verdicts = [any(low <= first <= high for low, high in allowed.spans) for first, _ in self.spans]
        verdicts += [allowed.holds(word) for word in self.words]
        verdicts += [allowed.is_negated] if self.has_others else []
        verdicts += [allowed.blank] if self.has_blank else []
        return sum(1 << number for number, verdict in enumerate(verdicts) if verdict)

    def words_of(self, mask: int) -> Text:
        """Return the parts of a mask in words, without the name of the input."""
        spans = merged(span for number, span in enumerate(self.spans) if mask >> number & 1)
        words = [word for number, word in enumerate(self.words) if mask >> number & 1]
        has_others = self.has_others and bool(mask >> len(self.spans) + len(self.words) & 1)
        words += self.others if has_others and len(self.others) <= _SHOWN else ()
        blank = self.has_blank and bool(mask >> (self.count - 1) & 1)
        parts = []
        if spans or words or blank:
            allowed = Allowed(spans, frozenset(words), blank=blank)
            parts.append(words_of(self.eingabe, allowed, labels=self.labels, possible=self.possible))
        if has_others and not 0 < len(self.others) <= _SHOWN:
            parts.append(_OTHER)
        return joined_with_or(parts)


_OTHER: Final = Text("ein anderer Wert", "another value")


def columns_of(tabelle: Entscheidungstabelle, known: Mapping[str, Known], *, is_closed: bool) -> tuple[Column, ...]:
    """Return the columns of a table with the parts of each rule.

    Args:
        tabelle: a table whose cells can all be read.
        known: key of an input → what the form says.
        is_closed: whether a choice without a list has no values but those that its cells mention: the form is not
            at hand.
    """
    return tuple(
        _column(tabelle, eingabe, known.get(eingabe.key, UNKNOWN), is_closed=is_closed) for eingabe in tabelle.eingaben
    )


def _column(tabelle: Entscheidungstabelle, eingabe: TableInput, known: Known, *, is_closed: bool) -> Column:
    cells = [read_cell(eingabe, rule.cell(eingabe.key)) for rule in tabelle.regeln]
    possible = domain_of(eingabe)
    if known.possible is not None:
        possible = (max(possible[0], known.possible[0]), min(possible[1], known.possible[1]))
    mentioned = sorted({word for cell in cells for word in cell.words})
    listed = (JA, NEIN) if eingabe.kind is ValueKind.JA_NEIN else eingabe.werte or tuple(known.labels)
    others = tuple(value for value in listed if value not in mentioned)
    is_open = not listed and not (is_closed and eingabe.kind is ValueKind.AUSWAHL and mentioned)
    column = Column(
        eingabe=eingabe,
        labels=known.labels,
        possible=possible,
        spans=tuple(_cut(possible, cells)) if eingabe.kind.is_ordered else (),
        words=() if eingabe.kind.is_ordered else tuple(_occurring(mentioned, listed)),
        others=others,
        has_others=not eingabe.kind.is_ordered and (bool(others) or is_open),
        has_blank=any(cell.names_blank for cell in cells),
    )
    return replace(column, masks=tuple(column.mask_of(cell) for cell in cells))


def _occurring(mentioned: Sequence[str], listed: Collection[str]) -> list[str]:
    return [word for word in mentioned if not listed or word in listed]


def _cut(possible: Span, cells: Sequence[Allowed]) -> Iterator[Span]:
    """Yield what is possible, cut where a cell begins or has ended."""
    first, last = possible
    starts = {edge for cell in cells for low, high in cell.spans for edge in (low, high + 1)}
    cuts = sorted({first, *(edge for edge in starts if first < edge <= last)})
    for start, following in zip(cuts, [*cuts[1:], last + 1], strict=True):
        if start < following:
            yield (start, following - 1)
