"""Count remedies by service, body and year, in the transaction of the act; test twins are not counted."""

from datetime import date

from rathaus.core.rechtsbehelf.models import Rechtsbehelf, RemedyCount
from rathaus.core.rechtsbehelf.rules import End, InTime
from rathaus.core.stelle.models import Stelle


def count_filing(row: Rechtsbehelf) -> None:
    """Count a remedy that came."""
    _count(row, year=row.filed_on.year, end="", days=None)


def count_end(row: Rechtsbehelf, *, on: date) -> None:
    """Count a remedy that ended on a local day, with the days since it came where somebody decided."""
    days = None if row.end == End.WITHDRAWN else (on - row.filed_on).days
    _count(row, year=on.year, end=row.end, days=days)


def _count(row: Rechtsbehelf, *, year: int, end: str, days: int | None) -> None:
    if row.stelle.mode == Stelle.Mode.TEST:
        return
    is_late = row.in_time == InTime.NO
    RemedyCount.objects.create(
        leistung_id=row.leistung_id, stelle_id=row.stelle_id, year=year, end=end, is_late=is_late, days=days
    )
