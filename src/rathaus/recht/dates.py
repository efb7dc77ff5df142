"""How a local day is written in sentences."""

from datetime import date

_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def german_date(day: date) -> str:
    """Return the day as printed in German letters, such as ``7.4.2026``."""
    return f"{day.day}.{day.month}.{day.year}"


def english_date(day: date) -> str:
    """Return the day as printed in English texts, such as ``7 April 2026``."""
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
