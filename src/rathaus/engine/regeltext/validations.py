"""Demands on several answers at once: "Es muss entweder A oder B befüllt werden", "A muss zeitlich vor B liegen".

validation = "es" "darf" ("höchstens eines der" | "nicht beide") elements "befüllt" …
           | ["es"] "muss" quantity elements "befüllt" ("sein" | "werden")
           | quantity "muss" … | quantity elements "muss" ("befüllt" … | "den Wert" value "haben")
           | "das Datum im Feld" element "muss" ["zeitlich"] ("vor" | "nach") "dem Datum im Feld" element "liegen"
quantity   = "entweder" | "genau eines der" | "mindestens eines der"
"""

from rathaus.engine.regeltext.cursor import Cursor, Unreadable
from rathaus.engine.regeltext.effects import Effect
from rathaus.engine.regeltext.model import Act, Literal, Mention

_ONE = frozenset({"eines", "eine", "ein", "einer"})
_FILLED = frozenset({"befüllt", "ausgefüllt", "angegeben", "gefüllt"})
_BE = frozenset({"sein", "werden"})


def read_validation(cursor: Cursor) -> list[Effect] | None:
    """Read a demand on several answers; None when the sentence is of another kind.

    Raises:
        Unreadable: it begins like one and goes on otherwise.
    """
    start = cursor.at
    if cursor.accept("das", "datum"):
        return _earlier(cursor)
    if cursor.accept("es", {"darf", "dürfen"}):
        return _at_most(cursor)
    led = cursor.accept("es", {"muss", "müssen"})
    act = _quantity(cursor)
    if act is None:
        if led:
            raise Unreadable
        cursor.at = start
        return None
    led = led or cursor.accept({"muss", "müssen"})
    mentions, joints = cursor.mentions()
    if "und" in joints or len(mentions) < 2 or (act is Act.EXACTLY_ONE and joints != {"oder"}):
        raise Unreadable
    if not led:
        cursor.expect({"muss", "müssen"})
    return [Effect(act, mentions, _wanted(cursor))]


def _at_most(cursor: Cursor) -> list[Effect]:
    """Read "Es darf höchstens eines der Felder … befüllt sein", "Es dürfen nicht beide … befüllt sein"."""
    if not cursor.accept({"höchstens", "nur"}, _ONE):
        cursor.expect("nicht", "beide")
    mentions, _ = cursor.mentions()
    if len(mentions) < 2:
        raise Unreadable
    return [Effect(Act.AT_MOST_ONE, mentions, _wanted(cursor))]


def _quantity(cursor: Cursor) -> Act | None:
    if cursor.accept("entweder") or cursor.accept("genau", _ONE):
        return Act.EXACTLY_ONE
    return Act.AT_LEAST_ONE if cursor.accept("mindestens", _ONE) else None


def _wanted(cursor: Cursor) -> tuple[Literal, ...]:
    """Take "befüllt sein" (no value) or "den Wert … haben"."""
    if cursor.accept("den", "wert"):
        literal = cursor.literal()
        cursor.expect({"haben", "enthalten"})
        return (literal,)
    cursor.expect(_FILLED, _BE)
    return ()


def _earlier(cursor: Cursor) -> list[Effect]:
    first = _date(cursor)
    cursor.expect("muss")
    cursor.accept("zeitlich")
    before = cursor.expect({"vor", "nach"}).text == "vor"
    cursor.expect({"dem", "das"}, "datum")
    second = _date(cursor)
    cursor.expect("liegen")
    return [Effect(Act.EARLIER, (first, second) if before else (second, first))]


def _date(cursor: Cursor) -> Mention:
    cursor.expect({"in", "im"})
    return cursor.mention()


def read_real_date(cursor: Cursor) -> bool:
    """Take "muss die Gültigkeit des sich ergebenden Kalenderdatums sichergestellt werden" and say whether it came."""
    start = cursor.at
    if cursor.accept("muss", "das", "datum", "im", "kalender", "vorkommen"):
        return True
    if cursor.accept("muss", "die", {"validität", "gültigkeit"}, "des"):
        cursor.accept("sich", "ergebenden")
        if cursor.accept({"kalenderdatums", "datums"}, "sichergestellt", _BE):
            return True
    cursor.at = start
    return False
