"""How a local day is written in sentences."""

from datetime import date

_GERMAN_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def german_date(day: date) -> str:
    """Return the day as it stands in sentences on a screen, such as ``7.4.2026``."""
    return f"{day.day}.{day.month}.{day.year}"


def letter_date(day: date) -> str:
    """Return the day as German letters write it, such as ``7. April 2026``."""
    return f"{day.day}. {letter_month(day)}"


def letter_month(month: date) -> str:
    """Return the month of a day as German letters write it, such as ``April 2026``."""
    return f"{_GERMAN_MONTHS[month.month - 1]} {month.year}"


def english_date(day: date) -> str:
    """Return the day as printed in English texts, such as ``7 April 2026``."""
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
