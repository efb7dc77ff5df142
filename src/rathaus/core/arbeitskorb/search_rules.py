"""Which words of a case are found, and what is looked for: pure, and the same folding on both sides."""

from collections.abc import Iterable, Mapping
from datetime import date

from rathaus.core.stelle.rules import fold_name

LONGEST_WORD = 40
"""Characters of a word that are compared."""

MOST_WORDS = 1_500
"""Words of a case; nobody looks for what stands behind so many."""

MOST_ASKED = 6
"""Words of a search that narrow it; more make it slower and find the same."""

_MOST_PARTS, _LONGEST_TOGETHER = 5, 24
"""A short text is found in one piece, too: a plate, a reference, a number with blanks."""


def words_of_case(*, names: Iterable[str], reference: str, answers: Mapping[str, object]) -> frozenset[str]:
    """Return the words by which a case is found.

    Args:
        names: of the person, and what else the case is called, such as its number in a former software.
        reference: file number.
        answers: path key → value, as they are kept; files and yes or no say nothing that anybody looks for.
    """
    words = {word for text in (*names, *_texts(answers)) for word in _words_of_text(text)}
    found = sorted(words)[: MOST_WORDS - _MOST_PARTS * 2]
    return frozenset({*found, *_words_of_reference(reference)})


def asked_words(query: str) -> tuple[str, ...]:
    """Return how the words begin that a search asks for; what is typed without a blank is looked for in one piece.

    Args:
        query: what somebody typed.
    """
    asked = (_together(typed) for typed in query.split())
    return tuple(dict.fromkeys(each for each in asked if each))[:MOST_ASKED]


def _words_of_text(text: str) -> list[str]:
    parts = fold_name(text).split()
    is_short = len(parts) <= _MOST_PARTS and len("".join(parts)) <= _LONGEST_TOGETHER
    pieces = [*text.split(), *([text] if is_short else []), *_as_people_write(text)]
    return [word for word in (*(each[:LONGEST_WORD] for each in parts), *map(_together, pieces)) if word]


def _together(text: str) -> str:
    return fold_name(text).replace(" ", "")[:LONGEST_WORD]


def _as_people_write(text: str) -> list[str]:
    """Return a day as people type it; answers keep it with the year first."""
    try:
        return [f"{date.fromisoformat(text):%d.%m.%Y}"]
    except ValueError:
        return []


def _words_of_reference(reference: str) -> list[str]:
    """Return the reference from each of its parts on: people read out the end of it."""
    parts = fold_name(reference).split()
    return ["".join(parts[start:])[:LONGEST_WORD] for start in range(len(parts))]


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping) and "datei" not in value:
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
