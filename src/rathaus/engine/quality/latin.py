"""The characters of String.Latin 1.1, the alphabet of all texts in XDatenfelder.

Source: KoSIT, "Lateinische Zeichen in Unicode" 1.1.1, as XDatenfelder 2.0 and 3.0.0 include it.
"""

import re

_RANGES = (
    "9-a d 20-7e a1-ac ae-107 10a-11b 11e-123 126-131 134-15b 15e-16b 16e-17e 18f 1a0-1a1 1af-1b0 1b7 1cd-1d4 1de-1df "
    "1e4-1f0 1f4-1f5 1fa-1ff 218-21b 21e-21f 22a-22b 22e-233 259 292 1e02-1e03 1e0a-1e0b 1e10-1e11 1e1e-1e21 1e24-1e27 "
    "1e30-1e31 1e40-1e41 1e44-1e45 1e56-1e57 1e60-1e63 1e6a-1e6b 1e80-1e85 1e8c-1e93 1e9e 1ea0-1ea7 1eaa-1eac 1eae-"
    "1ec1 1ec4-1ed3 1ed6-1edd 1ee4-1ef9 20ac"
)
_CARON, _CIRCUMFLEX = "\u030c", "\u0302"
#: Letters that exist only as a pair of a letter and a combining accent.
_PAIRS = re.compile(f"[MNmnDdLl]{_CIRCUMFLEX}|J{_CARON}")


def _character_class() -> str:
    spans = (part.partition("-") for part in _RANGES.split())
    return "".join(f"\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}" for first, _, last in spans)


_STRANGER = re.compile(f"[^{_character_class()}]")


def strangers(text: str) -> tuple[str, ...]:
    """Return the characters that String.Latin does not know, each once, in the order of the text."""
    return tuple(dict.fromkeys(_STRANGER.findall(_PAIRS.sub("", text))))
