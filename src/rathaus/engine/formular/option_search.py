"""Finding an entry of a long choice by what people type: part of a name in any spelling, or the code."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rathaus.values.text import din_5007_key, spell_out_umlauts

if TYPE_CHECKING:
    from rathaus.engine.formular.options import Option

#: More of what was typed is not looked at, in characters.
LONGEST_QUERY = 200

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_EQUAL, _BEGINS, _WORD_BEGINS, _CONTAINS, _ALL_WORDS = range(5)


class Found(NamedTuple):
    """The best entries for a text, best first, and how many there are in all."""

    hits: "tuple[Option, ...]"
    total: int


class _Entry(NamedTuple):
    option: "Option"
    code: str
    names: str


class OptionSearch:
    """The entries of one choice made ready for searching.

    Umlauts are found in each spelling (``München``, ``Munchen``, ``Muenchen``), case, accents and what stands between
    words do not count, names are looked at in both languages.

    Args:
        options: entries in the order shown.

    Source: DIN 5007-1 for how letters fold.
    """

    def __init__(self, options: "Iterable[Option]") -> None:
        self._entries = tuple(_entry(option) for option in options)
        self._named: dict[str, Option | None] = {}
        self._spelled: dict[str, Option | None] = {}
        for entry in self._entries:
            self._note(entry)

    def find(self, query: str, *, limit: int) -> Found:
        """Return the entries that a text may mean: equal ones, names that begin so, words, anything that contains it.

        Args:
            query: as typed.
            limit: how many entries to return.
        """
        query = query[:LONGEST_QUERY].strip()
        folded = sorted(_foldings(query))
        if not folded:
            return Found((), 0)
        code, words = query.casefold(), {max(each.split(), key=len) for each in folded}
        near = [entry for entry in self._entries if _is_near(entry, code, words)]
        ranked = [(rank, entry.option) for entry in near if (rank := _rank(entry, code, folded)) is not None]
        ranked.sort(key=lambda pair: pair[0])
        return Found(tuple(option for _, option in ranked[:limit]), len(ranked))

    def exact(self, text: str) -> "Option | None":
        """Return the entry that a text names by its name or code; None when none or several are named so.

        Args:
            text: as typed.
        """
        text = text.strip()
        if text in self._named:
            return self._named[text]
        found = {self._spelled[key] for key in _foldings(text[:LONGEST_QUERY]) if key in self._spelled}
        return found.pop() if len(found) == 1 else None

    def name_of(self, option: "Option", language: str) -> str:
        """Return the name of an entry, with its code when several are named so: what :meth:`exact` understands."""
        name = option.label.in_language(language)
        return name if self._named.get(name) == option else _with_code(name, option)

    def _note(self, entry: _Entry) -> None:
        option = entry.option
        names = _names(option)
        for name in (*names, *(_with_code(name, option) for name in names), option.code):
            self._named[name] = option if self._named.get(name, option) == option else None
        for key in {part.strip() for part in entry.names.split("\n")} | _foldings(option.code):
            self._spelled[key] = option if self._spelled.get(key, option) == option else None


def _entry(option: "Option") -> _Entry:
    foldings = sorted({folding for name in _names(option) for folding in _foldings(name)})
    return _Entry(option, option.code.casefold(), "".join(f"\n {folding}\n" for folding in foldings))


def _names(option: "Option") -> tuple[str, ...]:
    return (option.label.de, option.label.en) if option.label.en else (option.label.de,)


def _with_code(name: str, option: "Option") -> str:
    return f"{name} ({option.code})"


def _foldings(text: str) -> set[str]:
    """Return the ways to write a text without umlauts, accents and punctuation; nothing for a text without letters."""
    keys = {text.casefold()} if text.isascii() else {din_5007_key(text), spell_out_umlauts(text)}
    return {words for key in keys if (words := key if key.isalnum() else _BETWEEN_WORDS.sub(" ", key).strip())}


def _is_near(entry: _Entry, code: str, words: Collection[str]) -> bool:
    """Return quickly whether an entry can fit at all: it holds the longest word."""
    return any(word in entry.names for word in words) or entry.code.startswith(code)


def _rank(entry: _Entry, code: str, folded: Sequence[str]) -> int | None:
    """Return how well an entry fits, best is 0; None when it does not."""
    if entry.code == code:
        return _EQUAL
    ranks = [rank for query in folded if (rank := _name_rank(entry.names, query)) is not None]
    if entry.code.startswith(code):
        ranks.append(_WORD_BEGINS)
    return min(ranks, default=None)


def _name_rank(names: str, query: str) -> int | None:
    if query not in names:
        words = query.split()
        return _ALL_WORDS if len(words) > 1 and all(f" {word}" in names for word in words) else None
    if f"\n {query}\n" in names:
        return _EQUAL
    if f"\n {query}" in names:
        return _BEGINS
    return _WORD_BEGINS if f" {query}" in names else _CONTAINS
