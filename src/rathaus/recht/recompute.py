"""Recomputing many periods at once: after a change of law, or every night for all that is open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rathaus.recht.fristen import Length, Start, nominal_end
from rathaus.recht.regime import HESSEN, Regime


@dataclass(frozen=True, slots=True)
class PendingFrist:
    """A period that is to be calculated.

    Args:
        key: the legal parameter that sets its length.
        event: local day of the event.
    """

    key: str
    event: date


@dataclass(frozen=True, slots=True)
class RecomputedFrist:
    """The end of a period, and the row of law that set it.

    Args:
        end: last local day.
        version_id: id of the row that was used, for the record.
    """

    end: date
    version_id: str


def recompute(periods: Iterable[PendingFrist], *, regime: Regime = HESSEN) -> Iterator[RecomputedFrist]:
    """Calculate the ends of many periods: the same as ``legal_frist`` gives for each, without its sentence.

    Args:
        periods: what is to be calculated.
        regime: Land and code of procedure.

    Raises:
        ParameterUnknown: a parameter has no row for the day of its event.
    """
    for period in periods:
        row = regime.parameter(period.key, period.event)
        nominal = nominal_end(period.event, Length.of(row), start=Start.EVENT)
        yield RecomputedFrist(regime.next_working_day(nominal), row.version_id)
