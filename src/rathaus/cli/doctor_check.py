"""What one look of `rathaus doctor` found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import DatabaseError

from rathaus.values.errors import RathausError
from rathaus.values.findings import Finding, Severity


class State(StrEnum):
    """How grave it is."""

    WELL = "well"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report.

    Args:
        name: what was looked at, one or two words.
        state: how grave it is.
        says: what was found, one sentence.
        remedy: what to do about it; empty when all is well.
    """

    name: str
    state: State
    says: str
    remedy: str = ""


type Look = Callable[[], Iterable[Check]]
"""Looks at one thing; yields at least one check."""


def well(name: str, says: str) -> Check:
    """Return a check that found nothing wrong."""
    return Check(name, State.WELL, says)


def warning(name: str, says: str, *, remedy: str) -> Check:
    """Return a check that found something that somebody should look at."""
    return Check(name, State.WARNING, says, remedy)


def fault(name: str, says: str, *, remedy: str) -> Check:
    """Return a check that found something that does not work."""
    return Check(name, State.FAULT, says, remedy)


def from_finding(name: str, finding: Finding) -> Check:
    """Return the check that says what a self-check of an adapter found."""
    state = State.FAULT if finding.severity is Severity.ERROR else State.WARNING
    return Check(name, state, f"{finding.where}: {finding.what.en}", finding.remedy.en)


def look_at(looks: Iterable[tuple[str, Look]]) -> Iterator[Check]:
    """Take every look; one that fails is a fault of its own and keeps nobody from the others.

    Args:
        looks: each with the name under which its failure is reported.
    """
    for name, look in looks:
        try:
            yield from look()
        except (DatabaseError, OSError, RathausError, ValueError) as error:
            (first, *_) = str(error).splitlines() or [type(error).__name__]
            remedy = "Repair what is reported above, then look again."
            yield fault(name, f"This could not be looked at: {first}", remedy=remedy)
