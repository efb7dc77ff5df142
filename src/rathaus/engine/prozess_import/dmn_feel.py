"""The words of FEEL that our cells know, written in our notation; what is left over is judged by our own reader.

Source: DMN 1.3, section 10 (S-FEEL): unary tests and simple expressions.
"""

import re
from collections.abc import Mapping
from typing import Final

_TEXT: Final = re.compile(r'("[^"\n]*")')
_DATE: Final = re.compile(r'\bdate\(\s*"(\d{4}-\d{2}-\d{2})"\s*\)')
_TEST_WORDS: Final = ((r"\bnot\b", "nicht"), (r"\btrue\b", "ja"), (r"\bfalse\b", "nein"), (r"\bnull\b", "leer"))
_FUNCTIONS: Final = ((r"\bfloor\b", "abrunden"), (r"\bceiling\b", "aufrunden"))


def cell_of_tests(feel: str) -> str:
    """Return unary tests as a cell, such as ``not("a")`` as ``nicht("a")``; unknown words stay as they are."""
    return _outside_of_texts(_dates(feel.strip()), _TEST_WORDS) or "-"


def cell_of_result(feel: str, names: Mapping[str, str]) -> str:
    """Return a result as a cell: a text without its quotes, a literal, or arithmetic over the keys of inputs.

    Args:
        feel: the expression of DMN.
        names: name of an input in DMN → key of our column.
    """
    feel = _dates(feel.strip())
    if feel in {"", "-", "null"}:
        return "-"
    if _TEXT.fullmatch(feel):
        return feel[1:-1]
    if feel in {"true", "false"}:
        return "ja" if feel == "true" else "nein"
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    known = tuple((rf"(?<!\w){re.escape(name)}(?!\w)", names[name]) for name in longest_first)
    return _outside_of_texts(feel, (*_FUNCTIONS, *known))


def listed_texts(feel: str) -> tuple[str, ...]:
    """Return the texts of a list of values; nothing when it lists anything else."""
    texts = tuple(text[1:-1] for text in _TEXT.findall(feel))
    return texts if not re.sub(r"[\s,]", "", _TEXT.sub("", feel)) else ()


def _dates(feel: str) -> str:
    return _DATE.sub(r"\1", feel)


def _outside_of_texts(feel: str, words: tuple[tuple[str, str], ...]) -> str:
    parts = _TEXT.split(feel)
    for pattern, ours in words:
        parts[::2] = [re.sub(pattern, ours, part) for part in parts[::2]]
    return "".join(parts)
