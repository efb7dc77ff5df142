"""One question on paper: how much room an answer needs, what is ticked, which words stand beside it."""

from dataclasses import dataclass
from math import ceil
from types import MappingProxyType

from rathaus.engine.formular.checks import max_length
from rathaus.engine.formular.model import Field, Group, Kind
from rathaus.engine.formular.options import Option
from rathaus.values.document import Blank, Block, Facts, Paragraph, TickBoxes
from rathaus.values.text import Text

MOST_BOXES = 30
"""Entries of a choice that are printed as boxes; a longer list is written by hand."""
MOST_ENTRIES = 5
"""Blank entries of what repeats."""

_USUAL_ENTRIES = 2
_SHORT = 20
_LETTERS_IN_A_LINE = 75
_MOST_LINES = 12
_LINES_OF_A_TEXT = 5
_FREE = Text("(freiwillig)", "(optional)")
_LATER = Text("Kann nachgereicht werden.", "May be handed in later.")
_SEVERAL = Text("Mehrere Antworten sind möglich.", "Several answers are possible.")
_AT_MOST = Text("Höchstens {most} Antworten.", "At most {most} answers.")
_FROM_LIST = Text(
    "Schreiben Sie den Eintrag der amtlichen Liste {name}.", "Write the entry of the official list {name}."
)
_YES, _NO = Text("Ja", "Yes"), Text("Nein", "No")
_HINTS = MappingProxyType(
    {
        Kind.DATE: Text("Tag, Monat, Jahr", "Day, month, year"),
        Kind.PARTIAL_DATE: Text(
            "Tag, Monat, Jahr; was Sie nicht wissen, lassen Sie weg",
            "Day, month, year; leave out what you do not know",
        ),
        Kind.TIME: Text("Stunde und Minute", "Hour and minute"),
        Kind.DATETIME: Text("Tag, Monat, Jahr, Stunde und Minute", "Day, month, year, hour and minute"),
        Kind.CURRENCY: Text("Betrag in Euro", "Amount in euros"),
    }
)
#: Room for the answer in percent.
_WIDTHS = MappingProxyType(
    {
        Kind.DATE: 45,
        Kind.PARTIAL_DATE: 45,
        Kind.TIME: 30,
        Kind.DATETIME: 65,
        Kind.INT: 40,
        Kind.NUM: 40,
        Kind.CURRENCY: 45,
        Kind.POSTAL_CODE: 30,
        Kind.TEL: 70,
    }
)


@dataclass(frozen=True, slots=True)
class Asking:
    """How a question is asked at its place.

    Args:
        number: of the question on this paper.
        is_free: whether it may stay empty.
        notes: sentences beside it, such as when it is to be answered.
    """

    number: int
    is_free: bool
    notes: tuple[str, ...] = ()


def field_blocks(field: Field, asking: Asking, *, language: str) -> tuple[Block, ...]:
    """Return a question as blocks.

    Args:
        field: what people are asked to write or to tick; no file, no label.
        asking: its number and what stands beside it.
        language: language tag.
    """
    if field.kind is Kind.CONSENT:
        return (_consent(field, asking, language),)
    label = f"{asking.number} {field.label.in_language(language)}"
    if asking.is_free:
        label = f"{label} {_FREE.in_language(language)}"
    boxes = _boxes(field, language)
    if boxes:
        return (TickBoxes(label, boxes, _note(field, (*_several(field, language), *asking.notes), language)),)
    lines, width = _room(field)
    first = Blank(label, _note(field, (*_from_list(field, language), *asking.notes), language), lines, width)
    return (first, *(Blank(f"{label} ({entry})", "", lines, width) for entry in range(2, blank_entries(field) + 1)))


def shown_blocks(field: Field, notes: tuple[str, ...], *, language: str) -> tuple[Block, ...]:
    """Return a label or a value that cannot be changed as blocks; nothing where there is nothing to read."""
    label, content = field.label.in_language(language), field.content.in_language(language)
    if field.kind is Kind.LOCKED:
        return (Facts(((label, content),)),) if content else ()
    said = [Paragraph(text) for text in dict.fromkeys((label, *notes, content)) if text]
    return tuple(said)


def blank_entries(element: Field | Group) -> int:
    """Return how many blank entries of a field or group are printed."""
    most = MOST_ENTRIES if element.max_count is None else element.max_count
    return max(1, min(most, MOST_ENTRIES, max(element.min_count, _USUAL_ENTRIES)))


def _consent(field: Field, asking: Asking, language: str) -> TickBoxes:
    label = field.label.in_language(language)
    box = field.options[0].label.in_language(language) if field.options else label
    heading = f"{asking.number} {label}" if box != label else ""
    return TickBoxes(heading, (box if heading else f"{asking.number} {box}",), _note(field, asking.notes, language))


def _boxes(field: Field, language: str) -> tuple[str, ...]:
    if field.kind is Kind.BOOL:
        return _YES.in_language(language), _NO.in_language(language)
    if not 0 < len(field.options) <= MOST_BOXES:
        return ()
    return tuple(_option(option, language) for option in field.options)


def _option(option: Option, language: str) -> str:
    said = option.help.in_language(language)
    return f"{option.label.in_language(language)}\n{said}" if said else option.label.in_language(language)


def _several(field: Field, language: str) -> tuple[str, ...]:
    if not field.repeats:
        return ()
    several = _SEVERAL.in_language(language)
    return (
        (several,)
        if field.max_count is None
        else (several, _AT_MOST.in_language(language).format(most=field.max_count))
    )


def _from_list(field: Field, language: str) -> tuple[str, ...]:
    if field.kind is not Kind.CHOICE:
        return ()
    return (_FROM_LIST.in_language(language).format(name=field.codelist or field.element_id),)


def _note(field: Field, notes: tuple[str, ...], language: str) -> str:
    hint = _HINTS.get(field.kind)
    sentences = [
        *notes,
        field.help.in_language(language),
        hint.in_language(language) if hint else "",
        _LATER.in_language(language) if field.soft_required else "",
    ]
    return "\n".join(sentence for sentence in sentences if sentence)


def _room(field: Field) -> tuple[int, int]:
    """Return how many lines an answer needs, and how much of the width."""
    longest = max_length(field)
    if field.kind is Kind.TEXTAREA:
        return min(_MOST_LINES, max(_LINES_OF_A_TEXT, ceil(longest / _LETTERS_IN_A_LINE / 4))), 100
    if field.kind in _WIDTHS:
        return 1, _WIDTHS[field.kind]
    if field.kind is Kind.TEXT and longest <= _SHORT:
        return 1, max(15, 4 * longest)
    return 1, 100
