"""Conditions: "F… = 001 "x" ODER = 002 "y"", "F… nicht leer", "eines der Felder … mit "Ja" belegt ist".

    condition  = all { "oder" all }
    all        = simple { "und" simple }
    simple     = "(" condition ")" | quantified | entry | comparison
    quantified = "alle" … elements state | "eines der Felder" elements ( "mit" value "belegt" "ist" | state )
    entry      = ["in"] element ( "kein" | "ein" ) "eintrag" "vorgenommen" "wurde"
    comparison = elements state
               | ("in" | "bei") element value "ausgewählt" "wird"
               | ["in"] [element] ( ("<" | "größer als" …) value | operator values | ["nicht"] state
                                  | "den Wert" value "hat" | "mit" value "belegt" | value "ist" )
    values     = "(" value { joint value } ")" | value { joint [operator] value } | "alle anderen … Ausprägungen …"

A list of values belongs to one comparison: "= a oder b" any of them, "<> a und b" none of them; the other two pairs
are ambiguous. A comparison without an element means the field compared last.
"""

from rathaus.engine.regeltext.cursor import Cursor, Unreadable
from rathaus.engine.regeltext.messages import finding
from rathaus.engine.regeltext.model import (
    Clause,
    Compare,
    Content,
    Doubt,
    Junction,
    Literal,
    Mention,
    Negation,
    Order,
    Others,
    Range,
)
from rathaus.engine.regeltext.tokenize import TokenKind

_CHOSEN = frozenset({"angegeben", "ausgewählt", "gewählt", "eingetragen"})
_FILLED = frozenset({"befüllt", "ausgefüllt", "gefüllt", "vorhanden", "hochgeladen"}) | _CHOSEN
_IS = frozenset({"ist", "sind", "wird", "werden", "wurde", "wurden"})
_ORDERS = frozenset({"<", "<=", ">", ">=", "kleiner", "größer"})
_EQUAL = {"=": True, "<>": False, "gleich": True, "ungleich": False}


def read_condition(cursor: Cursor) -> Clause:
    """Read a condition.

    Raises:
        Unreadable: the tokens are no condition.
    """
    parts = [_all(cursor)]
    while cursor.accept("oder"):
        parts.append(_all(cursor))
    return parts[0] if len(parts) == 1 else Junction(tuple(parts), every=False)


def _all(cursor: Cursor) -> Clause:
    parts = [_simple(cursor)]
    while cursor.accept("und"):
        parts.append(_simple(cursor))
    return parts[0] if len(parts) == 1 else Junction(tuple(parts), every=True)


def _simple(cursor: Cursor) -> Clause:
    if cursor.accept("("):
        inner = read_condition(cursor)
        cursor.expect(")")
        return inner
    if cursor.sees({"alle", "beide"}):
        return _every(cursor)
    if cursor.sees({"eines", "mindestens"}):
        return _one_of(cursor)
    return _about_one(cursor)


def _every(cursor: Cursor) -> Clause:
    cursor.take()
    mentions, joints = cursor.mentions()
    if "oder" in joints:
        raise Unreadable
    return Content(mentions, filled=_state(cursor), every=True)


def _one_of(cursor: Cursor) -> Clause:
    cursor.accept("mindestens")
    cursor.expect({"eines", "ein", "eine", "einer"})
    mentions, _ = cursor.mentions()
    if not cursor.accept("mit") and not cursor.accept("den", "wert"):
        return Content(mentions, filled=_state(cursor), every=False)
    literal = cursor.literal()
    cursor.expect({"belegt", "beantwortet", "befüllt", "hat"})
    cursor.accept(_IS)
    return Junction(tuple(Compare(mention, (literal,), equal=True) for mention in mentions), every=False)


def _state(cursor: Cursor) -> bool:
    """Read "befüllt sind", "nicht leer ist", "leer" and return whether it means filled."""
    cursor.accept({"ist", "sind"})
    negated = cursor.accept("nicht")
    empty = cursor.expect(_FILLED | {"leer"}).text == "leer"
    cursor.accept(_IS)
    return empty == negated


def _about_one(cursor: Cursor) -> Clause:
    led = cursor.accept({"in", "im", "bei"})
    if cursor.sees_mention():
        mentions, joints = cursor.mentions()
        if len(mentions) > 1:
            return _several(cursor, mentions, joints)
        (cursor.subject,) = mentions
        if led and (chosen := _chosen(cursor, cursor.subject)) is not None:
            return chosen
        cursor.accept({"auswahl", "antwort"})
    mention = cursor.subject
    if mention is None:
        raise Unreadable
    cursor.accept("ist")
    if cursor.kind() is TokenKind.OPERATOR or cursor.sees(set(_EQUAL) | _ORDERS):
        clause = _order(cursor, mention) or _comparison(cursor, mention)
        cursor.accept(_CHOSEN)
        cursor.accept(_IS)
        return clause
    return _in_words(cursor, mention)


