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
_PLACE: Final = re.compile(
    r"§{1,2}|Art\.?|Artikel|Abs\.?|Absatz|Satz|S\.|Nr\.?|Nummer|Buchst\.?|Buchstabe|Hs\.|Alt\.|bis|und|oder"
    r"|f{1,2}\.|[-–,;]|§?\d+[a-z]?[,;]?|\(\S*\)|[a-z][),;]?"
)
"""A word that belongs to the place inside of a law."""


def clean_norms(lines: Iterable[str]) -> tuple[str, ...]:
    """Return what can be a citation, each once and without addresses and dates.

    Args:
        lines: lines of a text on legal bases.
    """
    cleaned = (" ".join(_NOISE.sub(" ", line).split()).strip("-–•*;,. ") for line in lines)
    fitting = (line for line in cleaned if line.startswith(("§", "Art")) and len(line) <= _LONGEST)
    return tuple(dict.fromkeys(fitting))[:MAX_NORMS]


def parse_norm(line: str) -> Rechtsgrundlage | None:
    """Return a citation in two parts; None when it names no law, or no place in it."""
    words = line.split()
    count = next((number for number, word in enumerate(words) if not _PLACE.fullmatch(word)), len(words))
    count = count or len(words) - 1
    paragraph, law = " ".join(words[:count]), " ".join(words[count:])
    return Rechtsgrundlage(paragraph, law, Text(f"{paragraph} {law}")) if paragraph and law else None


def parse_norms(text: str) -> tuple[Rechtsgrundlage, ...]:
    """Return the citations of a text with one in each line; what cannot be taken apart is left out."""
    parsed = (parse_norm(line) for line in text.splitlines() if line.strip())
    return tuple(norm for norm in parsed if norm is not None)
