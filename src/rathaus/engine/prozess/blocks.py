"""What a letter may say besides its template: text blocks and the ancillary provisions of a decision.

Source: the notation is ours and defined in ``docs/reference/ablauf.md``, sections ``[[baustein]]`` and
``[[nebenbestimmung]]``; the kinds of ancillary provisions are those of VwVfG § 36(2).
"""

from dataclasses import dataclass
from enum import StrEnum

from rathaus.engine.prozess.expression import Expression
from rathaus.values.text import Text


class NebenbestimmungKind(StrEnum):
    """Kinds of ancillary provisions, VwVfG § 36(2) numbers 1 to 5."""

    BEFRISTUNG = "befristung"
    BEDINGUNG = "bedingung"
    WIDERRUFSVORBEHALT = "widerrufsvorbehalt"
    AUFLAGE = "auflage"
    AUFLAGENVORBEHALT = "auflagenvorbehalt"


@dataclass(frozen=True, slots=True)
class Baustein:
    """A text that letters name by ``{{ baustein.key }}``.

    Args:
        key: unique in the file.
        text: small Markdown as in letters, with values and conditions.
        wenn: the text stands there only where this holds; None when always.
        norm: citation; may be empty.
    """

    key: str
    text: Text
    wenn: Expression | None = None
    norm: str = ""


@dataclass(frozen=True, slots=True)
class Nebenbestimmung:
    """An ancillary provision that a clerk may add to a decision.

    Args:
        key: unique in the file.
        kind: which of the five.
        text: one paragraph, with values.
        norm: citation that allows it.
        wenn: it is proposed where this holds; None when always.
    """

    key: str
    kind: NebenbestimmungKind
    text: Text
    norm: str
    wenn: Expression | None = None
