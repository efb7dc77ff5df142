"""Sentences of a rule, read one after the other; what a sentence leaves behind carries on.

    text        = { scope | sentence }
    scope       = "für" ("das Land" | "die Länder") names "gilt" (":" | ".") | "für alle anderen Länder gilt" ":"
    sentence    = conditional | validation | [laender] effects ["," if condition] | explanation
    conditional = if condition [","] ["dann"] effects [[","] else ("nicht" | effects)]
    validation  = "es" "muss" ("entweder" | "mindestens eines …") elements "befüllt" … | dates
    explanation = "d.h." … "."            it restates and names no element

"Für die Länder … gilt:" carries to the following sentences, "alle anderen" are those that no scope before has named.
A sentence that cannot be read is skipped up to the next one and kept as a piece that was not understood.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rathaus.engine.regeltext.conditions import negated, read_condition
from rathaus.engine.regeltext.cursor import Cursor, Unreadable
from rathaus.engine.regeltext.effects import Effect, read_effects
from rathaus.engine.regeltext.laender import others, read_laender, sees_others
from rathaus.engine.regeltext.model import Act, Clause, Content, Doubt, Span, Statement
from rathaus.engine.regeltext.tokenize import Lexicon, TokenKind, tokenize
from rathaus.engine.regeltext.validations import read_real_date, read_validation
from rathaus.engine.regeltext.vocabulary import ELSE, IF


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the grammar made of a text: statements, doubts of the grammar, pieces not understood."""

    statements: tuple[Statement, ...]
    doubts: tuple[Doubt, ...]
    unread: tuple[Span, ...]


def parse(text: str, lexicon: Lexicon) -> Parsed:
    """Parse the text of a rule."""
    cursor = Cursor(tokenize(text, lexicon), text)
    reader = _Reader(cursor)
    unread: list[Span] = []
    while not cursor.done:
        start = cursor.at
        kept = len(reader.statements), len(cursor.doubts)
        try:
            reader.sentence()
        except Unreadable:
            del reader.statements[kept[0] :], cursor.doubts[kept[1] :]
            cursor.at = start
            _skip_sentence(cursor)
            unread.append(cursor.span_from(start))
    return Parsed(tuple(reader.statements), tuple(cursor.doubts), tuple(unread))


def _skip_sentence(cursor: Cursor) -> None:
    """Go behind the end of a sentence: a full stop, or before the next "wenn" or "für … gilt"."""
    cursor.take()
    while not cursor.done:
        if cursor.accept("."):
            return
        if cursor.sees("wenn") or cursor.sees("für", {"das", "die", "alle"}):
            return
        cursor.take()


class _Reader:
    def __init__(self, cursor: Cursor) -> None:
        self.statements: list[Statement] = []
        self._cursor = cursor
        self._land: tuple[str, ...] = ()
        self._named: tuple[str, ...] = ()

    def sentence(self) -> None:
        """Read one sentence, or one scope.

        Raises:
            Unreadable: it is none of the grammar.
        """
        cursor = self._cursor
        start = cursor.at
        if self._scope():
            return
        if cursor.sees({"d.h.", "dh"}):
            self._explanation()
            return
        if cursor.sees(IF):
            self._conditional(start)
        else:
            self._plain(start)
        self._end()

    def _end(self) -> None:
        """Take the mark behind a sentence; before "wenn" none is needed."""
        cursor = self._cursor
        if cursor.done or cursor.accept({".", ",", ";"}) or cursor.sees(IF) or cursor.sees("für"):
            return
        raise Unreadable

    def _scope(self) -> bool:
        cursor = self._cursor
        start = cursor.at
        if sees_others(cursor):
            land = others(self._named)
        else:
            named = read_laender(cursor)
            if named is None:
                return False
            land = named
        if not cursor.accept("gilt"):
            cursor.at = start
            return False
        cursor.accept({":", ".", ","})
        self._named += land
        self._land = land
        return True

    def _explanation(self) -> None:
        cursor = self._cursor
        while not cursor.accept("."):
            if cursor.take().kind is TokenKind.REF:
                raise Unreadable
            if cursor.done:
                return

    def _conditional(self, start: int) -> None:
        cursor = self._cursor
        cursor.expect(IF)
        condition = read_condition(cursor)
        cursor.accept(",")
        cursor.accept({"dann", "so"})
        real_date = read_real_date(cursor)
        if real_date:
            if not isinstance(condition, Content) or not condition.filled:
                raise Unreadable
            effects = [Effect(Act.REAL_DATE, condition.mentions)]
        else:
            effects = read_effects(cursor)
        if any(effect.act is Act.ONLY for effect in effects):
            raise Unreadable
        self._add(effects, condition, start)
        before = cursor.at
        cursor.accept({",", ".", ";"})
        if cursor.accept(ELSE):
            self._otherwise(effects, condition, start)
        else:
            cursor.at = before

    def _otherwise(self, effects: list[Effect], condition: Clause, start: int) -> None:
        cursor = self._cursor
        if cursor.accept("nicht"):
            shown = [effect for effect in effects if effect.act is Act.SHOW]
            if not shown:
                raise Unreadable
            opposite = [replace(effect, act=Act.FORBID) for effect in shown]
        else:
            opposite = read_effects(cursor)
        self._add(opposite, negated(condition), start)

    def _plain(self, start: int) -> None:
        cursor = self._cursor
        found = read_validation(cursor)
        if found is None:
            found = self._for_laender() or read_effects(cursor)
        condition: Clause | None = None
        if cursor.accept(",", IF) or cursor.accept(IF):
            condition = read_condition(cursor)
        only = [effect for effect in found if effect.act is Act.ONLY]
        if only and condition is None:
            raise Unreadable
        if condition is not None:
            self._add([replace(effect, act=Act.FORBID) for effect in only], negated(condition), start)
        self._add([effect for effect in found if effect.act is not Act.ONLY], condition, start)

    def _for_laender(self) -> list[Effect]:
        """Read "Für die anderen Länder darf das Feld nicht angezeigt werden"."""
        cursor = self._cursor
        if sees_others(cursor):
            land = others(self._named)
        else:
            named = read_laender(cursor)
            if named is None:
                return []
            land = named
        return [replace(effect, land=land) for effect in read_effects(cursor)]

    def _add(self, effects: Iterable[Effect], condition: Clause | None, start: int) -> None:
        span = self._cursor.span_from(start)
        for effect in effects:
            land = self._land if effect.land is None else effect.land
            if effect.land is not None:
                self._named += _named_by(effect)
            self.statements.append(Statement(effect.act, effect.mentions, condition, land, effect.literals, span))


def _named_by(effect: Effect) -> tuple[str, ...]:
    """Return the Länder that a sentence speaks of: of "nur für …" those that are not excluded."""
    land = effect.land or ()
    return others(land) if effect.act is Act.FORBID else land
