"""Interest on money that must be paid back after a decision lost its effect."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from rathaus.recht.dates import english_date, german_date
from rathaus.recht.errors import InterestNotCovered
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import HESSEN, Regime, Verfahrensrecht
from rathaus.values.text import Text

BASE_RATE = "zins.basiszinssatz"
_SURCHARGE = {Verfahrensrecht.VWVFG: "erstattung.interest", Verfahrensrecht.SGB_X: "erstattung.sgb_x.interest"}
_PER_CENT = 100
_HALF_YEARS = ((1, 1), (7, 1))
"""The base rate changes on the first of January and of July (BGB § 247)."""


@dataclass(frozen=True, slots=True)
class InterestSpan:
    """A part of the time with one rate.

    Args:
        first: first local day.
        last: last local day.
        rate: per cent a year: base rate and surcharge.
        betrag_cent: interest of the span with fractions, cents.
        base: the row of the base rate.
    """

    first: date
    last: date
    rate: Decimal
    betrag_cent: Decimal
    base: ParameterVersion


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest of a time.

    Args:
        betrag_cent: cents, rounded once at the end, half a cent up.
        spans: the parts from which it was added up.
        explanation: one sentence with the paragraph.
        parameters: the rows that were used.
        banners: what must be shown beside the result because it is not verified.
    """

    betrag_cent: int
    spans: tuple[InterestSpan, ...]
    explanation: Text
    parameters: tuple[ParameterVersion, ...]
    banners: tuple[Text, ...] = ()


def reimbursement_interest(betrag_cent: int, *, first: date, last: date, regime: Regime = HESSEN) -> Interest:
    """Return the interest on an amount that must be paid back.

    The base rate of each half-year must have been loaded; it is never assumed. Days are counted exactly, a year has
    the days that it has; a negative rate counts as none.

    Args:
        betrag_cent: amount to be paid back, cents.
        first: local day on which the decision lost its effect.
        last: last local day for which interest is due.
        regime: Land and code of procedure.

    Raises:
        InterestNotCovered: the code of procedure has other rules.
        ParameterUnknown: no base rate is on file for a day of the time.

    Source: VwVfG § 49a(3); SGB X § 50(2a); BGB § 247.
    """
    key = _SURCHARGE.get(regime.verfahrensrecht)
    if key is None:
        raise InterestNotCovered(verfahrensrecht=regime.verfahrensrecht.value)
    surcharge = regime.parameter(key, first)
    spans = tuple(_span(betrag_cent, each, surcharge, regime) for each in _split(first, last))
    cents = int(sum((span.betrag_cent for span in spans), Decimal(0)).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    rows = tuple(dict.fromkeys((surcharge, *(span.base for span in spans))))
    banners = tuple(dict.fromkeys((*regime.banners, *(banner for row in rows for banner in row.banners))))
    return Interest(cents, spans, _explain(surcharge, first, last), rows, banners)


def _split(first: date, last: date) -> list[tuple[date, date]]:
    """Split a time where the base rate may change; nothing when it ends before it begins."""
    starts = [date(year, month, day) for year in range(first.year, last.year + 1) for month, day in _HALF_YEARS]
    cuts = [first, *(start for start in starts if first < start <= last)] if first <= last else []
    ends = [*(cut - timedelta(days=1) for cut in cuts[1:]), last]
    return list(zip(cuts, ends, strict=False))


def _span(betrag_cent: int, days: tuple[date, date], surcharge: ParameterVersion, regime: Regime) -> InterestSpan:
    first, last = days
    base = regime.parameter(BASE_RATE, first)
    rate = max(base.number + surcharge.number, Decimal(0))
    year = (date(first.year + 1, 1, 1) - date(first.year, 1, 1)).days
    amount = betrag_cent * rate / _PER_CENT * ((last - first).days + 1) / year
    return InterestSpan(first, last, rate, amount, base)


def _explain(surcharge: ParameterVersion, first: date, last: date) -> Text:
    return Text(
        f"Vom {german_date(first)} bis zum {german_date(last)} ist der Betrag mit {surcharge.words.de} über dem "
        f"Basiszinssatz zu verzinsen ({surcharge.citation}).",
        f"From {english_date(first)} to {english_date(last)} the amount bears interest of {surcharge.words.en} above "
        f"the base rate ({surcharge.citation}).",
    )
