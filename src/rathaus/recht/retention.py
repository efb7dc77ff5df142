"""How long a saved draft is kept."""

from dataclasses import dataclass
from datetime import date, timedelta

from rathaus.recht.dates import english_date, german_date
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import HESSEN, Regime
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class Retention:
    """How long something is kept.

    Args:
        last_day: last local day on which it is kept for certain.
        delete_from: first local day on which it is deleted.
        explanation: one sentence with the paragraph.
        parameter: the row that was used.
    """

    last_day: date
    delete_from: date
    explanation: Text
    parameter: ParameterVersion


def draft_retention(last_edited_on: date, *, regime: Regime = HESSEN) -> Retention:
    """Return when a saved draft is deleted; the person is told before.

    Args:
        last_edited_on: local day of the last edit.
        regime: Land and code of procedure.

    Source: OZG § 8a(3).
    """
    days = regime.parameter("ozg.draft_retention", last_edited_on)
    last_day = last_edited_on + timedelta(days=days.whole)
    explanation = Text(
        f"Ein Entwurf wird {days.value} Tage nach der letzten Änderung gelöscht; dieser bleibt bis zum "
        f"{german_date(last_day)} gespeichert ({days.citation}).",
        f"A draft is deleted {days.value} days after its last change; this one is kept until "
        f"{english_date(last_day)} ({days.citation}).",
    )
    return Retention(last_day, last_day + timedelta(days=1), explanation, days)
