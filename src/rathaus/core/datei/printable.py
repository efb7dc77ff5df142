"""Characters that paper can hold: pure, so that every letter survives what people type."""

import unicodedata

_NEVER_PRINTED = {"Cc", "Cs", "Cn"}
_KEPT_CONTROLS = {"\n"}


def without_unprintable(text: str) -> str:
    """Return the text in NFC without what PDF/A forbids: controls, surrogates, unassigned, byte order marks.

    Characters of the private area mean nothing to anybody else and are written as their code point.
    """
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(_printed(char) for char in unified)


def spell_out(text: str, characters: frozenset[str]) -> str:
    """Return the text with some characters written as their code point, such as ``[U+1F600]``."""
    return "".join(_code_point(char) if char in characters else char for char in text)


def _printed(char: str) -> str:
    category = unicodedata.category(char)
    if char in _KEPT_CONTROLS:
        return char
    if category in _NEVER_PRINTED or char == "\ufeff":
        return ""
    return _code_point(char) if category == "Co" else char


def _code_point(char: str) -> str:
    return f"[U+{ord(char):04X}]"
