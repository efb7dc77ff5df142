"""Reading a condition: signs become words, words become the tree of :mod:`rathaus.engine.prozess.expression`.

Source: ``docs/reference/ablauf.md``, section on conditions. From weak to strong: ``oder``, ``und``, ``nicht``,
brackets.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from rathaus.engine.prozess.expression import (
    Comparison,
    Conjunction,
    Constant,
    ConstantKind,
    Disjunction,
    Emptiness,
    Expression,
    Membership,
    Name,
    Negation,
    Operand,
    Operator,
    Presence,
    day_of,
    names_of,
)
from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.table import nearest
from rathaus.values.findings import Finding

LENGTH_LIMIT: Final = 2_000
"""Signs of one condition."""

DEPTH_LIMIT: Final = 20
"""Brackets and negations inside each other."""

_WORDS: Final = frozenset({"und", "oder", "nicht", "in", "ist", "leer", "ja", "nein"})
_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<text>"[^"\n]*")
      | (?P<date>\d{1,2}\.\d{1,2}\.\d{4}(?![\w.]))
      | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))
      | (?P<name>[^\W\d][\w-]*(?:\[\d+\])?(?:\.[\w-]+(?:\[\d+\])?)*)
      | (?P<sign><=|>=|!=|≤|≥|≠|[=<>(),\[\]])
    )\s*""",
    re.VERBOSE,
)
_SPELLINGS: Final = {"≤": "<=", "≥": ">=", "≠": "!="}


@dataclass(frozen=True, slots=True)
class ExpressionResult:
    """What reading gave: a condition unless there is a finding, and the findings."""

    expression: Expression | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


class _UnreadableError(Exception):
    """The text stops making sense at this position, from 0."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def read_expression(source: str, where: str) -> ExpressionResult:
    """Read a condition.

    Args:
        source: its text, such as ``G1.F2 = "001" und nicht G1.F3 leer``.
        where: place for findings.
    """
    try:
        return ExpressionResult(_Parser(_tokens(source)).read())
    except _UnreadableError as error:
        rest = source[error.position :].strip()[:40]
        finding = make_finding("PRO-040", where, text=source[:80], position=error.position + 1, rest=rest or "–")
        return ExpressionResult(None, (finding,))


def check_names(expression: Expression, known: Collection[str], where: str) -> tuple[Finding, ...]:
    """Return a finding for each name of a condition that nothing has.

    Args:
        expression: the condition.
        known: template paths of the form and names of facts.
        where: place for findings.
    """
    return tuple(
        make_finding("PRO-031", where, name=name, hint=nearest(name, known))
        for name in names_of(expression)
        if name not in known and re.sub(r"\[\d+\]", "", name) not in known
    )


def _tokens(source: str) -> list[_Token]:
    if len(source) > LENGTH_LIMIT:
        raise _UnreadableError(LENGTH_LIMIT)
    tokens: list[_Token] = []
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        if match is None:
            raise _UnreadableError(position)
        kind = str(match.lastgroup)
        text = _SPELLINGS.get(match[kind], match[kind])
        tokens.append(_Token("word" if kind == "name" and text in _WORDS else kind, text, match.start(kind)))
        position = match.end()
    return [*tokens, _Token("end", "", len(source))]


class _Parser:
    """Reads one condition from its words."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.index = 0
        self.depth = 0

    def read(self) -> Expression:
        expression = self._either()
        if self._next.kind != "end":
            raise _UnreadableError(self._next.position)
        return expression

    @property
    def _next(self) -> _Token:
        return self.tokens[self.index]

    def _take(self) -> _Token:
        token = self._next
        self.index += 1
        return token

    def _skip(self, text: str) -> bool:
        """Pass a word or sign if it comes next; returns whether it did."""
        found = self._next.kind in {"word", "sign"} and self._next.text == text
        self.index += found
        return found

    def _expect(self, text: str) -> None:
        if not self._skip(text):
            raise _UnreadableError(self._next.position)

    def _either(self) -> Expression:
        parts = self._parts(self._both, "oder")
        return parts[0] if len(parts) == 1 else Disjunction(parts)

    def _both(self) -> Expression:
        parts = self._parts(self._single, "und")
        return parts[0] if len(parts) == 1 else Conjunction(parts)

    def _parts(self, read: Callable[[], Expression], word: str) -> tuple[Expression, ...]:
        parts = [read()]
        while self._skip(word):
            parts.append(read())
        return tuple(parts)

    def _single(self) -> Expression:
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise _UnreadableError(self._next.position)
        if self._skip("nicht"):
            result: Expression = Negation(self._single())
        elif self._skip("("):
            result = self._either()
            self._expect(")")
        else:
            result = self._comparison()
        self.depth -= 1
        return result

    def _comparison(self) -> Expression:
        start = self._next.position
        left = self._operand()
        if self._next.kind == "sign" and self._next.text in {"!=", *Operator}:
            sign = self._take().text
            if sign == "!=":
                return Negation(Comparison(left, Operator.EQUAL, self._operand()))
            return Comparison(left, Operator(sign), self._operand())
        if isinstance(left, Constant):
            raise _UnreadableError(start)
        return self._about(left)

    def _about(self, name: Name) -> Expression:
        """Return what is said about a single name: in a list, empty, or just there."""
        is_said = self._skip("ist")
        is_negated = self._skip("nicht")
        if self._skip("leer"):
            result: Expression = Emptiness(name)
        elif not is_said and self._skip("in"):
            result = Membership(name, self._list())
        elif is_said or is_negated:
            raise _UnreadableError(self._next.position)
        else:
            return Presence(name)
        return Negation(result) if is_negated else result

    def _list(self) -> tuple[Constant, ...]:
        self._expect("[")
        values = [self._constant()]
        while self._skip(","):
            values.append(self._constant())
        self._expect("]")
        return tuple(values)

    def _operand(self) -> Operand:
        return Name(self._take().text) if self._next.kind == "name" else self._constant()

    def _constant(self) -> Constant:
        token = self._take()
        if token.kind == "text":
            return Constant(token.text[1:-1])
        if token.kind == "number":
            return Constant(token.text, ConstantKind.NUMBER)
        if token.kind == "word" and token.text in {"ja", "nein"}:
            return Constant(token.text)
        if token.kind == "date":
            day, month, year = token.text.split(".")
            written = f"{year}-{month:0>2}-{day:0>2}"
            if day_of(written) is not None:
                return Constant(written, ConstantKind.DATE)
        raise _UnreadableError(token.position)
