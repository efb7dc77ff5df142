"""Timers: something that happens by itself when a time has passed.

Source: the notation is ours and defined in ``docs/reference/ablauf.md``, section ``[[zeitgeber]]``. A
Genehmigungsfiktion follows VwVfG § 42a: it exists only where a law orders it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rathaus.engine.prozess.condition import Conditions
from rathaus.recht.fristen import Length
from rathaus.values.text import Text

ABGELAUFEN: Final = "abgelaufen"
"""Outcome of a timer that has run out; other entries may ask for it like for a task that is done."""


class ZeitgeberEffectKind(StrEnum):
    """What a timer does when its time has passed; the words stand in the file."""

    REMIND = "erinnern"
    OPEN_TASK = "oeffnen"
    COMPLETE_TASK = "beenden"
    DEEMED_GRANT = "fiktion"


@dataclass(frozen=True, slots=True)
class ZeitgeberEffect:
    """What a timer does.

    Args:
        kind: remind, open a task, complete a task, or let the Antrag count as granted.
        aufgabe: key of the task that is reminded of, opened or completed; may be empty for a reminder.
        outcome: how the task is completed.
        ergebnis: key of the result that counts as given.
    """

    kind: ZeitgeberEffectKind
    aufgabe: str = ""
    outcome: str = ""
    ergebnis: str = ""


@dataclass(frozen=True, slots=True)
class Zeitgeber:
    """One timer of a case.

    Args:
        key: unique among timers and tasks.
        name: what the clerk reads.
        nach: when it starts; nothing demanded means with the receipt of the Antrag.
        folge: what it does.
        dauer: how long it runs; None when a legal parameter says it.
        parameter: key of that parameter; empty when ``dauer`` says it.
        ruht: whether it stands still while the case waits for the citizen; never a Genehmigungsfiktion.
        norm: citation; required where the Antrag counts as granted.
    """

    key: str
    name: Text
    nach: Conditions
    folge: ZeitgeberEffect
    dauer: Length | None = None
    parameter: str = ""
    ruht: bool = False
    norm: str = ""
