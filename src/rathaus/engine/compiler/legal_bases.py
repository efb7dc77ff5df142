"""Which references of an element are legal bases: many name the technical standard that shaped the field instead.

Only law answers "why do you ask this", and only law can be suspended. What is left out stays in the schema.
"""

import re
from collections.abc import Iterable

from rathaus.standards.xdatenfelder.model import Bezug

_CITES_LAW = re.compile(r"§|\bArt(\.|ikel)\s*\d")
_NAMES_TECHNOLOGY = re.compile(
    r"\b(X[A-Za-zäöüÖ]{2,}|urn:|https?:|RFC\s*\d|(ITU|DIN|ISO|IEEE|BSI|DSMeld|FIM|BOB)\b)|Codeliste|Country Code",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"(leer|entfällt|keine?|n\.\s?a\.|Version|Tabelle|referenzbasiert|(ebenfalls )?basierend|angelehnt|in Anlehnung"
    r"|wird im Verwendungsbezug|leitet sich nicht|Bitte Handlungsgrundlage)\b|\W*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[;\n]\s*")


def legal_bases(bezuege: Iterable[Bezug]) -> tuple[str, ...]:
    """Return the legal bases, each once and in order; a text that mixes law and technology loses the technology.

    Args:
        bezuege: references of an element and its position.
    """
    return tuple(dict.fromkeys(law for bezug in bezuege if (law := _law_of(bezug.text))))


def _law_of(text: str) -> str:
    parts = _SEPARATOR.split(text.strip())
    kept = [part for part in parts if _is_law(part)]
    return text.strip() if len(kept) == len(parts) else "; ".join(kept)


def _is_law(part: str) -> bool:
    if _CITES_LAW.search(part):
        return True
    return not _NAMES_TECHNOLOGY.search(part) and not _SAYS_NOTHING.match(part)
