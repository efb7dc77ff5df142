"""Deemed approval (Genehmigungsfiktion): a permit counts as granted when the authority stays silent too long.

It exists only where a law orders it; without a norm there is none, in Hessen as elsewhere. Its clock begins with the
complete documents.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from rathaus.recht.dates import english_date, german_date
from rathaus.recht.fristen import Frist, Length, compute_frist, extend_frist, legal_frist
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import HESSEN, Regime
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class Anordnung:
    """The rule that orders a deemed approval.

    Args:
        norm: its citation; empty where no law orders one.
        length: the period that the rule sets; None for the usual one.
    """

    norm: str = ""
    length: Length | None = None


@dataclass(frozen=True, slots=True)
class Genehmigungsfiktion:
    """Whether and when a permit counts as granted.

    Args:
        is_ordered: whether a law orders it.
        frist: the period for the decision; None where nothing is ordered, or while documents are missing.
        granted_from: first local day on which the permit counts as granted if nobody decides; None without a period.
        explanation: one sentence with the paragraph.
        parameter: the row that set the usual period; None where the ordering rule sets its own.
        banners: what must be shown beside the result because it is not verified.
    """

    is_ordered: bool
    frist: Frist | None
    granted_from: date | None
    explanation: Text
    parameter: ParameterVersion | None = None
    banners: tuple[Text, ...] = ()

    def is_granted(self, on: date, *, decided_on: date | None = None) -> bool:
        """Return whether the permit counts as granted on a local day, because nobody decided before.

        Args:
            on: local day.
            decided_on: local day on which a decision was announced; None while there is none.
        """
        if self.granted_from is None or on < self.granted_from:
            return False
        return decided_on is None or decided_on >= self.granted_from


NOT_ORDERED = Genehmigungsfiktion(
    is_ordered=False,
    frist=None,
    granted_from=None,
    explanation=Text(
        "Keine Vorschrift ordnet hier eine Genehmigungsfiktion an; Schweigen gilt nicht als Genehmigung "
        "(§ 42a Abs. 1 VwVfG).",
        "No rule orders a deemed approval here; silence is no permit (§ 42a Abs. 1 VwVfG).",
    ),
)
"""The usual case."""


def deemed_approval(
    anordnung: Anordnung,
    complete_on: date | None,
    *,
    extension: Length | None = None,
    regime: Regime = HESSEN,
) -> Genehmigungsfiktion:
    """Return when a permit counts as granted.

    Args:
        anordnung: the rule that orders it; without a norm the result is :data:`NOT_ORDERED`.
        complete_on: local day on which the complete documents had arrived; None while something is missing.
        extension: by how much the authority extended the period, once, with reasons and in time.
        regime: Land and code of procedure.

    Source: VwVfG § 42a(1), (2).
    """
    if not anordnung.norm.strip():
        return NOT_ORDERED
    if complete_on is None:
        return Genehmigungsfiktion(is_ordered=True, frist=None, granted_from=None, explanation=_waiting(anordnung))
    if anordnung.length is None:
        first = legal_frist("genehmigungsfiktion.term", complete_on, regime=regime)
    else:
        first = compute_frist(complete_on, anordnung.length, regime=regime)
    frist = first if extension is None else extend_frist(first, extension, regime=regime)
    granted_from = frist.end + timedelta(days=1)
    return Genehmigungsfiktion(
        is_ordered=True,
        frist=frist,
        granted_from=granted_from,
        explanation=_running(anordnung, granted_from),
        parameter=first.parameter,
        banners=first.banners,
    )


def _waiting(anordnung: Anordnung) -> Text:
    return Text(
        f"Die Frist beginnt erst, wenn die Unterlagen vollständig sind ({anordnung.norm}, § 42a Abs. 2 VwVfG).",
        f"The period begins only with the complete documents ({anordnung.norm}, § 42a Abs. 2 VwVfG).",
    )


def _running(anordnung: Anordnung, granted_from: date) -> Text:
    norms = f"{anordnung.norm}, § 42a Abs. 2 VwVfG"
    return Text(
        f"Ohne Entscheidung gilt die Genehmigung ab dem {german_date(granted_from)} als erteilt ({norms}).",
        f"Without a decision the permit counts as granted from {english_date(granted_from)} ({norms}).",
    )
