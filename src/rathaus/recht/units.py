"""Units of legal parameters, and a value with its unit in words."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from rathaus.recht.dates import english_date, german_date
from rathaus.values.text import Text

type Value = int | bool | Decimal | date
"""What a law sets: a number, yes or no, or a day. Never a float."""


class ParameterUnit(StrEnum):
    """Unit of a legal parameter. The first five are lengths of periods; half a month has 15 days (BGB § 189)."""

    DAYS = "days"
    HALF_MONTHS = "half_months"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    BOOL = "bool"
    EUR = "eur"
    INHABITANTS = "inhabitants"
    PERCENT = "percent"
    POINTS = "percentage_points"
    DATE = "date"


LENGTH_UNITS = frozenset(
    {
        ParameterUnit.DAYS,
        ParameterUnit.HALF_MONTHS,
        ParameterUnit.WEEKS,
        ParameterUnit.MONTHS,
        ParameterUnit.YEARS,
    }
)
"""Units that measure a period."""

_WORDS: dict[ParameterUnit, tuple[Text, Text]] = {
    ParameterUnit.DAYS: (Text("Tag", "day"), Text("Tage", "days")),
    ParameterUnit.HALF_MONTHS: (Text("halber Monat", "half month"), Text("halbe Monate", "half months")),
    ParameterUnit.WEEKS: (Text("Woche", "week"), Text("Wochen", "weeks")),
    ParameterUnit.MONTHS: (Text("Monat", "month"), Text("Monate", "months")),
    ParameterUnit.YEARS: (Text("Jahr", "year"), Text("Jahre", "years")),
    ParameterUnit.EUR: (Text("Euro", "euros"), Text("Euro", "euros")),
    ParameterUnit.INHABITANTS: (Text("Einwohner", "inhabitant"), Text("Einwohner", "inhabitants")),
    ParameterUnit.PERCENT: (Text("Prozent", "per cent"), Text("Prozent", "per cent")),
    ParameterUnit.POINTS: (
        Text("Prozentpunkt", "percentage point"),
        Text("Prozentpunkte", "percentage points"),
    ),
}


def words_of(value: Value, unit: str) -> Text:
    """Return a value with its unit in words, such as ``4 Tage``, ``10.000 Euro``, ``ja`` or ``31.12.2029``.

    Args:
        value: what the law sets.
        unit: one of :class:`ParameterUnit`.
    """
    if isinstance(value, bool):
        return Text("ja", "yes") if value else Text("nein", "no")
    if isinstance(value, date):
        return Text(german_date(value), english_date(value))
    one, many = _WORDS[ParameterUnit(unit)]
    chosen, english = one if value == 1 else many, f"{value:,}"
    german = english.replace(",", " ").replace(".", ",").replace(" ", ".")
    return Text(f"{german} {chosen.de}", f"{english} {chosen.en}")


def text_of(value: Value) -> str:
    """Return a value as it is stored and sent: ``true``, ``2026-01-31``, ``4``, ``1.27``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def value_of(text: str, unit: str) -> Value:
    """Return the value that :func:`text_of` wrote.

    Args:
        text: a stored value.
        unit: its unit; money and percentages may have decimals.
    """
    if unit == ParameterUnit.BOOL:
        return text == "true"
    if unit == ParameterUnit.DATE:
        return date.fromisoformat(text)
    number = Decimal(text)
    return int(number) if text.lstrip("-").isdigit() else number
