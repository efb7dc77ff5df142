"""What a Bescheid says of the one that it corrects, replaces, revokes or withdraws.

Source: VwVfG §§ 42, 48, 49; SGB X §§ 38, 44 to 47; AO §§ 129 to 131. For codes whose rules are not verified the office
reads a banner, as everywhere.
"""

from django.utils import timezone

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import Change
from rathaus.recht.dates import letter_date
from rathaus.recht.regime import Verfahrensrecht
from rathaus.values.document import Block, Heading, Paragraph
from rathaus.values.text import Text

CHANGE_TITLE = {
    Change.CORRECTION: Text("Berichtigung", "Correction"),
    Change.REVOCATION: Text("Widerruf eines Bescheides", "Revocation of a decision"),
    Change.WITHDRAWAL: Text("Rücknahme eines Bescheides", "Withdrawal of a decision"),
    Change.REPLACEMENT: Text("Neuer Bescheid", "New decision"),
}
"""What each kind is called."""

CHANGE_NORM = {
    Verfahrensrecht.VWVFG: {
        Change.CORRECTION: "§ 42 VwVfG",
        Change.REVOCATION: "§ 49 VwVfG",
        Change.WITHDRAWAL: "§ 48 VwVfG",
    },
    Verfahrensrecht.SGB_X: {
        Change.CORRECTION: "§ 38 SGB X",
        Change.REVOCATION: "§§ 46, 47 SGB X",
        Change.WITHDRAWAL: "§§ 44, 45 SGB X",
    },
    Verfahrensrecht.AO: {
        Change.CORRECTION: "§ 129 AO",
        Change.REVOCATION: "§ 131 AO",
        Change.WITHDRAWAL: "§ 130 AO",
    },
}
"""Code of procedure → kind → citation. A new decision in the place of another has no norm of its own."""

_CORRECTED = "Dieser Bescheid berichtigt den Bescheid vom {day} ({norm}). Berichtigt ist eine offenbare Unrichtigkeit:"
_REPLACED = "Dieser Bescheid ersetzt den Bescheid vom {day}. Grund:"
_TAKEN_BACK = {
    Change.REVOCATION: "Wir widerrufen den Bescheid vom {day} ({result}). Ab dem {effect} gilt er nicht mehr.",
    Change.WITHDRAWAL: "Wir nehmen den Bescheid vom {day} ({result}) zurück. Ab dem {effect} gilt er nicht mehr.",
}


def said_first(row: Bescheid, law: Verfahrensrecht) -> tuple[Block, ...]:
    """Return what a corrected or new Bescheid says of the one before it.

    Args:
        row: the Bescheid, with its predecessor.
        law: the code of procedure.
    """
    change = Change(row.change)
    words = _CORRECTED if change is Change.CORRECTION else _REPLACED
    sentence = words.format(day=_day_of(row.predecessor), norm=CHANGE_NORM[law].get(change, ""))
    return (Paragraph(f"{sentence} {row.change_reason}"),)


def taken_back(row: Bescheid, law: Verfahrensrecht, *, former_result: str) -> tuple[Block, ...]:
    """Return the whole text of a revocation or a withdrawal.

    Args:
        row: the Bescheid, with its predecessor.
        law: the code of procedure.
        former_result: name of what had been decided.
    """
    change = Change(row.change)
    effect = letter_date(row.effect_on) if row.effect_on else ""
    sentence = _TAKEN_BACK[change].format(day=_day_of(row.predecessor), result=former_result, effect=effect)
    blocks: list[Block] = [Paragraph(sentence, strong=True), Heading(1, "Gründe"), Paragraph(row.change_reason)]
    blocks.append(Paragraph(f"Rechtsgrundlage: {CHANGE_NORM[law][change]}."))
    return (*blocks, Heading(1, "Anhörung"), Paragraph(row.hearing))


def _day_of(former: Bescheid | None) -> str:
    return letter_date(timezone.localdate(former.issued_at)) if former and former.issued_at else ""
