"""German compounds: split into words that titles of services and the catalogue itself use.

``Gewerbeummeldung`` splits into ``gewerbe`` and ``ummeldung`` when both are words of the catalogue. Parts have at
least four letters; the joints ``s``, ``n``, ``en`` and ``es`` may stand between them.
"""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from importlib import resources

from rathaus.values.text import spell_out_umlauts

MIN_PART = 4
_MAX_PARTS = 3
_WORD = re.compile(r"[a-z0-9]+")
_JOINTS = ("", "s", "n", "en", "es", "e")


def words_of(text: str) -> list[str]:
    """Return the words of a text, in lower case, umlauts spelled out."""
    return _WORD.findall(spell_out_umlauts(text))


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    """Return the words of the titles of all public services in Germany, ``data/titelwoerter.txt``."""
    source = resources.files("rathaus.engine.vocabulary") / "data" / "titelwoerter.txt"
    lines = source.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def candidate_parts(words: Iterable[str]) -> set[str]:
    """Return every substring that could be a part of a compound: what the dictionary is asked for."""
    return {
        word[start:end]
        for word in words
        if len(word) >= 2 * MIN_PART
        for start in range(len(word) - MIN_PART + 1)
        for end in range(start + MIN_PART, len(word) + 1)
        if (start, end) != (0, len(word))
    }


def split_compound(word: str, dictionary: Collection[str]) -> tuple[str, ...]:
    """Return the parts of a compound, the longest first part that works; empty when it does not split.

    Args:
        word: one word as :func:`words_of` gives it.
        dictionary: known words in the same spelling.
    """
    return _split(word, dictionary, _MAX_PARTS) or ()


def _split(word: str, dictionary: Collection[str], parts_left: int) -> tuple[str, ...] | None:
    if parts_left == 1:
        return None
    for end in range(len(word) - MIN_PART, MIN_PART - 1, -1):
        head = word[:end]
        if head not in dictionary:
            continue
        for joint in _JOINTS:
            rest = word[end + len(joint) :]
            if not word.startswith(joint, end) or len(rest) < MIN_PART:
                continue
            if rest in dictionary:
                return (head, rest)
            tail = _split(rest, dictionary, parts_left - 1)
            if tail:
                return (head, *tail)
    return None
