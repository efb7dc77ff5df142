"""Instants in addresses, by which lists go on."""

from datetime import datetime


def instant_of(text: str) -> datetime | None:
    """Return the aware instant of an address; None when it is empty or damaged."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo else None
