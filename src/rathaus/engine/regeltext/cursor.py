"""A place in the tokens of a text: looks ahead, takes words and phrases, says where reading failed."""

from collections.abc import Collection, Sequence

from rathaus.engine.regeltext.model import Doubt, Literal, Mention, Span
from rathaus.engine.regeltext.tokenize import Token, TokenKind
from rathaus.engine.regeltext.vocabulary import ADJECTIVES, ARTICLES, FALSE_WORDS, NOUNS, TRUE_WORDS


class Unreadable(Exception):
    """The grammar has no rule for the tokens from here on."""


class Cursor:
    """The tokens, the place, and what earlier sentences left behind.

    Args:
        tokens: of the whole text.
        text: the text itself.

    Attributes:
        at: index of the next token.
        subject: the field compared last; "bei <> …" means it.
        targets: the elements acted on last; "mache es …" means them.
        doubts: what can be read in two ways.
    """

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.at = 0
        self.subject: Mention | None = None
        self.targets: tuple[Mention, ...] = ()
        self.doubts: list[Doubt] = []

    @property
    def done(self) -> bool:
        """Return whether nothing is left."""
        return self.at >= len(self.tokens)

    def peek(self, ahead: int = 0) -> Token | None:
        """Return a coming token, or None behind the end."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def sees(self, *phrase: str | Collection[str]) -> bool:
        """Return whether the next tokens are these words or marks; a collection stands for one of its words."""
        for ahead, wanted in enumerate(phrase):
            token = self.peek(ahead)
            if token is None or token.kind in {TokenKind.REF, TokenKind.CODE, TokenKind.QUOTE}:
                return False
            if token.text != wanted if isinstance(wanted, str) else token.text not in wanted:
                return False
        return True

    def accept(self, *phrase: str | Collection[str]) -> bool:
        """Take a phrase if it comes next."""
        found = self.sees(*phrase)
        self.at += len(phrase) if found else 0
        return found

    def expect(self, *phrase: str | Collection[str]) -> Token:
        """Take a phrase and return its first token.

        Raises:
            Unreadable: something else comes next.
        """
        token = self.peek()
        if token is None or not self.accept(*phrase):
            raise Unreadable
        return token

    def kind(self, ahead: int = 0) -> TokenKind | None:
        """Return the kind of a coming token."""
        token = self.peek(ahead)
        return None if token is None else token.kind

    def take(self) -> Token:
        """Take the next token, whatever it is.

        Raises:
            Unreadable: there is none.
        """
        token = self.peek()
        if token is None:
            raise Unreadable
        self.at += 1
        return token

    def span_from(self, start: int) -> Span:
        """Return the span of the tokens taken since an index."""
        last = self.tokens[max(self.at - 1, start)]
        return Span(self.tokens[start].span.start, last.span.end)

    def part(self, span: Span) -> str:
        """Return a piece of the text on one line."""
        return " ".join(self.text[span.start : span.end].split())

    def skip_noun(self) -> None:
        """Take article, adjectives and the word for field or group, as far as they come."""
        self.accept(ARTICLES)
        while self.accept(ADJECTIVES):
            continue
        while self.accept(NOUNS):
            continue

    def sees_mention(self) -> bool:
        """Return whether an element comes next, perhaps with article and noun."""
        start = self.at
        self.skip_noun()
        found = self.kind() is TokenKind.REF
        self.at = start
        return found

    def mention(self) -> Mention:
        """Take an element: "das Feld F… "Name"", "in Feldgruppe G… im Datenfeld F…".

        Raises:
            Unreadable: there is no id.
        """
        self.skip_noun()
        if self.kind() is not TokenKind.REF:
            raise Unreadable
        token = self.take()
        found = Mention(token.text, token.name, token.span)
        if token.text.rpartition(".")[2].startswith("G") and self.sees({"im", "in"}):
            start = self.at
            self.take()
            if self.sees_mention():
                inner = self.mention()
                return Mention(f"{token.text}.{inner.written}", inner.label, Span(token.span.start, inner.span.end))
            self.at = start
        return found

    def mentions(self) -> tuple[tuple[Mention, ...], frozenset[str]]:
        """Take a list of elements and say by which words it is joined; a missing comma is forgiven.

        Raises:
            Unreadable: there is none.
        """
        found, joints = [self.mention()], set[str]()
        while True:
            start = self.at
            joint = self.take().text if self.sees({",", "oder", "und"}) else ","
            if not self.sees_mention():
                self.at = start
                return tuple(found), frozenset(joints - {","})
            joints.add(joint)
            found.append(self.mention())

    def sees_literal(self) -> bool:
        """Return whether a value comes next."""
        kind = self.kind()
        if kind in {TokenKind.CODE, TokenKind.QUOTE} or self.sees(TRUE_WORDS | FALSE_WORDS):
            return True
        return kind is TokenKind.WORD and self.kind(1) is TokenKind.QUOTE

    def literal(self) -> Literal:
        """Take a value: ``001 "Name"``, ``X "Name"``, ``"Name"``, ``wahr``.

        Raises:
            Unreadable: there is none.
        """
        if not self.sees_literal():
            raise Unreadable
        token = self.take()
        if token.kind is TokenKind.QUOTE:
            return Literal("", token.text, token.span)
        if token.kind is TokenKind.CODE:
            return Literal(token.text, token.name, token.span)
        if token.text in TRUE_WORDS | FALSE_WORDS and self.kind() is not TokenKind.QUOTE:
            return Literal("", token.text, token.span)
        name = self.take()
        return Literal(token.raw, name.text, Span(token.span.start, name.span.end))
