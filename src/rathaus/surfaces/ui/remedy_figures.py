"""Figures about remedies as bars, table and CSV: the same for a body and for the whole state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rathaus.core.rechtsbehelf.rules import End
from rathaus.core.rechtsbehelf.statistics import StatisticsRow
from rathaus.surfaces.ui.staff_pages import today
from rathaus.values.text import Text

HEADER = [
    Text("Leistung oder Stelle", "Service or body"),
    Text("Eingelegt", "Filed"),
    Text("Rechtzeitig", "In time"),
    Text("Abhilfe", "Remedied"),
    Text("Stattgegeben", "Granted"),
    Text("Teilweise stattgegeben", "Granted in part"),
    Text("Zurückgewiesen", "Rejected"),
    Text("Eingestellt", "Discontinued"),
    Text("Rücknahme", "Withdrawn"),
    Text("Tage bis zum Ende (Median)", "Days to the end (median)"),
]
FEW = Text("unter 5", "under 5")
FEW_EACH = Text("je Stelle unter 5", "under 5 at each body")
_BAR_WIDTH = 260


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the drawing: its name, its number, its length in units of the drawing."""

    name: Text
    number: int
    length: int


def chosen_year(query: Mapping[str, str], years: Sequence[int]) -> int:
    """Return the year of the address if anything was counted in it, else the newest one."""
    asked = query.get("jahr", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    return year if year in years else next(iter(years), today().year)


def bars_of(rows: Sequence[StatisticsRow]) -> list[Bar]:
    """Return a bar for each row whose number may be told, scaled to the longest."""
    told = [(row.name, row.told.filed) for row in rows if row.told.filed]
    most = max((number for _, number in told), default=1)
    return [Bar(name, number, max(2, number * _BAR_WIDTH // most)) for name, number in told]


def cells_of(row: StatisticsRow) -> list[int | float | None]:
    """Return the numbers of a row in the order of :data:`HEADER`; None for a small one, or where there is none."""
    told = row.told
    return [told.filed, told.in_time, *(told.ends[end] for end in End), told.median_days]


def csv_row(row: StatisticsRow, *, few: Text = FEW) -> list[object]:
    """Return a row for a table file; for a number that is not told it says ``few``, and a missing median is empty."""
    *numbers, days = cells_of(row)
    return [row.name, *(few if number is None else number for number in numbers), "" if days is None else round(days)]
