"""The words and signs of which cells and results of a decision table are made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from rathaus.values.text import Text

LONGEST: Final = 400
"""Characters of a cell at most."""

_TOKEN: Final = re.compile(
    r"""\s*(?:
    (?P<text>"[^"\n]*")
  | (?P<date>\d{4}-\d{2}-\d{2})(?![\d-])
  | (?P<amount>\d{1,15}(?:\.\d{1,2})?\s*(?:€|Euro\b)|\d{1,15}\s*Cent\b)
  | (?P<number>\d{1,15}(?:\.\d{1,6})?)(?![\d\w])
  | (?P<sign><=|>=|!=|\.\.|[<>=\[\](),+*/-])
  | (?P<word>[A-Za-zÄÖÜäöüß_][\wÄÖÜäöüß]*)
  )""",
    re.VERBOSE,
)


class TokenKind(StrEnum):
    """What a token is."""

    TEXT = "text"
    DATE = "date"
    AMOUNT = "amount"
    NUMBER = "number"
    SIGN = "sign"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign as it is written; a text without its quotes."""

    kind: TokenKind
    text: str

    @property
    def number(self) -> Decimal:
        """Return a number, or an amount in cents."""
        if self.kind is TokenKind.NUMBER:
            return Decimal(self.text)
        digits = re.sub(r"[^\d.]", "", self.text)
        return Decimal(digits) * (1 if "Cent" in self.text else 100)


class CellError(ValueError):
    """A cell cannot be read; the text says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class Tokens:
    """The tokens of one cell, read from left to right.

    Args:
        source: the cell as it is written.

    Raises:
        CellError: it is too long, or something in it is no token.
    """

    def __init__(self, source: str) -> None:
        self._tokens = tuple(_split(source))
        self._at = 0

    @property
    def next(self) -> Token | None:
        """Return the next token without taking it; None at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def take(self) -> Token:
        """Take the next token.

        Raises:
            CellError: there is none.
        """
        token = self.next
        if token is None:
            raise CellError(Text("hier fehlt etwas am Ende", "something is missing at the end"))
        self._at += 1
        return token

    def take_sign(self, *signs: str) -> str:
        """Take the next token if it is one of the signs; return it, else nothing."""
        token = self.next
        if token is None or token.kind is not TokenKind.SIGN or token.text not in signs:
            return ""
        self._at += 1
        return token.text

    def take_word(self, word: str) -> bool:
        """Take the next token if it is that word."""
        token = self.next
        if token is None or token.kind is not TokenKind.WORD or token.text.casefold() != word:
            return False
        self._at += 1
        return True

    def demand(self, *signs: str) -> str:
        """Take one of the signs.

        Raises:
            CellError: something else stands there.
        """
        found = self.take_sign(*signs)
        if not found:
            raise unexpected(self.next)
        return found

    def finish(self) -> None:
        """Demand that nothing is left.

        Raises:
            CellError: something is.
        """
        if self.next is not None:
            raise unexpected(self.next)


def unexpected(token: Token | None) -> CellError:
    """Return the error for a token that may not stand where it stands."""
    shown = "–" if token is None else token.text
    return CellError(Text(f"„{shown}“ passt hier nicht", f"“{shown}” does not fit here"))


def _split(source: str) -> Iterator[Token]:
    if len(source) > LONGEST:
        raise CellError(Text(f"mehr als {LONGEST} Zeichen", f"more than {LONGEST} characters"))
    source, at = source.strip(), 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            rest = source[at : at + 20].strip()
            raise CellError(Text(f"„{rest}“ ist nicht lesbar", f"“{rest}” cannot be read"))
        kind = TokenKind(str(match.lastgroup))
        text = match[kind]
        yield Token(kind, text[1:-1] if kind is TokenKind.TEXT else text)
        at = match.end()
