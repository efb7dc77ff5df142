"""Deemed approval (Genehmigungsfiktion): a permit counts as granted when the authority stays silent too long.

It exists only where a law orders it; without a norm there is none, in Hessen as elsewhere. Its clock begins with the
complete documents. The law asks whether somebody decided in time (§ 42a(1)); a decision takes effect with its
announcement (§ 43(1)). Which of both must lie within the period is open where they fall apart: a person looks at it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rathaus.recht.dates import english_date, german_date
from rathaus.values.text import Text


class Standing(StrEnum):
    """Where a Genehmigungsfiktion stands on a day."""

    NOT_ORDERED = "not_ordered"
    WAITING = "waiting"
    RUNNING = "running"
    DECIDED = "decided"
    GRANTED = "granted"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Period:
    """The time that the authority has.

    Args:
        norm: citation of the rule that orders the fiction; empty where no law does.
        last_on: last local day; None while documents are missing.
    """

    norm: str
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the authority.

    Args:
        on: local day on which it was issued.
        announced_on: local day of its announcement, the later one where two are possible; None while there is none.
    """

    on: date
    announced_on: date | None = None


@dataclass(frozen=True, slots=True)
class Genehmigungsfiktion:
    """Whether and when a permit counts as granted.

    Args:
        standing: where it stands.
        granted_from: first local day on which the permit counts as granted if nobody decides; None without a period.
        explanation: one sentence with the paragraph.
        banners: what a person must look at, because the law does not say it.
    """

    standing: Standing
    granted_from: date | None
    explanation: Text
    banners: tuple[Text, ...] = ()


NOT_ORDERED = Genehmigungsfiktion(
    Standing.NOT_ORDERED,
    None,
    Text(
        "Keine Vorschrift ordnet hier eine Genehmigungsfiktion an; Schweigen gilt nicht als Genehmigung "
        "(§ 42a Abs. 1 VwVfG).",
        "No rule orders a deemed approval here; silence is no permit (§ 42a Abs. 1 VwVfG).",
    ),
)
"""The usual case."""


def deemed_approval(period: Period, on: date, *, decided: Decided | None = None) -> Genehmigungsfiktion:
    """Return whether a permit counts as granted on a local day.

    Args:
        period: the time that the authority has.
        on: local day on which somebody asks.
        decided: the decision; None while there is none.

    Source: VwVfG §§ 42a(1), (2), 43(1).
    """
    if not period.norm.strip():
        return NOT_ORDERED
    if period.last_on is None:
        return Genehmigungsfiktion(Standing.WAITING, None, _waiting(period.norm))
    granted_from = period.last_on + timedelta(days=1)
    if decided is None or decided.on >= granted_from:
        standing = Standing.RUNNING if on < granted_from else Standing.GRANTED
        return Genehmigungsfiktion(standing, granted_from, _silent(period.norm, granted_from))
    if decided.announced_on is not None and decided.announced_on < granted_from:
        return Genehmigungsfiktion(Standing.DECIDED, granted_from, _in_time(decided.announced_on))
    if decided.announced_on is None and on < granted_from:
        to_do = _announce_until(period.last_on)
        return Genehmigungsfiktion(Standing.RUNNING, granted_from, to_do, (to_do,))
    doubt = _doubt(period.norm, granted_from)
    return Genehmigungsfiktion(Standing.OPEN, granted_from, doubt, (doubt,))


def _waiting(norm: str) -> Text:
    return Text(
        f"Die Frist beginnt erst, wenn die Unterlagen vollständig sind ({norm}, § 42a Abs. 2 VwVfG).",
        f"The period begins only with the complete documents ({norm}, § 42a Abs. 2 VwVfG).",
    )


def _silent(norm: str, granted_from: date) -> Text:
    norms = f"{norm}, § 42a Abs. 1 VwVfG"
    return Text(
        f"Ohne Entscheidung gilt die Genehmigung ab dem {german_date(granted_from)} als erteilt ({norms}).",
        f"Without a decision the permit counts as granted from {english_date(granted_from)} ({norms}).",
    )


def _in_time(announced_on: date) -> Text:
    return Text(
        f"Die Entscheidung ist am {german_date(announced_on)} innerhalb der Frist bekannt gegeben worden "
        "(§§ 42a Abs. 1, 43 Abs. 1 VwVfG).",
        f"The decision was announced within the period, on {english_date(announced_on)} "
        "(§§ 42a Abs. 1, 43 Abs. 1 VwVfG).",
    )


def _announce_until(last_on: date) -> Text:
    return Text(
        f"Der Bescheid ist noch nicht bekannt gegeben. Erst damit wird er wirksam (§ 43 Abs. 1 VwVfG). Sorgen Sie "
        f"dafür, dass das bis zum {german_date(last_on)} geschieht: Dann endet die Frist, nach der die Genehmigung als "
        "erteilt gelten kann (§ 42a Abs. 1 VwVfG).",
        "The decision is not announced yet, and takes effect only then (§ 43 Abs. 1 VwVfG). See that this happens by "
        f"{english_date(last_on)}: then the period ends after which the permit may count as granted "
        "(§ 42a Abs. 1 VwVfG).",
    )


def _doubt(norm: str, granted_from: date) -> Text:
    return Text(
        f"Die Genehmigung kann seit dem {german_date(granted_from)} als erteilt gelten ({norm}, § 42a Abs. 1 VwVfG). "
        "Über den Antrag wurde in der Frist entschieden, aber nicht sicher in der Frist bekannt gegeben; wirksam wird "
        "der Bescheid erst mit der Bekanntgabe (§ 43 Abs. 1 VwVfG). Was dann gilt, ist nicht geprüft. Bitte prüfen Sie "
        "es, bevor Sie sich auf den Bescheid berufen.",
        f"The permit may count as granted since {english_date(granted_from)} ({norm}, § 42a Abs. 1 VwVfG). The "
        "decision was made within the period, but not certainly announced within it; it takes effect only with its "
        "announcement (§ 43 Abs. 1 VwVfG). What follows is not verified. Please check it before you rely on the "
        "decision.",
    )
