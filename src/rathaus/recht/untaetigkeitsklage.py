"""The action because nobody decides (Untätigkeitsklage): not before three months have passed."""

from dataclasses import dataclass
from datetime import date, timedelta

from rathaus.recht.dates import english_date, german_date
from rathaus.recht.fristen import Frist, legal_frist
from rathaus.recht.regime import HESSEN, Regime
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class InactionSuit:
    """From when an action because of inaction is possible.

    Args:
        frist: the time in which the authority may decide undisturbed.
        possible_from: first local day of the action; special circumstances can demand an earlier one.
        explanation: one sentence with the paragraph.
        banners: what must be shown beside the result because it is not verified.
    """

    frist: Frist
    possible_from: date
    explanation: Text
    banners: tuple[Text, ...] = ()


def inaction_suit(filed_on: date, *, regime: Regime = HESSEN) -> InactionSuit:
    """Return from when somebody can sue because nobody decides on their Antrag or Widerspruch.

    Args:
        filed_on: local day of the Antrag or the Widerspruch.
        regime: Land and code of procedure.

    Source: VwGO § 75.
    """
    frist = legal_frist("untaetigkeitsklage.earliest", filed_on, regime=regime)
    first, citation = frist.end + timedelta(days=1), frist.parameter.citation if frist.parameter else ""
    explanation = Text(
        f"Ohne Entscheidung ist ab dem {german_date(first)} eine Untätigkeitsklage möglich ({citation}).",
        f"Without a decision an action because of inaction is possible from {english_date(first)} ({citation}).",
    )
    return InactionSuit(frist, first, explanation, frist.banners)
