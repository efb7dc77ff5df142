"""Reading a day from three boxes, as ``ui/dates.html`` shows them."""

from collections.abc import Mapping
from datetime import date

from rathaus.values.text import Text

DAY_MISSING = Text(
    "Diesen Tag gibt es nicht. Geben Sie Tag, Monat und Jahr als Zahlen ein.",
    "This day does not exist. Enter day, month and year as numbers.",
)


def read_day(form: Mapping[str, str], name: str) -> date | None:
    """Return the local day that was typed; None when a box is empty or the day does not exist.

    Args:
        form: name of the input to text.
        name: name of the date; its boxes are ``<name>.tag``, ``.monat`` and ``.jahr``.
    """
    day, month, year = (form.get(f"{name}.{box}", "").strip() for box in ("tag", "monat", "jahr"))
    try:
        return date(int(year), int(month), int(day)) if len(year) == 4 else None
    except ValueError:
        return None