def _chosen(cursor: Cursor, mention: Mention) -> Clause | None:
    """Read "bei F… "Wert" angegeben wird": what stands behind the id is a value, not a name."""
    if not mention.label or not cursor.accept(_CHOSEN, _IS):
        return None
    bare = Mention(mention.written, "", mention.span)
    return Compare(bare, (Literal("", mention.label, mention.span),), equal=True)


def _order(cursor: Cursor, mention: Mention) -> Clause | None:
    """Read "< 5", ">= 3", "größer als 5", "kleiner oder gleich 5"."""
    token = cursor.peek()
    if token is None or token.text not in _ORDERS:
        return None
    cursor.take()
    inclusive = token.text.endswith("=") or cursor.accept("oder", "gleich")
    cursor.accept("als")
    return Order(mention, cursor.literal(), less=token.text in {"<", "<=", "kleiner"}, inclusive=inclusive)


def _several(cursor: Cursor, mentions: tuple[Mention, ...], joints: frozenset[str]) -> Clause:
    """Read "F…, F… und F… befüllt sind"."""
    if len(joints) > 1:
        raise Unreadable
    return Content(mentions, filled=_state(cursor), every="oder" not in joints)


def _in_words(cursor: Cursor, mention: Mention) -> Clause:
    """Read what is said without an operator."""
    if cursor.sees({"kein", "ein"}, "eintrag"):
        filled = cursor.take().text == "ein"
        cursor.expect("eintrag", "vorgenommen", {"wurde", "wird", "ist"})
        return Content((mention,), filled=filled, every=True)
    if cursor.accept("eine") or cursor.accept("ein"):
        return _code_range(cursor, mention)
    start = cursor.at
    negated = cursor.accept("nicht")
    if cursor.accept("mit") or cursor.accept({"den", "der"}, "wert") or cursor.sees_literal():
        literal = cursor.literal()
        equal = not (cursor.accept("nicht") or negated)
        cursor.expect({"belegt", "beantwortet", "befüllt", "hat", "haben", "enthält"} | _CHOSEN | _IS)
        cursor.accept(_IS)
        return Compare(mention, (literal,), equal=equal)
    cursor.at = start
    return Content((mention,), filled=_state(cursor), every=True)


def _code_range(cursor: Cursor, mention: Mention) -> Clause:
    """Read "… ausgewählt wird, deren Code im Bereich >= a bis < b liegt"."""
    if cursor.kind() is not TokenKind.WORD:
        raise Unreadable
    cursor.take()
    cursor.expect(
        {"ausgewählt", "gewählt"}, {"wird", "ist", "wurde"}, ",", {"deren", "dessen"}, "code", "im", "bereich"
    )
    cursor.expect(">=")
    low = cursor.literal()
    cursor.expect("bis")
    cursor.expect("<")
    high = cursor.literal()
    cursor.expect("liegt")
    return Range(mention, low, high)


def _comparison(cursor: Cursor, mention: Mention) -> Clause:
    start = cursor.at
    equal = _EQUAL[cursor.take().text]
    if cursor.accept({"alle", "allen"}, {"anderen", "übrigen"}):
        cursor.accept("möglichen")
        cursor.expect({"ausprägungen", "werte", "werten", "einträge"})
        cursor.accept("der", {"codeliste", "werteliste", "liste"})
        others = Others(mention)
        return others if equal else Negation(others)
    literals, joints = _values(cursor, equal=equal)
    if len(joints) > 1 or (joints and joints != {"oder" if equal else "und"}):
        span = cursor.span_from(start)
        cursor.doubts.append(Doubt(finding("REG-007", mention.written, part=cursor.part(span)), span))
    return Compare(mention, literals, equal=equal)


def _values(cursor: Cursor, *, equal: bool) -> tuple[tuple[Literal, ...], set[str]]:
    bracket = cursor.accept("(")
    found, joints = [cursor.literal()], set[str]()
    while (joint := _joint(cursor, equal=equal)) is not None:
        found.append(cursor.literal())
        joints.add(joint)
    if bracket:
        cursor.expect(")")
    return tuple(found), joints - {","}


def _joint(cursor: Cursor, *, equal: bool) -> str | None:
    """Take the word between two values of one comparison, and a repeated operator; None when the list ends."""
    start = cursor.at
    if cursor.sees({"oder", "und", ","}):
        joint = cursor.take().text
        if cursor.kind() is TokenKind.OPERATOR and _EQUAL.get(cursor.take().text) is not equal:
            cursor.at = start
            return None
        if cursor.sees_literal():
            return joint
    cursor.at = start
    return None


def negated(clause: Clause) -> Clause:
    """Return the opposite of a condition, in the simplest form."""
    match clause:
        case Compare(mention, literals, equal):
            return Compare(mention, literals, equal=not equal)
        case Content((mention,), filled, _):
            return Content((mention,), filled=not filled, every=True)
        case Negation(part):
            return part
        case _:
            return Negation(clause)
