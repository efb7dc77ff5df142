"""What the cells of a decision table allow: comparisons, ranges, lists, negation, nothing at all.

Everything that has an order is counted in whole steps (a number in its decimal places, an amount in cents, a date in
days), so that ranges, gaps and overlaps are exact and need no trial.

Grammar: ``-`` · ``leer`` · ``nicht leer`` · ``nicht(test, …)`` · ``test, test`` with a test ``>= 3`` · ``[0..100)`` ·
``"001"`` · ``2026-01-01`` · ``600 €`` · ``ja``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from rathaus.engine.prozess.entscheidungstabelle import ANY, TableInput, ValueKind
from rathaus.engine.prozess.entscheidungstabelle_tokens import CellError, Token, TokenKind, Tokens, unexpected
from rathaus.values.text import Text

LIMIT: Final = 10**24
"""Beyond every value that occurs, in steps: stands for no limit."""

JA, NEIN = "ja", "nein"

type Span = tuple[int, int]
"""First and last step, both included."""

type Value = int | str
"""Steps for what has an order, else the code or text; ``ja`` or ``nein``."""

EVERYTHING: Final[tuple[Span, ...]] = ((-LIMIT, LIMIT),)


@dataclass(frozen=True, slots=True)
class Allowed:
    """The values that a cell allows.

    Args:
        spans: of an ordered input, sorted and apart from each other.
        words: of other inputs: the codes or texts that are allowed, or forbidden where ``is_negated``.
        is_negated: whether every word is allowed but ``words``.
        blank: whether an empty input is allowed.
        names_blank: whether the cell says ``leer``.
        is_any: whether the cell asks nothing.
    """

    spans: tuple[Span, ...] = ()
    words: frozenset[str] = frozenset()
    is_negated: bool = False
    blank: bool = False
    names_blank: bool = False
    is_any: bool = False

    def holds(self, value: Value) -> bool:
        """Return whether a value is allowed."""
        if isinstance(value, int):
            return any(first <= value <= last for first, last in self.spans)
        return (value in self.words) != self.is_negated


ANYTHING: Final = Allowed(EVERYTHING, frozenset(), is_negated=True, blank=True, is_any=True)


@lru_cache(maxsize=20_000)
def read_cell(eingabe: TableInput, cell: str) -> Allowed:
    """Return what a cell allows.

    Args:
        eingabe: the input of its column.
        cell: the cell as it is written.

    Raises:
        CellError: it cannot be read, or a value is of another kind.
    """
    if cell.strip() == ANY:
        return ANYTHING
    tokens = Tokens(cell)
    found = _read_negation(eingabe, tokens) if tokens.take_word("nicht") else _read_tests(eingabe, tokens)
    tokens.finish()
    return found


@lru_cache(maxsize=2_000)
def domain_of(eingabe: TableInput) -> Span:
    """Return the smallest and largest step that an ordered input can have.

    Raises:
        CellError: a limit cannot be read.
    """
    von = eingabe.von or ("0" if eingabe.rechnung is not None else "")
    return (_limit(eingabe, von, -LIMIT), _limit(eingabe, eingabe.bis, LIMIT))


def _limit(eingabe: TableInput, text: str, unlimited: int) -> int:
    if not text:
        return unlimited
    tokens = Tokens(text)
    value = _read_literal(eingabe, tokens)
    tokens.finish()
    if not isinstance(value, int):
        raise CellError(Text("eine Grenze braucht einen Wert mit Reihenfolge", "a limit needs a value with an order"))
    return value


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans sorted, with those that touch each other joined; empty ones are left out."""
    found: list[Span] = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def _outside(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    edges = [-LIMIT - 1, *(edge for span in spans for edge in span), LIMIT + 1]
    return merged((last + 1, first - 1) for last, first in zip(edges[::2], edges[1::2], strict=True))


def _read_negation(eingabe: TableInput, tokens: Tokens) -> Allowed:
    if tokens.take_word("leer"):
        return Allowed(EVERYTHING, frozenset(), is_negated=True, names_blank=True)
    tokens.demand("(")
    inner = _read_tests(eingabe, tokens)
    tokens.demand(")")
    return Allowed(_outside(inner.spans), inner.words, is_negated=not inner.is_negated, names_blank=inner.names_blank)


def _read_tests(eingabe: TableInput, tokens: Tokens) -> Allowed:
    found = _read_test(eingabe, tokens)
    while tokens.take_sign(","):
        found = _either(found, _read_test(eingabe, tokens))
    return found


def _either(one: Allowed, other: Allowed) -> Allowed:
    is_negated = one.is_negated or other.is_negated
    if one.is_negated and other.is_negated:
        words = one.words & other.words
    elif is_negated:
        forbidden, allowed = (one, other) if one.is_negated else (other, one)
        words = forbidden.words - allowed.words
    else:
        words = one.words | other.words
    return Allowed(
        merged((*one.spans, *other.spans)),
        words,
        is_negated=is_negated,
        blank=one.blank or other.blank,
        names_blank=one.names_blank or other.names_blank,
    )


def _read_test(eingabe: TableInput, tokens: Tokens) -> Allowed:
    if tokens.take_word("leer"):
        return Allowed(blank=True, names_blank=True)
    opening = tokens.take_sign("[", "(", "]")
    if opening:
        return _read_range(eingabe, tokens, opening)
    sign = tokens.take_sign("<=", ">=", "!=", "<", ">", "=") or "="
    value = _read_literal(eingabe, tokens)
    if isinstance(value, str):
        if sign not in {"=", "!="}:
            raise _unordered()
        return Allowed(words=frozenset({value}), is_negated=sign == "!=")
    spans = {
        "<": ((-LIMIT, value - 1),),
        "<=": ((-LIMIT, value),),
        ">": ((value + 1, LIMIT),),
        ">=": ((value, LIMIT),),
        "=": ((value, value),),
        "!=": ((-LIMIT, value - 1), (value + 1, LIMIT)),
    }
    return Allowed(merged(spans[sign]))


def _read_range(eingabe: TableInput, tokens: Tokens, opening: str) -> Allowed:
    first = _read_literal(eingabe, tokens)
    tokens.demand("..")
    last = _read_literal(eingabe, tokens)
    closing = tokens.demand("]", ")", "[")
    if isinstance(first, str) or isinstance(last, str):
        raise _unordered()
    return Allowed(merged([(first + (opening != "["), last - (closing != "]"))]))


def _unordered() -> CellError:
    return CellError(Text("diese Werte haben keine Reihenfolge", "these values have no order"))


def _read_literal(eingabe: TableInput, tokens: Tokens) -> Value:
    is_negative = bool(tokens.take_sign("-"))
    token = tokens.take()
    if is_negative and token.kind not in {TokenKind.NUMBER, TokenKind.AMOUNT}:
        raise unexpected(token)
    value = read_literal(eingabe.kind, token, stellen=eingabe.stellen)
    return -value if is_negative and isinstance(value, int) else value


_TOKENS_OF: Final = {
    ValueKind.TEXT: TokenKind.TEXT,
    ValueKind.AUSWAHL: TokenKind.TEXT,
    ValueKind.ZAHL: TokenKind.NUMBER,
    ValueKind.BETRAG: TokenKind.AMOUNT,
    ValueKind.DATUM: TokenKind.DATE,
    ValueKind.JA_NEIN: TokenKind.WORD,
}
_EXPECTED: Final = {
    ValueKind.TEXT: Text('ein Text wie "Wert"', 'a text such as "value"'),
    ValueKind.AUSWAHL: Text('ein Code wie "001"', 'a code such as "001"'),
    ValueKind.ZAHL: Text("eine Zahl wie 3 oder 2.5", "a number such as 3 or 2.5"),
    ValueKind.BETRAG: Text("ein Betrag wie 600 € oder 30.70 €", "an amount such as 600 € or 30.70 €"),
    ValueKind.DATUM: Text("ein Tag wie 2026-01-31", "a day such as 2026-01-31"),
    ValueKind.JA_NEIN: Text("ja oder nein", "ja or nein"),
}


def read_literal(kind: ValueKind, token: Token, *, stellen: int = 0) -> Value:
    """Return the value of one token: steps for what has an order, else the text.

    Args:
        kind: what is expected.
        token: what stands there.
        stellen: decimal places of a number.

    Raises:
        CellError: it is of another kind or finer than the steps.
    """
    is_truth = kind is ValueKind.JA_NEIN and token.text.casefold() in {JA, NEIN}
    if token.kind is not _TOKENS_OF[kind] or (kind is ValueKind.JA_NEIN and not is_truth):
        raise expected(kind)
    match kind:
        case ValueKind.ZAHL:
            return steps_of(token.number, stellen)
        case ValueKind.BETRAG:
            return int(token.number)
        case ValueKind.DATUM:
            return _day(token.text)
        case ValueKind.JA_NEIN:
            return token.text.casefold()
        case _:
            return token.text


def expected(kind: ValueKind) -> CellError:
    """Return the error for a value of another kind."""
    text = _EXPECTED[kind]
    return CellError(Text(f"erwartet wird {text.de}", f"{text.en} is expected"))


def steps_of(number: Decimal, stellen: int) -> int:
    """Return a number in steps of its last decimal place.

    Raises:
        CellError: it has more decimal places.
    """
    scaled = number.scaleb(stellen)
    if scaled != scaled.to_integral_value():
        raise CellError(Text(f"höchstens {stellen} Nachkommastellen", f"at most {stellen} decimal places"))
    return int(scaled)


def _day(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise CellError(Text(f"den Tag {text} gibt es nicht", f"there is no day {text}")) from None
