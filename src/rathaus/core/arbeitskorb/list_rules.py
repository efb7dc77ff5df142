"""Pure decisions about lists of cases that a clerk keeps: names, parts of an address, columns."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from rathaus.core.arbeitskorb.errors import SavedListRefused

MAX_LIST_NAME = 60
"""Characters of the name of a saved list."""

MOST_LISTS = 30
"""Saved lists that one clerk has made."""

_KEPT = ("ansicht", "leistung", "etikett", "automatisch")
"""Parts of the address of a list that are kept. What was searched for is not: it is mostly somebody's name."""


class Column(StrEnum):
    """A column of the list of cases that a clerk may leave out, in their order; who it is about always stands there."""

    TITLE = "title"
    OPENED = "opened"
    STEP = "step"
    DUE = "due"
    CLERK = "clerk"


def list_name(typed: str) -> str:
    """Return the name of a saved list, on one line.

    Raises:
        SavedListRefused: it is empty or too long.
    """
    name = " ".join(typed.split())
    if not 0 < len(name) <= MAX_LIST_NAME:
        raise SavedListRefused(characters=len(name))
    return name


def kept_query(query: Mapping[str, str]) -> dict[str, str]:
    """Return what is kept of the address of a list, in a fixed order."""
    return {name: str(query[name])[:100] for name in _KEPT if query.get(name)}


def columns_of(chosen: Collection[str]) -> tuple[Column, ...]:
    """Return the columns among what was chosen, in their order; unknown ones are left out."""
    return tuple(each for each in Column if each.value in chosen)
