"""The LeiKa key (Leistungsschluessel): 14 digits with a structure.

Source: standards of FIM; the structure is consistent with the official enumerations and with the catalogue of 2019,
but no document that defines it was available. Known numbers are therefore a reason for a warning, never a refusal.
"""

import re
from dataclasses import dataclass

_SHAPE = re.compile(r"99(\d{3})(\d{3})(\d{3})(\d{3})")
_GROUP_GAPS = frozenset({149, 152})
_VERRICHTUNG_GAPS = frozenset({237, 264, 266})


@dataclass(frozen=True, slots=True)
class LeikaKey:
    """The parts of a key, three digits each; ``000`` means there is none."""

    gruppierung: str
    kennung: str
    verrichtung: str
    detail: str

    @property
    def struktur(self) -> str:
        """Return ``LO`` (object), ``LOV`` (with Verrichtung) or ``LOVD`` (with detail)."""
        if self.verrichtung == "000":
            return "LO"
        return "LOV" if self.detail == "000" else "LOVD"

    @property
    def has_known_numbers(self) -> bool:
        """Return whether group and Verrichtung are in the ranges that the official enumerations list."""
        group, verrichtung = int(self.gruppierung), int(self.verrichtung)
        known_group = (1 <= group <= 160 and group not in _GROUP_GAPS) or 400 <= group <= 603
        return known_group and verrichtung <= 279 and verrichtung not in _VERRICHTUNG_GAPS


def parse_leika_key(key: str) -> LeikaKey | None:
    """Return the parts of a key, or None when it is no LeiKa key: 14 digits, ``99`` first, no detail alone."""
    match = _SHAPE.fullmatch(key) if key.isascii() else None
    if match is None:
        return None
    parts = LeikaKey(*match.groups())
    return None if parts.verrichtung == "000" and parts.detail != "000" else parts
