"""Citations as people and files write them, taken apart into paragraph and law."""

import re
from collections.abc import Iterable
from typing import Final

from rathaus.engine.prozess.model import Rechtsgrundlage
from rathaus.values.text import Text

MAX_NORMS: Final = 8
"""Citations that a draft takes over from a file."""

_LONGEST: Final = 120
_NOISE: Final = re.compile(r"https?://\S+|\bvom\s+\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\bin der Fassung\b.*", re.IGNORECASE)
_CITATION: Final = re.compile(r"((?:§|§§|Art\.?|Artikel)\s.*?)\s+([A-ZÄÖÜ][\w.-]*(?:\s[\w.-]+){0,3})")


def clean_norms(lines: Iterable[str]) -> tuple[str, ...]:
    """Return what can be a citation, each once and without addresses and dates.

    Args:
        lines: lines of a text on legal bases.
    """
    cleaned = (" ".join(_NOISE.sub(" ", line).split()).strip("-–•*;,. ") for line in lines)
    fitting = (line for line in cleaned if line.startswith(("§", "Art")) and len(line) <= _LONGEST)
    return tuple(dict.fromkeys(fitting))[:MAX_NORMS]


def parse_norm(line: str) -> Rechtsgrundlage | None:
    """Return a citation in two parts; None when it is a single word, which names no place in a law."""
    text = " ".join(line.split())
    match = _CITATION.fullmatch(text)
    if match is not None:
        return Rechtsgrundlage(match[1], match[2], Text(text))
    paragraph, _, law = text.rpartition(" ")
    return Rechtsgrundlage(paragraph, law, Text(text)) if paragraph else None


def parse_norms(text: str) -> tuple[Rechtsgrundlage, ...]:
    """Return the citations of a text with one in each line; what cannot be taken apart is left out."""
    parsed = (parse_norm(line) for line in text.splitlines() if line.strip())
    return tuple(norm for norm in parsed if norm is not None)
