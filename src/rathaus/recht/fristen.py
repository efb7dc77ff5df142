"""Periods and their ends: § 31 VwVfG with BGB §§ 187 to 193.

A Frist begins with an event, whose day does not count, or with the beginning of a day, which does. Its end moves to
the next working day of the place unless the law says otherwise. Every result explains itself in one sentence.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Self

from rathaus.recht.dates import english_date, german_date
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import HESSEN, Regime, frist_citation
from rathaus.recht.units import words_of
from rathaus.values.text import Text

MONTHS_PER_YEAR = 12
HALF_MONTH_DAYS = 15
NONCONTIGUOUS_MONTH_DAYS = 30
NONCONTIGUOUS_YEAR_DAYS = 365


class Unit(StrEnum):
    """Unit of a period; half a month has 15 days (BGB § 189)."""

    DAYS = "days"
    HALF_MONTHS = "half_months"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Start(StrEnum):
    """What begins a period: an event within a day (BGB § 187(1)) or the day itself (§ 187(2))."""

    EVENT = "event"
    DAY = "day"


class Ending(StrEnum):
    """Whether the end moves off weekends and holidays.

    ``AS_DATED`` covers a day that was communicated with reference to § 31(3) VwVfG, the period of a benefit (§ 31(4))
    and an appointment set by the authority (§ 31(5)).
    """

    NEXT_WORKING_DAY = "next_working_day"
    AS_DATED = "as_dated"


class MonthPart(StrEnum):
    """Beginning, middle or end of a month (BGB § 192)."""

    BEGINNING = "beginning"
    MIDDLE = "middle"
    END = "end"


_DAYS_PER_UNIT = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.HALF_MONTHS: HALF_MONTH_DAYS}
_MONTHS_PER_UNIT = {Unit.MONTHS: 1, Unit.YEARS: MONTHS_PER_YEAR}


@dataclass(frozen=True, slots=True)
class Length:
    """Length of a period, such as one month."""

    amount: int
    unit: Unit

    @classmethod
    def of(cls, row: ParameterVersion) -> Self:
        """Return the length that a parameter row sets."""
        return cls(row.whole, Unit(row.unit))

    def words(self) -> Text:
        """Return the length in words, such as ``1 Monat`` / ``1 month``."""
        return words_of(self.amount, self.unit.value)


@dataclass(frozen=True, slots=True)
class Frist:
    """A calculated period.

    Args:
        start_event: local date of the event, or the first day.
        length: its length.
        end: last local day on which the act is in time.
        shifted: whether the end moved off a weekend or holiday.
        explanation: one sentence with the paragraph.
        parameter: the legal parameter that set the length; None when a person or an authority set it.
        banners: what must be shown beside the result because it is not verified.
    """

    start_event: date
    length: Length
    end: date
    shifted: bool
    explanation: Text
    parameter: ParameterVersion | None = None
    banners: tuple[Text, ...] = ()


def compute_frist(
    event: date,
    length: Length,
    *,
    start: Start = Start.EVENT,
    ending: Ending = Ending.NEXT_WORKING_DAY,
    regime: Regime = HESSEN,
    parameter: ParameterVersion | None = None,
) -> Frist:
    """Return when a period ends, and why.

    Args:
        event: local date Europe/Berlin of the event, or the first day of the period with ``Start.DAY``.
        length: length of the period.
        start: whether the first day counts.
        ending: whether the end moves to the next working day.
        regime: Land and code of procedure.
        parameter: the row that set the length, kept in the result.

    Source: VwVfG § 31(1), (3) to (5); BGB §§ 187, 188, 189, 193.
    """
    nominal = nominal_end(event, length, start=start)
    end = regime.next_working_day(nominal) if ending is Ending.NEXT_WORKING_DAY else nominal
    return Frist(
        start_event=event,
        length=length,
        end=end,
        shifted=end != nominal,
        explanation=_explain(length, nominal=nominal, end=end, regime=regime),
        parameter=parameter,
        banners=regime.banners + (parameter.banners if parameter else ()),
    )


def legal_frist(key: str, event: date, *, regime: Regime = HESSEN) -> Frist:
    """Return the period that a legal parameter sets, counted from an event.

    Args:
        key: key of a parameter whose unit is a length, such as ``klage.term``.
        event: local date of the event; the parameter row of this day counts.
        regime: Land and code of procedure.

    Raises:
        ParameterUnknown: the parameter has no row for this day.
    """
    row = regime.parameter(key, event)
    return compute_frist(event, Length.of(row), regime=regime, parameter=row)


def extend_frist(frist: Frist, length: Length, *, regime: Regime = HESSEN) -> Frist:
    """Return an extended period: the new one is counted from the end of the old one (BGB § 190)."""
    return compute_frist(frist.end, length, regime=regime)


def nominal_end(event: date, length: Length, *, start: Start) -> date:
    """Return the end before weekends and holidays are looked at (BGB § 188).

    Args:
        event: local date of the event, or the first day of the period with ``Start.DAY``.
        length: length of the period.
        start: whether the first day counts.
    """
    if length.unit in _DAYS_PER_UNIT:
        end = event + timedelta(days=length.amount * _DAYS_PER_UNIT[length.unit])
    else:
        end = add_months(event, length.amount * _MONTHS_PER_UNIT[length.unit])
        if end.day != event.day:  # the numbered day is missing: § 188(3) gives the month's last day
            return end
    return end - timedelta(days=1) if start is Start.DAY else end


def end_of_hours(start_at: datetime, hours: int) -> datetime:
    """Return the end of a period in hours, which runs through weekends and holidays (VwVfG § 31(6)).

    Args:
        start_at: aware UTC instant.
        hours: length in hours.
    """
    return start_at + timedelta(hours=hours)


def noncontiguous_days(*, months: int = 0, years: int = 0) -> int:
    """Return the days of a period that need not run through: month 30, year 365 days (BGB § 191)."""
    return months * NONCONTIGUOUS_MONTH_DAYS + years * NONCONTIGUOUS_YEAR_DAYS


def day_of_month_part(year: int, month: int, part: MonthPart) -> date:
    """Return the day that beginning, middle or end of a month means (BGB § 192)."""
    days = {MonthPart.BEGINNING: 1, MonthPart.MIDDLE: HALF_MONTH_DAYS, MonthPart.END: monthrange(year, month)[1]}
    return date(year, month, days[part])


def add_months(day: date, months: int) -> date:
    """Return the same-numbered day some months later, or the month's last day where it is missing (BGB § 188)."""
    index = day.year * MONTHS_PER_YEAR + day.month - 1 + months
    year, month = index // MONTHS_PER_YEAR, index % MONTHS_PER_YEAR + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _explain(length: Length, *, nominal: date, end: date, regime: Regime) -> Text:
    words, shift = length.words(), frist_citation(regime.verfahrensrecht, "3")
    paragraphs = f"{frist_citation(regime.verfahrensrecht)}, §§ 187–193 BGB"
    if end == nominal:
        return Text(
            f"Die Frist ({words.de}) endet mit Ablauf des {german_date(end)} ({paragraphs}).",
            f"The period ({words.en}) ends at the end of {english_date(end)} ({paragraphs}).",
        )
    return Text(
        f"Die Frist ({words.de}) würde am {german_date(nominal)} enden; das ist kein Werktag, "
        f"deshalb endet sie mit Ablauf des {german_date(end)} ({shift}).",
        f"The period ({words.en}) would end on {english_date(nominal)}, which is no working day, "
        f"so it ends at the end of {english_date(end)} ({shift}).",
    )
