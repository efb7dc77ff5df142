"""What the page of a case says about its end."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from rathaus.core.akte.disposal import disposal_of
from rathaus.core.akte.hold import holds_of
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang


def end_of_case(row: "Vorgang", beside: Collection[str]) -> dict[str, Any]:
    """Return what the page of a case says about its end: what holds it, and once it is closed what keeps it.

    Args:
        row: the case.
        beside: the models that have a row about it.
    """
    return {
        "holds": [each for each in holds_of(row) if each.lifted_at is None] if "akte.Loeschsperre" in beside else [],
        "disposal": disposal_of(row, today=today()) if row.closed_at else None,
    }
