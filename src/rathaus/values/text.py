"""Texts in two languages, and the German sort key."""

import unicodedata
from dataclasses import dataclass
from typing import Literal, Self

type Language = Literal["de", "en"]

_DIN_5007_1 = str.maketrans({"ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o"})
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Text:
    """One text in German and English; English falls back to German where it is missing.

    Args:
        de: German text, never empty in content that is shown.
        en: English text translated by meaning; empty means "show the German one".
    """

    de: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the text for a language tag such as ``de``, ``en`` or ``en-gb``."""
        return self.en if language.startswith("en") and self.en else self.de

    def to_json(self) -> dict[str, str]:
        """Return the JSON form ``{"de": …, "en": …}``."""
        return {"de": self.de, "en": self.en}

    @classmethod
    def from_json(cls, data: dict[str, str]) -> Self:
        """Read the form that :meth:`to_json` writes."""
        return cls(de=data["de"], en=data.get("en", ""))


def without_control_signs(text: str) -> str:
    """Return what somebody typed as it can be kept: signs that cannot be printed become blanks, lines stay."""
    plain = text.replace("\r\n", "\n")
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in plain).strip()


def din_5007_key(name: str) -> str:
    """Return the sort key of DIN 5007 variant 1: ä sorts as a, ß as ss, case and accents do not count.

    Source: DIN 5007-1. The embedded server has no ICU collation, so the key is stored beside the name.
    """
    decomposed = unicodedata.normalize("NFKD", name.translate(_DIN_5007_1).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def spell_out_umlauts(text: str) -> str:
    """Return the text in lower case with ä, ö, ü, ß written ae, oe, ue, ss, and no other accents."""
    spelled = unicodedata.normalize("NFC", text).casefold().translate(_SPELLED_OUT)
    decomposed = unicodedata.normalize("NFKD", spelled)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
