"""Prose → tokens. Names of elements and values are masked first: they hold commas, full stops and words of the grammar.

What stands behind an id is its name: the longest name that the schema knows for the id, quoted or not, with whatever
quotation mark closes it; else the quoted text; else the words up to the next word of the grammar.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from rathaus.engine.regeltext.model import Span
from rathaus.engine.regeltext.vocabulary import FIRST_STOPS, STOPS


class TokenKind(StrEnum):
    """What a token is."""

    WORD = "word"
    REF = "ref"
    CODE = "code"
    QUOTE = "quote"
    OPERATOR = "operator"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Args:
        kind: what it is.
        text: a word in lower case, an operator in its plain form, otherwise as written.
        span: where it stands, its name included.
        name: the name behind an id or a code; empty when there is none.
        raw: as written.
    """

    kind: TokenKind
    text: str
    span: Span
    name: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the schema calls things.

    Args:
        names: id of an element → its names.
        values: names of all values in the lists of the fields.
    """

    names: Callable[[str], Iterable[str]]
    values: tuple[str, ...] = field(default=())


_OPEN = "\"'„“”‚‘’»«"
_CLOSERS = {
    '"': '"“”',
    "„": '“”"',
    "“": '”“"',
    "”": '”"',
    "'": "'’",
    "‚": "‘’'",
    "‘": "’‘'",
    "’": "’'",
    "»": "«",
    "«": "»",
}
_SPACE = re.compile(r"\s*")
_TOKEN = re.compile(
    r"(?P<ref>[GFS]\d{11}(?:\.[GF]\d{11})*)"
    r"|(?P<abbreviation>[dDzZ]\.\s?[hHbB]\.|z\.B\.)"
    r"|(?P<code>\d[\d.]*\d|\d)"
    r"|(?P<word>[^\W\d_][\w-]*(?:/[^\W\d_][\w-]*)?)"
    r"|(?P<operator>={1,3}|<>|!=|≠|>=|<=|≥|≤|<|>)"
    r"|(?P<mark>[,.;:()/-])"
)
_OPERATORS = {"==": "=", "===": "=", "!=": "<>", "≠": "<>", "≥": ">=", "≤": "<="}
_ID = re.compile(r"[GF]\d{11}")
_FLEXIBLE = re.compile(r"\s+")
_BEFORE_NAME = re.compile(r"\s*(?:[=–-]\s*)?")
_SINGLE_NAME = re.compile(r"\s*[=–-]\s*([^\W\d_][\w-]*)")
_WORDS_OF_NAME = re.compile(r"\([^()\n]*\)|[^\s,.;:=<>!≠()\"„“”'‚‘’]+")


def tokenize(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """Split a text into tokens; characters that fit no token become marks that no grammar takes."""
    return tuple(_Scanner(text, lexicon).tokens())


class _Scanner:
    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._at = 0

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens in order."""
        while (start := self._skip(self._at)) < len(self._text):
            self._at = start
            yield self._quote(start) or self._token(start)

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return found.end() if found else at

    def _token(self, start: int) -> Token:
        found = _TOKEN.match(self._text, start)
        self._at = found.end() if found else start + 1
        raw = self._text[start : self._at]
        kind = found.lastgroup if found else None
        if kind == "ref":
            name = self._name(list(self._lexicon.names(raw.rpartition(".")[2])))
            return Token(TokenKind.REF, raw, Span(start, self._at), name, raw)
        if kind == "code":
            name = self._value_name()
            return Token(TokenKind.CODE, raw, Span(start, self._at), name, raw)
        if kind == "operator":
            return Token(TokenKind.OPERATOR, _OPERATORS.get(raw, raw), Span(start, self._at), raw=raw)
        if kind in {"word", "abbreviation"}:
            return Token(TokenKind.WORD, raw.lower().replace(" ", ""), Span(start, self._at), raw=raw)
        return Token(TokenKind.MARK, raw, Span(start, self._at), raw=raw)

    def _quote(self, start: int) -> Token | None:
        if self._text[start] in _OPEN and _ID.match(self._text, start + 1):
            self._at = start + 1  # a mark before an id is a slip: it quotes nothing
            return self._token(self._at)
        inside = self._quoted(start)
        return None if inside is None else Token(TokenKind.QUOTE, inside, Span(start, self._at), raw=inside)

    def _quoted(self, start: int) -> str | None:
        """Take a quoted text; a mark that is doubled at the end is a slip."""
        closers = _CLOSERS.get(self._text[start : start + 1])
        if closers is None:
            return None
        ends = [end for closer in closers if (end := self._text.find(closer, start + 1)) >= 0]
        if not ends:
            return None
        end = min(ends)
        self._at = end + 1
        if self._text[self._at : self._at + 1] in closers:
            self._at += len(self._text[self._at : self._at + 1])
        return " ".join(self._text[start + 1 : end].split())

    def _name(self, known: list[str]) -> str:
        """Take the name behind an id."""
        start = self._skip(self._at)
        opens = self._text[start : start + 1] in _OPEN and start < len(self._text)
        if (name := self._known(known, start + opens)) is not None:
            return name
        if opens:
            return self._quoted(start) or ""
        return self._loose_name(start)

    def _known(self, known: Iterable[str], start: int) -> str | None:
        """Take the longest known name at a place, and the quotation mark behind it, whichever it is."""
        for name in sorted({name for name in known if name}, key=len, reverse=True):
            shape = r"\s+".join(re.escape(part) for part in name.split())
            found = re.compile(rf"\s*{shape}(?!\w)\s*", re.IGNORECASE).match(self._text, start)
            if found is None:
                continue
            opened = start > 0 and self._text[start - 1] in _OPEN
            end = found.end() if not opened else self._closed(found.end())
            if end is not None:
                self._at = end
                return _FLEXIBLE.sub(" ", found.group().strip())
        return None

    def _closed(self, end: int) -> int | None:
        """Return the place behind the closing mark; a name that goes on inside the quotes is another name."""
        if self._text[end : end + 1] and self._text[end] in _OPEN:
            return end + 1
        rest = self._text[end:].split('"', 1)
        return end if len(rest) == 1 or re.search(r"[GF]\d{11}|[.]", rest[0]) else None

    def _loose_name(self, start: int) -> str:
        """Take the words behind an id that are no words of the grammar: a name the schema does not know."""
        words: list[str] = []
        at = start
        while found := _WORDS_OF_NAME.match(self._text, at):
            if found.group().lower() in (STOPS if words else FIRST_STOPS) or _ID.match(found.group()):
                break
            words.append(found.group())
            self._at = found.end()
            at = self._skip(found.end())
            if self._text[at : at + 1] == ":" and len(words) == 1:
                words.append(":")
                at = self._skip(at + 1)
        return " ".join(words)

    def _value_name(self) -> str:
        """Take the name behind a code: ``= 001 "Name"``, ``002 - Name``, ``01=Name``."""
        found = _BEFORE_NAME.match(self._text, self._at)
        start = found.end() if found else self._at
        opens = self._text[start : start + 1] in _OPEN and start < len(self._text)
        if (name := self._known(self._lexicon.values, start + opens)) is not None:
            return name
        if opens:
            return self._quoted(start) or ""
        single = _SINGLE_NAME.match(self._text, self._at)
        if single is None:
            return ""
        self._at = single.end()
        return single.group(1)
