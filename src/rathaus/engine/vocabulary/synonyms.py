"""Synonyms: everyday words and the words of the catalogue. Pure but for the file that the package ships."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from rathaus.engine.vocabulary.compounds import words_of
from rathaus.engine.vocabulary.stems import is_telling, stem

MOST_WORDS = 3
_FORTH, _BACK = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Synonym:
    """Another way to say what somebody typed.

    Args:
        said: the words that were typed, as the list spells them.
        meant: the words that are looked for as well.
        weight: 1 from the everyday word to the word of the catalogue, less the other way round.
    """

    said: str
    meant: str
    weight: float


type Synonyms = Mapping[tuple[str, ...], tuple[Synonym, ...]]
"""Sorted stems of what is typed → what is meant."""


@lru_cache(maxsize=1)
def shipped_synonyms() -> Synonyms:
    """Return the list that Rathaus ships, ``data/synonyme.txt``."""
    source = resources.files("rathaus.engine.vocabulary") / "data" / "synonyme.txt"
    return read_synonyms(source.read_text(encoding="utf-8").splitlines())


def read_synonyms(lines: Sequence[str]) -> Synonyms:
    """Read lines ``a, b = c`` (a and b lead to c) and ``a, b, c`` (each leads to the others); ``#`` is a remark."""
    found: dict[tuple[str, ...], list[Synonym]] = {}
    for line in lines:
        for synonym in _of_line(line):
            found.setdefault(_key(words_of(synonym.said)), []).append(synonym)
    return {key: tuple(synonyms) for key, synonyms in found.items()}


def synonyms_in(words: Sequence[str], synonyms: Synonyms) -> Iterator[Synonym]:
    """Yield the synonyms of every run of up to three words."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + MOST_WORDS) + 1):
            yield from synonyms.get(_key(words[start:end]), ())


def _of_line(line: str) -> Iterator[Synonym]:
    if line.startswith("#"):
        return
    left, _, right = line.partition("=")
    said, meant = ([word.strip() for word in side.split(",") if word.strip()] for side in (left, right))
    if meant:
        yield from (Synonym(a, b, _FORTH) for a in said for b in meant)
        yield from (Synonym(b, a, _BACK) for a in said for b in meant)
    else:
        yield from (Synonym(a, b, _FORTH) for a in said for b in said if a != b)


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(stem(word) for word in words if is_telling(word)))
