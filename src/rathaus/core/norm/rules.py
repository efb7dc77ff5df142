"""How citations are read: pure."""

import re
from collections.abc import Iterable

from rathaus.values.text import spell_out_umlauts

#: Characters of a citation in the register.
LONGEST_CITATION = 200
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_CITATION = re.compile(r"^(?:§|Art).*\d\S*\s+(?P<law>\S+(?:\s[IVX]+)?)$")


def normalise_citation(citation: str) -> str:
    """Return a citation with single blanks, so that spellings of one rule meet, and no quoted sentences."""
    plain = " ".join(citation.replace("\N{NO-BREAK SPACE}", " ").split())
    return plain if len(plain) <= LONGEST_CITATION else f"{plain[: LONGEST_CITATION - 2].rstrip()} …"


def norm_slug(citation: str) -> str:
    """Return the name of a norm in addresses, such as ``par-45-abs-1b-stvo``."""
    spelled = spell_out_umlauts(citation).replace("§§", "par ").replace("§", "par ")
    return _NOT_SLUG.sub("-", spelled).strip("-")[:120]


def law_of(citation: str) -> str:
    """Return the abbreviation of the law that a citation names, or the whole citation when it has no paragraph."""
    found = _CITATION.match(citation)
    return found["law"] if found else citation


def distinct_citations(citations: Iterable[str]) -> tuple[str, ...]:
    """Return the citations once each, normalised, in the order given; empty ones left out."""
    return tuple(dict.fromkeys(filter(None, (normalise_citation(citation) for citation in citations))))
