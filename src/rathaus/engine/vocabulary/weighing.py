"""What the index holds of a Leistung: stems with weights. Pure; the dictionary for compounds is an argument.

The weights are those of BM25 over fields: how often a stem stands in the title, the search words, the summary and the
texts, lowered for long fields, and saturated. How rare a stem is in the catalogue enters when somebody asks.
Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rathaus.engine.vocabulary.compounds import split_compound, words_of
from rathaus.engine.vocabulary.stems import is_telling, stem

PART_WEIGHT = 0.6
"""A part of a compound counts less than a whole word."""
MAX_TOKEN = 60
_SATURATION, _LENGTH_SHARE = 1.2, 0.75
_MEAN_TITLE, _MEAN_BODY = 4.0, 60.0
"""Usual number of telling words and parts of a title and of the texts."""


class Field(StrEnum):
    """Where a stem stands; the first one in this order explains a hit."""

    TITLE = "title"
    SEARCH_WORDS = "search_words"
    SUMMARY = "summary"
    BODY = "body"


_FIELD_WEIGHTS = {Field.TITLE: 4.0, Field.SEARCH_WORDS: 3.0, Field.SUMMARY: 0.5, Field.BODY: 0.5}


@dataclass(frozen=True, slots=True)
class IndexTexts:
    """The texts of one Leistung for the index; German and English together.

    Args:
        title: name as people say it and official name.
        search_words: as the editors wrote them.
        summary: the one sentence below the title.
        body: all other texts.
    """

    title: str
    search_words: tuple[str, ...]
    summary: str
    body: str

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the texts."""
        return frozenset(words_of(" ".join((self.title, *self.search_words, self.summary, self.body))))


@dataclass(frozen=True, slots=True)
class Entry:
    """One stem of a Leistung.

    Args:
        weight: saturated weight, more than 0 and less than 2.2.
        field: where it tells the most.
    """

    weight: float
    field: Field


def tokens_of(text: str, dictionary: Collection[str]) -> dict[str, float]:
    """Return the stems of a text and how often each occurs; the parts of compounds count less."""
    found: defaultdict[str, float] = defaultdict(float)
    for word in filter(is_telling, words_of(text)):
        found[stem(word)[:MAX_TOKEN]] += 1
        for part in split_compound(word, dictionary):
            found[stem(part)] += PART_WEIGHT
    return found


def weigh(texts: IndexTexts, dictionary: Collection[str]) -> dict[str, Entry]:
    """Return what the index holds of a Leistung: stem → weight and field."""
    fields: dict[Field, Mapping[str, float]] = {
        Field.TITLE: _lowered(tokens_of(texts.title, dictionary), _MEAN_TITLE),
        Field.SEARCH_WORDS: _highest(tokens_of(phrase, dictionary) for phrase in texts.search_words),
        Field.SUMMARY: _highest([tokens_of(texts.summary, dictionary)]),
        Field.BODY: _lowered(tokens_of(texts.body, dictionary), _MEAN_BODY),
    }
    sums: defaultdict[str, float] = defaultdict(float)
    origins: dict[str, Field] = {}
    for field, counts in fields.items():
        for token, count in counts.items():
            sums[token] += _FIELD_WEIGHTS[field] * count
            origins.setdefault(token, field)
    return {
        token: Entry(total * (_SATURATION + 1) / (total + _SATURATION), origins[token]) for token, total in sums.items()
    }


def _lowered(counts: Mapping[str, float], mean: float) -> dict[str, float]:
    """Return counts of a field, lowered where the field is longer than usual."""
    length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * sum(counts.values()) / mean
    return {token: count / length for token, count in counts.items()}


def _highest(phrases: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the highest count of each stem: saying a word in ten phrases makes it no better."""
    found: dict[str, float] = {}
    for counts in phrases:
        for token, count in counts.items():
            found[token] = max(found.get(token, 0), count)
    return found
