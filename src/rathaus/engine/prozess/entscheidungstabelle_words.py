"""Cells of a decision table in words, for findings, explanations and pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from rathaus.engine.prozess.entscheidungstabelle import TableInput, ValueKind
from rathaus.engine.prozess.entscheidungstabelle_cells import LIMIT, Allowed, Span
from rathaus.values.text import Text

_OR, _AND = Text(" oder ", " or "), Text(" und ", " and ")
_BLANK: Final = Text("leer", "empty")
_LANGUAGES: Final = ("de", "en")

type Labels = Mapping[str, Text]
"""Code → what people read."""


def words_of(eingabe: TableInput, allowed: Allowed, *, labels: Labels, possible: Span = (-LIMIT, LIMIT)) -> Text:
    """Return what a cell asks, without the name of its input, such as ``12 bis 17``.

    Args:
        eingabe: the input.
        allowed: what the cell allows.
        labels: labels of the codes of the input.
        possible: first and last step that can occur: a limit that nothing is beyond of is not named.
    """
    if eingabe.kind.is_ordered:
        parts = [_span_words(eingabe, _open_ended(span, possible)) for span in allowed.spans]
    else:
        parts = _word_parts(eingabe, allowed, labels)
    return _joined(_OR, [*parts, *([_BLANK] if allowed.blank else [])])


def _word_parts(eingabe: TableInput, allowed: Allowed, labels: Labels) -> list[Text]:
    named = [_value_words(eingabe, word, labels) for word in sorted(allowed.words)]
    if not allowed.is_negated:
        return named
    listed = _joined(_OR, named)
    return [Text(f"nicht {listed.de}", f"not {listed.en}") if named else _GIVEN]


_GIVEN: Final = Text("nicht leer", "not empty")


def joined_with_and(parts: Iterable[Text]) -> Text:
    """Return texts as one list."""
    return _joined(_AND, list(parts))


def joined_with_or(parts: Iterable[Text]) -> Text:
    """Return texts as alternatives."""
    return _joined(_OR, list(parts))


def euros(cents: int) -> Text:
    """Return an amount of cents as people read it, such as ``1.234,50 €``."""
    sign, (whole, rest) = "-" if cents < 0 else "", divmod(abs(cents), 100)
    small = f"{rest:02}" if rest else ""
    german = f"{whole:,}".replace(",", ".") + (f",{small}" if small else "")
    return Text(f"{sign}{german} €", f"{sign}€{whole:,}" + (f".{small}" if small else ""))


def _joined(word: Text, parts: list[Text]) -> Text:
    return Text(*(_listed(word.in_language(each), [part.in_language(each) for part in parts]) for each in _LANGUAGES))


def _listed(word: str, parts: list[str]) -> str:
    return word.join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _open_ended(span: Span, possible: Span) -> Span:
    first, last = span
    return (-LIMIT if first <= possible[0] else first, LIMIT if last >= possible[1] else last)


def _span_words(eingabe: TableInput, span: Span) -> Text:
    first, last = span
    if first == last:
        return _step_words(eingabe, first)
    if first == -LIMIT and last == LIMIT:
        return Text("beliebig", "anything")
    if first == -LIMIT:
        end = _step_words(eingabe, last + 1)
        return Text(f"unter {end.de}", f"under {end.en}") if eingabe.kind is not ValueKind.DATUM else _before(end)
    start = _step_words(eingabe, first)
    if last == LIMIT:
        return Text(f"ab {start.de}", f"from {start.en}")
    end = _step_words(eingabe, last)
    return Text(f"{start.de} bis {end.de}", f"{start.en} to {end.en}")


def _before(end: Text) -> Text:
    return Text(f"vor dem {end.de}", f"before {end.en}")


def _step_words(eingabe: TableInput, step: int) -> Text:
    if eingabe.kind is ValueKind.BETRAG:
        return euros(step)
    if eingabe.kind is ValueKind.DATUM:
        day = date.fromordinal(min(max(step, date.min.toordinal()), date.max.toordinal()))
        return Text(f"{day:%d.%m.%Y}", f"{day:%d.%m.%Y}")
    number = f"{Decimal(step).scaleb(-eingabe.stellen):f}"
    return Text(number.replace(".", ","), number)


def _value_words(eingabe: TableInput, value: str, labels: Labels) -> Text:
    if eingabe.kind is ValueKind.JA_NEIN:
        return Text(value, {"ja": "yes", "nein": "no"}[value])
    label = labels.get(value)
    if label is not None:
        return Text(f"„{label.de}“", f"“{label.in_language('en')}”")
    return Text(f"„{value}“", f"“{value}”")
