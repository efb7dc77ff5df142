"""Decision tables of a procedure: rules in rows, read by people and by the machine alike.

Source: the notation is ours and defined in ``docs/reference/ablauf.md``, section ``[[tabelle]]``. Cells and results are
kept as they are written; :mod:`~rathaus.engine.prozess.entscheidungstabelle_cells` and
:mod:`~rathaus.engine.prozess.entscheidungstabelle_arithmetic` say what they mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rathaus.values.text import Text

ANY: Final = "-"
"""A cell that asks nothing; as a result: a person decides."""

RESULT_OUTPUT: Final = "ergebnis"
"""The output that names the result of the case."""

REASON_OUTPUT: Final = "grund"
"""The output that names the reason of that result."""

FEE_OUTPUT: Final = "gebuehr_cent"
"""The output with the fee, cents; as a name in a result: the fee that the body charges."""

_NO_TEXT: Final = Text("")


class TablePurpose(StrEnum):
    """What a table decides: whether requirements are met, or what is charged."""

    VORAUSSETZUNG = "voraussetzung"
    GEBUEHR = "gebuehr"


class HitPolicy(StrEnum):
    """Which rule counts: the only one that holds, or the first one that holds."""

    EINDEUTIG = "eindeutig"
    ERSTE = "erste"


class ValueKind(StrEnum):
    """What an input or output holds."""

    TEXT = "text"
    ZAHL = "zahl"
    BETRAG = "betrag"
    DATUM = "datum"
    JA_NEIN = "ja_nein"
    AUSWAHL = "auswahl"

    @property
    def is_ordered(self) -> bool:
        """Return whether values can be smaller or larger."""
        return self in {ValueKind.ZAHL, ValueKind.BETRAG, ValueKind.DATUM}


class Calculation(StrEnum):
    """What is calculated from a date before it is compared: full years, full months or days until another day."""

    ALTER = "alter"
    MONATE = "monate"
    TAGE = "tage"


@dataclass(frozen=True, slots=True)
class TableInput:
    """One column of conditions.

    Args:
        key: unique in the table.
        name: what people read above the column.
        feld: template path of an answer, or name of a fact.
        kind: what it holds; a calculation always gives a whole number.
        rechnung: what is calculated from it; None when it is taken as it is.
        stichtag: path or fact with the day up to which is calculated.
        stellen: decimal places of a number; a value with more is not decidable.
        von: smallest value that can occur, as in a cell; empty when there is none.
        bis: largest value that can occur; empty when there is none.
        werte: codes or texts that can occur; empty when the form says so or when there is no list.
    """

    key: str
    name: Text
    feld: str
    kind: ValueKind
    rechnung: Calculation | None = None
    stichtag: str = ""
    stellen: int = 0
    von: str = ""
    bis: str = ""
    werte: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Every path or fact that it needs."""
        return (self.feld, self.stichtag) if self.rechnung else (self.feld,)


@dataclass(frozen=True, slots=True)
class TableOutput:
    """One column of results: key, name and what it holds."""

    key: str
    name: Text
    kind: ValueKind


@dataclass(frozen=True, slots=True)
class TableRule:
    """One row.

    Args:
        wenn: key of an input → cell; an input that is not named asks nothing.
        dann: key of an output → literal or arithmetic.
        grund: one sentence that says why, for the explanation; may be empty.
        norm: citation; may be empty.
    """

    wenn: Mapping[str, str]
    dann: Mapping[str, str]
    grund: Text = _NO_TEXT
    norm: str = ""

    def cell(self, key: str) -> str:
        """Return what the row asks of an input."""
        return self.wenn.get(key, ANY)


@dataclass(frozen=True, slots=True)
class Entscheidungstabelle:
    """One decision table; rules are numbered from 1 in the order of the file."""

    key: str
    name: Text
    zweck: TablePurpose
    treffer: HitPolicy
    eingaben: tuple[TableInput, ...]
    ausgaben: tuple[TableOutput, ...]
    regeln: tuple[TableRule, ...]

    def eingabe(self, key: str) -> TableInput | None:
        """Return the input with that key."""
        return next((each for each in self.eingaben if each.key == key), None)

    def ausgabe(self, key: str) -> TableOutput | None:
        """Return the output with that key."""
        return next((each for each in self.ausgaben if each.key == key), None)
