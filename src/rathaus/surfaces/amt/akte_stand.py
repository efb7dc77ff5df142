"""What the page of a case says about its end."""

from typing import TYPE_CHECKING, Any

from rathaus.core.akte.hold import holds_of

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang


def end_of_case(row: "Vorgang") -> dict[str, Any]:
    """Return what the page of a case says about its end: what holds it."""
    return {"holds": [each for each in holds_of(row) if each.lifted_at is None]}
