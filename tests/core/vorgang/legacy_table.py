"""Tables of running cases, as an office brings them along."""

import csv
import io
from collections.abc import Mapping, Sequence

PARKING = "bewohnerparkausweis"
GOOD = {"Altes Aktenzeichen": "BPA 17/2026", "Leistung": PARKING, "Eingang": "03.08.2026"}


def table(*rows: Mapping[str, str], header: Sequence[str] = (), delimiter: str = ";") -> bytes:
    """Return a file with these rows; its header has the columns that they name."""
    names = list(header) or list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def numbered(count: int) -> list[dict[str, str]]:
    """Return good rows with numbers of their own."""
    return [{**GOOD, "Altes Aktenzeichen": f"BPA {number}"} for number in range(1, count + 1)]
