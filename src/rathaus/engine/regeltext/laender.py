"""Länder in a sentence: "für die Länder NW, SL", "für das Land Bremen", "für alle anderen Länder"."""

from rathaus.engine.regeltext.cursor import Cursor, Unreadable
from rathaus.engine.regeltext.vocabulary import LAENDER

_BY_NAME = {name: land for land, name in LAENDER.items()}
_NOUNS = frozenset({"land", "länder", "ländern", "bundesland", "bundesländer", "bundesländern"})


def read_laender(cursor: Cursor) -> tuple[str, ...] | None:
    """Read the Länder that a sentence is for, sorted; None when it names none.

    Raises:
        Unreadable: the phrase begins and names no Land.
    """
    if not cursor.accept("für", {"das", "die", "den"}, _NOUNS):
        return None
    found = [_land(cursor)]
    while True:
        start = cursor.at
        if not cursor.accept({",", "und", "oder"}):
            break
        try:
            found.append(_land(cursor))
        except Unreadable:
            cursor.at = start
            break
    return tuple(sorted(set(found)))


def sees_others(cursor: Cursor) -> bool:
    """Take "für alle anderen Länder" and say whether it came."""
    return (
        cursor.accept("für", "alle", {"anderen", "übrigen"}, _NOUNS)
        or cursor.accept("für", "die", {"anderen", "übrigen"}, _NOUNS)
        or cursor.accept("in", "allen", {"anderen", "übrigen"}, _NOUNS)
    )


def others(named: tuple[str, ...]) -> tuple[str, ...]:
    """Return all Länder but those named, sorted."""
    return tuple(land for land in sorted(LAENDER) if land not in named)


def _land(cursor: Cursor) -> str:
    cursor.accept("für")
    token = cursor.take()
    land = token.raw if token.raw in LAENDER else _BY_NAME.get(token.text)
    if land is None:
        raise Unreadable
    return land
