"""Keys from labels: small letters, digits and underscores, each only once."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LENGTH = 40
"""Characters of a key at most, before the number that makes it unique."""

LONGEST_SLUG = 80
"""Characters of the slug of a Leistung at most."""


def slug_of(label: str, *, separator: str = "_", fallback: str = "schritt", longest: int = _LENGTH) -> str:
    """Return a label in small letters without accents, words joined by the separator; it begins with a letter."""
    plain = unicodedata.normalize("NFKD", label.lower().translate(_UMLAUTS)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    if words and not words[0][0].isalpha():
        words.insert(0, fallback)
    short = ""
    for word in words:
        longer = f"{short}{separator}{word}" if short else word
        if len(longer) > longest and short:
            break
        short = longer[:longest]
    return short or fallback


class KeyRing:
    """Gives each label a key that no other has."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def key(self, label: str, *, fallback: str = "schritt") -> str:
        """Return a new key for a label."""
        key = base = slug_of(label, fallback=fallback)
        number = 1
        while key in self._given:
            number += 1
            key = f"{base}_{number}"
        self._given.add(key)
        return key
